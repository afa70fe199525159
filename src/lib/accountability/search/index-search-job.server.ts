import { z } from 'zod';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { indexChanges, keepRules } from './index-entries.server.ts';

/** Brings the search up to date, every other second; after an upgrade with other rules it indexes everything again. */
export const indexSearchJob = defineJob({
	name: 'index-search',
	input: z.object({}),
	everySeconds: 2,
	run: async (_input, { services, log, signal }) => {
		const { worker } = services.databases;
		const catalogue = currentCatalogue();
		if (await inWorker(worker, (trx) => keepRules(trx, catalogue))) log.info('everything is indexed for search again');
		let count = 0;
		for (let taken = 1; taken > 0 && !signal.aborted; count += taken) {
			taken = await inWorker(worker, (trx) => indexChanges(trx, catalogue));
		}
		if (count > 0) log.info('indexed changes for search', { count });
	},
});
