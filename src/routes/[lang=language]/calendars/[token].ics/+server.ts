import { error } from '@sveltejs/kit';
import { answerCalendar, writeCalendar } from '#lib/partnerships/events/calendar.server.ts';
import { listEntriesOfLink } from '#lib/partnerships/events/calendar-links.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

/** The calendar behind an account's secret address. Calendars don't sign in: the address is the key. */
export async function GET({ locals, params, request, url }: RequestEvent): Promise<Response> {
	const place = { url, language: locals.language };
	const entries = (await listEntriesOfLink(services().databases, params.token, place)) ?? error(404);
	const text = writeCalendar('Tandem', entries);
	return answerCalendar(request, { text, fileName: 'events.ics', cacheControl: 'private, no-cache' });
}
