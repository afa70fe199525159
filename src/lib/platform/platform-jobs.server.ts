import { sweepCommandsJob } from './database/sweep-commands.server.ts';
import type { Job } from './jobs/job.server.ts';
import { sendMailJob } from './mail/send-mail.server.ts';
import { sweepOutboxJob } from './mail/sweep-outbox.server.ts';

/** The jobs of the platform itself. */
export const platformJobs: readonly Job[] = [sendMailJob, sweepOutboxJob, sweepCommandsJob];
