import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarEntry } from './calendar.ts';

/**
 * Entries as an iCalendar file (RFC 5545). Moments are written in UTC, which is right in every zone and needs no rule of
 * summer time in the file. Nothing of it depends on when it is asked for: the same entries give the same bytes.
 */
export function writeCalendar(name: string, entries: readonly CalendarEntry[]): string {
	const calendar = ical({
		name,
		prodId: { company: 'Tandem', product: 'Tandem' },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 60 * 60,
	});
	for (const entry of entries) {
		const { time } = entry;
		calendar.createEvent({
			id: entry.uid,
			sequence: entry.sequence,
			stamp: new Date(entry.changedAt),
			lastModified: new Date(entry.changedAt),
			status: ICalEventStatus[entry.status],
			summary: entry.summary,
			...(entry.description && { description: entry.description }),
			...(entry.location && { location: entry.location }),
			...(entry.url && { url: entry.url }),
			...(time.kind === 'hours'
				? { start: new Date(time.startsAt), ...(time.endsAt !== null && { end: new Date(time.endsAt) }) }
				: { allDay: true, start: atUtcMidnight(time.from), end: atUtcMidnight(time.until) }),
			timezone: 'UTC',
		});
	}
	return calendar.toString();
}

function atUtcMidnight(day: string): Date {
	return new Date(`${day}T00:00:00Z`);
}

/** A calendar as an answer that is sent again only when it changed. */
export function answerCalendar(
	request: Request,
	{ text, fileName, cacheControl }: { readonly text: string; readonly fileName: string; readonly cacheControl: string },
): Response {
	const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
	const headers = { etag, 'cache-control': cacheControl };
	if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
	return new Response(text, {
		headers: {
			...headers,
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `inline; filename="${fileName}"`,
			'x-content-type-options': 'nosniff',
		},
	});
}
