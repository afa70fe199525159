import { type Selectable, sql } from 'kysely';
import type { Trx } from '../database/connect.server.ts';
import { enqueue } from '../jobs/enqueue.server.ts';
import { type MailDraft, type MailOutcome, mailState, type OutboxMail } from './mail.ts';
import type { MailRow } from './mail-tables.server.ts';
import { sendMailJob } from './send-mail.server.ts';

/**
 * Puts a mail into the outbox, in the transaction of its cause: it goes out if and only if that commits. Answers false
 * where one with this `dedupeKey` is there already, which then stays as it is.
 */
export async function queueMail(trx: Trx, draft: MailDraft): Promise<boolean> {
	const queued = await trx
		.insertInto('mail')
		.values({
			dedupeKey: draft.dedupeKey,
			recipient: draft.to,
			language: draft.language,
			subject: draft.subject,
			bodyText: draft.text,
			bodyHtml: draft.html ?? null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!queued) return false;
	await enqueue(trx, sendMailJob, { mail: queued.id }, { id: queued.id });
	return true;
}

/**
 * The outbox, newest first. The text of a sent mail is empty: it is forgotten. Runs as the worker: the app may put
 * mails in but read none of them.
 */
export async function listOutbox(trx: Trx, limit = 200): Promise<readonly OutboxMail[]> {
	const found = await sql<Selectable<MailRow> & { outcomes: MailOutcome[] | null }>`
		select mail.*, (select array_agg(outcome order by id) from mail_attempt where mail_attempt.mail = mail.id) as outcomes
		from mail order by queued_at desc, id limit ${limit}`.execute(trx);
	return found.rows.map((row) => ({
		id: row.id,
		to: row.recipient,
		language: row.language,
		subject: row.subject,
		text: row.bodyText,
		html: row.bodyHtml,
		queuedAt: row.queuedAt,
		state: mailState(row.outcomes ?? []),
	}));
}
