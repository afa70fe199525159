import { redirect } from '@sveltejs/kit';
import { addPlace, loadNewPlace } from '#lib/directory/place-pages.server.ts';
import { typedFields } from '#lib/directory/typed-fields.ts';
import { deskOf, refuse } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ url }: PageServerLoadEvent) {
	return loadNewPlace(url.searchParams.get('kind'));
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedFields(await request.formData());
	const added = await addPlace(deskOf(locals), typed);
	if (!added.ok) return refuse(added.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/directory/places/${added.value}?done=added`);
}

export const actions = { default: add };
