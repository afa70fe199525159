import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { hasSoundOutline } from '#lib/platform/papers/paper-layout.ts';
import { figureName, figurePath, isCounted, parseFigure, recordFigure } from './figure.ts';
import { decidePeriod, decideSubmission, type ReportId } from './report.ts';
import { changedFigures } from './report-changes.ts';
import type { CouncilContent, ProofContent } from './report-content.ts';
import { readDraft, readWish } from './report-form.ts';
import { reportPaper } from './report-paper.ts';

const day = plainDate;
const id = '0190a5d0-0000-7000-8000-000000000001';

const measure = {
	key: '2025.PWR-GEN.donor.operation',
	year: 2025,
	operation: { de: 'Hilfe' },
	itemCode: 'PWR-GEN',
	item: { de: 'Stromerzeuger', uk: 'Генератор', en: 'Generator' },
	baseUnit: 'pcs',
	donor: null,
	shipments: 2,
	arrived: 48,
	failed: 2,
	valueCents: null,
} as const;

const common = {
	format: 1,
	city: { de: 'Dortmund' },
	from: day('2025-01-01'),
	until: day('2025-12-31'),
	asOf: instant('2026-01-10T09:00:00Z'),
	texts: { occasion: { de: 'Erster Absatz\n\nZweiter Absatz' }, course: { uk: 'Перебіг' } },
	measures: [measure],
} as const;

const funding = {
	id: id as never,
	names: { de: 'Generatoren' },
	programme: 'Kleinprojektefonds',
	reference: null,
	state: 'granted',
	appliedCents: null,
	grantedCents: 500_000 as EuroCents,
	drawnCents: 500_000 as EuroCents,
	settledCents: null,
	spentCents: 520_000 as EuroCents,
	funder: null,
} as const;

const council: CouncilContent = {
	...common,
	kind: 'council',
	partnership: { names: { de: 'Dortmund – Schytomyr' }, cities: [] },
	papers: [],
	agreements: [],
	fundings: [funding],
	leverage: { ownCents: 100 as EuroCents, fundersCents: 250 as EuroCents, unknown: 0 },
	goodsCents: 500 as EuroCents,
	themes: [],
	projects: [],
	events: [],
	exchanges: [],
	promises: [],
};

const proof: ProofContent = {
	...common,
	kind: 'proof-of-use',
	funding: { ...funding, returnedCents: null, tolerancePerCent: 20, eligibleFrom: null, eligibleUntil: null },
	plan: {
		totalCents: 500_000 as EuroCents,
		funderCents: 450_000 as EuroCents,
		ownCents: 50_000 as EuroCents,
		othersCents: 0 as EuroCents,
		lines: [
			{
				number: '1',
				label: 'Geräte',
				plannedCents: 500_000 as EuroCents,
				spentCents: 520_000 as EuroCents,
				state: 'tolerated',
			},
		],
	},
	vouchers: [
		{
			number: 'R-1',
			dated: day('2025-02-01'),
			paidOn: null,
			payee: 'Firma',
			purpose: 'Geräte',
			amountCents: 520_000 as EuroCents,
			lineNumber: '1',
			missing: ['payment'],
		},
	],
};

describe('a report as a paper', () => {
	it.each(
		languages.flatMap((language) => [council, proof].map((content) => [content.kind, language, content] as const)),
	)('has a sound outline and rows as long as its columns: %s, %s', (_kind, language, content) => {
		const { blocks } = reportPaper(content, language);
		expect(hasSoundOutline(blocks)).toBe(true);
		for (const block of blocks) {
			if (block.kind !== 'table') continue;
			for (const row of [...block.rows, ...(block.total ? [block.total] : [])]) {
				expect(row.length, block.caption).toBe(block.columns.length);
			}
		}
	});

	it('sets texts in paragraphs and says their language where it is not the paper’s', () => {
		const paragraphs = reportPaper(council, 'uk').blocks.filter(({ kind }) => kind === 'paragraph');
		expect(paragraphs).toEqual([
			{ kind: 'paragraph', text: 'Erster Absatz', language: 'de' },
			{ kind: 'paragraph', text: 'Zweiter Absatz', language: 'de' },
		]);
	});

	it('tells the leverage of own money, and that of unknown values nothing is made up', () => {
		const text = JSON.stringify(reportPaper(council, 'en'));
		expect(text).toContain('1 : 7.5');
		expect(text).toContain('1 measure without a value');
		expect(text).not.toContain('€0.00; ');
	});

	it('names in a proof what is over the plan and which vouchers are incomplete', () => {
		const text = JSON.stringify(reportPaper(proof, 'de'));
		expect(text).toContain('darüber, im zulässigen Rahmen');
		expect(text).toContain('1 Beleg ist unvollständig.');
		expect(text).toContain('Zahlung fehlt');
	});
});

describe('a figure', () => {
	it.each([
		{ kind: 'measure', key: measure.key },
		{ kind: 'goods', year: 2025 },
		{ kind: 'goods', year: null },
	] as const)('is found again by its name: %j', (figure) => {
		expect(parseFigure(figureName(figure))).toEqual(figure);
		expect(isCounted(figure, measure)).toBe(true);
	});

	it.each(['', 'goods.', 'goods.25', 'record.funding.x', 'constructor', 'x'.repeat(400)])('is none: "%s"', (name) => {
		expect(parseFigure(name)).toBeUndefined();
	});

	it('leads to its record, or down from the report', () => {
		const report = id as ReportId;
		expect(figurePath(recordFigure('funding', id), report, 'de')).toBe(`/de/office/funding/${id}`);
		expect(figurePath('goods.2025', report, 'uk')).toBe(`/uk/office/reports/${id}/figures/goods.2025`);
	});
});

describe('what changed since a report was handed in', () => {
	it('is nothing where nothing changed', () => {
		expect(changedFigures(council, council)).toEqual([]);
		expect(changedFigures(proof, proof)).toEqual([]);
	});

	it('is each figure that differs, came or went', () => {
		const later = {
			...council,
			measures: [{ ...measure, arrived: 47, failed: 3 }],
			fundings: [{ ...funding, grantedCents: null }],
		};
		expect(changedFigures(council, later).map(({ kind, before, today }) => [kind, before, today])).toEqual([
			['arrived', 48, 47],
			['failed', 2, 3],
			['granted', 500_000, null],
		]);
		expect(changedFigures({ ...council, measures: [] }, council).map(({ kind, before }) => [kind, before])).toEqual([
			['arrived', null],
			['failed', null],
		]);
	});
});

describe('the period of a report', () => {
	it.each([
		['one day', '2025-01-01', '2025-01-01', undefined],
		['ten years', '2015-01-01', '2025-12-31', undefined],
		['backwards', '2025-02-01', '2025-01-31', 'period-reversed'],
		['too long', '2014-12-31', '2025-01-01', 'period-too-long'],
	])('%s', (_, from, until, refusal) => {
		const decided = decidePeriod(day(from), day(until));
		expect(decided.ok ? undefined : decided.refusal[0]?.kind).toBe(refusal);
	});
});

describe('a report is handed in', () => {
	const draft = { state: 'draft', until: day('2025-12-31'), texts: { summary: { de: 'Text' } } } as const;
	it.each([
		['once its period is over', draft, '2026-01-01', []],
		['not on its last day', draft, '2025-12-31', ['period-not-over']],
		['not without any text', { ...draft, texts: {} }, '2026-01-01', ['no-text']],
		['not twice', { ...draft, state: 'submitted' as const }, '2026-01-01', ['not-a-draft']],
	])('%s', (_, report, today, refusals) => {
		const decided = decideSubmission(report, day(today));
		expect(decided.ok ? [] : decided.refusal.map(({ kind }) => kind)).toEqual(refusals);
	});
});

describe('the forms of a report', () => {
	const typed = { kind: 'council', partnership: id, from: '2025-01-01', until: '2025-12-31' };
	it('asks for a partnership or a funding, whichever the kind is on', () => {
		expect(readWish(typed)).toMatchObject({ ok: true, value: { partnershipId: id, fundingId: null } });
		expect(readWish({ ...typed, kind: 'proof-of-use' })).toEqual({
			ok: false,
			refusal: [{ kind: 'choice-missing', field: 'funding' }],
		});
		const proofTyped = { ...typed, kind: 'proof-of-use', funding: id };
		expect(readWish(proofTyped)).toMatchObject({ ok: true, value: { partnershipId: null, fundingId: id } });
	});

	it('tells everything that is wrong at once', () => {
		const read = readWish({ kind: 'novel', partnership: 'x', from: '2025-02-30', until: '' });
		expect(read.ok ? [] : read.refusal.map((fault) => `${fault.kind} ${fault.field}`)).toEqual([
			'choice-missing kind',
			'choice-missing partnership',
			'not-a-day from',
			'field-missing until',
		]);
	});

	it('takes the sections of its kind and leaves out those without a word', () => {
		const read = readDraft(
			{ ...typed, 'summary-de': ' Text ', 'outlook-uk': '', 'course-de': 'no section' },
			'council',
		);
		expect(read).toMatchObject({ ok: true, value: { texts: { summary: { de: 'Text' } } } });
		expect(read.ok && Object.keys(read.value.texts)).toEqual(['summary']);
		const long = readDraft({ ...typed, 'summary-de': 'x'.repeat(8001) }, 'council');
		expect(long.ok ? [] : long.refusal).toEqual([{ kind: 'field-too-long', field: 'summary', longest: 8000 }]);
	});
});
