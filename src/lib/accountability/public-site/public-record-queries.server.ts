import { sql } from 'kysely';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { PartnershipKind, PartnershipStatus } from '#lib/partnerships/partnership.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { PublicEvent } from '../disclosure/public-cooperation.ts';
import type { PublicRecord, Published } from '../disclosure/public-record.ts';
import type { PublicRecordKind } from '../disclosure/public-ref.ts';

// Reads the public projection only (R1). Run inside inPublic.

/** A partnership as its public page begins. */
export interface PublicPartnershipRecord {
	readonly slug: string;
	readonly names: LocalizedText;
	readonly cities: readonly LocalizedText[];
	readonly kind: PartnershipKind;
	readonly status: PartnershipStatus;
	readonly since: PlainDate;
}

/** A partnership the public knows, by the address of its page. */
export async function findPublicPartnership(trx: Trx, slug: string): Promise<PublicPartnershipRecord | undefined> {
	const { rows } = await sql<PublicPartnershipRecord>`
		select slug, names, cities, kind, status, since from public_partnership where slug = ${slug}`.execute(trx);
	return rows[0];
}

/** Every partnership the public knows, the oldest first. */
export async function listPublicPartnerships(trx: Trx): Promise<readonly PublicPartnershipRecord[]> {
	const { rows } = await sql<PublicPartnershipRecord>`
		select slug, names, cities, kind, status, since from public_partnership order by since, slug`.execute(trx);
	return rows;
}

/** A public event with the partnership it is of. */
export type PublicEventRecord = Published<PublicEvent> & { readonly slug: string };

/** The public events of a partnership, or the one with a public id, by their days. */
export async function listPublicEvents(
	trx: Trx,
	which: { readonly slug: string } | { readonly publicId: string },
): Promise<readonly PublicEventRecord[]> {
	const condition = 'slug' in which ? sql`partnership_slug = ${which.slug}` : sql`public_id = ${which.publicId}`;
	const { rows } = await sql<{ event: PublicEventRecord }>`
		select content || jsonb_build_object('publicId', public_id, 'slug', partnership_slug) as event
		from public_record where kind = 'event' and ${condition} order by sort_date, public_id`.execute(trx);
	return rows.map(({ event }) => event);
}

/** Of which kinds there are public records of a partnership. */
export async function listPublicKinds(trx: Trx, slug: string): Promise<readonly PublicRecordKind[]> {
	const { rows } = await sql<{ kind: PublicRecordKind }>`
		select distinct kind from public_record where partnership_slug = ${slug} order by 1`.execute(trx);
	return rows.map(({ kind }) => kind);
}

/** All public records of a partnership, the oldest first. */
export async function listPublicRecords(trx: Trx, slug: string): Promise<readonly PublicRecord[]> {
	const { rows } = await sql<PublicRecord>`
		select kind as record, content || jsonb_build_object('publicId', public_id) as content
		from public_record where partnership_slug = ${slug} order by sort_date nulls last, kind, public_id`.execute(trx);
	return rows;
}
