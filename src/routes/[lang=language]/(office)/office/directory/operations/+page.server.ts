import { loadOperations } from '#lib/directory/operation-pages.server.ts';
import { deskOf } from '../desk.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadOperations(deskOf(locals));
}
