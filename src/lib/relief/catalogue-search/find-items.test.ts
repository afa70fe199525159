import { describe, expect, it } from 'vitest';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { findItems, itemChoice, resolveItem } from './find-items.ts';

const catalogue = currentCatalogue();

describe('an item named in a field', () => {
	it.each([
		['PWR-GEN-D30', 'PWR-GEN-D30'],
		['pwr-gen-d30', 'PWR-GEN-D30'],
		['Stromerzeuger Diesel 25–44 kVA (PWR-GEN-D30)', 'PWR-GEN-D30'],
		['стартерний акумулятор', 'PWR-BAT-CAR'],
		['Car thing', undefined],
		['', undefined],
		['(', undefined],
	])('%s is %s', (typed, code) => {
		expect(resolveItem(catalogue, typed)?.code).toBe(code);
	});

	it('every item is found by what its proposal says, in each language', () => {
		for (const item of catalogue.items) {
			for (const language of ['de', 'uk', 'en'] as const) {
				expect(resolveItem(catalogue, itemChoice(item, language))?.code).toBe(item.code);
			}
		}
	});
});

describe('the search while typing', () => {
	it.each([
		['stirnlam', 'de', 'LGT-HEAD'],
		['налобн', 'uk', 'LGT-HEAD'],
		['head torch', 'en', 'LGT-HEAD'],
		['LGT-HEAD', 'uk', 'LGT-HEAD'],
		['Powerbank', 'de', 'PWR-BNK-10'],
	] as const)('%s (%s) finds %s first', (query, language, code) => {
		expect(findItems(catalogue, query, language, 5)[0]?.code).toBe(code);
	});

	it('answers nonsense with nothing', () => {
		expect(findItems(catalogue, 'xyzzy-plugh', 'en', 5)).toEqual([]);
		expect(findItems(catalogue, '   ', 'en', 5)).toEqual([]);
	});
});
