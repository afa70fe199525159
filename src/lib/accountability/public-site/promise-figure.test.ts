import { describe, expect, it } from 'vitest';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { PublicPromise } from '../disclosure/public-partnership.ts';
import type { PublicRecord, Published } from '../disclosure/public-record.ts';
import { figuresAsked, promiseFigure } from './promise-figure.ts';

const publicId = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
const delivery = (id: string) => ({ kind: 'delivery', publicId: id, operation: 'zhytomyr' }) as const;
const generators = { amount: 1025, unit: 'Stück', itemCode: 'PWR-GEN' };
const promise = (changes: Partial<PublicPromise> = {}) =>
	({ publicId, state: 'kept', quantity: generators, shownBy: [delivery('a')], ...changes }) as Published<PublicPromise>;
const record = (changes: Partial<PublicPromise> = {}): PublicRecord => ({
	record: 'promise',
	content: promise(changes),
});
const english = { language: 'en', today: plainDate('2023-04-05') } as const;
const received = (units: number, baseUnit = 'pcs') => ({ name: publicId, baseUnit, received: units });

describe('the figure beside a promise of goods', () => {
	it('is asked for of the deliveries that show it, each once, and of no promise without an item or a delivery', () => {
		const shownBy = [
			delivery('a'),
			delivery('a'),
			{ kind: 'link', url: 'https://example.org' } as const,
			delivery('b'),
		];
		expect(figuresAsked([record({ shownBy })])).toEqual([
			{ name: publicId, itemCode: 'PWR-GEN', deliveries: ['a', 'b'] },
		]);
		const none = [
			record({ shownBy: [] }),
			record({ quantity: null }),
			record({ quantity: { ...generators, itemCode: null } }),
		];
		expect(figuresAsked(none)).toEqual([]);
	});

	it.each([
		['de', '1.025 zugesagt, 25 empfangen – laut Hauptbuch, Stand 5. April 2023'],
		['uk', 'обіцяно 1 025, отримано 25 – за книгою обліку станом на 5 квітня 2023 р.'],
		['en', '1,025 promised, 25 received – from the ledger, as of 5 April 2023'],
	] as const)('says both numbers and as of when (%s)', (language, said) => {
		const figures = [{ ...received(99), name: 'another' }, received(25)];
		expect(promiseFigure(promise(), figures, { ...english, language })?.replaceAll(/\s/g, ' ')).toBe(said);
	});

	it('says units where they are not pieces', () => {
		const flour = promise({ quantity: { amount: 500, unit: 'kg', itemCode: 'FOO-FLO' } });
		expect(promiseFigure(flour, [received(480_500, 'g')], english)).toMatch(/^500 kg promised, 480\.5 kg received/);
	});

	it('counts nothing while a promise is open, and is silent where one was settled without a shipment', () => {
		expect(promiseFigure(promise({ state: 'made', shownBy: [] }), [], english)).toMatch(/^1,025 promised, 0 received/);
		expect(promiseFigure(promise({ shownBy: [] }), [], english)).toBeNull();
		expect(promiseFigure(promise({ quantity: null }), [], english)).toBeNull();
	});
});
