import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import {
	changePressList,
	explainPressList,
	loadPressList,
	type PressListDeed,
} from '#lib/newsroom/press-lists/press-list-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const list = await loadPressList(services(), officeDesk(locals), params.id);
	return { list: list ?? error(404), done: noteOf(url.searchParams, ['list', 'added', 'removed', 'sent']) };
}

const notes = { add: 'added', remove: 'removed', send: 'sent' } as const;

async function change({ locals, params, request }: RequestEvent, deed: PressListDeed) {
	const typed = typedForm(await request.formData());
	const changed = await changePressList(services(), officeDesk(locals), { list: params.id, deed, typed });
	if (changed.ok) redirect(303, `/${locals.language}/office/newsroom/lists/${params.id}?done=${notes[deed]}`);
	return fail(400, { typed, errors: changed.refusal.map((each) => explainPressList(each, locals.language)) });
}

export const actions = {
	add: (event: RequestEvent) => change(event, 'add'),
	remove: (event: RequestEvent) => change(event, 'remove'),
	send: (event: RequestEvent) => change(event, 'send'),
};
