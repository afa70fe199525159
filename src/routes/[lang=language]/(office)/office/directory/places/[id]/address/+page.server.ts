import { error, redirect } from '@sveltejs/kit';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeAddress, readAddress } from '#lib/directory/place-pages.server.ts';
import { typedFields } from '#lib/directory/typed-fields.ts';
import { deskOf, refuse } from '../../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** Each time this page is shown stands in the audit trail. */
export async function load({ locals, params, url }: PageServerLoadEvent) {
	const place = (await readAddress(deskOf(locals), params.id)) ?? error(404);
	return { ...place, done: noteOf(url.searchParams, ['address-changed']) };
}

async function change({ locals, params, request }: RequestEvent) {
	const typed = typedFields(await request.formData());
	const changed = await changeAddress(deskOf(locals), params.id, typed);
	if (!changed.ok) return refuse(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/directory/places/${params.id}/address?done=${changed.value}`);
}

export const actions = { default: change };
