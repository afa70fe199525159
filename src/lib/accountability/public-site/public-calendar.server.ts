import { type CalendarEntry, type CalendarPlace, entryOf } from '#lib/partnerships/events/calendar.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { listPublicEvents, type PublicEventRecord } from './public-record-queries.server.ts';

function entriesOf(events: readonly PublicEventRecord[], { url, language }: CalendarPlace): readonly CalendarEntry[] {
	return events.flatMap(({ publicId, slug, ...event }) => {
		const page = `${url.origin}/${language}/partnerships/${slug}/cooperation#r-${publicId}`;
		return entryOf({ id: publicId, ...event }, { host: url.hostname, language, url: page }) ?? [];
	});
}

/** The entry of a public event; undefined where the public knows none, or not on which day. */
export async function findPublicEntry(
	publicDb: Db,
	publicId: string,
	place: CalendarPlace,
): Promise<CalendarEntry | undefined> {
	return entriesOf(await inPublic(publicDb, (trx) => listPublicEvents(trx, { publicId })), place)[0];
}

/** The entries of a partnership's public events, by the address of its page; none where the public knows none. */
export async function listPublicEntries(
	publicDb: Db,
	slug: string,
	place: CalendarPlace,
): Promise<readonly CalendarEntry[]> {
	return entriesOf(await inPublic(publicDb, (trx) => listPublicEvents(trx, { slug })), place);
}
