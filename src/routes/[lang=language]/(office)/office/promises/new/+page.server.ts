import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addPromise } from '#lib/partnerships/promises/promise-desk.server.ts';
import { loadNewPromise } from '#lib/partnerships/promises/promise-pages.server.ts';
import { explainPromiseRefusal } from '#lib/partnerships/promises/promise-words.ts';
import { comesFromChoice } from '#lib/partnerships/record-choice.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewPromise(officeDesk(locals), url.searchParams);
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	if (comesFromChoice(typed)) return { typed, errors: [] };
	const added = await addPromise(officeDesk(locals), typed);
	if (added.ok) redirect(303, `/${locals.language}/office/promises/${added.value}?done=promise-made`);
	return fail(400, { typed, errors: added.refusal.map((each) => explainPromiseRefusal(each, locals.language)) });
}

export const actions = { default: add };
