import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { type FeedbackText, keptDays } from './feedback.ts';

/** Puts a reader's message before the office of the acting city; `id` is the key of the form, so that it arrives once. */
export async function receiveFeedback(
	trx: Trx,
	id: Id<'feedback'>,
	{ page, message, email }: FeedbackText,
	{ language, at }: { readonly language: Language; readonly at: Instant },
): Promise<void> {
	await sql`
		insert into feedback (id, city_id, page, message, email, language, received_at)
		values (${id}, current_city(), ${page}, ${message}, ${email}, ${language}, ${sqlInstant(at)})`.execute(trx);
}

/** Notes that a message was answered or seen to; one that was settled before stays as it is. */
export async function settleFeedback(trx: Trx, id: Id<'feedback'>, at: Instant): Promise<void> {
	const settled = await sql`
		update feedback set settled_at = ${sqlInstant(at)}, settled_by = current_account()
		where id = ${id} and city_id = current_city() and settled_at is null`.execute(trx);
	if (settled.numAffectedRows === 0n) return;
	await recordAudit(trx, { action: 'feedback.settled', subjectKind: 'feedback', subjectId: id });
}

/** Forgets messages, and with them who wrote: some time after they were settled, and old ones nobody ever settled. */
export async function forgetFeedback(trx: Trx, now: Instant): Promise<void> {
	await sql`delete from feedback where settled_at < ${sqlInstant(later(now, -keptDays.settled * day))}
		or received_at < ${sqlInstant(later(now, -keptDays.open * day))}`.execute(trx);
}
