import { redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addEvent, checkTypedEvent, loadNewEvent } from '#lib/partnerships/events/event-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseEvent } from '../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewEvent(officeDesk(locals), url.searchParams);
}

async function check({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const checks = await checkTypedEvent(officeDesk(locals), typed);
	if (!checks.ok) return refuseEvent(checks.refusal, typed, locals.language);
	return { typed, errors: [], checks: checks.value };
}

async function plan({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const planned = await addEvent(officeDesk(locals), typed);
	if (!planned.ok) return refuseEvent(planned.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/events/${planned.value}?done=planned`);
}

export const actions = { check, plan };
