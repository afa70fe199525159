import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeProject, type ProjectDeed } from '#lib/partnerships/projects/project-desk.server.ts';
import { loadProject } from '#lib/partnerships/projects/project-pages.server.ts';
import { explainProjectRefusal } from '#lib/partnerships/projects/project-words.ts';
import { comesFromChoice } from '#lib/partnerships/record-choice.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = ['planned', 'correct', 'move', 'milestone', 'settle', 'indicator', 'measure', 'part'] as const;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const project = (await loadProject(officeDesk(locals), params.id)) ?? error(404);
	return { project, done: noteOf(url.searchParams, notes) };
}

async function change({ locals, params, request }: RequestEvent, deed: ProjectDeed) {
	const typed = typedForm(await request.formData());
	if (comesFromChoice(typed)) return { deed, typed, errors: [] };
	const changed = await changeProject(officeDesk(locals), params.id, deed, typed);
	if (changed.ok) redirect(303, `/${locals.language}/office/projects/${params.id}?done=${deed}`);
	const errors = changed.refusal.map((each) => explainProjectRefusal(each, locals.language));
	return fail(400, { deed, typed, errors });
}

export const actions = {
	move: (event: RequestEvent) => change(event, 'move'),
	milestone: (event: RequestEvent) => change(event, 'milestone'),
	settle: (event: RequestEvent) => change(event, 'settle'),
	indicator: (event: RequestEvent) => change(event, 'indicator'),
	measure: (event: RequestEvent) => change(event, 'measure'),
};
