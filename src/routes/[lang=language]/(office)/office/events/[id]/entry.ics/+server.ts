import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { answerCalendar, writeCalendar } from '#lib/partnerships/events/calendar.server.ts';
import { findOwnEntry } from '#lib/partnerships/events/calendar-pages.server.ts';
import type { RequestEvent } from './$types.js';

/** An event for the calendar of whoever reads its page. */
export async function GET({ locals, params, request, url }: RequestEvent): Promise<Response> {
	const entry = (await findOwnEntry(officeDesk(locals), params.id, url)) ?? error(404);
	const text = writeCalendar(entry.summary, [entry]);
	return answerCalendar(request, { text, fileName: 'event.ics', cacheControl: 'private, no-cache' });
}
