import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import type { PartKind } from '#lib/partnerships/events/event-form.ts';
import { changeEventPart, loadEvent } from '#lib/partnerships/events/event-page.server.ts';
import { stepEvent } from '#lib/partnerships/events/event-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseEvent } from '../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const event = (await loadEvent(officeDesk(locals), params.id)) ?? error(404);
	return { ...event, done: noteOf(url.searchParams, ['planned', 'corrected', 'moved', 'added', 'removed']) };
}

async function step({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const moved = await stepEvent(officeDesk(locals), params.id, typed);
	if (!moved.ok) return refuseEvent(moved.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/events/${params.id}?done=moved`);
}

const change =
	(kind: PartKind) =>
	async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const changed = await changeEventPart(officeDesk(locals), params.id, kind, typed);
		if (!changed.ok) return refuseEvent(changed.refusal, typed, locals.language);
		redirect(303, `/${locals.language}/office/events/${params.id}?done=${changed.value}`);
	};

export const actions = {
	step,
	agenda: change('agenda'),
	interpreter: change('interpreter'),
	outcome: change('outcome'),
	document: change('document'),
};
