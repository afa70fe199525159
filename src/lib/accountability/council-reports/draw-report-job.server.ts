import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { assert } from '#lib/kernel/assert.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { paperFormats } from '#lib/platform/papers/paper-format.ts';
import { renderPaper } from '#lib/platform/papers/render-paper.server.ts';
import { figureAddress } from './figure.ts';
import type { ReportId } from './report.ts';
import { reportPaper } from './report-paper.ts';
import { findSubmittedContent, listReportFiles } from './report-queries.server.ts';

/** Draws the files of a report that was handed in, those that are missing: run twice it does nothing the second time. */
export const drawReportJob = defineJob({
	name: 'draw-report',
	input: z.object({ reportId: z.uuid() }),
	timeLimitSeconds: 900,
	run: async (input, { services, log }) => {
		const id = input.reportId as ReportId;
		const { worker } = services.databases;
		const read = await inWorker(worker, async (trx) => ({
			content: await findSubmittedContent(trx, id),
			drawn: await listReportFiles(trx, id),
		}));
		assert(read.content, `report ${id} was not handed in`);
		for (const language of missingLanguages(read.drawn)) {
			const addressOf = figureAddress(publicOrigin(services.config.http), id, language);
			const files = await renderPaper(reportPaper(read.content, language), paperFormats, read.content.asOf, addressOf);
			assert(files.ok, `report ${id} takes too long to draw`);
			const drawnAt = services.clock.now();
			for (const format of paperFormats) {
				const bytes = Buffer.from(files.value[format]!);
				const sha256 = createHash('sha256').update(bytes).digest('hex');
				await inWorker(worker, (trx) =>
					sql`insert into report_file (report_id, language, format, bytes, sha256, drawn_at)
						values (${id}, ${language}, ${format}, ${bytes}, ${sha256}, ${sqlInstant(drawnAt)})
						on conflict do nothing`.execute(trx),
				);
			}
		}
		log.info('report drawn', { id });
	},
});

function missingLanguages(drawn: readonly { readonly language: Language }[]): readonly Language[] {
	return languages.filter(
		(language) => drawn.filter((file) => file.language === language).length < paperFormats.length,
	);
}
