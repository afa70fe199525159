import { error, fail, redirect } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { parseId } from '#lib/kernel/id.ts';
import { services } from '#lib/platform/services.server.ts';
import { offerMessages } from '#lib/relief/offers/offer-messages.ts';
import { actOnOffer, loadOfferPage } from '#lib/relief/offers/offer-page.server.ts';
import { explainAnyRefusal } from '#lib/relief/offers/offer-texts.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const id = parseId<'offer'>(params.id);
	const page = id && (await loadOfferPage(services(), sessionOf(locals), id, locals.language));
	if (!page) error(404, explainAnyRefusal({ kind: 'offer-not-found' }, locals.language));
	const title = speak(offerMessages, locals.language)('done');
	return { ...page, flash: url.searchParams.has('done') ? { title, tone: 'success' as const } : undefined };
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const id =
			parseId<'offer'>(params.id) ?? error(404, explainAnyRefusal({ kind: 'offer-not-found' }, locals.language));
		const outcome = await actOnOffer(services(), sessionOf(locals), id, locals.language, await request.formData());
		if (!outcome.ok) return fail(400, outcome);
		redirect(303, `/${locals.language}/office/offers/${id}?done`);
	},
};
