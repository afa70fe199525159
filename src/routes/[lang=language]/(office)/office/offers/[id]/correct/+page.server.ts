import { error, fail, redirect } from '@sveltejs/kit';
import { actorOf } from '#lib/access/request.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { services } from '#lib/platform/services.server.ts';
import { loadOfferForm, takeCorrection } from '#lib/relief/offers/offer-form-page.server.ts';
import { explainAnyRefusal } from '#lib/relief/offers/offer-texts.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	const id = parseId<'offer'>(params.id);
	const form = id && (await loadOfferForm(services(), actorOf(locals), locals.language, id));
	return form ?? error(404, explainAnyRefusal({ kind: 'offer-not-found' }, locals.language));
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const id =
			parseId<'offer'>(params.id) ?? error(404, explainAnyRefusal({ kind: 'offer-not-found' }, locals.language));
		const form = await request.formData();
		const outcome = await takeCorrection(services(), actorOf(locals), locals.language, form, id);
		if (!outcome.ok) return fail(400, outcome);
		redirect(303, `/${locals.language}/office/offers/${id}?done`);
	},
};
