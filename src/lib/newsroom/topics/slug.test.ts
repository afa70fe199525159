import { describe, expect, it } from 'vitest';
import { slugOf } from './slug.ts';

describe('the address of an article', () => {
	it.each([
		['25 Generatoren für Schytomyr', 'de', '25-generatoren-fuer-schytomyr'],
		['Großer Ärger – gelöst!', 'de', 'grosser-aerger-geloest'],
		['Житомир отримав 25 генераторів', 'uk', 'zhytomyr-otrymav-25-heneratoriv'],
		['Café «Незламність»', 'uk', 'cafe-nezlamnist'],
		['🙂', 'en', ''],
		[
			'Donaudampfschifffahrtsgesellschaftskapitaenspatentverleihungsurkundenordnung',
			'de',
			'donaudampfschifffahrtsgesellschaftskapitaenspatentverleihungsurkundeno',
		],
	] as const)('of “%s” in %s is %s', (title, language, slug) => {
		expect(slugOf(title, language)).toBe(slug);
	});
});
