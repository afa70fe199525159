import type { Instant } from '#lib/kernel/instant.ts';
import { type ChainedPosting, canonicalPosting, firstPreviousHash } from './canonical-posting.ts';

/**
 * One place where what is stored contradicts what it should follow from. `subject` is the id of what is wrong: a posting,
 * lot, account, reservation, shipment, line or discrepancy; `expected` is what the recorded facts say.
 */
export interface Drift {
	readonly check: DriftCheck;
	readonly cityId: string;
	readonly subject: string;
	/** What of the subject: a column, an account, a moment. */
	readonly detail: string;
	readonly expected: string;
	readonly found: string;
}

export const driftChecks = [
	'chain-gap',
	'chain-link',
	'chain-hash',
	'head',
	'note',
	'reversal',
	'foreign-account',
	'balance',
	'overdrawn',
	'lot-position',
	'reservation',
	'shipment-state',
	'shipment-dates',
	'departure',
	'receipt',
	'transit',
	'discrepancy',
	'use',
] as const;
export type DriftCheck = (typeof driftChecks)[number];

/** A posting as it stands in the table, to be checked against its chain. */
export interface StoredPosting extends ChainedPosting {
	readonly hash: string;
}

/** What is left of a book once all its postings went by. */
export interface BookTotals {
	readonly lastSequence: number;
	readonly lastHash: string;
	/** Balance by `lot account`. */
	readonly balances: ReadonlyMap<string, number>;
	/** Lots recorded out of the order in which things happened; their timeline is to be checked as a whole. */
	readonly backdatedLots: ReadonlySet<string>;
	readonly count: number;
}

/**
 * Follows one book posting by posting, in sequence, and says at once where the chain or the arithmetic breaks.
 * After a break it goes on from what is stored, so that one changed posting is reported as one.
 * `sha256` answers lower-case hex; `isSource` tells donors' accounts, which alone may go below nothing.
 */
export function createBookCheck(
	cityId: string,
	sha256: (text: string) => string,
	isSource: (accountId: string) => boolean,
	report: (drift: Drift) => void,
): { next(posting: StoredPosting): void; end(): BookTotals } {
	let lastSequence = 0;
	let lastHash = firstPreviousHash;
	let count = 0;
	const balances = new Map<string, number>();
	const lastMoved = new Map<string, Instant>();
	const backdatedLots = new Set<string>();

	function next(posting: StoredPosting): void {
		const drift = (check: DriftCheck, detail: string, expected: string | number, found: string | number) =>
			report({ check, cityId, subject: posting.id, detail, expected: String(expected), found: String(found) });
		count++;
		if (posting.sequence !== lastSequence + 1) drift('chain-gap', 'sequence', lastSequence + 1, posting.sequence);
		if (posting.previousHash !== lastHash) drift('chain-link', 'previous_hash', lastHash, posting.previousHash);
		const hash = sha256(canonicalPosting(posting));
		if (hash !== posting.hash) drift('chain-hash', `sequence ${posting.sequence}`, hash, posting.hash);
		lastSequence = posting.sequence;
		lastHash = posting.hash;
		move(posting, drift);
	}

	function move(
		posting: StoredPosting,
		drift: (check: DriftCheck, detail: string, e: string, f: string) => void,
	): void {
		const { lotId, fromAccount, toAccount, quantity, occurredAt } = posting;
		const left = (balances.get(`${lotId} ${fromAccount}`) ?? 0) - quantity;
		balances.set(`${lotId} ${fromAccount}`, left);
		balances.set(`${lotId} ${toAccount}`, (balances.get(`${lotId} ${toAccount}`) ?? 0) + quantity);
		if (left < 0 && !isSource(fromAccount)) drift('overdrawn', `account ${fromAccount}`, '≥ 0', String(left));
		const before = lastMoved.get(lotId);
		if (before !== undefined && occurredAt < before) backdatedLots.add(lotId);
		else lastMoved.set(lotId, occurredAt);
	}

	return { next, end: () => ({ lastSequence, lastHash, balances, backdatedLots, count }) };
}

/** Drifts between two maps of numbers; what only one of them has counts as 0 in the other. */
export function compareBalances(
	cityId: string,
	expected: ReadonlyMap<string, number>,
	found: ReadonlyMap<string, number>,
): Drift[] {
	const keys = new Set([...expected.keys(), ...found.keys()]);
	return [...keys]
		.filter((key) => (expected.get(key) ?? 0) !== (found.get(key) ?? 0))
		.map((key) => {
			const [lotId = '', accountId = ''] = key.split(' ');
			const detail = `account ${accountId}`;
			const values = { expected: String(expected.get(key) ?? 0), found: String(found.get(key) ?? 0) };
			return { check: 'balance' as const, cityId, subject: lotId, detail, ...values };
		});
}
