import type { Catalogue, CatalogueUnit } from '#lib/relief/catalogue/catalogue.ts';
import type { Recogniser } from '#lib/relief/recognition/recogniser.ts';

/** A node of the catalogue that words may mean. */
export interface MeantGoods {
	readonly code: string;
	readonly unit: CatalogueUnit | null;
}

/** The nodes a phrase may mean, the nearest first; none where it names no goods. */
export type ReadGoods = (phrase: string) => readonly MeantGoods[];

const mostKept = 5000;
/** Below this the recogniser guesses. */
const leastConfidence = 0.75;

/**
 * Reads goods with the recogniser of need lists. Texts say "generators" where the ledger knows kinds of them, so the nodes
 * above the recognised one count as meant, and its siblings where the words are as general as that.
 */
export function goodsReader(recogniser: Recogniser, { byCode }: Catalogue): ReadGoods {
	const read = new Map<string, readonly MeantGoods[]>();
	return (phrase) => {
		const known = read.get(phrase);
		if (known) return known;
		const meant = [...new Set(wordings(phrase).flatMap((wording) => codesOf(recogniser, wording, byCode)))].flatMap(
			(code) => {
				const item = byCode.get(code);
				return item && !item.isCategory ? [{ code, unit: item.unit }] : [];
			},
		);
		// Texts repeat their words; a reader that is kept does not grow with what it was ever asked.
		if (read.size >= mostKept) read.clear();
		read.set(phrase, meant);
		return meant;
	};
}

/** The phrase, then less of its end: what follows a thing is not always part of it. */
function wordings(phrase: string): readonly string[] {
	const words = phrase.split(' ');
	return [...new Set([words.length, 3, 2, 1].filter((length) => length <= words.length))].map((length) =>
		words.slice(0, length).join(' '),
	);
}

function codesOf(recogniser: Recogniser, phrase: string, byCode: Catalogue['byCode']): readonly string[] {
	const line = { line: 1, sheet: null, phrase, quantityText: null, unitText: null, noteText: null, section: null };
	const item = recogniser.recogniseLine(line).items[0];
	if (!item?.code || item.confidence < leastConfidence) return [];
	const above = ancestorsOf(item.code, byCode);
	const top = above[0];
	const siblings = top === undefined ? [] : item.suggestions.filter((code) => code.startsWith(`${top}-`));
	return [item.code, ...above, ...siblings];
}

function ancestorsOf(code: string, byCode: Catalogue['byCode']): readonly string[] {
	const parent = byCode.get(code)?.parent ?? null;
	return parent === null ? [] : [parent, ...ancestorsOf(parent, byCode)];
}
