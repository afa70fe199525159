import { splitWords } from '#lib/i18n/words/split-words.ts';
import { wordStems } from '#lib/i18n/words/word-forms.ts';
import { languages } from '#lib/kernel/language.ts';
import type { QueryWord } from '#lib/platform/search/search-query.ts';
import type { Catalogue } from '#lib/relief/catalogue/catalogue.ts';

/** Names and synonyms of the catalogue by the stems of their words, each with the codes it means. */
type NamedItems = ReadonlyMap<string, ReadonlySet<string>>;

const prepared = new WeakMap<Catalogue, NamedItems>();
const mostWords = 3;
const mostCodes = 12;

/**
 * The codes a search text means when it is a name or synonym of an item in any language: "Stromerzeuger", "Generator" and
 * "genset" mean the same items. Entries know the codes above their own, so that these are enough.
 */
export function itemsNamed(catalogue: Catalogue, words: readonly QueryWord[]): readonly string[] {
	if (words.length === 0 || words.length > mostWords) return [];
	let named = prepared.get(catalogue);
	if (!named) {
		named = prepare(catalogue);
		prepared.set(catalogue, named);
	}
	const codes = new Set<string>();
	for (const key of keysOf(words.map(({ forms }) => forms.stems))) {
		for (const code of named.get(key) ?? []) codes.add(code);
	}
	return [...codes].slice(0, mostCodes);
}

function prepare(catalogue: Catalogue): NamedItems {
	const named = new Map<string, Set<string>>();
	for (const { code, names, synonyms } of catalogue.items) {
		for (const language of languages) {
			for (const text of [names[language], ...synonyms[language]]) {
				const words = splitWords(text);
				if (words.length > mostWords) continue;
				for (const key of keysOf(words.map((word) => wordStems(word.text, language)))) {
					named.set(key, (named.get(key) ?? new Set()).add(code));
				}
			}
		}
	}
	return named;
}

/** Every choice of one stem per word, whatever the order of the words. */
function keysOf(stems: readonly (readonly string[])[]): string[] {
	let choices: string[][] = [[]];
	for (const each of stems) choices = choices.flatMap((choice) => each.map((stem) => [...choice, stem]));
	return choices.filter((choice) => choice.length > 0).map((choice) => choice.sort().join(' '));
}
