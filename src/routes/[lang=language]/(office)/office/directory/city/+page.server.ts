import { redirect } from '@sveltejs/kit';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeOwnCity, loadOwnCity } from '#lib/directory/city-page.server.ts';
import { typedFields } from '#lib/directory/typed-fields.ts';
import { deskOf, refuse } from '../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	return { ...(await loadOwnCity(deskOf(locals))), done: noteOf(url.searchParams, ['corrected']) };
}

async function change({ locals, request }: RequestEvent) {
	const typed = typedFields(await request.formData());
	const changed = await changeOwnCity(deskOf(locals), typed);
	if (!changed.ok) return refuse(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/directory/city?done=${changed.value}`);
}

export const actions = { default: change };
