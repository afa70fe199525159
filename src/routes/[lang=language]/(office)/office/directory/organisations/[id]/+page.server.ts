import { error, redirect } from '@sveltejs/kit';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeOrganisation, loadOrganisation } from '#lib/directory/organisation-pages.server.ts';
import { typedFields } from '#lib/directory/typed-fields.ts';
import { deskOf, refuse } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const organisation = (await loadOrganisation(deskOf(locals), params.id)) ?? error(404);
	return { ...organisation, done: noteOf(url.searchParams, ['added', 'corrected']) };
}

async function change({ locals, params, request }: RequestEvent) {
	const typed = typedFields(await request.formData());
	const changed = await changeOrganisation(deskOf(locals), params.id, typed);
	if (!changed.ok) return refuse(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/directory/organisations/${params.id}?done=${changed.value}`);
}

export const actions = { default: change };
