import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeSpelling, loadPerson } from '#lib/directory/people/people-pages.server.ts';
import { loadSignedBy } from '#lib/partnerships/agreements/agreement-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { peopleDesk, refusePeople } from '../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = [
	'person-added',
	'person-corrected',
	'spelling-added',
	'spelling-removed',
	'tenure-added',
	'tenure-corrected',
	'tenure-removed',
] as const;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const person = (await loadPerson(peopleDesk(locals), params.id)) ?? error(404);
	const signed = await loadSignedBy(officeDesk(locals), person.id);
	return { ...person, signed, done: noteOf(url.searchParams, notes) };
}

async function change({ locals, params, request }: RequestEvent, deed: 'add' | 'remove') {
	const typed = typedForm(await request.formData());
	const changed = await changeSpelling(peopleDesk(locals), params.id, deed, typed);
	if (!changed.ok) return refusePeople(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/people/${params.id}?done=${changed.value}`);
}

export const actions = {
	addSpelling: (event: RequestEvent) => change(event, 'add'),
	removeSpelling: (event: RequestEvent) => change(event, 'remove'),
};
