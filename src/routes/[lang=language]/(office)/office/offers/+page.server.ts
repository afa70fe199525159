import { sessionOf } from '#lib/access/request.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { loadOffersPage } from '#lib/relief/offers/offer-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadOffersPage(services(), sessionOf(locals), locals.language, url.searchParams);
}
