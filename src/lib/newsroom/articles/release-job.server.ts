import { z } from 'zod';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { releaseIfDue } from './article-commands.server.ts';
import { listDueReleases } from './article-queries.server.ts';

type Needed = Pick<Services, 'databases' | 'clock'>;

/**
 * Releases every edition whose time has come, each in a transaction of its own for the city that keeps it. What is due is found
 * in the database each time, so a crash costs nothing but time; each is decided on again under lock, so that two runs at once
 * release it once. Answers how many were released and how many were held because something blocks them by now. One that fails
 * keeps none of the others waiting: it throws when all were tried.
 */
export async function releaseDueArticles({ databases, clock }: Needed): Promise<{ released: number; held: number }> {
	const now = clock.now();
	const due = await inWorker(databases.worker, (trx) => listDueReleases(trx, now), { readOnly: true });
	const count = { released: 0, held: 0 };
	const failures: unknown[] = [];
	for (const { id, key, cityId } of due) {
		const deed = { at: now, account: null, city: cityId };
		try {
			const done = await inCity(databases.app, { city: cityId, account: null }, (trx) =>
				releaseIfDue(trx, { id, key }, deed),
			);
			if (done !== 'not-due') count[done]++;
		} catch (error) {
			failures.push(error);
		}
	}
	if (failures.length > 0) throw new AggregateError(failures, `${failures.length} due articles could not be released`);
	return count;
}

/** Every few seconds, so that what was promised for noon is there at noon. */
export const releaseArticlesJob = defineJob({
	name: 'release-articles',
	input: z.object({}),
	everySeconds: 3,
	run: async (_, { services, log }) => {
		const { released, held } = await releaseDueArticles(services);
		if (released > 0) log.info('articles released at their time', { count: released });
		if (held > 0) log.warn('articles held at their time, because something blocks them', { count: held });
	},
});
