import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeTerms, explainTermRefusal, loadTerms, type TermDeed } from '#lib/newsroom/topics/term-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	const list = await loadTerms(officeDesk(locals));
	return { list, done: noteOf(url.searchParams, ['add', 'rename', 'retire', 'take-up']) };
}

async function change({ locals, request }: RequestEvent, deed: TermDeed) {
	const typed = typedForm(await request.formData());
	const changed = await changeTerms(officeDesk(locals), deed, typed);
	if (changed.ok) redirect(303, `/${locals.language}/office/newsroom/topics?done=${deed}`);
	return fail(400, { deed, typed, errors: changed.refusal.map((each) => explainTermRefusal(each, locals.language)) });
}

export const actions = {
	add: (event: RequestEvent) => change(event, 'add'),
	rename: (event: RequestEvent) => change(event, 'rename'),
	retire: (event: RequestEvent) => change(event, 'retire'),
	'take-up': (event: RequestEvent) => change(event, 'take-up'),
};
