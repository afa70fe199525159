import { redirect } from '@sveltejs/kit';
import { addPerson, loadNewPerson } from '#lib/directory/people/people-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { peopleDesk, refusePeople } from '../desk.server.ts';
import type { RequestEvent } from './$types.js';

export const load = loadNewPerson;

async function add({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await addPerson(peopleDesk(locals), typed);
	if (!added.ok) return refusePeople(added.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/people/${added.value}?done=person-added`);
}

export const actions = { default: add };
