import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { changePromise, type PromiseDeed } from '#lib/partnerships/promises/promise-desk.server.ts';
import { loadPromise } from '#lib/partnerships/promises/promise-pages.server.ts';
import { explainPromiseRefusal } from '#lib/partnerships/promises/promise-words.ts';
import { comesFromChoice } from '#lib/partnerships/record-choice.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = {
	correct: 'promise-corrected',
	move: 'promise-moved',
	evidence: 'evidence-added',
	withdraw: 'evidence-withdrawn',
} as const satisfies Record<PromiseDeed, string>;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const promise = (await loadPromise(officeDesk(locals), params.id)) ?? error(404);
	return { promise, done: noteOf(url.searchParams, ['promise-made', ...Object.values(notes)]) };
}

async function change({ locals, params, request }: RequestEvent, deed: PromiseDeed) {
	const typed = typedForm(await request.formData());
	if (comesFromChoice(typed)) return { deed, typed, errors: [] };
	const changed = await changePromise(officeDesk(locals), params.id, deed, typed);
	if (changed.ok) redirect(303, `/${locals.language}/office/promises/${params.id}?done=${notes[deed]}`);
	const errors = changed.refusal.map((each) => explainPromiseRefusal(each, locals.language));
	return fail(400, { deed, typed, errors });
}

export const actions = {
	move: (event: RequestEvent) => change(event, 'move'),
	evidence: (event: RequestEvent) => change(event, 'evidence'),
	withdraw: (event: RequestEvent) => change(event, 'withdraw'),
};
