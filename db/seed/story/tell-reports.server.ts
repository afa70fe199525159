import { sql } from 'kysely';
import type { ReportId, SectionTexts } from '#lib/accountability/council-reports/report.ts';
import {
	beginReport,
	draftMark,
	keepDraft,
	type ReportWish,
	submitReport,
} from '#lib/accountability/council-reports/report-commands.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import { type PlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import { texts2023, texts2025, textsOfProof } from './story-reports.ts';
import { granted, type Storyteller } from './storyteller.server.ts';

/** The report on 2023 as it was handed in, one on 2025 being written, and the proof of the generators of 2025. */
export async function tellReports(teller: Storyteller, now: Instant): Promise<void> {
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	const council = { kind: 'council', partnershipId, fundingId: null } as const;
	const first = await tellReport(teller, { ...council, ...year(2023) }, texts2023, later(now, -9 * day));
	const deed = { at: later(now, -5 * day), account: teller.account('dortmund') };
	granted(await teller.as('dortmund', (trx) => submitReport(trx, { id: first, supersedes: null }, deed)));
	await tellReport(teller, { ...council, ...year(2025) }, texts2025, later(now, -2 * day));
	const fundingId = await fundingOf(teller, 'engagementGlobal');
	const proof = { kind: 'proof-of-use', partnershipId: null, fundingId, ...year(2025) } as const;
	await tellReport(teller, proof, textsOfProof, later(now, -day));
}

const year = (of: number): { readonly from: PlainDate; readonly until: PlainDate } => ({
	from: plainDate(`${of}-01-01`),
	until: plainDate(`${of}-12-31`),
});

async function tellReport(teller: Storyteller, wish: ReportWish, texts: SectionTexts, at: Instant): Promise<ReportId> {
	const deed = { at, account: teller.account('dortmund') };
	return teller.as('dortmund', async (trx) => {
		const id = granted(await beginReport(trx, wish, deed));
		const mark = draftMark({ ...wish, texts: {} });
		granted(await keepDraft(trx, { id, mark, from: wish.from, until: wish.until, texts }, deed));
		return id;
	});
}

async function fundingOf(teller: Storyteller, funder: 'engagementGlobal'): Promise<Id<'funding'>> {
	const found = await teller.as('dortmund', (trx) =>
		sql<{ id: Id<'funding'> }>`
			select funding_id as id from funding_current where funder_id = ${teller.cast.organisations[funder]}
			order by recorded_at limit 1`.execute(trx),
	);
	return found.rows[0]!.id;
}
