import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { changeEvent, checkTypedEvent, loadEventForm } from '#lib/partnerships/events/event-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseEvent } from '../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadEventForm(officeDesk(locals), params.id)) ?? error(404);
}

async function check({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const checks = await checkTypedEvent(officeDesk(locals), typed);
	if (!checks.ok) return refuseEvent(checks.refusal, typed, locals.language);
	return { typed, errors: [], checks: checks.value };
}

async function correct({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const changed = await changeEvent(officeDesk(locals), params.id, typed);
	if (!changed.ok) return refuseEvent(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/events/${params.id}?done=corrected`);
}

export const actions = { check, correct };
