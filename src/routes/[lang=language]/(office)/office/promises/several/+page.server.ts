import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addSeveral, loadSeveral, lookAtLines } from '#lib/partnerships/promises/promise-desk.server.ts';
import type { PromiseRefusal } from '#lib/partnerships/promises/promise-refusal.ts';
import { explainPromiseRefusal } from '#lib/partnerships/promises/promise-words.ts';
import { type Typed, typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadSeveral(officeDesk(locals), url.searchParams);
}

function refuse({ locals }: RequestEvent, step: 1 | 2, typed: Typed, refusals: readonly PromiseRefusal[]) {
	return fail(400, { step, typed, errors: refusals.map((each) => explainPromiseRefusal(each, locals.language)) });
}

/** The first step: the lines are shown one by one; nothing is kept yet. */
async function look(event: RequestEvent) {
	const typed = typedForm(await event.request.formData());
	const looked = lookAtLines(typed);
	return looked.ok ? { step: 2 as const, typed: looked.value, errors: [] } : refuse(event, 1, typed, looked.refusal);
}

async function add(event: RequestEvent) {
	const typed = typedForm(await event.request.formData());
	const added = await addSeveral(officeDesk(event.locals), typed);
	if (!added.ok) return refuse(event, 2, typed, added.refusal);
	redirect(303, `/${event.locals.language}/office/promises?done=promises-made`);
}

export const actions = { look, add };
