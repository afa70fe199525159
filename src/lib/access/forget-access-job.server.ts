import { z } from 'zod';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { forgetExpired } from './attempts.server.ts';

/** Forgets, each night, what access keeps only for a while: budgets, challenges, old links and sessions. */
export const forgetAccessJob = defineJob({
	name: 'forget-access',
	input: z.object({}),
	schedule: '17 3 * * *',
	run: (_, { services }) => forgetExpired(services.databases.worker, services.clock.now()),
});
