import type { Job } from './jobs/job.server.ts';
import { sweepCommandsJob } from './jobs/sweep-commands.server.ts';
import { sweepOutboxJob } from './mail/sweep-outbox.server.ts';

/** The jobs of the platform itself, but for the sending of mails: what is looked at last is known above. */
export const platformJobs: readonly Job[] = [sweepOutboxJob, sweepCommandsJob];
