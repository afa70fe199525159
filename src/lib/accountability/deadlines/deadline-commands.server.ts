import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { createToken, hashToken } from '#lib/access/tokens.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { addDays, dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { type DeadlineRefusal, deadlineKinds } from './deadline.ts';
import { listDeadlines, lockMarks } from './deadline-queries.server.ts';

interface Deed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

/** How far ahead somebody may already have done something. */
const farthestDays = 3660;

/**
 * Marks a deadline of the acting city as done. Only of kinds whose record has no state that says so: a promise is kept on its
 * own page, with evidence.
 */
export async function markDone(
	trx: Trx,
	{ key, note }: { readonly key: string; readonly note: string },
	{ at, account }: Deed,
): Promise<Result<null, readonly DeadlineRefusal[]>> {
	const last = await lockMarks(trx, key);
	const deadlines = await listDeadlines(trx, { today: dayOf(at), until: addDays(dayOf(at), farthestDays) });
	const deadline = deadlines.find((each) => each.key === key);
	if (!deadline) return refused([{ kind: 'deadline-unknown' }]);
	if (!deadlineKinds[deadline.kind].isMarked) return refused([{ kind: 'deadline-has-its-record' }]);
	const { rows } = await sql`select where ${deadline.cityId} = current_city()`.execute(trx);
	if (rows.length === 0) return refused([{ kind: 'not-yours' }]);
	await mark(trx, { key, note, sequence: last + 1 }, { at, account });
	await recordAudit(trx, { action: 'deadline.done', subjectKind: 'deadline', subjectId: key });
	return ok(null);
}

/** Takes the mark back: it is due again. */
export async function takeUpAgain(
	trx: Trx,
	key: string,
	deed: Deed,
): Promise<Result<null, readonly DeadlineRefusal[]>> {
	const last = await lockMarks(trx, key);
	if (last % 2 === 0) return refused([{ kind: 'not-done' }]);
	await mark(trx, { key, note: '', sequence: last + 1 }, deed);
	await recordAudit(trx, { action: 'deadline.taken-up', subjectKind: 'deadline', subjectId: key });
	return ok(null);
}

async function mark(
	trx: Trx,
	{ key, note, sequence }: { key: string; note: string; sequence: number },
	{ at, account }: Deed,
): Promise<void> {
	await sql`insert into deadline_mark (city_id, key, sequence, done, note, at, account_id)
		values (current_city(), ${key}, ${sequence}, ${sequence % 2 === 1}, ${note}, ${sqlInstant(at)}, ${account})`.execute(
		trx,
	);
}

/**
 * Makes a secret address for the acting person's calendar, in the stead of the one there was. The token is answered once and
 * never stored.
 */
export async function openFeed(trx: Trx, at: Instant): Promise<string> {
	await closeFeed(trx, at);
	const token = createToken();
	await sql`insert into deadline_feed (token_hash, account_id, created_at)
		values (${hashToken(token)}, current_account(), ${sqlInstant(at)})`.execute(trx);
	await recordAudit(trx, { action: 'deadline.feed-opened', subjectKind: 'deadline', subjectId: null });
	return token;
}

/** Closes the acting person's calendar address, if there is one. */
export async function closeFeed(trx: Trx, at: Instant): Promise<void> {
	await sql`update deadline_feed set revoked_at = ${sqlInstant(at)}
		where account_id = current_account() and revoked_at is null`.execute(trx);
}
