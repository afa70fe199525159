import { type Language, languages } from '#lib/kernel/language.ts';
import type { Catalogue, CatalogueItem } from '../catalogue/catalogue.ts';
import { type CatalogueSearchIndex, createCatalogueSearch, searchCatalogue } from './catalogue-search.ts';

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

const prepared = new WeakMap<Catalogue, CatalogueSearchIndex>();

/** Items that match what was typed so far, best first; see searchCatalogue. A catalogue is prepared at its first search. */
export function findItems(
	catalogue: Catalogue,
	query: string,
	language: Language,
	limit: number,
): readonly CatalogueItem[] {
	let index = prepared.get(catalogue);
	if (!index) {
		index = createCatalogueSearch(catalogue);
		prepared.set(catalogue, index);
	}
	return searchCatalogue(index, query, language, limit);
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
