import { listPublicEntries } from '#lib/accountability/public-site/public-calendar.server.ts';
import { answerCalendar, writeCalendar } from '#lib/partnerships/events/calendar.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

/** The public events of a partnership, to subscribe to. A partnership nobody knows has none. */
export async function GET({ locals, params, request, url }: RequestEvent): Promise<Response> {
	const place = { url, language: locals.language };
	const entries = await listPublicEntries(services().databases.public, params.slug, place);
	const text = writeCalendar('Tandem', entries);
	return answerCalendar(request, { text, fileName: 'events.ics', cacheControl: 'public, max-age=20' });
}
