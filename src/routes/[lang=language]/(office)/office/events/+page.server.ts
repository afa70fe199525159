import { redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { endOwnCalendar, makeOwnCalendar } from '#lib/partnerships/events/calendar-pages.server.ts';
import { loadEvents } from '#lib/partnerships/events/event-pages.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	const events = await loadEvents(officeDesk(locals), url.searchParams);
	return { ...events, done: noteOf(url.searchParams, ['link-ended']) };
}

/** The address is shown in the answer itself: it is stored nowhere, so no page could show it later. */
async function subscribe({ locals, url }: RequestEvent) {
	return { address: await makeOwnCalendar(officeDesk(locals), url) };
}

async function unsubscribe({ locals }: RequestEvent) {
	await endOwnCalendar(officeDesk(locals));
	redirect(303, `/${locals.language}/office/events?done=link-ended`);
}

export const actions = { subscribe, unsubscribe };
