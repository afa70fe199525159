import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addProject } from '#lib/partnerships/projects/project-desk.server.ts';
import { loadNewProject } from '#lib/partnerships/projects/project-pages.server.ts';
import { explainProjectRefusal } from '#lib/partnerships/projects/project-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewProject(officeDesk(locals), url.searchParams);
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await addProject(officeDesk(locals), typed);
	if (added.ok) redirect(303, `/${locals.language}/office/projects/${added.value}?done=planned`);
	return fail(400, { typed, errors: added.refusal.map((each) => explainProjectRefusal(each, locals.language)) });
}

export const actions = { default: add };
