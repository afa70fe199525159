import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { changePromise } from '#lib/partnerships/promises/promise-desk.server.ts';
import { loadPromiseForm } from '#lib/partnerships/promises/promise-pages.server.ts';
import { explainPromiseRefusal } from '#lib/partnerships/promises/promise-words.ts';
import { comesFromChoice } from '#lib/partnerships/record-choice.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadPromiseForm(officeDesk(locals), params.id)) ?? error(404);
}

async function correct({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	if (comesFromChoice(typed)) return { typed, errors: [] };
	const corrected = await changePromise(officeDesk(locals), params.id, 'correct', typed);
	if (corrected.ok) redirect(303, `/${locals.language}/office/promises/${params.id}?done=promise-corrected`);
	return fail(400, { typed, errors: corrected.refusal.map((each) => explainPromiseRefusal(each, locals.language)) });
}

export const actions = { default: correct };
