import { forgetAccessJob } from '#lib/access/forget-access-job.server.ts';
import { drawReportJob } from '#lib/accountability/council-reports/draw-report-job.server.ts';
import { remindOfDeadlinesJob } from '#lib/accountability/deadlines/remind-job.server.ts';
import { publishJob } from '#lib/accountability/publication/publish-job.server.ts';
import { indexSearchJob } from '#lib/accountability/search/index-search-job.server.ts';
import { drawImageJob } from '#lib/media/images/draw-image-job.server.ts';
import { noteFiguresJob } from '#lib/newsroom/articles/figures/note-figures-job.server.ts';
import { tellWaitingJob } from '#lib/newsroom/articles/notices/tell-waiting-job.server.ts';
import { releaseArticlesJob } from '#lib/newsroom/articles/release-job.server.ts';
import { forgetFeedbackJob } from '#lib/newsroom/feedback/forget-feedback-job.server.ts';
import { releaseAgainJob } from '#lib/newsroom/hiding/release-again-job.server.ts';
import { isPressStillSo } from '#lib/newsroom/press-lists/press-list-commands.server.ts';
import { isNewsStillSo } from '#lib/newsroom/subscriptions/hand-over.server.ts';
import { forgetReadersJob, mailNewsJob } from '#lib/newsroom/subscriptions/mail-news-job.server.ts';
import { forgetGuestsJob } from '#lib/partnerships/events/forget-guests-job.server.ts';
import { forgetExchangePeopleJob } from '#lib/partnerships/exchanges/forget-exchange-people-job.server.ts';
import { importOparlJob, readCouncilsJob } from '#lib/partnerships/oparl/oparl-job.server.ts';
import type { Job } from '#lib/platform/jobs/job.server.ts';
import { sendMailJob } from '#lib/platform/mail/send-mail.server.ts';
import { platformJobs } from '#lib/platform/platform-jobs.server.ts';
import { readNeedListJob } from '#lib/relief/need-lists/read-need-list-job.server.ts';
import { needJobs } from '#lib/relief/needs/need-jobs.server.ts';
import { notifyDiscrepanciesJob } from '#lib/relief/receipts/receipt-notice.server.ts';
import { forgetCrewJob } from '#lib/relief/shipments/forget-crew-job.server.ts';

/** Every kind of background work there is. */
export const allJobs: readonly Job[] = [
	...platformJobs,
	sendMailJob(async (trx, mail) => (await isNewsStillSo(trx, mail)) && (await isPressStillSo(trx, mail))),
	forgetAccessJob,
	readNeedListJob,
	...needJobs,
	publishJob,
	releaseArticlesJob,
	tellWaitingJob,
	noteFiguresJob,
	mailNewsJob,
	forgetReadersJob,
	indexSearchJob,
	drawReportJob,
	drawImageJob,
	remindOfDeadlinesJob,
	notifyDiscrepanciesJob,
	forgetCrewJob,
	forgetExchangePeopleJob,
	forgetGuestsJob,
	forgetFeedbackJob,
	releaseAgainJob,
	importOparlJob,
	readCouncilsJob,
];
