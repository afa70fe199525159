import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';

/** Why goods moved, one word of a closed list; each has a sentence in three languages (ledger-messages.ts). */
export const postingReasons = [
	'pledged',
	'brought-in',
	'received-in-hub',
	'moved-between-hubs',
	'departed',
	'turned-back',
	'lost-in-transit',
	'received',
	'arrived-damaged',
	'missing',
	'refused',
	'surplus-received',
	'put-into-use',
	'used-up',
	'found-later',
	'accepted-after-all',
	'back-in-stock',
	'given-back',
	'written-off',
	'counted-short',
	'counted-more',
	'lost-in-stock',
	'damaged-in-stock',
	'reversal',
] as const;
export type PostingReason = (typeof postingReasons)[number];

/** The facts of a posting that the chain proves. Ids are opaque; words that may name a person enter as a digest only. */
export interface ChainedPosting {
	readonly cityId: string;
	readonly sequence: number;
	readonly id: string;
	readonly lotId: string;
	readonly fromAccount: string;
	readonly toAccount: string;
	readonly quantity: Quantity;
	readonly occurredAt: Instant;
	readonly recordedAt: Instant;
	readonly actorId: string | null;
	readonly reason: PostingReason;
	readonly operationId: string | null;
	/** Lower-case hex SHA-256 of the idempotency key. */
	readonly commandDigest: string | null;
	readonly reverses: string | null;
	/** Lower-case hex SHA-256 of salt ‖ note. */
	readonly noteDigest: string | null;
	/** Lower-case hex. */
	readonly previousHash: string;
}

/** What the first posting of a book follows: 32 zero bytes. */
export const firstPreviousHash = '0'.repeat(64);

/**
 * The bytes a posting's SHA-256 is taken over, as UTF-8 text: the version `tandem-posting-1`, then one value a line,
 * joined by single line feeds, in the order below. Ids are lower-case UUIDs, numbers are decimal, times are whole
 * milliseconds since 1970 UTC, digests are lower-case hex, an absent value is `-`. No value can hold a line feed, so no
 * two postings share their bytes. `posting_hash` in 0006-ledger.sql writes the same bytes.
 */
export function canonicalPosting(posting: ChainedPosting): string {
	return [
		'tandem-posting-1',
		posting.cityId,
		posting.sequence,
		posting.id,
		posting.lotId,
		posting.fromAccount,
		posting.toAccount,
		posting.quantity,
		posting.occurredAt,
		posting.recordedAt,
		posting.actorId ?? '-',
		posting.reason,
		posting.operationId ?? '-',
		posting.commandDigest ?? '-',
		posting.reverses ?? '-',
		posting.noteDigest ?? '-',
		posting.previousHash,
	].join('\n');
}
