import { sql } from 'kysely';
import { z } from 'zod';
import type { Id } from '#lib/kernel/id.ts';
import { refused } from '#lib/kernel/result.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { currentRecogniser } from '../synonyms/synonym-store.server.ts';
import { readUpload } from './read-upload.server.ts';
import { settleReading } from './reading-store.server.ts';

/** Reads a list that is too large to be read while somebody waits. Its page shows how far it is and reloads itself. */
export const readNeedListJob = defineJob({
	name: 'read-need-list',
	input: z.object({ listId: z.uuid() }),
	retries: 2,
	timeLimitSeconds: 120,
	run: async ({ listId }, { services, lastAttempt }) => {
		const id = listId as Id<'need-list'>;
		const { worker } = services.databases;
		const loaded = await inWorker(worker, async (trx) => {
			const { rows } = await sql<{ origin: 'file' | 'text'; name: string; bytes: Buffer }>`
				select l.origin, f.name, f.bytes from need_list l join need_list_file f on f.need_list_id = l.id
				where l.id = ${id} and l.state = 'reading'`.execute(trx);
			return rows[0] && { upload: rows[0], recogniser: await currentRecogniser(trx) };
		});
		if (!loaded) return;
		try {
			const reading = await readUpload(loaded.upload, loaded.recogniser, currentCatalogue());
			await inWorker(worker, (trx) => settleReading(trx, id, reading));
		} catch (error) {
			// Nobody should wait for ever on a page that reloads: after the last try the list says that it can't be read.
			if (lastAttempt) {
				const broken = refused({ kind: 'broken-file', found: 'text' } as const);
				await inWorker(worker, (trx) => settleReading(trx, id, broken));
			}
			throw error;
		}
	},
});
