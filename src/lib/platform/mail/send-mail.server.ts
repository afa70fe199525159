import { type Selectable, sql } from 'kysely';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { z } from 'zod';
import type { Id } from '#lib/kernel/id.ts';
import type { Db, Trx } from '../database/connect.server.ts';
import { inWorker } from '../database/transaction.server.ts';
import { defineJob, type JobOf, type JobRequest } from '../jobs/job.server.ts';
import { type FailedSending, type MailOutcome, mailState, sendingFailure } from './mail.ts';
import type { MailRow } from './mail-tables.server.ts';

/** A mail as it lies in the outbox. */
export type OutboxRow = Selectable<MailRow>;

/** How a mail gets to a mail server. Answers how it failed; undefined where the server took it. */
export interface MailTransport {
	send(mail: OutboxRow): Promise<FailedSending | undefined>;
}

/** A mail server reached over SMTP, one connection per mail. Nothing in a mail can make it read a file or an address. */
export function smtpTransport(smtpUrl: string, from: string): MailTransport {
	return {
		send: async (mail) => {
			let handedOver = false;
			const transport = createTransport(
				{
					url: smtpUrl,
					connectionTimeout: 20_000,
					greetingTimeout: 20_000,
					socketTimeout: 60_000,
					disableFileAccess: true,
					disableUrlAccess: true,
					transactionLog: true,
					logger: commandListener((command) => {
						handedOver ||= command === 'DATA';
					}),
				},
				{ from, headers: { 'Auto-Submitted': 'auto-generated' } },
			);
			try {
				await transport.sendMail(composed(mail, from));
				return undefined;
			} catch (error) {
				return { ...replyOf(error), handedOver };
			} finally {
				transport.close();
			}
		},
	};
}

function composed(mail: OutboxRow, from: string): SendMailOptions {
	return {
		to: { name: '', address: mail.recipient },
		subject: mail.subject,
		text: mail.bodyText,
		...(mail.bodyHtml ? { html: mail.bodyHtml } : {}),
		headers: { 'Content-Language': mail.language, ...unsubscribeHeaders(mail.unsubscribeUrl) },
		// The same for every try, so that a mail server that got it twice can tell.
		messageId: `<${mail.id}@${from.replace(/^.*@|>$/g, '')}>`,
	};
}

/** RFC 2369 and RFC 8058: mail programs show a button of their own, and a POST to the address is all it takes. */
function unsubscribeHeaders(url: string | null): Record<string, string> {
	if (url === null) return {};
	return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** The library tells what it sends only to a logger. Nothing is written: the lines hold addresses and passwords. */
function commandListener(onCommand: (command: string) => void) {
	const listen = (entry: unknown, text?: unknown): void => {
		if ((entry as { tnx?: string }).tnx === 'client') onCommand(String(text));
	};
	const drop = (): void => {};
	return { level: drop, trace: drop, debug: listen, info: drop, warn: drop, error: drop, fatal: drop };
}

function replyOf(error: unknown): { replyCode?: number; command?: string } {
	const { responseCode, command } = error as { responseCode?: unknown; command?: unknown };
	return {
		...(typeof responseCode === 'number' ? { replyCode: responseCode } : {}),
		...(typeof command === 'string' ? { command } : {}),
	};
}

/** Asks that one mail of the outbox be sent. */
export const sendMailRequest: JobRequest<{ mail: string }> = {
	name: 'send-mail',
	input: z.object({ mail: z.uuid() }),
};

/**
 * Looks at a mail in the moment before it is handed to the mail server, in the transaction that notes this: false where what
 * it tells is no longer so. Whoever says so has taken it out of the outbox.
 */
export type LastLook = (trx: Trx, id: Id<'mail'>) => Promise<boolean>;

/** Sends one mail of the outbox. Without SMTP_URL it stays there. */
export function sendMailJob(isStillSo: LastLook): JobOf<{ mail: string }> {
	return defineJob({
		...sendMailRequest,
		retries: 12,
		concurrency: 2,
		run: async ({ mail }, { services: { config, databases }, log }) => {
			if (!config.mail.smtpUrl) return;
			const transport = smtpTransport(config.mail.smtpUrl, config.mail.from);
			const state = await sendMail(databases.worker, transport, mail as Id<'mail'>, isStillSo);
			if (state === 'sending') log.warn('a mail may have been sent before; it is not sent again', { id: mail });
		},
	});
}

/**
 * Sends a mail unless it was sent, refused or may have been sent. A note that the sending starts is committed first:
 * whoever finds such a note without an outcome knows that the mail server may have the mail, and leaves it, because two
 * identical mails to a donor are worse than one that a coordinator has to send again.
 * Throws where it is worth another try.
 */
export async function sendMail(
	db: Db,
	transport: MailTransport,
	id: Id<'mail'>,
	isStillSo: LastLook = () => Promise.resolve(true),
): Promise<'sent' | 'rejected' | 'sending' | 'gone'> {
	const claimed = await claim(db, id, isStillSo);
	if (typeof claimed === 'string') return claimed;
	const failure = await transport.send(claimed);
	if (!failure) {
		await noteForGood(db, id, 'accepted');
		return 'sent';
	}
	const meaning = sendingFailure(failure);
	if (meaning === 'unknown') return 'sending';
	if (meaning === 'rejected') {
		await noteForGood(db, id, 'rejected', failure.replyCode);
		return 'rejected';
	}
	await note(db, id, meaning, failure.replyCode);
	throw new Error('the mail server did not take the mail');
}

function claim(
	db: Db,
	id: Id<'mail'>,
	isStillSo: LastLook,
): Promise<OutboxRow | 'sent' | 'rejected' | 'sending' | 'gone'> {
	return inWorker(db, async (trx) => {
		await lockMail(trx, id);
		const mail = await trx.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst();
		if (!mail) return 'gone';
		const attempts = await trx
			.selectFrom('mailAttempt')
			.select('outcome')
			.where('mail', '=', id)
			.orderBy('id')
			.execute();
		const state = mailState(attempts.map((attempt) => attempt.outcome));
		if (state !== 'waiting') return state;
		if (!(await isStillSo(trx, id))) return 'gone';
		await trx.insertInto('mailAttempt').values({ mail: id, outcome: 'started', replyCode: null }).execute();
		return mail;
	});
}

/** Two workers that take up the same mail decide one after the other. */
async function lockMail(trx: Trx, id: Id<'mail'>): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 3))`.execute(trx);
}

async function note(db: Db, mail: Id<'mail'>, outcome: MailOutcome, replyCode?: number): Promise<void> {
	await db
		.insertInto('mailAttempt')
		.values({ mail, outcome, replyCode: replyCode ?? null })
		.execute();
}

/** What was sent, or never will be, is forgotten: it may hold a sign-in link, and nobody needs a copy of it here. */
function noteForGood(db: Db, id: Id<'mail'>, outcome: 'accepted' | 'rejected', replyCode?: number): Promise<void> {
	return inWorker(db, async (trx) => {
		await note(trx, id, outcome, replyCode);
		await trx
			.updateTable('mail')
			.set({ bodyText: '', bodyHtml: null, unsubscribeUrl: null })
			.where('id', '=', id)
			.execute();
	});
}
