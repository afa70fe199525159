import { wordSimilarity } from '#lib/i18n/words/word-similarity.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import type { Catalogue, CatalogueItem } from '../catalogue/catalogue.ts';
import { splitWords } from '../recognition/phrase-words.ts';
import { tidyText } from '../recognition/text.ts';
import { transliterate } from '../recognition/transliteration.ts';
import { wordOf } from '../recognition/word.ts';

/** One way to say an item, in one language. */
interface Entry {
	readonly item: number;
	readonly language: Language;
	readonly isName: boolean;
	readonly wordCount: number;
}

/** A catalogue prepared for search as one types. Make it once per catalogue; it takes some hundred milliseconds. */
export interface CatalogueSearchIndex {
	readonly items: readonly CatalogueItem[];
	readonly entries: readonly Entry[];
	/** Every word of every entry, as folded, as stem and in Latin letters; sorted, so that beginnings lie together. */
	readonly keys: readonly string[];
	readonly entriesOfKey: readonly (readonly number[])[];
}

export function createCatalogueSearch(catalogue: Catalogue): CatalogueSearchIndex {
	const entries: Entry[] = [];
	const byKey = new Map<string, Set<number>>();
	const addEntry = (item: number, language: Language, text: string, isName: boolean) => {
		const words = splitWords(tidyText(text)).map(wordOf);
		for (const { folded, stem } of words) {
			for (const key of [folded, stem, latinKey(folded)]) {
				const known = byKey.get(key);
				if (known) known.add(entries.length);
				else byKey.set(key, new Set([entries.length]));
			}
		}
		entries.push({ item, language, isName, wordCount: words.length });
	};
	for (const [at, item] of catalogue.items.entries()) {
		for (const language of languages) {
			addEntry(at, language, item.names[language], true);
			for (const synonym of item.synonyms[language]) addEntry(at, language, synonym, false);
		}
	}
	const places = new Map(catalogue.items.map(({ code }, at) => [code, at]));
	for (const { code, language, text } of catalogue.beyond) addEntry(places.get(code)!, language, text, false);
	const keys = [...byKey.keys()].filter((key) => key !== '').sort();
	return { items: catalogue.items, entries, keys, entriesOfKey: keys.map((key) => [...byKey.get(key)!]) };
}

/** Cyrillic by the official romanisation, without the marks and doublings people leave out. */
function latinKey(folded: string): string {
	return transliterate(folded).replace(/zgh/gu, 'zh');
}

const scores = { whole: 1, stem: 0.9, beginning: 0.75, within: 0.4, similar: 0.45 } as const;
const leastSimilarity = 0.7;
const ownLanguage = 0.06;
const ownName = 0.08;
/** What an item that lacks one of the words typed loses. */
const missing = 0.35;

/**
 * Items that match what was typed so far, best first: by code, name or synonym in any of the three languages, in
 * Cyrillic or its official romanisation (Cabinet of Ministers resolution № 55 of 2010), forgiving typing errors. The
 * last word may be unfinished. Ties go to `language`, then to the catalogue's order.
 */
export function searchCatalogue(
	index: CatalogueSearchIndex,
	query: string,
	language: Language,
	limit: number,
): readonly CatalogueItem[] {
	const code = query.trim().toUpperCase();
	const words = splitWords(tidyText(query)).map((word) => wordOf(word));
	if (words.length === 0) return [];
	const byItem = new Map<number, number>();
	const offer = (item: number, score: number) => {
		if (score > (byItem.get(item) ?? 0)) byItem.set(item, score);
	};
	const found = words.map(({ folded, stem }) => entriesFor(index, folded, stem));
	for (const entry of new Set(found.flatMap((each) => [...each.keys()]))) {
		const { item, language: written, isName, wordCount } = index.entries[entry]!;
		let sum = 0;
		let lacking = 0;
		for (const each of found) {
			const score = each.get(entry);
			if (score === undefined) lacking++;
			else sum += score;
		}
		const fit = sum / words.length - missing * lacking;
		const brevity = Math.min(1, words.length / Math.max(1, wordCount));
		const bonus = (written === language ? ownLanguage : 0) + (isName ? ownName : 0);
		offer(item, fit * (0.7 + 0.3 * brevity) + bonus);
	}
	if (code.length >= 2) {
		for (const [at, item] of index.items.entries()) {
			if (item.code === code) offer(at, 10);
			else if (item.code.startsWith(code) && /[A-Z]{3}/u.test(code)) offer(at, 2 - at / 10_000);
		}
	}
	return [...byItem]
		.filter(([, score]) => score > 0.25)
		.sort(([a, first], [b, second]) => second - first || a - b)
		.slice(0, limit)
		.map(([item]) => index.items[item]!);
}

/** The entries that have a word, and how well: as a whole, in another case, its beginning, a part of it, or nearly. */
function entriesFor({ keys, entriesOfKey }: CatalogueSearchIndex, folded: string, stem: string): Map<number, number> {
	const found = new Map<number, number>();
	const add = (key: number, score: number) => {
		for (const entry of entriesOfKey[key]!) {
			if (score > (found.get(entry) ?? 0)) found.set(entry, score);
		}
	};
	for (let at = firstFrom(keys, folded); at < keys.length && keys[at]!.startsWith(folded); at++) {
		const unsaid = keys[at]!.length - folded.length;
		add(at, unsaid === 0 ? scores.whole : scores.beginning + 0.15 / unsaid);
	}
	const ofStem = firstFrom(keys, stem);
	if (keys[ofStem] === stem) add(ofStem, scores.stem);
	if (folded.length >= 4) for (let at = 0; at < keys.length; at++) if (keys[at]!.includes(stem)) add(at, scores.within);
	if (found.size === 0 && folded.length >= 4) {
		for (let at = firstFrom(keys, folded[0]!); at < keys.length && keys[at]![0] === folded[0]; at++) {
			const key = keys[at]!;
			const begun = key.length > folded.length + 1 ? key.slice(0, folded.length) : key;
			const likeness = wordSimilarity(folded, begun, leastSimilarity);
			if (likeness > 0) add(at, scores.similar * likeness);
		}
	}
	return found;
}

/** The place of the first key that doesn't come before `from`. */
function firstFrom(keys: readonly string[], from: string): number {
	let low = 0;
	let high = keys.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (keys[middle]! < from) low = middle + 1;
		else high = middle;
	}
	return low;
}
