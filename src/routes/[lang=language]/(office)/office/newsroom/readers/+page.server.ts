import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadReaders } from '#lib/newsroom/subscriptions/subscription-desk.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadReaders(services(), officeDesk(locals));
}
