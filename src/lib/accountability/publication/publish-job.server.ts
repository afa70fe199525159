import { noteFiguresJob } from '#lib/newsroom/articles/figures/note-figures-job.server.ts';
import { publicationRequest } from '#lib/partnerships/publication-request.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { publish } from './publication.server.ts';

/**
 * Writes the public projection: every hour, so that a missed tick is caught up with, and at once when something was hidden
 * (R14) or an event changed, for the calendars. Between ticks the same facts give the same answer, so that running it more
 * often tells nobody anything. Published texts with figures are then compared with what the figures became.
 */
export const publishJob = defineJob({
	...publicationRequest,
	schedule: '5 * * * *',
	run: async (_input, { services, log }) => {
		const { version } = await inWorker(services.databases.worker, async (trx) => {
			const published = await publish(trx, services.clock.now());
			await enqueue(trx, noteFiguresJob, {});
			return published;
		});
		log.info('public figures written', { id: version });
	},
});
