import { error } from '@sveltejs/kit';
import { findPublicEntry } from '#lib/accountability/public-site/public-calendar.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { answerCalendar, writeCalendar } from '#lib/partnerships/events/calendar.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

/** A public event for anybody's calendar. */
export async function GET({ locals, params, request, url }: RequestEvent): Promise<Response> {
	const id = parseId<'event'>(params.id) ?? error(404);
	const place = { url, language: locals.language };
	const entry = (await findPublicEntry(services().databases.public, id, place)) ?? error(404);
	const text = writeCalendar(entry.summary, [entry]);
	return answerCalendar(request, { text, fileName: 'event.ics', cacheControl: 'public, max-age=20' });
}
