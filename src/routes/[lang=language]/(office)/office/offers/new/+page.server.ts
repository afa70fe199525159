import { error, fail, redirect } from '@sveltejs/kit';
import { actorOf } from '#lib/access/request.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { loadOfferForm, takeNewOffer } from '#lib/relief/offers/offer-form-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals }: PageServerLoadEvent) {
	return (await loadOfferForm(services(), actorOf(locals), locals.language)) ?? error(404);
}

export const actions = {
	default: async ({ locals, request }: RequestEvent) => {
		const form = await request.formData();
		const outcome = await takeNewOffer(services(), actorOf(locals), locals.language, form, 'office');
		if (!outcome.ok) return fail(400, outcome);
		redirect(303, `/${locals.language}/office/offers/${outcome.offerId}?done`);
	},
};
