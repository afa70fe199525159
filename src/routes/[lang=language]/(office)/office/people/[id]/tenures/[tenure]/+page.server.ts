import { error, redirect } from '@sveltejs/kit';
import { changeTenure, loadTenureForm } from '#lib/directory/people/post-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { peopleDesk, refusePeople } from '../../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadTenureForm(peopleDesk(locals), params.id, params.tenure)) ?? error(404);
}

async function change({ locals, params, request }: RequestEvent, remove: boolean) {
	const typed = typedForm(await request.formData());
	const which = { person: params.id, tenure: params.tenure, remove };
	const changed = await changeTenure(peopleDesk(locals), which, typed);
	if (!changed.ok) return refusePeople(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/people/${params.id}?done=${changed.value}`);
}

export const actions = {
	correct: (event: RequestEvent) => change(event, false),
	remove: (event: RequestEvent) => change(event, true),
};
