import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Trx } from '../database/connect.server.ts';
import { enqueueAll } from '../jobs/enqueue.server.ts';
import { type MailDraft, type MailOutcome, mailState, type OutboxMail } from './mail.ts';
import type { MailRow } from './mail-tables.server.ts';
import { sendMailRequest } from './send-mail.server.ts';

/**
 * Puts a mail into the outbox, in the transaction of its cause: it goes out if and only if that commits. Answers false
 * where one with this `dedupeKey` is there already, which then stays as it is.
 */
export async function queueMail(trx: Trx, draft: MailDraft): Promise<boolean> {
	return (await queueMails(trx, [draft])).size === 1;
}

/** The same for many mails at once. Answers the ids of those that were not there already, by their `dedupeKey`. */
export async function queueMails(trx: Trx, drafts: readonly MailDraft[]): Promise<ReadonlyMap<string, Id<'mail'>>> {
	if (drafts.length === 0) return new Map();
	const rows = drafts.map((draft) => ({
		id: randomUUID() as Id<'mail'>,
		dedupeKey: draft.dedupeKey,
		recipient: draft.to,
		language: draft.language,
		subject: draft.subject,
		bodyText: draft.text,
		bodyHtml: draft.html ?? null,
		unsubscribeUrl: draft.unsubscribeUrl ?? null,
		about: draft.about ?? null,
	}));
	const added = await trx
		.insertInto('mail')
		.values(rows)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.execute();
	const ids = new Set(added.map(({ id }) => id));
	await enqueueAll(
		trx,
		sendMailRequest,
		[...ids].map((id) => ({ input: { mail: id }, options: { id } })),
	);
	return new Map(rows.flatMap(({ id, dedupeKey }) => (ids.has(id) ? [[dedupeKey, id] as const] : [])));
}

/** Takes one mail that has not left back out of the outbox. Runs as the worker. */
export async function takeBackMail(trx: Trx, id: Id<'mail'>): Promise<void> {
	await sql`delete from mail where id = ${id}`.execute(trx);
}

/** Forgets every mail about a record, also those that wait: for the transaction that erases it. Runs as the worker. */
export async function forgetMailsAbout(trx: Trx, about: string): Promise<void> {
	await sql`delete from mail where about = ${about}`.execute(trx);
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
