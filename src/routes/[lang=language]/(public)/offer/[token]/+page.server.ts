import { error, fail, redirect } from '@sveltejs/kit';
import { speak } from '#lib/i18n/catalogue.ts';
import { services } from '#lib/platform/services.server.ts';
import { offerMessages } from '#lib/relief/offers/offer-messages.ts';
import { actOnLinkedOffer, loadLinkedOffer } from '#lib/relief/offers/public-offer-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** A private page: the address is the key, so it is neither kept by caches nor handed on by referrers. */
export async function load({ locals, params, setHeaders }: PageServerLoadEvent) {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex' });
	const page = await loadLinkedOffer(services(), params.token, locals.language);
	return page ?? error(404, speak(offerMessages, locals.language)('linkGone'));
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const outcome = await actOnLinkedOffer(services(), params.token, locals.language, await request.formData());
		if (outcome.ok) redirect(303, `/${locals.language}/offer/${params.token}`);
		if (outcome.gone) error(404, speak(offerMessages, locals.language)('linkGone'));
		return fail(400, outcome);
	},
};
