import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { languages } from '#lib/kernel/language.ts';
import { typedUnits } from '../catalogue/base-unit.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import type { RecognisedItem } from '../recognition/recognised-line.ts';
import { learnablePhrase, phraseKey } from '../synonyms/learnable-phrase.ts';
import { amountFor, applyChoice, type EntryChoice, type EntryEdit, mergeEntries, splitEntry } from './review-choice.ts';
import { entryFromReading, factsOfEntry, faultOfEntry, type ReviewEntry } from './review-entry.ts';
import { lessonOf } from './review-lesson.ts';

const catalogue = currentCatalogue();
const defaults = { purpose: 'general', urgency: 2, deadline: null, language: 'uk' } as const;
const reading: RecognisedItem = {
	code: 'PWR-GEN',
	confidence: 0.99,
	suggestions: ['PWR-GEN', 'PWR-GEN-D30'],
	quantity: 25,
	quantityMax: null,
	approximate: false,
	unit: 'pcs',
	attributes: { power_kva: 5 },
	negated: false,
	accepted: true,
};
const entryOf = (changes: Partial<RecognisedItem> = {}): ReviewEntry => ({
	id: 'entry' as Id<'need-list-entry'>,
	lineId: 'line' as Id<'need-list-line'>,
	position: 0,
	version: 1,
	...entryFromReading({ ...reading, ...changes }, 'генератори', null, catalogue),
});

describe('what the recognition read becomes an entry', () => {
	it.each([
		['sure and countable', {}, 'need', true],
		['unsure', { accepted: false }, 'open', false],
		['sure of the thing, but in boxes of unknown content', { unit: 'box' }, 'open', false],
		['sure of the thing, but half a piece', { quantity: 2.5 }, 'open', false],
		['sure that it is no longer needed', { negated: true, quantity: 0 }, 'not-needed', true],
		['sure of the thing, its amount unknown', { quantity: null, unit: null }, 'need', true],
	] as const)('%s', (_what, changes, outcome, sure) => {
		expect(entryOf(changes)).toMatchObject({ outcome, sure });
	});

	it('asks the partner for an amount nobody gave', () => {
		expect(entryOf({ quantity: null, unit: null }).content.question).toBe(true);
		expect(entryOf().content.question).toBe(false);
	});

	it('keeps what was typed beside what it means', () => {
		const facts = factsOfEntry(entryOf({ quantity: 237.5, unit: 'l', code: 'PWR-FUE-DSL' }), defaults, catalogue);
		expect(facts).toMatchObject({
			ok: true,
			value: { quantity: { kind: 'exact', amount: 237_500 }, baseUnit: 'ml', typed: { amount: '237.5', unit: 'l' } },
		});
	});
});

describe('a choice', () => {
	const edit = (changes: Partial<EntryEdit>): EntryEdit => ({
		amount: '25',
		amountTo: '',
		approximate: false,
		unit: 'pcs',
		content: null,
		conditions: [],
		...changes,
	});
	it.each([
		['a code the catalogue lacks', { kind: 'choose', code: 'NO-SUCH' }, null, 'item-unknown'],
		['half a generator', { kind: 'choose', code: 'PWR-GEN' }, edit({ amount: '2,5' }), 'quantity'],
		['kilograms of generators', { kind: 'choose', code: 'PWR-GEN' }, edit({ unit: 'kg' }), 'quantity'],
		['a word as amount', { kind: 'edit-only' }, edit({ amount: 'viele' }), 'quantity'],
		['a range backwards', { kind: 'edit-only' }, edit({ amount: '9', amountTo: '3' }), 'range-reversed'],
	] as const)('%s is refused', (_what, choice, changes, kind) => {
		const result = applyChoice(entryOf(), { choice: choice as EntryChoice, edit: changes }, catalogue, 'de');
		expect(result).toMatchObject({ ok: false, refusal: { kind } });
	});

	it('an amount typed in is no question any more', () => {
		const entry = entryOf({ quantity: null, unit: null });
		const result = applyChoice(
			entry,
			{ choice: { kind: 'edit-only' }, edit: edit({ amount: '1.200' }) },
			catalogue,
			'de',
		);
		expect(result).toMatchObject({ ok: true, value: { version: 2, content: { amount: '1200', question: false } } });
	});

	it('whatever is chosen and typed, the entry is well-formed or untouched, and a decided need can be counted', () => {
		const choice: fc.Arbitrary<EntryChoice> = fc.oneof(
			fc.constantFrom(...catalogue.items.map(({ code }) => code)).map((code) => ({ kind: 'choose' as const, code })),
			fc
				.constantFrom('not-goods' as const, 'not-needed' as const, 'reopen' as const, 'edit-only' as const)
				.map((kind) => ({ kind })),
		);
		const anyEdit: fc.Arbitrary<EntryEdit> = fc.record({
			amount: fc.oneof(fc.constant(''), fc.stringMatching(/^[\d.,-]{0,9}$/)),
			amountTo: fc.oneof(fc.constant(''), fc.stringMatching(/^\d{0,5}$/)),
			approximate: fc.boolean(),
			unit: fc.option(fc.constantFrom(...typedUnits)),
			content: fc.option(fc.integer({ min: 1, max: 500 })),
			conditions: fc.constant([]),
		});
		fc.assert(
			fc.property(
				fc.array(fc.tuple(choice, fc.option(anyEdit)), { maxLength: 12 }),
				fc.constantFrom(...languages),
				(steps, language) => {
					let entry = entryOf();
					for (const [kind, changes] of steps) {
						const next = applyChoice(entry, { choice: kind, edit: changes }, catalogue, language);
						if (next.ok) expect(next.value.version).toBe(entry.version + 1);
						entry = next.ok ? next.value : entry;
						if (entry.outcome === 'need') expect(faultOfEntry(entry, catalogue)).toBeUndefined();
					}
				},
			),
			{ seed: 42, numRuns: 200 },
		);
	});

	it('an amount shown to a reader and sent back unchanged is the same amount', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom(...languages), (thousandths, language) => {
				const amount = String(thousandths / 1000);
				const entry = entryOf({ code: 'PWR-FUE-DSL', unit: 'l' });
				const result = applyChoice(
					entry,
					{ choice: { kind: 'edit-only' }, edit: edit({ amount: amountFor(language, amount), unit: 'l' }) },
					catalogue,
					language,
				);
				expect(result).toMatchObject({ ok: true, value: { content: { amount } } });
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('splitting and merging', () => {
	it('parts are looked at by a person and the first keeps the entry', () => {
		const entry = entryOf();
		const parts = [entryFromReading(reading, 'a', null, catalogue), entryFromReading(reading, 'b', null, catalogue)];
		const split = splitEntry(entry, parts, ['new' as Id<'need-list-entry'>]);
		expect(split.map(({ id, outcome, version }) => [id, outcome, version])).toEqual([
			['entry', 'open', 2],
			['new', 'open', 1],
		]);
	});

	it('a merged entry takes the amount of the part that has one', () => {
		const first = entryOf({ quantity: null, unit: null });
		const second = { ...entryOf(), id: 'second' as Id<'need-list-entry'> };
		const [joined, gone] = mergeEntries(first, second);
		expect(joined.content).toMatchObject({ amount: '25', unit: 'pcs' });
		expect(gone.outcome).toBe('merged');
	});
});

describe('what a phrase teaches', () => {
	it.each([
		['генератори 5 кВт – 25 шт.', 'генератори 5 кВт'],
		['1) ковдри теплі, 200 шт', 'ковдри теплі'],
		['• Schlafsäcke', 'Schlafsäcke'],
		['25', undefined],
		['x'.repeat(500), undefined],
	])('%s → %s', (phrase, taught) => {
		expect(learnablePhrase(phrase)).toBe(taught);
	});

	it('is the same however it is spaced and written', () => {
		expect(phraseKey('  Дит’яче   Ліжко ')).toBe(phraseKey("дит'яче ліжко"));
	});
});

describe('what a decided entry teaches', () => {
	const named = (id: string, phrase: string, thing: string, outcome: ReviewEntry['outcome'] = 'need'): ReviewEntry => {
		const entry = entryOf();
		return { ...entry, id: id as ReviewEntry['id'], outcome, content: { ...entry.content, phrase, thing } };
	};
	const lesson = (entries: readonly ReviewEntry[]) =>
		lessonOf(entries[0]!, new Map(entries.map((entry) => [entry.id, entry])))?.phrase;

	const both = 'Taschen- und Stirnlampen';
	it.each([
		['all of its words where it is alone', [named('a', 'Stirnlampen, 3 Stück', 'Stirnlampen')], 'Stirnlampen, 3 Stück'],
		[
			'its own piece where the line names several',
			[named('a', both, 'Stirnlampen'), named('b', both, 'Taschenlampen')],
			'Stirnlampen',
		],
		['nothing where two share a piece', [named('a', both, 'lampen'), named('b', both, 'lampen')], undefined],
		['nothing where nobody told the pieces apart', [named('a', both, both), named('b', both, 'lampen')], undefined],
		[
			'all of its words once the other one was merged into it',
			[named('a', both, 'Stirnlampen'), named('b', both, 'Taschenlampen', 'merged')],
			both,
		],
	])('is %s', (_, entries, taught) => {
		expect(lesson(entries)).toBe(taught);
	});
});
