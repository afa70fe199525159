import { type RawBuilder, sql } from 'kysely';
import type { Language } from '#lib/kernel/language.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { type CalendarEntry, type CalendarEvent, entryOf } from './calendar.ts';

/** Where a calendar is asked for: its address makes the ids of entries, and their links. */
export interface CalendarPlace {
	readonly url: URL;
	readonly language: Language;
}

async function listPublicEvents(trx: Trx, which: RawBuilder<unknown>) {
	const found = await sql<CalendarEvent & { readonly partnershipSlug: string }>`
		select id, partnership_slug, revision, changed_at, state, title, summary, place, ${fuzzyDateOf('e.began')} as began,
			${fuzzyDateOf('e.ended')} as ended,
			case when starts_at is not null then jsonb_build_object('startsAt', extract(epoch from starts_at)::bigint * 1000,
				'endsAt', extract(epoch from ends_at)::bigint * 1000) end as hours
		from public_event e where ${which} order by began_on, id`.execute(trx);
	return found.rows;
}

function entriesOf(
	events: readonly (CalendarEvent & { readonly partnershipSlug: string })[],
	{ url, language }: CalendarPlace,
): readonly CalendarEntry[] {
	return events.flatMap((event) => {
		const page = `${url.origin}/${language}/partnerships/${event.partnershipSlug}`;
		return entryOf(event, { host: url.hostname, language, url: page }) ?? [];
	});
}

/** The entry of a public event; undefined where the public knows none, or not on which day. */
export async function findPublicEntry(
	publicDb: Db,
	id: string,
	place: CalendarPlace,
): Promise<CalendarEntry | undefined> {
	const events = await inPublic(publicDb, (trx) => listPublicEvents(trx, sql`id = ${id}`));
	return entriesOf(events, place)[0];
}

/** The entries of a partnership's public events, by the address of its page; none where the public knows none. */
export async function listPublicEntries(
	publicDb: Db,
	slug: string,
	place: CalendarPlace,
): Promise<readonly CalendarEntry[]> {
	return entriesOf(await inPublic(publicDb, (trx) => listPublicEvents(trx, sql`partnership_slug = ${slug}`)), place);
}
