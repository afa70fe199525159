import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partnershipKinds } from '#lib/directory/set-up/set-up.ts';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { partnershipStatuses } from '../partnership.ts';
import { partnershipParts } from './partnership-parts.ts';
import { emptySide } from './partnership-side.ts';
import { recordValue } from './record-choice.ts';
import {
	decideStatement,
	decideWithdrawal,
	kindMoves,
	livedSince,
	type Standing,
	type StandingEvent,
	standingThatCounts,
	statusMoves,
} from './standing.ts';
import { parseSide, parseStatement, sideForm } from './standing-form.ts';
import { explainPartnershipFault, standingInWords } from './standing-words.ts';

const today = plainDate('2026-11-22');
const basis = { record: null, text: { en: 'Council meeting' } };
const standing = (text: string): Standing => {
	const [kind, status, since = ''] = text.split(' ');
	return { kind, status, since: parseFuzzyDate(since) } as Standing;
};
const kinds = (last: string, wanted: string, on = basis): string[] => {
	const decided = decideStatement(standing(last), standing(wanted), on, today);
	return decided.ok ? [] : decided.refusal.map(({ kind }) => kind);
};

describe('a new standing', () => {
	it.each([
		['contact initiating 2022', 'solidarity active 2023-02-23', []],
		['solidarity active 2023-02-23', 'full active 2025-07-09', []],
		['full active 2025-07-09', 'full dormant 2026', []],
		['full dormant 2026', 'full active 2026-10', []],
		['full dormant 2026', 'full ended 2026-11', []],
		['solidarity active 2023-02-23', 'full active 2023', []],
		['friendship active 2010', 'solidarity active 2022', []],
		['full active 2025', 'full active 2026', ['nothing-changes']],
		['full active 2025', 'solidarity active 2026', ['no-such-kind']],
		['full active 2025', 'full initiating 2026', ['no-such-status']],
		['full ended 2025', 'full active 2026', ['partnership-ended']],
		['solidarity active 2023', 'full ended 2026', ['kind-changes-at-the-end']],
		['full active 2025-07-09', 'full dormant 2025-07-08', ['before-the-last']],
		['full active 2025-07-09', 'full dormant 2026-11-23', ['since-in-future']],
		['full active 2025', 'contact initiating 2020', ['no-such-status', 'no-such-kind', 'before-the-last']],
	])('after %s: %s is refused for %j', (last, wanted, expected) => {
		expect(kinds(last, wanted)).toEqual(expected);
	});

	it('rests on something', () => {
		const nothing = { record: null, text: null } as unknown as typeof basis;
		expect(kinds('solidarity active 2023', 'full active 2025', nothing)).toEqual(['basis-missing']);
	});
});

describe('the tables of moves', () => {
	it('let a partnership only grow or end', () => {
		for (const from of partnershipKinds) {
			expect(kindMoves[from]).not.toContain(from);
			if (from !== 'solidarity') {
				for (const to of kindMoves[from])
					expect(partnershipKinds.indexOf(to)).toBeGreaterThan(partnershipKinds.indexOf(from));
			}
		}
		expect(statusMoves.ended).toEqual([]);
		for (const from of partnershipStatuses) expect(statusMoves[from]).not.toContain('initiating');
	});
});

describe('the statements that count', () => {
	const events = fc.array(fc.constantFrom('stated' as const, 'withdrawn' as const), { maxLength: 30 });

	it('are what is left when each withdrawal takes back the last one before it', () => {
		fc.assert(
			fc.property(events, (kindsOfEvents) => {
				const all = kindsOfEvents.map((event, position) => ({ event, position }));
				const counting = standingThatCounts(all);
				expect(counting.every(({ event }) => event === 'stated')).toBe(true);
				expect(counting.map(({ position }) => position)).toEqual(
					counting.map(({ position }) => position).sort((a, b) => a - b),
				);
				// The same as the database computes: never outnumbered by withdrawals further on.
				const byNumbers = all.filter(({ event, position }) => {
					if (event === 'withdrawn') return false;
					const after = all.slice(position + 1);
					return after.every((_, at) => {
						const until = after.slice(0, at + 1);
						const withdrawn = until.filter((later) => later.event === 'withdrawn').length;
						return withdrawn <= until.length - withdrawn;
					});
				});
				expect(counting).toEqual(byNumbers);
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});

	it('lead back to the one before, never to none', () => {
		const first = standing('contact initiating 2022');
		const second = standing('solidarity active 2023');
		expect(decideWithdrawal([first, second])).toEqual({ ok: true, value: first });
		expect(decideWithdrawal([first])).toEqual({ ok: false, refusal: [{ kind: 'first-stays' }] });
	});

	it('say since when the partnership lives', () => {
		const story = ['contact initiating 2022', 'solidarity active 2023-02-23', 'full active 2025-07-09'].map(standing);
		expect(livedSince(story)).toBe('2023-02-23');
		expect(livedSince(story.slice(0, 1))).toBe('2022-01-01');
		expect(livedSince([] as StandingEvent[])).toBeUndefined();
	});
});

describe('a form of a partnership', () => {
	it('takes a record from its list as what a standing rests on', () => {
		const id = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
		const typed = {
			kind: 'full',
			status: 'active',
			since: '09.07.2025',
			basis: recordValue({ kind: 'paper', id: id as Id<'paper'> }),
		};
		const parsed = parseStatement(typed);
		expect(parsed.ok && parsed.value.basis.record).toEqual({ kind: 'paper', id });
		expect(parsed.ok && parsed.value.standing.since).toEqual({ date: '2025-07-09', precision: 'day' });
		for (const basis_ of ['https://dortmund.de', 'paper', `nothing ${id}`]) {
			const wrong = parseStatement({ ...typed, basis: basis_ });
			expect(!wrong.ok && wrong.refusal).toEqual([{ kind: 'choice-missing', field: 'basis' }]);
		}
	});

	it('gives a side back as it was typed', () => {
		const side = {
			...emptySide,
			whyChosen: { de: 'Gemeinsames Ziel' },
			networks: [{ network: 'RGRE', reference: '1234', url: null }],
			nextReportDue: plainDate('2027-02-01'),
		};
		expect(parseSide(sideForm(side))).toEqual({ ok: true, value: side });
		const half = parseSide({ 'network-2': 'SKEW' });
		expect(!half.ok && half.refusal).toEqual([{ kind: 'network-incomplete', field: 'reference-2' }]);
	});

	it('says what is wrong in words', () => {
		const fault = { kind: 'no-such-kind', from: 'full', to: 'contact' } as const;
		expect(explainPartnershipFault(fault, 'de')).toEqual({
			field: 'kind',
			message: 'Eine Partnerschaft wächst nur: Von „Städtepartnerschaft“ führt kein Weg zu „Kontakt“.',
		});
		expect(standingInWords(standing('full active 2025'), 'uk')).toBe('Повне партнерство, активне');
	});

	it('leads only to parts the reader may enter', () => {
		expect(partnershipParts({ roles: ['warehouse'] })).toEqual([]);
	});
});
