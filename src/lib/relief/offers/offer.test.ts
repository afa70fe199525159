import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import type { Result } from '#lib/kernel/result.ts';
import { aLine, anOffer } from '#test/fixtures/relief/sample-offer.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import {
	foldOffer,
	movesFrom,
	type Offer,
	type OfferEvent,
	type OfferMove,
	type OfferState,
	offerMoves,
	offerStates,
	restOf,
} from './offer.ts';
import {
	acceptOffer,
	correctOffer,
	draftOffer,
	endOffer,
	faultOf,
	movesOpenTo,
	type OfferRefusal,
	submitOffer,
} from './offer-decisions.ts';
import { lineFormValues, parseOfferForm } from './offer-form.ts';
import { lineFromText, partOf } from './offer-line.ts';

const act = { at: instant('2023-02-24T12:00:00Z'), account: null };
const today = plainDate('2023-02-24');

function decide(offer: Offer, move: OfferMove): Result<OfferEvent, OfferRefusal> {
	const [first] = offer.facts.lines;
	if (move === 'submit') return submitOffer(offer, act);
	if (move === 'correct') return correctOffer(offer, { ...offer.facts, remark: 'corrected' }, '', act);
	if (move === 'accept')
		return acceptOffer(offer, [{ lineId: first!.id, quantity: restOf(offer, first!) ?? 0 }], '', act);
	return endOffer(offer, move, 'a reason', act);
}

type Step = OfferMove | 'accept part';

function having(...moves: readonly Step[]): Offer {
	const drafted = draftOffer(anOffer(), act);
	const events = [drafted.ok ? drafted.value : null].filter((event) => event !== null);
	for (const move of moves) {
		const offer = foldOffer(events)!;
		const part = [{ lineId: offer.facts.lines[0]!.id, quantity: 10 }];
		const decided = move === 'accept part' ? acceptOffer(offer, part, '', act) : decide(offer, move);
		if (!decided.ok) throw new Error(decided.refusal.kind);
		events.push(decided.value);
	}
	return foldOffer(events)!;
}

const ways: Record<OfferState, readonly Step[]> = {
	draft: [],
	submitted: ['submit'],
	accepted: ['submit', 'accept'],
	'partly-accepted': ['submit', 'accept part'],
	'rest-declined': ['submit', 'accept part', 'decline'],
	declined: ['submit', 'decline'],
	released: ['submit', 'accept', 'release'],
	withdrawn: ['submit', 'withdraw'],
};

describe('the moves of an offer', () => {
	const table = offerStates.flatMap((state) => offerMoves.map((move) => [state, move] as const));
	it.each(table)('an offer that is %s and "%s" agree with the table', (state, move) => {
		const offer = having(...ways[state]!);
		expect(offer.state).toBe(state);
		expect(decide(offer, move).ok).toBe(move in movesFrom[state]);
	});

	it('whatever is tried in whatever order, the fold never throws and never accepts more than was offered', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.constantFrom(...offerMoves), fc.integer({ min: -1, max: 30 })), { maxLength: 25 }),
				(steps) => {
					const drafted = draftOffer(anOffer(), act);
					if (!drafted.ok) throw new Error('drafted');
					const events: OfferEvent[] = [drafted.value];
					for (const [move, quantity] of steps) {
						const offer = foldOffer(events)!;
						const lineId = offer.facts.lines[0]!.id;
						const decided =
							move === 'accept' ? acceptOffer(offer, [{ lineId, quantity }], '', act) : decide(offer, move);
						if (decided.ok) events.push(decided.value);
						const now = foldOffer(events)!;
						expect(now.version).toBe(events.length);
						for (const { lineId: id, quantity: accepted } of now.accepted) {
							const line = now.facts.lines.find((each) => each.id === id);
							expect(accepted).toBeGreaterThan(0);
							expect(accepted).toBeLessThanOrEqual(line?.quantity ?? 0);
						}
					}
				},
			),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('what a partial acceptance leaves', () => {
	const accept = (offer: Offer, quantity: number) =>
		acceptOffer(offer, [{ lineId: offer.facts.lines[0]!.id, quantity }], '', act);

	it('can be accepted later, up to the rest and not beyond', () => {
		const offer = having('submit', 'accept part');
		expect(restOf(offer, offer.facts.lines[0]!)).toBe(15);
		expect(accept(offer, 16)).toMatchObject({ refusal: { kind: 'accepted-more-than-offered', offered: 15 } });
		expect(accept(offer, 5)).toMatchObject({ ok: true, value: { inWhole: false } });
		expect(accept(offer, 15)).toMatchObject({ ok: true, value: { inWhole: true } });
		expect(having('submit', 'accept part', 'accept').accepted).toMatchObject([{ quantity: 25 }]);
	});

	it('is declined by an event of its own, which says why', () => {
		const offer = having('submit', 'accept part');
		expect(endOffer(offer, 'decline', ' ', act)).toMatchObject({ refusal: { kind: 'reason-missing' } });
		expect(endOffer(offer, 'decline', 'no room', act)).toMatchObject({
			ok: true,
			value: { kind: 'offerRestDeclined' },
		});
	});

	it('is corrected by the office alone, and never what was accepted', () => {
		const offer = having('submit', 'accept part');
		const [line] = offer.facts.lines;
		const changed = { ...offer.facts, lines: [{ ...line!, quantity: 20 as Quantity }] };
		expect(correctOffer(offer, changed, '', act)).toMatchObject({
			refusal: { kind: 'accepted-line-changed', line: 1 },
		});
		const added = { ...offer.facts, lines: [line!, aLine()] };
		expect(correctOffer(offer, added, '', act)).toMatchObject({ ok: true });
		expect(movesOpenTo('donor', offer.state)).toEqual([]);
	});
});

describe('bad facts are refused by line', () => {
	it.each([
		['nothing', { lines: [] }, 'no-lines'],
		['too much', { lines: Array.from({ length: 201 }, () => aLine()) }, 'too-many-lines'],
		[
			'an end before the beginning',
			{ availableFrom: plainDate('2023-04-01'), availableUntil: plainDate('2023-03-01') },
			'available-until-before-from',
		],
		['an end in the past', { availableUntil: plainDate('2023-01-01') }, 'available-until-past'],
		['expired goods', { lines: [aLine({ expiresOn: plainDate('2023-01-01') })] }, 'goods-expired'],
		['too few serial numbers', { lines: [aLine({ serialNumbers: ['1'] })] }, 'serial-numbers-do-not-match'],
		[
			'the same serial number twice',
			{ lines: [aLine({ quantity: 2 as Quantity, serialNumbers: ['1', '1'] })] },
			'serial-number-twice',
		],
	])('%s', (_what, changes, kind) => {
		expect(faultOf(anOffer(changes), today)).toMatchObject({ kind });
	});

	it('what is given only as a whole is not accepted in part', () => {
		const line = aLine({ indivisible: true });
		const drafted = draftOffer(anOffer({ lines: [line] }), act);
		const offer = { ...foldOffer(drafted.ok ? [drafted.value] : [])!, state: 'submitted' as const };
		expect(acceptOffer(offer, [{ lineId: line.id, quantity: 24 }], '', act)).toMatchObject({
			refusal: { kind: 'indivisible', line: 1 },
		});
		expect(acceptOffer(offer, [{ lineId: line.id, quantity: 25 }], '', act)).toMatchObject({
			ok: true,
			value: { inWhole: true },
		});
	});
});

describe('the form of an offer', () => {
	it.each(['de', 'uk', 'en'] as const)(
		'sent back unchanged in %s it changes nothing but the way it was typed',
		(language) => {
			const catalogue = currentCatalogue();
			const line = aLine({
				weightGrams: 123_456,
				volumeMillilitres: 1_234_000,
				valueCents: 123_450 as never,
				expiresOn: plainDate('2030-01-01'),
			});
			const values = lineFormValues(line, catalogue, language);
			const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}-${line.id}`, value]));
			const parsed = parseOfferForm(fields, [line.id], { catalogue, language, today, added: [], before: [line] });
			expect(parsed).toMatchObject({ ok: true, value: { lines: [{ ...line, typed: expect.anything() }] } });
		},
	);

	it('shares of weight never add up to more than the whole', () => {
		const amounts = fc.tuple(
			fc.integer({ min: 0, max: 1_000_000 }),
			fc.integer({ min: 1, max: 1000 }),
			fc.integer({ min: 0, max: 1000 }),
		);
		fc.assert(
			fc.property(amounts, ([whole, a, b]) => {
				const sum =
					partOf(whole, a as Quantity, (a + b) as Quantity)! + partOf(whole, b as Quantity, (a + b) as Quantity)!;
				expect(sum).toBeLessThanOrEqual(whole);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('a line in the donor’s words', () => {
	const lineOf = (text: string) =>
		lineFromText(text, undefined, currentCatalogue(), '00000000-0000-4000-8000-000000000001' as never);
	it.each([
		['20 Zelte', 'unknown'],
		['20 Zelte, neu', 'new'],
		['12 Stromerzeuger, gebraucht', 'used-good'],
		['40 wool blankets, new', 'new'],
		['3 used beds', 'used-good'],
		['ліжка вживані, 5 шт.', 'used-good'],
		['ліжка б/в', 'used-good'],
		['нові намети', 'new'],
		['кілька ковдр', 'unknown'],
	])('"%s" is in the condition the donor states: %s', (text, condition) => {
		expect(lineOf(text).condition).toBe(condition);
	});
});
