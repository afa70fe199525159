import { loadPlaces } from '#lib/directory/place-pages.server.ts';
import { deskOf } from '../desk.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadPlaces(deskOf(locals));
}
