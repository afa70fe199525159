import { describe, expect, it } from 'vitest';
import { acceptedLanguage } from './accepted-language.ts';

describe('the language a browser prefers', () => {
	it.each([
		[null, 'de'],
		['', 'de'],
		['uk', 'uk'],
		['uk-UA,uk;q=0.9,en;q=0.8', 'uk'],
		['en-US,en;q=0.5', 'en'],
		['fr-FR,fr;q=0.9,en;q=0.4,de;q=0.3', 'en'],
		['de;q=0.2, uk;q=0.7', 'uk'],
		['DE-at', 'de'],
		['pl,cs', 'de'],
		['uk;q=0, en;q=0.1', 'en'],
		['uk;q=nonsense, en;q=0.1', 'en'],
		['*', 'de'],
	])('by %j is %s', (header, language) => {
		expect(acceptedLanguage(header)).toBe(language);
	});
});
