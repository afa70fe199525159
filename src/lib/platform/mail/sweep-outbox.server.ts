import { sql } from 'kysely';
import { z } from 'zod';
import type { Id } from '#lib/kernel/id.ts';
import type { Trx } from '../database/connect.server.ts';
import { inWorker } from '../database/transaction.server.ts';
import { enqueueAll } from '../jobs/enqueue.server.ts';
import { defineJob } from '../jobs/job.server.ts';
import { sendMailRequest } from './send-mail.server.ts';

/**
 * Keeps the outbox: mails that still wait after an hour (there was no mail server then) are taken up again for three
 * days. What has gone for good, or goes no more, loses its text, which may hold a link that opens something; thirty days
 * after it was written a mail is forgotten, because it holds addresses.
 */
export const sweepOutboxJob = defineJob({
	name: 'sweep-outbox',
	input: z.object({}),
	schedule: '17 * * * *',
	run: (_, { services: { databases } }) => inWorker(databases.worker, sweepOutbox),
});

/** See {@link sweepOutboxJob}. Sending is safe to ask for twice. */
export async function sweepOutbox(trx: Trx): Promise<void> {
	await sql`delete from mail where queued_at < now() - interval '30 days'`.execute(trx);
	await sql`update mail set body_text = '', body_html = null, unsubscribe_url = null
		where queued_at < now() - interval '3 days' and body_text <> ''`.execute(trx);
	const waiting = await sql<{ id: Id<'mail'> }>`
		select id from mail
		where queued_at between now() - interval '3 days' and now() - interval '1 hour'
			and coalesce((select outcome from mail_attempt where mail_attempt.mail = mail.id order by id desc limit 1), 'deferred')
				= 'deferred'
		order by queued_at limit 1000`.execute(trx);
	await enqueueAll(
		trx,
		sendMailRequest,
		waiting.rows.map(({ id }) => ({ input: { mail: id } })),
	);
}
