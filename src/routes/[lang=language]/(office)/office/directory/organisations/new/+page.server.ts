import { redirect } from '@sveltejs/kit';
import { addOrganisation, loadNewOrganisation } from '#lib/directory/organisation-pages.server.ts';
import { typedFields } from '#lib/directory/typed-fields.ts';
import { deskOf, refuse } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadNewOrganisation(deskOf(locals));
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedFields(await request.formData());
	const added = await addOrganisation(deskOf(locals), typed);
	if (!added.ok) return refuse(added.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/directory/organisations/${added.value}?done=added`);
}

export const actions = { default: add };
