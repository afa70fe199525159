import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { movePromise } from '#lib/partnerships/promises/promise-commands.server.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { granted } from '#test/laws/relief-world.ts';
import { loadStory } from '../../../../db/seed/story.server.ts';
import { composeReport } from './compose.server.ts';
import { drawReportJob } from './draw-report-job.server.ts';
import { measureKey } from './measure.ts';
import { listCountedPostings, listMovements, listTracedReceipts } from './measure-queries.server.ts';
import type { ReportId } from './report.ts';
import { changedFigures } from './report-changes.ts';
import {
	beginReport,
	discardReport,
	draftMark,
	keepDraft,
	type ReportWish,
	submitReport,
	withdrawReport,
} from './report-commands.server.ts';
import type { CouncilContent } from './report-content.ts';
import { loadNewReport } from './report-pages.server.ts';
import {
	findReport,
	findReportFile,
	findSubmittedContent,
	listReportFiles,
	listReports,
} from './report-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const now = instant('2026-11-22T09:00:00Z');
const services: Services = {
	databases: database.databases,
	clock: fixedClock(now),
	log: silentLog,
	config: readConfig({}, process.cwd()),
};
const deed = { at: now, account: null };
const of2025 = { from: plainDate('2025-01-01'), until: plainDate('2025-12-31') };
let dortmund: Id<'city'>;
let zhytomyr: Id<'city'>;
let wish: ReportWish;

beforeAll(async () => {
	await loadStory(services, 160);
	const cities = await database.query<{ id: Id<'city'>; slug: string }>('select id, slug from city');
	dortmund = cities.find(({ slug }) => slug === 'dortmund')!.id;
	zhytomyr = cities.find(({ slug }) => slug === 'zhytomyr')!.id;
	const [partnership] = await database.query<{ id: Id<'partnership'> }>('select id from partnership');
	wish = { kind: 'council', partnershipId: partnership!.id, fundingId: null, ...of2025 };
}, 120_000);

const as = <Value>(city: Id<'city'>, work: (trx: Trx) => Promise<Value>) =>
	inCity(database.databases.app, { city, account: null }, work);
const here = <Value>(work: (trx: Trx) => Promise<Value>) => as(dortmund, work);

/** A draft on 2025 with one text. */
async function aDraft(changes: Partial<ReportWish> = {}): Promise<ReportId> {
	const asked = { ...wish, ...changes };
	const id = granted(await here((trx) => beginReport(trx, asked, deed)));
	const mark = draftMark({ ...asked, texts: {} });
	const texts = { summary: { de: 'Zusammenfassung' } };
	granted(await here((trx) => keepDraft(trx, { id, mark, from: asked.from, until: asked.until, texts }, deed)));
	return id;
}

async function aSubmitted(supersedes: ReportId | null = null): Promise<ReportId> {
	const id = await aDraft();
	granted(await here((trx) => submitReport(trx, { id, supersedes }, deed)));
	return id;
}

const find = async (id: ReportId) => (await here((trx) => findReport(trx, id)))!;
const compose = async (id: ReportId) => {
	const report = await find(id);
	return here((trx) => composeReport(trx, report, now));
};

describe('a council report', () => {
	it('counts what the ledger says arrived in its period, by donor and item', async () => {
		const content = (await compose(await aDraft())) as CouncilContent;
		const lines = content.measures.map(({ item, donor, arrived, valueCents }) => [
			item.en,
			donor?.en,
			arrived,
			valueCents,
		]);
		expect(lines).toEqual([
			['Combi steamer (canteen)', 'German Agency for International Cooperation (GIZ)', 2, 12_000_000],
			['Generator', 'Engagement Global', 48, null],
		]);
		const accepted = await database.query<{ units: number }>(
			`select sum(p.accepted + p.recovered + p.surplus)::int as units from shipment_line_position p
			join receipt r on r.shipment_id = p.shipment_id and r.received_at between '2025-01-01' and '2025-12-31'`,
		);
		expect(content.measures.reduce((sum, { arrived }) => sum + arrived, 0)).toBe(accepted[0]!.units);
	});

	it('tells resolutions until its last day, and every promise with its state', async () => {
		const id = await aDraft({ from: plainDate('2023-01-01'), until: plainDate('2023-12-31') });
		const content = (await compose(id)) as CouncilContent;
		expect(content.papers.map(({ dated }) => dated?.date.slice(0, 4))).toEqual(['2022', '2023', '2023']);
		expect(content.agreements).toHaveLength(1);
		expect(content.promises.length).toBeGreaterThan(3);
		expect(content.promises.some(({ overdue }) => overdue)).toBe(false);
		const of2025 = (await compose(await aDraft())) as CouncilContent;
		expect(of2025.promises.some(({ overdue }) => overdue)).toBe(true);
	});

	it('tells states as they were when its period ended, and results only of meetings until then', async () => {
		const of2023 = (await compose(
			await aDraft({ from: plainDate('2023-01-01'), until: plainDate('2023-03-13') }),
		)) as CouncilContent;
		const later = (await compose(await aDraft())) as CouncilContent;
		const statesOf = ({ promises }: CouncilContent) => new Map(promises.map(({ id, state }) => [id, state]));
		const grown = [...statesOf(of2023)].filter(([id, state]) => statesOf(later).get(id) !== state);
		expect(grown.length).toBeGreaterThan(0);
		expect(grown.every(([, state]) => state === 'made' || state === 'under-way')).toBe(true);
		const met = of2023.papers.flatMap(({ decision }) => decision?.met?.date ?? []);
		expect(met.every((day) => day <= '2023-03-13')).toBe(true);
	});

	it('does not count goods twice whose giver’s money is counted', async () => {
		const content = (await compose(await aDraft())) as CouncilContent;
		expect(content.leverage.fundersCents).toBe(12_000_000);
		expect(content.goodsCents).toBe(0);
	});

	it('can be followed from a figure to receipts and postings', async () => {
		const report = await find(await aDraft());
		const generators = (await here((trx) => listMovements(trx, report))).filter(
			({ itemCode }) => itemCode === 'PWR-GEN',
		);
		expect(new Set(generators.map(measureKey)).size).toBe(1);
		const lots = generators.map(({ lotId }) => lotId);
		const shipments = generators.flatMap(({ shipmentId }) => shipmentId ?? []);
		const receipts = await here((trx) => listTracedReceipts(trx, shipments, lots));
		const postings = await here((trx) => listCountedPostings(trx, report, lots, 100));
		expect(receipts.map(({ accepted }) => accepted)).toEqual([30, 18]);
		expect(postings.map(({ arrived, reason }) => [arrived, reason])).toEqual([
			[30, 'received'],
			[18, 'received'],
		]);
	});
});

describe('the form of a new report', () => {
	const desk = () =>
		({
			app: database.databases.app,
			actor: { city: dortmund, account: null },
			session: { roles: ['coordinator'] },
			language: 'de',
			now,
		}) as unknown as OfficeDesk;

	it('is filled with what the link to it names, and with the days the money is for', async () => {
		const [funding] = await database.query<{ id: string; from: string; until: string }>(
			`select funding_id as id, eligible_from::text as from, eligible_until::text as until from funding_current
			where eligible_from is not null and eligible_until is not null and state in ('granted', 'running', 'settled') limit 1`,
		);
		const query = new URLSearchParams({ kind: 'proof-of-use', funding: funding!.id });
		expect((await loadNewReport(desk(), query)).typed).toMatchObject({
			kind: 'proof-of-use',
			funding: funding!.id,
			from: funding!.from,
			until: funding!.until,
		});
		const onPartnership = new URLSearchParams({ kind: 'council', partnership: wish.partnershipId! });
		expect((await loadNewReport(desk(), onPartnership)).typed).toMatchObject({
			partnership: wish.partnershipId,
			from: '2025-01-01',
			until: '2025-12-31',
		});
	});
});

describe('a draft', () => {
	it('refuses what it cannot be on', async () => {
		const refusal = async (changes: Partial<ReportWish>) => {
			const begun = await here((trx) => beginReport(trx, { ...wish, ...changes }, deed));
			return begun.ok ? undefined : begun.refusal[0]?.kind;
		};
		expect(await refusal({ partnershipId: anId() })).toBe('partnership-unknown');
		expect(await refusal({ kind: 'proof-of-use', fundingId: anId() })).toBe('funding-unknown');
		expect(await refusal({ kind: 'proof-of-use', fundingId: null })).toBe('funding-unknown');
		expect(await refusal({ until: plainDate('2024-12-31') })).toBe('period-reversed');
	});

	it('is not overwritten by a form that shows an older one', async () => {
		const id = await aDraft();
		const stale = draftMark({ ...of2025, texts: {} });
		const kept = await here((trx) => keepDraft(trx, { id, mark: stale, ...of2025, texts: {} }, deed));
		expect(kept).toEqual({ ok: false, refusal: [{ kind: 'changed-meanwhile' }] });
		expect((await find(id)).texts).toEqual({ summary: { de: 'Zusammenfassung' } });
	});

	it('can be thrown away with its texts', async () => {
		const id = await aDraft();
		granted(await here((trx) => discardReport(trx, id)));
		expect(await here((trx) => findReport(trx, id))).toBeUndefined();
		expect(await database.query('select from report_text where report_id = $1', [id])).toEqual([]);
	});

	it('is handed in only after its period', async () => {
		const id = await aDraft({ until: plainDate('2026-12-31') });
		const submitted = await here((trx) => submitReport(trx, { id, supersedes: null }, deed));
		expect(submitted).toEqual({ ok: false, refusal: [{ kind: 'period-not-over', until: '2026-12-31' }] });
	});
});

describe('a report that was handed in', () => {
	it('says for ever what it said, and shows what changed since', async () => {
		const id = await aSubmitted();
		const { sha256 } = await find(id);
		const before = (await here((trx) => findSubmittedContent(trx, id))) as CouncilContent;
		const [late, lateToo] = before.promises.filter(({ state, made }) => state === 'made' && made.date < '2025');
		// Known since, and of the period: it would read otherwise today. What became of the other later is no part of 2025.
		for (const [id, on] of [
			[late!.id, '2025-11'],
			[lateToo!.id, '2026-11-20'],
		] as const) {
			const move = { to: 'under-way', on: parseFuzzyDate(on)!, note: null } as const;
			granted(await here((trx) => movePromise(trx, { id, shown: 1, move }, deed)));
		}
		const frozen = await here((trx) => findSubmittedContent(trx, id));
		expect(frozen).toEqual(before);
		const [row] = await database.query<{ content: string }>(
			'select content from report_submission where report_id = $1',
			[id],
		);
		expect(createHash('sha256').update(row!.content).digest('hex')).toBe(sha256);
		expect(changedFigures(before, await compose(id))).toMatchObject([
			{ kind: 'promise', before: 'made', today: 'under-way' },
		]);
	});

	it('is neither written on, nor handed in again, nor thrown away', async () => {
		const id = await aSubmitted();
		const refusals = await Promise.all([
			here((trx) => keepDraft(trx, { id, mark: '', ...of2025, texts: {} }, deed)),
			here((trx) => submitReport(trx, { id, supersedes: null }, deed)),
			here((trx) => discardReport(trx, id)),
		]);
		for (const refused of refusals) expect(refused).toEqual({ ok: false, refusal: [{ kind: 'not-a-draft' }] });
	});

	it.each([
		['its period', `update report set period_until = '2025-06-30' where id = $1`],
		['itself', 'delete from report where id = $1'],
		['its texts', `update report_text set texts = '{"de": "anders"}' where report_id = $1`],
		['a text of it', 'delete from report_text where report_id = $1'],
		['its content', `update report_submission set submitted_at = now() where report_id = $1`],
		['its submission', 'delete from report_submission where report_id = $1'],
	])('keeps %s even from the owner of the database', async (_, statement) => {
		const id = await aSubmitted();
		await expect(database.query(statement, [id])).rejects.toThrow();
	});

	it('has content that is what its hash says, and only one successor of its kind', async () => {
		const draft = await aDraft();
		const insert = `insert into report_submission (report_id, content, sha256, submitted_at) values ($1, '{}', $2, now())`;
		await expect(database.query(insert, [draft, 'a'.repeat(64)])).rejects.toThrow(
			'report_submission_is_what_its_hash_says',
		);
		const first = await aSubmitted();
		const second = await aSubmitted(first);
		expect((await find(first)).state).toBe('superseded');
		expect(await find(first)).toMatchObject({ supersededBy: second });
		const again = await here((trx) => submitReport(trx, { id: draft, supersedes: first }, deed));
		expect(again).toEqual({ ok: false, refusal: [{ kind: 'supersedes-unknown' }] });
	});

	it('can be withdrawn once, with a reason, and stays readable', async () => {
		const id = await aSubmitted();
		granted(await here((trx) => withdrawReport(trx, { id, reason: 'Falscher Zeitraum' }, deed)));
		expect(await find(id)).toMatchObject({ state: 'withdrawn', withdrawnFor: 'Falscher Zeitraum' });
		const again = await here((trx) => withdrawReport(trx, { id, reason: 'noch einmal' }, deed));
		expect(again).toEqual({ ok: false, refusal: [{ kind: 'not-submitted' }] });
		expect(await here((trx) => findSubmittedContent(trx, id))).toBeDefined();
	});

	it('has its files drawn once, in every language, and they never change', async () => {
		const id = await aSubmitted();
		const context = { services, log: silentLog, attempt: 1, lastAttempt: false, signal: new AbortController().signal };
		await drawReportJob.runOn({ reportId: id }, context);
		const files = await here((trx) => listReportFiles(trx, id));
		expect(files.map(({ language, format }) => `${language}.${format}`)).toEqual([
			'de.docx',
			'de.pdf',
			'en.docx',
			'en.pdf',
			'uk.docx',
			'uk.pdf',
		]);
		await drawReportJob.runOn({ reportId: id }, context);
		expect(await here((trx) => listReportFiles(trx, id))).toEqual(files);
		const pdf = await here((trx) => findReportFile(trx, id, 'uk', 'pdf'));
		expect(Buffer.from(pdf!).subarray(0, 5).toString()).toBe('%PDF-');
		await expect(
			database.query('update report_file set drawn_at = now() where report_id = $1', [id]),
		).rejects.toThrow();
		await expect(database.query('delete from report_file where report_id = $1', [id])).rejects.toThrow();
	}, 60_000);
});

describe('the proof of use of the demo', () => {
	it('tells the goods of its funder', async () => {
		const reports = await here(listReports);
		const proof = reports.find(({ kind }) => kind === 'proof-of-use')!;
		const content = await here((trx) => composeReport(trx, proof, now));
		expect(content.measures.map(({ item, arrived }) => [item.en, arrived])).toEqual([['Generator', 48]]);
	});

	it('puts the reading of vouchers on the audit trail', async () => {
		const [own] = await database.query<{ id: Id<'funding'> }>('select distinct funding_id as id from voucher limit 1');
		const id = await aDraft({ kind: 'proof-of-use', partnershipId: null, fundingId: own!.id });
		const content = await compose(id);
		expect(content.kind === 'proof-of-use' && content.vouchers.length).toBeGreaterThan(0);
		const read = await database.query(
			`select from audit_entry where action = 'funding.vouchers-read' and subject_id = $1`,
			[own!.id],
		);
		expect(read.length).toBeGreaterThan(0);
	});
});

describe('a city’s reports', () => {
	it('are nobody else’s, drafts or not', async () => {
		const [draft, submitted] = [await aDraft(), await aSubmitted()];
		const there = await as(zhytomyr, async (trx) => ({
			reports: await listReports(trx),
			found: await findReport(trx, submitted),
			content: await findSubmittedContent(trx, submitted),
			kept: await keepDraft(trx, { id: draft, mark: '', ...of2025, texts: {} }, deed),
		}));
		expect(there).toEqual({
			reports: [],
			found: undefined,
			content: undefined,
			kept: { ok: false, refusal: [{ kind: 'not-yours' }] },
		});
		const forged = as(zhytomyr, (trx) =>
			sql`insert into report (id, city_id, partnership_id, kind, period_from, period_until, created_at)
				values (${anId()}, ${dortmund}, ${wish.partnershipId}, 'council', '2025-01-01', '2025-12-31', now())`.execute(
				trx,
			),
		);
		await expect(forged).rejects.toThrow('row-level security');
	});
});
