import { fail } from '@sveltejs/kit';
import { services } from '#lib/platform/services.server.ts';
import { loadPublicOffer, takePublicOffer } from '#lib/relief/offers/public-offer-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadPublicOffer(services(), locals.language);
}

export const actions = {
	default: async ({ locals, request, getClientAddress }: RequestEvent) => {
		const form = await request.formData();
		const outcome = await takePublicOffer(services(), locals.language, form, getClientAddress());
		// The answer is a page and not a redirect: an e-mail address has no place in an address line.
		return outcome.ok ? { sentTo: outcome.email } : fail(400, outcome);
	},
};
