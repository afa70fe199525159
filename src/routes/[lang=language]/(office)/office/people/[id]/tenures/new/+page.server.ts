import { error, redirect } from '@sveltejs/kit';
import { changeTenure, loadTenureForm } from '#lib/directory/people/post-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { peopleDesk, refusePeople } from '../../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadTenureForm(peopleDesk(locals), params.id)) ?? error(404);
}

async function add({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await changeTenure(peopleDesk(locals), { person: params.id }, typed);
	if (!added.ok) return refusePeople(added.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/people/${params.id}?done=${added.value}`);
}

export const actions = { default: add };
