import { z } from 'zod';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { handOver, settle } from './hand-over.server.ts';
import { openIssues, planBatch } from './news-issues.server.ts';
import { forgetReaders } from './subscription-commands.server.ts';

type Needed = Pick<Services, 'databases' | 'clock' | 'config'>;

/** How many readers are looked at, and how many mails written, in one transaction. */
export const batch = { plan: 5000, write: 250 } as const;

/** The steps of a run, each a transaction that is committed when it is told of. */
export type MailingStep = 'opened' | 'planned' | 'settled' | 'handed-over';

/**
 * Tells readers of what was published, until nothing is left to do for now. Whatever stops it, the next run goes on where the last
 * committed step ended: no reader is told twice, and none is forgotten. `step` is told of each step; what it throws stops the run
 * there, as a crash would. Answers how many publications were handed over to the outbox.
 */
export async function mailNews(
	{ databases, clock, config }: Needed,
	step: (step: MailingStep) => void = () => {},
	signal?: AbortSignal,
): Promise<number> {
	const now = clock.now();
	const sender = { worker: databases.worker, origin: publicOrigin(config.http), now };
	const inOne = <Value>(work: (trx: Trx) => Promise<Value>) => inWorker(databases.worker, work);
	await inOne((trx) => openIssues(trx, now));
	step('opened');
	while (!signal?.aborted && (await inOne((trx) => planBatch(trx, now, batch.plan))) !== undefined) step('planned');
	while (!signal?.aborted && (await inOne((trx) => settle(trx, now, 1000))) > 0) step('settled');
	let count = 0;
	while (!signal?.aborted) {
		const handed = await inOne((trx) => handOver(trx, sender, batch.write));
		if (handed === 0) break;
		count += handed;
		step('handed-over');
	}
	return count;
}

/** Every few seconds: readers who asked for it hear at once. */
export const mailNewsJob = defineJob({
	name: 'mail-news',
	input: z.object({}),
	everySeconds: 5,
	run: async (_, { services, log, signal }) => {
		const count = await mailNews(services, undefined, signal);
		if (count > 0) log.info('news put into the outbox', { count });
	},
});

/** Forgets, each night, addresses that nobody confirmed and what was sent long ago. */
export const forgetReadersJob = defineJob({
	name: 'forget-readers',
	input: z.object({}),
	schedule: '41 3 * * *',
	run: (_, { services }) => inWorker(services.databases.worker, (trx) => forgetReaders(trx, services.clock.now())),
});
