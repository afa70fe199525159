import { type Language, languages } from '#lib/kernel/language.ts';
import type { Catalogue, CatalogueItem } from './catalogue.ts';

/** An item as a choice in a field: "Stromerzeuger Diesel 25–44 kVA (PWR-GEN-D30)". */
export function itemChoice(item: CatalogueItem, language: Language): string {
	return `${item.names[language]} (${item.code})`;
}

/**
 * The item a person named in a field: by its code, by "name (code)" as proposals write it, or by exactly its name in any
 * language. Undefined where that isn't certain.
 */
export function resolveItem(catalogue: Catalogue, typed: string): CatalogueItem | undefined {
	const text = typed.trim();
	const code = /\(([A-Z]{3}[A-Z0-9-]*)\)$/.exec(text)?.[1] ?? text.toUpperCase();
	const byCode = catalogue.byCode.get(code);
	if (byCode) return byCode;
	const plain = plainText(text);
	if (plain === '') return undefined;
	const named = catalogue.items.filter((item) =>
		languages.some((language) => plainText(item.names[language]) === plain),
	);
	return named.length === 1 ? named[0] : undefined;
}

/** Items that match what was typed so far, best first: by code, name or synonym in any of the three languages. */
export function findItems(
	catalogue: Catalogue,
	query: string,
	language: Language,
	limit: number,
): readonly CatalogueItem[] {
	const plain = plainText(query);
	if (plain === '') return [];
	const words = plain.split(' ');
	return catalogue.items
		.map((item, order) => ({ item, order, score: scoreOf(item, plain, words, language) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || a.order - b.order)
		.slice(0, limit)
		.map(({ item }) => item);
}

function scoreOf(item: CatalogueItem, plain: string, words: readonly string[], language: Language): number {
	const code = plainText(item.code);
	if (code === plain) return 1000;
	let best = code.startsWith(plain) ? 500 : 0;
	for (const each of languages) {
		const ownLanguage = each === language ? 20 : 0;
		best = Math.max(best, scoreOfText(plainText(item.names[each]), plain, words, 100) + ownLanguage);
		for (const synonym of item.synonyms[each]) {
			best = Math.max(best, scoreOfText(plainText(synonym), plain, words, 80) + ownLanguage);
		}
	}
	return best;
}

function scoreOfText(text: string, plain: string, words: readonly string[], weight: number): number {
	if (text === plain) return weight * 4;
	if (text.startsWith(plain)) return weight * 3;
	const parts = text.split(' ');
	if (words.every((word) => parts.some((part) => part.startsWith(word)))) return weight * 2;
	return words.every((word) => text.includes(word)) ? weight : Number.NEGATIVE_INFINITY;
}

/** Case, accents, apostrophes and hyphens don't count. */
function plainText(text: string): string {
	return text
		.toLowerCase()
		.normalize('NFD')
		.replace(/(?<!и)\p{Mn}/gu, '')
		.normalize('NFC')
		.replace(/[’ʼ`´'"“”„«»]/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
