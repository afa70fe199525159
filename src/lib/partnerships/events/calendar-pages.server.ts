import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { type CalendarEntry, entryOf } from './calendar.ts';
import { makeCalendarLink, revokeCalendarLink } from './calendar-links.server.ts';

import { findEvent } from './event-queries.server.ts';

/** Makes the reader's secret address and ends the one before; answers the address, which is stored nowhere. */
export async function makeOwnCalendar(desk: OfficeDesk, { origin }: URL): Promise<string> {
	const token = await inCity(desk.app, desk.actor, (trx) => makeCalendarLink(trx, desk.session.accountId, desk.now));
	return `${origin}/${desk.language}/calendars/${token}.ics`;
}

/** Ends the reader's secret address. */
export async function endOwnCalendar(desk: OfficeDesk): Promise<void> {
	await inCity(desk.app, desk.actor, (trx) => revokeCalendarLink(trx, desk.now));
}

/** An event as an entry for the calendar of whoever reads its page; undefined where they may not see it or its day isn't known. */
export async function findOwnEntry(desk: OfficeDesk, idText: string, url: URL): Promise<CalendarEntry | undefined> {
	const id = parseId<'event'>(idText);
	const event = id && (await readForPage(desk, (trx) => findEvent(trx, id)));
	if (!event) return undefined;
	const page = `${url.origin}/${desk.language}/office/events/${event.id}`;
	return entryOf(event, { host: url.hostname, language: desk.language, url: page });
}
