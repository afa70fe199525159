import { assert } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';

/** The units an item can be stocked in. The seed uses these fifteen. */
export const catalogueUnits = [
	'pcs',
	'pair',
	'box',
	'pack',
	'set',
	'kg',
	'l',
	'm',
	'm2',
	'm3',
	'roll',
	't',
	'bag',
	'dose',
	'trip',
] as const;
export type CatalogueUnit = (typeof catalogueUnits)[number];

/** A property every need for the item should state, with its permitted values where they are few. */
export interface AskedAttribute {
	readonly key: string;
	readonly choices: readonly string[];
}

/**
 * One node of the catalogue tree: a category (no unit), an item, or an item below an item.
 * Weights are kilograms and volumes cubic metres per `unit`; both are typical values, never measured ones.
 */
export interface CatalogueItem {
	readonly code: string;
	/** Null for the categories at the top. */
	readonly parent: string | null;
	readonly names: Readonly<Record<Language, string>>;
	readonly synonyms: Readonly<Record<Language, readonly string[]>>;
	/** Null exactly for categories, which can't be stocked. */
	readonly unit: CatalogueUnit | null;
	readonly isCategory: boolean;
	readonly fixedAttributes: Readonly<Record<string, string>>;
	readonly askedAttributes: readonly AskedAttribute[];
	/** Harmonised System subheading (WCO HS 2022), six digits. */
	readonly hs6: string | null;
	readonly unitWeightKg: number | null;
	readonly unitVolumeM3: number | null;
	readonly notes: string | null;
}

export interface Catalogue {
	/** In file order, parents before their children. */
	readonly items: readonly CatalogueItem[];
	readonly byCode: ReadonlyMap<string, CatalogueItem>;
	readonly childCodes: ReadonlyMap<string, readonly string[]>;
	/** Wordings of goods the catalogue has no item for, each under the category it would belong to. */
	readonly beyond: readonly Synonym[];
}

/** Arranges items as a tree. The items' parents must be among them and must precede them, codes must be unique. */
export function createCatalogue(items: readonly CatalogueItem[], beyond: readonly Synonym[] = []): Catalogue {
	const byCode = new Map<string, CatalogueItem>();
	const childCodes = new Map<string, string[]>();
	for (const item of items) {
		assert(!byCode.has(item.code), `catalogue code ${item.code} occurs twice`);
		byCode.set(item.code, item);
		childCodes.set(item.code, []);
		if (item.parent === null) continue;
		const siblings = childCodes.get(item.parent);
		assert(siblings, `parent ${item.parent} of ${item.code} precedes it`);
		siblings.push(item.code);
	}
	return { items, byCode, childCodes, beyond };
}

/** The codes above `code`, nearest first; empty for a category and for a code the catalogue doesn't know. */
export function ancestorsOf(catalogue: Catalogue, code: string): readonly string[] {
	const ancestors: string[] = [];
	let parent = catalogue.byCode.get(code)?.parent ?? null;
	while (parent !== null) {
		ancestors.push(parent);
		parent = catalogue.byCode.get(parent)?.parent ?? null;
	}
	return ancestors;
}

/** Whether `code` is `ancestor` or lies anywhere below it: what "fits the need" means in the tree. */
export function isSameOrBelow(catalogue: Catalogue, code: string, ancestor: string): boolean {
	return code === ancestor || ancestorsOf(catalogue, code).includes(ancestor);
}

/** The codes directly below `code`, in file order. */
export function childrenOf(catalogue: Catalogue, code: string): readonly string[] {
	return catalogue.childCodes.get(code) ?? [];
}

/** The category a code belongs to; the code itself for a category. */
export function categoryOf(catalogue: Catalogue, code: string): string {
	return ancestorsOf(catalogue, code).at(-1) ?? code;
}

/** The same catalogue with more synonyms; those already present and codes unknown to it are left out. */
export function withSynonyms(catalogue: Catalogue, additions: readonly Synonym[]): Catalogue {
	const added = new Map<string, Map<Language, string[]>>();
	for (const { code, language, text } of additions) {
		const known = catalogue.byCode.get(code)?.synonyms[language];
		if (!known || known.includes(text)) continue;
		const byLanguage = added.get(code) ?? new Map<Language, string[]>();
		const texts = byLanguage.get(language) ?? [];
		if (!texts.includes(text)) texts.push(text);
		added.set(code, byLanguage.set(language, texts));
	}
	return createCatalogue(
		catalogue.items.map((item) => {
			const more = added.get(item.code);
			if (!more) return item;
			const merged = (language: Language) => [...item.synonyms[language], ...(more.get(language) ?? [])];
			return { ...item, synonyms: { de: merged('de'), uk: merged('uk'), en: merged('en') } };
		}),
		catalogue.beyond,
	);
}

/** One more way to say an item. Russian, surzhyk and Polish words are filed under the language they are met with. */
export interface Synonym {
	readonly code: string;
	readonly language: Language;
	readonly text: string;
}
