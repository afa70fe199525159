import { sql } from 'kysely';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { PartnershipKind, PartnershipStatus } from '#lib/partnerships/partnership.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type {
	PublicAgreement,
	PublicPaper,
	PublicPromise,
	PublicStanding,
	PublicTheme,
} from '../disclosure/public-partnership.ts';

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

/** A record of a partnership with the public id by which it is linked to for good. */
export type Published<Content> = Content & { readonly publicId: string };

/** A public record; its kind says which. */
export type PublicRecord =
	| { readonly record: 'standing'; readonly content: Published<PublicStanding> }
	| { readonly record: 'agreement'; readonly content: Published<PublicAgreement> }
	| { readonly record: 'paper'; readonly content: Published<PublicPaper> }
	| { readonly record: 'promise'; readonly content: Published<PublicPromise> }
	| { readonly record: 'theme'; readonly content: Published<PublicTheme> };

/** All public records of a partnership, the oldest first. */
export async function listPublicRecords(trx: Trx, slug: string): Promise<readonly PublicRecord[]> {
	const { rows } = await sql<PublicRecord>`
		select kind as record, content || jsonb_build_object('publicId', public_id) as content
		from public_record where partnership_slug = ${slug} order by sort_date nulls last, kind, public_id`.execute(trx);
	return rows;
}
