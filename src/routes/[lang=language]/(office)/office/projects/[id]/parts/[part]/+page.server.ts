import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { changePart } from '#lib/partnerships/projects/project-desk.server.ts';
import { loadPartForm } from '#lib/partnerships/projects/project-pages.server.ts';
import { explainProjectRefusal } from '#lib/partnerships/projects/project-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadPartForm(officeDesk(locals), params.id, params.part)) ?? error(404);
}

async function correct({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const corrected = await changePart(officeDesk(locals), params.id, params.part, typed);
	if (corrected.ok) redirect(303, `/${locals.language}/office/projects/${params.id}?done=part`);
	return fail(400, { typed, errors: corrected.refusal.map((each) => explainProjectRefusal(each, locals.language)) });
}

export const actions = { default: correct };
