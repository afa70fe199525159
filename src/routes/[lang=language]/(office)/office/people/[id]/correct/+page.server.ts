import { error, redirect } from '@sveltejs/kit';
import { changePerson, loadPersonForm } from '#lib/directory/people/people-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { peopleDesk, refusePeople } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadPersonForm(peopleDesk(locals), params.id)) ?? error(404);
}

async function change({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const changed = await changePerson(peopleDesk(locals), params.id, typed);
	if (!changed.ok) return refusePeople(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/people/${params.id}?done=person-corrected`);
}

export const actions = { default: change };
