import { error } from '@sveltejs/kit';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { listOutbox } from '#lib/platform/mail/outbox.server.ts';
import { services } from '#lib/platform/services.server.ts';

/** Mails hold other people's links: outside the demo nobody reads them here. */
export async function load() {
	const { config, databases } = services();
	if (!config.demo) error(404);
	return { mails: await inWorker(databases.worker, (trx) => listOutbox(trx)) };
}
