import { z } from 'zod';
import type { Id } from '#lib/kernel/id.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { releaseArticle } from '../articles/release/release-article.server.ts';

/** Brings everything public of an article to what is decided, its pictures included, whichever city they are of. */
export const releaseAgainJob = defineJob({
	name: 'release-article-again',
	input: z.object({ article: z.uuid() }),
	run: ({ article }, { services }) =>
		inWorker(services.databases.worker, (trx) => releaseArticle(trx, article as Id<'article'>, services.clock.now())),
});
