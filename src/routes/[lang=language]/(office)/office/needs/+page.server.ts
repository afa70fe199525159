import { sessionOf } from '#lib/access/request.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { loadNeedsPage } from '#lib/relief/needs/needs-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNeedsPage(services(), sessionOf(locals), locals.language, url.searchParams);
}
