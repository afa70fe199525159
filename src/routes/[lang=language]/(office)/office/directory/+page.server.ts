import { loadDirectory } from '#lib/directory/overview-page.server.ts';
import type { PageServerLoadEvent } from './$types.js';
import { deskOf } from './desk.server.ts';

export function load({ locals }: PageServerLoadEvent) {
	return loadDirectory(deskOf(locals));
}
