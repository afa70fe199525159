import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, toIso } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { canonicalJson } from '#lib/platform/database/run-command.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import { canonicalPosting, type PostingReason } from './canonical-posting.ts';
import { decidePostings, type LedgerState, type Move, type PostingDraft, type PostingRefusal } from './ledger.ts';
import { type AccountKey, accountKeyText } from './ledger-account.ts';

/** Who records something, when, and under which command. */
export interface Author {
	readonly at: Instant;
	readonly account: string | null;
	/** The idempotency key of the command, kept with each posting. */
	readonly commandKey?: string | null | undefined;
}

/** Whoever sits at a desk of the office and sent a form with this key. */
export function authorOf({ now, actor }: Pick<OfficeDesk, 'now' | 'actor'>, key: Id<'command'>): Author {
	return { at: now, account: actor.account, commandKey: key };
}

/** A move to record, by the accounts it runs between. */
export interface PostingRequest {
	readonly lotId: string;
	/** By its key, or by its id where the account is known to exist. */
	readonly from: AccountKey | string;
	readonly to: AccountKey | string;
	readonly quantity: Quantity;
	readonly occurredAt: Instant;
	readonly reason: PostingReason;
	readonly operationId?: string | null;
	readonly note?: PostingNote | undefined;
}

/** Words and evidence of a posting. May name persons: kept beside the chain, which holds a salted digest of it. */
export interface PostingNote {
	readonly note?: string;
	readonly evidence?: Readonly<Record<string, string | number | boolean | null>>;
}

export type PostRefusal = PostingRefusal | { readonly kind: 'unknown-lot'; readonly lotId: string };

/** The ids of the accounts of a book, opened where they don't exist yet; in the order of the keys. */
export async function openAccounts(trx: Trx, cityId: string, keys: readonly AccountKey[]): Promise<string[]> {
	if (keys.length === 0) return [];
	const wanted = new Map(keys.map((key) => [accountKeyText(key), key]));
	const find = async () => {
		const { rows } = await sql<{ id: string; key: string }>`
			select id, key from ledger_account where city_id = ${cityId} and key = any(${[...wanted.keys()]}::text[])`.execute(
			trx,
		);
		return new Map(rows.map((row) => [row.key, row.id]));
	};
	let found = await find();
	if (found.size < wanted.size) {
		const missing = [...wanted].filter(([text]) => !found.has(text));
		const rows = missing.map(([, key]) => ({
			id: randomUUID(),
			city_id: cityId,
			kind: key.kind,
			operation_id: key.operationId,
			donor_id: key.donorId,
			place_id: key.placeId,
			shipment_id: key.shipmentId,
		}));
		await sql`insert into ledger_account (id, city_id, kind, operation_id, donor_id, place_id, shipment_id)
			select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(
				id uuid, city_id uuid, kind text, operation_id uuid, donor_id uuid, place_id uuid, shipment_id uuid)
			on conflict (city_id, key) do nothing`.execute(trx);
		found = await find();
	}
	return keys.map((key) => present(found.get(accountKeyText(key)), `ledger account ${accountKeyText(key)}`));
}

/** What a lot's row says while it is locked. */
export interface LockedLot {
	readonly lotId: string;
	readonly cityId: string;
	readonly accepted: number;
	readonly reserved: number;
	readonly shipped: number;
	readonly writtenOff: number;
	readonly free: number;
	readonly lastOccurredAt: Instant | null;
}

/**
 * Locks the rows of lots until the transaction ends, in the order of their ids, so that two commands never wait for each
 * other in a circle. Lots the acting city may not touch are left out.
 */
export async function lockLots(trx: Trx, lotIds: readonly string[]): Promise<Map<string, LockedLot>> {
	const { rows } = await sql<LockedLot>`
		select lot_id, city_id, accepted, reserved, shipped, written_off, free, last_occurred_at
		from lock_lots(${sqlUuids([...new Set(lotIds)])})`.execute(trx);
	return new Map(rows.map((row) => [row.lotId, row]));
}

/**
 * Records moves of goods in a city's book, all or none, in one statement, in their order (law 1). Locks the lots, then the
 * head of the book; a command that touches several lots calls this once with all of them.
 * Answers the ids of the postings. Refuses what {@link decidePostings} refuses, and lots out of the acting city's reach.
 */
export async function post(
	trx: Trx,
	cityId: string,
	requests: readonly PostingRequest[],
	author: Author,
): Promise<Result<string[], PostRefusal>> {
	if (requests.length === 0) return ok([]);
	const ends = requests.flatMap((request) => [request.from, request.to]);
	const keys = ends.filter((end) => typeof end !== 'string');
	const opened = await openAccounts(trx, cityId, keys);
	const accounts = ends.map((end) => (typeof end === 'string' ? end : opened[keys.indexOf(end)]!));
	const drafts = requests.map(
		(request, index): PostingDraft => ({
			id: randomUUID(),
			lotId: request.lotId,
			fromAccount: accounts[index * 2]!,
			toAccount: accounts[index * 2 + 1]!,
			quantity: request.quantity,
			occurredAt: request.occurredAt,
			reason: request.reason,
			operationId: request.operationId ?? null,
			reverses: null,
		}),
	);
	const notes = new Map(drafts.map((draft, index) => [draft.id, requests[index]!.note]));
	return record(trx, cityId, drafts, author, notes);
}

/** As {@link post}, for drafts whose accounts are known: reversals. */
export async function record(
	trx: Trx,
	cityId: string,
	drafts: readonly PostingDraft[],
	author: Author,
	notes: ReadonlyMap<string, PostingNote | undefined> = new Map(),
): Promise<Result<string[], PostRefusal>> {
	const lots = await lockLots(
		trx,
		drafts.map((draft) => draft.lotId),
	);
	const unknown = drafts.find((draft) => !lots.has(draft.lotId));
	if (unknown) return refused({ kind: 'unknown-lot', lotId: unknown.lotId });
	const decided = decidePostings(await loadState(trx, drafts, lots), drafts, author.at);
	if (!decided.ok) return decided;
	await append(trx, cityId, decided.value, author, notes);
	return ok(drafts.map((draft) => draft.id));
}

async function loadState(
	trx: Trx,
	drafts: readonly PostingDraft[],
	lots: ReadonlyMap<string, LockedLot>,
): Promise<LedgerState> {
	const touched = [...new Set(drafts.flatMap((draft) => [draft.fromAccount, draft.toAccount]))];
	const lotIds = [...lots.keys()];
	const { rows } = await sql<{ accountId: string; source: boolean; lotId: string | null; quantity: number | null }>`
		select a.id as account_id, a.role = 'source' as source, b.lot_id, b.quantity
		from ledger_account a left join balance b on b.account_id = a.id and b.lot_id = any(${sqlUuids(lotIds)})
		where a.id = any(${sqlUuids(touched)})`.execute(trx);
	const held = new Map(rows.map((row) => [`${row.lotId} ${row.accountId}`, row.quantity ?? 0]));
	const source = new Set(rows.filter((row) => row.source).map((row) => row.accountId));
	const checked = new Set(touched.filter((id) => !source.has(id)));
	const history = await loadMoves(trx, backdatedLots(drafts, lots));
	return {
		balance: (lotId, accountId) => held.get(`${lotId} ${accountId}`) ?? 0,
		// Accounts the drafts leave alone can't be overdrawn by them, and a partner city doesn't see what filled them.
		isSource: (accountId) => !checked.has(accountId),
		lastMoved: (lotId) => lots.get(lotId)?.lastOccurredAt ?? undefined,
		movesOf: (lotId) => history.get(lotId) ?? [],
	};
}

function backdatedLots(drafts: readonly PostingDraft[], lots: ReadonlyMap<string, LockedLot>): string[] {
	const late = drafts.filter((draft) => draft.occurredAt < (lots.get(draft.lotId)?.lastOccurredAt ?? 0));
	return [...new Set(late.map((draft) => draft.lotId))];
}

async function loadMoves(trx: Trx, lotIds: readonly string[]): Promise<Map<string, Move[]>> {
	if (lotIds.length === 0) return new Map();
	const { rows } = await sql<Move>`
		select id, lot_id, from_account, to_account, quantity, occurred_at, reverses from posting
		where lot_id = any(${sqlUuids(lotIds)}) order by lot_id, sequence`.execute(trx);
	return Map.groupBy(rows, (row) => row.lotId) as Map<string, Move[]>;
}

/** Chains the drafts to the head of the book and writes them in one statement. */
async function append(
	trx: Trx,
	cityId: string,
	drafts: readonly PostingDraft[],
	author: Author,
	notes: ReadonlyMap<string, PostingNote | undefined>,
): Promise<void> {
	const head = await sql<{ sequence: number; hash: Buffer }>`
		select sequence, hash from lock_ledger_head(${cityId})`.execute(trx);
	const { sequence: last, hash } = present(head.rows[0], 'head of the book');
	const commandDigest = author.commandKey ? sha256(author.commandKey).toString('hex') : null;
	const sealed = drafts.map((draft) => sealNote(draft.id, notes.get(draft.id)));
	let previousHash = hash.toString('hex');
	const rows = drafts.map((draft, index) => {
		const noteDigest = sealed[index]?.digest ?? null;
		const posting = { ...draft, cityId, sequence: last + index + 1, recordedAt: author.at };
		const bytes = canonicalPosting({ ...posting, actorId: author.account, commandDigest, noteDigest, previousHash });
		const row = {
			id: draft.id,
			city_id: cityId,
			sequence: posting.sequence,
			lot_id: draft.lotId,
			from_account: draft.fromAccount,
			to_account: draft.toAccount,
			quantity: draft.quantity,
			occurred_at: toIso(draft.occurredAt),
			recorded_at: toIso(author.at),
			actor_id: author.account,
			reason: draft.reason,
			operation_id: draft.operationId,
			command_key: author.commandKey ?? null,
			reverses: draft.reverses,
			note_digest: noteDigest === null ? null : `\\x${noteDigest}`,
			previous_hash: `\\x${previousHash}`,
			hash: '',
		};
		previousHash = sha256(bytes).toString('hex');
		row.hash = `\\x${previousHash}`;
		return row;
	});
	await sql`insert into posting select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(
		id uuid, city_id uuid, sequence bigint, lot_id uuid, from_account uuid, to_account uuid, quantity bigint,
		occurred_at timestamptz, recorded_at timestamptz, actor_id uuid, reason text, operation_id uuid, command_key text,
		reverses uuid, note_digest bytea, previous_hash bytea, hash bytea)`.execute(trx);
	const kept = sealed.filter((note) => note !== undefined).map(({ row }) => row);
	if (kept.length > 0) {
		await sql`insert into posting_note select * from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as t(
			posting_id uuid, salt bytea, body text)`.execute(trx);
	}
}

interface SealedNote {
	readonly digest: string;
	readonly row: { readonly posting_id: string; readonly salt: string; readonly body: string };
}

function sealNote(postingId: string, note: PostingNote | undefined): SealedNote | undefined {
	if (!note || (!note.note && !note.evidence)) return undefined;
	const salt = randomBytes(16);
	const body = canonicalJson(note);
	return {
		digest: noteDigest(salt, body),
		row: { posting_id: postingId, salt: `\\x${salt.toString('hex')}`, body },
	};
}

/** SHA-256 of salt ‖ body: what the chain knows of a note. */
export function noteDigest(salt: Buffer, body: string): string {
	return createHash('sha256').update(salt).update(body, 'utf8').digest('hex');
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
