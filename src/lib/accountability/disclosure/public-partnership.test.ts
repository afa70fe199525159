import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FuzzyDate, latestDay, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { parseId } from '#lib/kernel/id.ts';
import { day, instant, later } from '#lib/kernel/instant.ts';
import { addDays, dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import type { AgreementRecord } from '#lib/partnerships/agreements/agreement.ts';
import type { PromiseEvent, PromiseFacts } from '#lib/partnerships/promises/promise.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import {
	type PromiseScope,
	publicAgreementOf,
	publicDayOfGoods,
	publicPaperOf,
	publicPromiseOf,
	publicThemeOf,
} from './public-partnership.ts';

const on = (text: string): FuzzyDate => parseFuzzyDate(text)!;
const idOf = (last: string) => parseId<never>(`00000000-0000-4000-8000-00000000000${last}`)!;
const shipment: RecordRef = { kind: 'shipment', id: idOf('1') };
const tick = instant('2023-06-30T04:00:00Z');
const known: PromiseScope = {
	tick,
	horizon: later(tick, -3 * day),
	refOf: (ref) =>
		ref.kind === 'shipment' ? { kind: 'delivery', publicId: `public-${ref.id}`, operation: 'zhytomyr' } : undefined,
	doneBy: null,
};
const unknown: PromiseScope = { ...known, refOf: () => undefined };

const facts: PromiseFacts = {
	text: { en: '25 generators' },
	kind: 'goods',
	quantity: { amount: quantity(25), unit: 'generators', itemCode: 'PWR-GEN' },
	source: { kind: 'press-conference', address: null, quotation: 'inner words' },
	made: on('2023-03-14'),
	due: on('2023-03-31'),
	owner: { role: 'coordinator', organisationId: null },
	isPublic: true,
};
const deed = (at: string) => ({ at: instant(`${at}T10:00:00Z`), account: null });
const made = (changes: Partial<PromiseFacts> = {}): PromiseEvent => {
	return { kind: 'promiseMade', facts: { ...facts, ...changes }, ...deed('2023-03-14') };
};
const shown: PromiseEvent = {
	kind: 'evidenceAdded',
	evidence: { id: idOf('2'), address: { kind: 'record', ref: shipment }, note: 'inner note', on: null },
	...deed('2023-03-31'),
};
const kept: PromiseEvent = {
	kind: 'promiseMoved',
	to: 'kept',
	on: on('2023-03-31'),
	note: { en: 'arrived' },
	...deed('2023-03-31'),
};

describe('a promise', () => {
	it('is told with its state and what shows it', () => {
		expect(publicPromiseOf([made(), shown, kept], known)).toEqual({
			text: { en: '25 generators' },
			kind: 'goods',
			quantity: { amount: 25, unit: 'generators', itemCode: 'PWR-GEN' },
			sourceKind: 'press-conference',
			source: null,
			made: on('2023-03-14'),
			due: on('2023-03-31'),
			firstDue: null,
			state: 'kept',
			since: on('2023-03-31'),
			note: { en: 'arrived' },
			doneBy: null,
			shownBy: [{ kind: 'delivery', publicId: `public-${shipment.id}`, operation: 'zhytomyr' }],
		});
	});

	it('keeps the words of the source and notes on evidence inside', () => {
		expect(JSON.stringify(publicPromiseOf([made(), shown, kept], known))).not.toContain('inner');
	});

	it.each([
		['its keeper keeps inside', [made({ isPublic: false }), kept]],
		['of goods, while it is younger than the lag', [{ ...made(), ...deed('2023-06-29') }]],
	])('is not told when %s', (_, events) => {
		expect(publicPromiseOf(events, known)).toBeUndefined();
	});

	it.each([
		['the move came first', [made(), kept, shown]],
		['the evidence came first', [made(), shown, kept]],
	])('stands as it was made while it rests on a shipment nobody may know of: %s', (_, events) => {
		expect(publicPromiseOf(events, unknown)).toEqual(publicPromiseOf([made()], unknown));
	});

	it('of goods says what became of it no sooner than shipments are told of', () => {
		const tooNew: PromiseEvent = { ...kept, ...deed('2023-06-28') };
		expect(publicPromiseOf([made(), tooNew], known)).toMatchObject({ state: 'made', note: null });
		const meeting = made({ kind: 'event', quantity: null });
		expect(publicPromiseOf([meeting, tooNew], known)).toMatchObject({ state: 'kept' });
	});

	it('that was put off still says for when it was made', () => {
		const later: PromiseEvent = {
			kind: 'promiseCorrected',
			before: facts,
			facts: { ...facts, due: on('2023-05') },
			reason: 'inner reason',
			...deed('2023-04-01'),
		};
		expect(publicPromiseOf([made(), later], known)).toMatchObject({ due: on('2023-05'), firstDue: on('2023-03-31') });
	});
});

describe('a day on which promised goods move', () => {
	const dates = fc
		.tuple(fc.integer({ min: -400, max: 400 }), fc.constantFrom('year', 'month', 'day'))
		.map(([days, precision]) => {
			const date = addDays(dayOf(tick), days);
			return on(date.slice(0, { year: 4, month: 7, day: 10 }[precision as 'year']));
		});

	it('is a month until it lies thirty days back', () => {
		expect(publicDayOfGoods(on('2023-06-01'), tick)).toEqual(on('2023-06'));
		expect(publicDayOfGoods(on('2023-05-31'), tick)).toEqual(on('2023-05-31'));
		expect(publicDayOfGoods(on('2024-01-09'), tick)).toEqual(on('2024-01'));
	});

	it('always holds the day it was made of, and is a day only long afterwards', () => {
		fc.assert(
			fc.property(dates, (date) => {
				const told = publicDayOfGoods(date, tick);
				const holds = told.date <= date.date && latestDay(date) <= latestDay(told);
				return holds && (told.precision !== 'day' || addDays(told.date, 30) <= dayOf(tick));
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('a council paper', () => {
	const draft = {
		reference: '12345-22',
		names: { en: 'Solidarity' },
		kind: 'motion',
		dated: on('2022'),
		url: null,
		decision: null,
	} as const;
	const open = { isPublic: true, inPublic: true };
	const decision = { body: 'Council', met: on('2022-03-31'), outcome: 'approved' } as const;

	it('is not public as a draft', () => {
		expect(publicPaperOf({ ...draft, ...open })).toBeUndefined();
	});

	it.each([
		['a body came to a result', { ...draft, decision }],
		['it stands in the council’s information system', { ...draft, url: 'https://rat.example/12345-22' }],
	])('is public where %s, without what the office wrote on it', (_, paper) => {
		const record = { ...paper, ...open, summary: { en: 'inner' }, mandates: [{ task: 'inner' }] };
		expect(publicPaperOf(record)).toEqual(paper);
	});

	it.each([
		['its keeper keeps it inside', { isPublic: false }],
		['a body dealt with it behind closed doors', { inPublic: false }],
	])('is not public where %s, whatever came of it', (_, changes) => {
		const decided = { ...draft, decision, url: 'https://rat.example/12345-22', ...open };
		expect(publicPaperOf({ ...decided, ...changes })).toBeUndefined();
	});
});

describe('an agreement', () => {
	it('names who holds a public office, and of others the post alone', () => {
		const signatory = { sideNames: { en: 'Dortmund' }, postNames: { en: 'Lord Mayor' }, acting: false };
		const agreement = {
			kind: 'full',
			title: { en: 'Partnership' },
			signedOn: on('2025-07-09'),
			mode: 'in-person',
			place: null,
			validFrom: null,
			validUntil: null,
			decideBy: '2030-01-01' as PlainDate,
			resolution: { kind: 'paper', id: idOf('3') },
			supersededBy: null,
			documentIds: [idOf('4')],
			signatories: [
				{ ...signatory, signedAs: 'A. Mayor', publicNameAllowed: true },
				{ ...signatory, signedAs: 'inner name', publicNameAllowed: false },
			],
		} as unknown as AgreementRecord;
		const told = publicAgreementOf(agreement, () => undefined);
		expect(told.signatories.map(({ name, post }) => [name, post?.en])).toEqual([
			['A. Mayor', 'Lord Mayor'],
			[null, 'Lord Mayor'],
		]);
		expect(JSON.stringify(told)).not.toMatch(/inner|2030|00000000/);
	});
});

describe('a theme', () => {
	it.each([
		['proposed', false],
		['agreed', true],
		['dormant', true],
		['ended', false],
	] as const)('that is %s: told is %s', (state, told) => {
		const theme = {
			names: { en: 'Water' },
			description: { en: 'inner' },
			goals: [6],
			proposerId: null,
			agreedIn: null,
		};
		const content = publicThemeOf({ ...theme, state, since: on('2023'), steps: 1 } as never);
		expect(content).toEqual(told ? { names: { en: 'Water' }, goals: [6], state, since: on('2023') } : undefined);
	});
});
