import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import type { PostingReason } from './canonical-posting.ts';
import { type BookTotals, compareBalances, createBookCheck, type Drift, type StoredPosting } from './drift.ts';
import { firstGap, type Move } from './ledger.ts';
import { noteDigest } from './post.server.ts';
import { chainChecks } from './verify-projections.server.ts';

export interface VerifiedBook {
	readonly cityId: string;
	readonly postings: number;
	readonly lastSequence: number;
	/** Lower-case hex of the last posting's hash: the head to publish and to compare. */
	readonly head: string;
}

export interface Verification {
	readonly books: readonly VerifiedBook[];
	readonly drifts: readonly Drift[];
}

const batchSize = 5_000;
const mostDriftsPerCheck = 1_000;

/**
 * Recomputes everything the ledger claims from the postings and facts alone, in one consistent state of the database:
 * hash chains and heads, notes, balances, timelines, lot positions, promises, departures, receipts, discrepancies and use.
 * Answers each contradiction precisely; an empty list means that the books are right. Hand in `databases.worker`.
 */
export function verifyLedger(worker: Db): Promise<Verification> {
	return inWorker(
		worker,
		async (trx) => {
			const drifts: Drift[] = [];
			const books: VerifiedBook[] = [];
			const sources = await sourceAccounts(trx);
			const cities = await sql<{ cityId: string }>`
				select city_id from ledger_head union select distinct city_id from posting order by city_id`.execute(trx);
			for (const { cityId } of cities.rows) {
				const totals = await followBook(trx, cityId, sources, drifts);
				drifts.push(...(await checkBook(trx, cityId, totals, sources)));
				books.push({ cityId, postings: totals.count, lastSequence: totals.lastSequence, head: totals.lastHash });
			}
			for (const check of chainChecks) {
				const { rows } = await check.find(mostDriftsPerCheck).execute(trx);
				drifts.push(...rows.map((row) => ({ ...row, check: check.name })));
			}
			return { books, drifts };
		},
		{ isolation: 'repeatable read', readOnly: true },
	);
}

async function sourceAccounts(trx: Trx): Promise<Set<string>> {
	const { rows } = await sql<{ id: string }>`select id from ledger_account where kind = 'donor'`.execute(trx);
	return new Set(rows.map((row) => row.id));
}

interface PostingRow extends Omit<StoredPosting, 'commandDigest' | 'reason'> {
	reason: PostingReason;
	commandKey: string | null;
	salt: Buffer | null;
	body: string | null;
}

async function followBook(
	trx: Trx,
	cityId: string,
	sources: ReadonlySet<string>,
	drifts: Drift[],
): Promise<BookTotals> {
	const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
	const check = createBookCheck(
		cityId,
		sha256,
		(account) => sources.has(account),
		(drift) => drifts.push(drift),
	);
	for (let after = 0; ; ) {
		const { rows } = await sql<PostingRow>`
			select p.id, p.city_id, p.sequence, p.lot_id, p.from_account, p.to_account, p.quantity, p.occurred_at, p.recorded_at,
				p.actor_id, p.reason, p.operation_id, p.command_key, p.reverses, encode(p.note_digest, 'hex') as note_digest,
				encode(p.previous_hash, 'hex') as previous_hash, encode(p.hash, 'hex') as hash, n.salt, n.body
			from posting p left join posting_note n on n.posting_id = p.id
			where p.city_id = ${cityId} and p.sequence > ${after}
			order by p.sequence limit ${batchSize}`.execute(trx);
		for (const row of rows) {
			check.next({ ...row, commandDigest: row.commandKey === null ? null : sha256(row.commandKey) });
			checkNote(cityId, row, drifts);
		}
		const last = rows.at(-1);
		if (!last) return check.end();
		after = last.sequence;
	}
}

/** A note may have been erased; one that is there must be the one the chain committed to. */
function checkNote(cityId: string, row: PostingRow, drifts: Drift[]): void {
	if (row.salt === null || row.body === null) return;
	const found = noteDigest(row.salt, row.body);
	if (found === row.noteDigest) return;
	const expected = row.noteDigest ?? '-';
	drifts.push({ check: 'note', cityId, subject: row.id, detail: `sequence ${row.sequence}`, expected, found });
}

async function checkBook(trx: Trx, cityId: string, totals: BookTotals, sources: ReadonlySet<string>): Promise<Drift[]> {
	const drifts: Drift[] = [];
	const head = await sql<{ sequence: number; hash: string }>`
		select sequence, encode(hash, 'hex') as hash from ledger_head where city_id = ${cityId}`.execute(trx);
	const expected = `${totals.lastSequence} ${totals.lastHash}`;
	const found = head.rows[0] ? `${head.rows[0].sequence} ${head.rows[0].hash}` : 'none';
	if (expected !== found)
		drifts.push({ check: 'head', cityId, subject: cityId, detail: 'ledger_head', expected, found });
	const stored = await sql<{ lotId: string; accountId: string; quantity: number }>`
		select lot_id, account_id, quantity from balance where city_id = ${cityId}`.execute(trx);
	const balances = new Map(stored.rows.map((row) => [`${row.lotId} ${row.accountId}`, row.quantity]));
	drifts.push(...compareBalances(cityId, totals.balances, balances));
	drifts.push(...(await checkTimelines(trx, cityId, [...totals.backdatedLots], sources)));
	return drifts;
}

async function checkTimelines(
	trx: Trx,
	cityId: string,
	lotIds: readonly string[],
	sources: ReadonlySet<string>,
): Promise<Drift[]> {
	if (lotIds.length === 0) return [];
	const { rows } = await sql<Move>`
		select id, lot_id, from_account, to_account, quantity, occurred_at, reverses from posting
		where lot_id = any(${sqlUuids(lotIds)}) order by lot_id, sequence`.execute(trx);
	return [...Map.groupBy(rows, (row) => row.lotId)].flatMap(([lotId, moves]) => {
		const gap = firstGap(moves, (account) => sources.has(account));
		if (!gap) return [];
		const detail = `account ${gap.accountId} at ${new Date(gap.at).toISOString()}`;
		return [
			{ check: 'overdrawn' as const, cityId, subject: lotId, detail, expected: '≥ 0', found: String(-gap.short) },
		];
	});
}
