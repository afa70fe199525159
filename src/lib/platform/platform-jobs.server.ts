import type { Job } from './jobs/job.server.ts';
import { sweepCommandsJob } from './jobs/sweep-commands.server.ts';
import { sendMailJob } from './mail/send-mail.server.ts';
import { sweepOutboxJob } from './mail/sweep-outbox.server.ts';

/** The jobs of the platform itself. */
export const platformJobs: readonly Job[] = [sendMailJob, sweepOutboxJob, sweepCommandsJob];
