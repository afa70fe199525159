import { z } from 'zod';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { forgetFeedback } from './feedback-commands.server.ts';

/** Forgets, each night, what readers wrote long ago. */
export const forgetFeedbackJob = defineJob({
	name: 'forget-feedback',
	input: z.object({}),
	schedule: '23 3 * * *',
	run: (_, { services }) => inWorker(services.databases.worker, (trx) => forgetFeedback(trx, services.clock.now())),
});
