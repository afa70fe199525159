import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { askedOf, attributesAsText, parseAttributes } from './goods-attributes.ts';

const catalogue = currentCatalogue();
const read = (text: string, code: string | null = 'PWR-GEN', before = {}) =>
	parseAttributes(text, catalogue, code, before);

describe('properties of offered goods', () => {
	it.each([
		['power_kva = 8', { power_kva: 8 }],
		['power_kva: 7,5\n\nfuel = diesel', { power_kva: 7.5, fuel: 'diesel' }],
		['power_kva = 5–8; phases = 3', { power_kva: [5, 8], phases: 3 }],
		['Leistung (kVA) = 7,5\nKraftstoff = Diesel', { power_kva: 7.5, fuel: 'diesel' }],
		['Потужність (кВА) = 8; Паливо: бензин', { power_kva: 8, fuel: 'petrol' }],
		['', {}],
	])('%j is read as %j', (text, attributes) => {
		expect(read(text)).toEqual({ ok: true, value: attributes });
	});

	it.each([
		['starke Maschine', 'unreadable'],
		['kilowatt_of_fun = 3', 'unknown-key'],
		['power_kva = 5\npower_kva = 6', 'twice'],
	])('%j is refused as %s, with the line', (text, kind) => {
		expect(read(text)).toMatchObject({ ok: false, refusal: { kind, typed: text.split('\n').at(-1) } });
	});

	it('what the recognition had read stays, whatever its key', () => {
		expect(read('something_else = 3', null, { something_else: 2 })).toEqual({ ok: true, value: { something_else: 3 } });
	});

	it('a choice the catalogue lists is one of it', () => {
		const item = catalogue.items.find(({ askedAttributes }) =>
			askedAttributes.some(({ choices }) => choices.length > 1),
		);
		const asked = item?.askedAttributes.find(({ choices }) => choices.length > 1);
		if (!item || !asked) return;
		expect(read(`${asked.key} = ${asked.choices[0]}`, item.code)).toMatchObject({ ok: true });
		expect(read(`${asked.key} = never heard of`, item.code)).toMatchObject({
			refusal: { kind: 'unknown-choice', choices: asked.choices },
		});
	});

	it('asks of an item what is asked of its group', () => {
		expect(askedOf(catalogue, 'PWR-GEN-P03').map(({ key }) => key)).toContain('power_kva');
		expect(askedOf(catalogue, null)).toEqual([]);
	});

	it('come back from the form as they went into it', () => {
		const value = fc.oneof(
			fc.integer({ min: 0, max: 5000 }),
			fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 51, max: 99 })),
			fc.constantFrom('diesel', 'petrol'),
		);
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom('power_kva', 'weight_g', 'volume_l'), value), (attributes) => {
				expect(read(attributesAsText(attributes), null)).toEqual({ ok: true, value: attributes });
				for (const language of ['de', 'uk', 'en'] as const)
					expect(read(attributesAsText(attributes, language), null)).toEqual({ ok: true, value: attributes });
			}),
			{ seed: 42, numRuns: 200 },
		);
	});
});
