import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { comesFromChoice } from '#lib/partnerships/record-choice.ts';
import { changeTheme, loadTheme } from '#lib/partnerships/themes/theme-pages.server.ts';
import { explainThemeRefusal } from '#lib/partnerships/themes/theme-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = { correct: 'theme-corrected', move: 'theme-moved' } as const;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const theme = (await loadTheme(officeDesk(locals), params.id)) ?? error(404);
	return { ...theme, done: noteOf(url.searchParams, ['theme-proposed', ...Object.values(notes)]) };
}

async function change({ locals, params, request }: RequestEvent, deed: 'correct' | 'move') {
	const typed = typedForm(await request.formData());
	if (comesFromChoice(typed)) return { deed, typed, errors: [] };
	const changed = await changeTheme(officeDesk(locals), params.id, deed, typed);
	if (changed.ok) redirect(303, `/${locals.language}/office/themes/${params.id}?done=${notes[deed]}`);
	return fail(400, { deed, typed, errors: changed.refusal.map((each) => explainThemeRefusal(each, locals.language)) });
}

export const actions = {
	correct: (event: RequestEvent) => change(event, 'correct'),
	move: (event: RequestEvent) => change(event, 'move'),
};
