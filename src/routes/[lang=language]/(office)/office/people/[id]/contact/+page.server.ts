import { error, redirect } from '@sveltejs/kit';
import { noteOf } from '#lib/access/page-notes.ts';
import { changePersonContact, readPersonContact } from '#lib/directory/people/people-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { peopleDesk, refusePeople } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** Each time this page is shown stands in the audit trail. */
export async function load({ locals, params, url }: PageServerLoadEvent) {
	const person = (await readPersonContact(peopleDesk(locals), params.id)) ?? error(404);
	return { ...person, done: noteOf(url.searchParams, ['contact-changed']) };
}

async function change({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const changed = await changePersonContact(peopleDesk(locals), params.id, typed);
	if (!changed.ok) return refusePeople(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/people/${params.id}/contact?done=${changed.value}`);
}

export const actions = { default: change };
