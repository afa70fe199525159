import { sessionOf } from '#lib/access/request.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { loadNeedsPage } from '#lib/relief/needs/needs-page.server.ts';
import { openMarkedNeeds } from '#lib/relief/needs/open-needs.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNeedsPage(services(), sessionOf(locals), locals.language, url.searchParams);
}

export const actions = {
	default: async ({ locals, request }: RequestEvent) =>
		openMarkedNeeds(services(), sessionOf(locals), locals.language, await request.formData()),
};
