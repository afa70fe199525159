import { type Catalogue, createCatalogue, isSameOrBelow } from '#lib/relief/catalogue/catalogue.ts';
import { splitWords } from '#lib/relief/recognition/phrase-words.ts';
import type { RecognisedItem } from '#lib/relief/recognition/recognised-line.ts';
import { createRecogniser, type Recogniser } from '#lib/relief/recognition/recogniser.ts';
import { tidyText } from '#lib/relief/recognition/text.ts';
import { wordOf } from '#lib/relief/recognition/word.ts';
import type { Case, CaseList } from './recognition-cases.ts';

/** One case with what the recogniser made of it. */
export interface Outcome {
	readonly list: string;
	readonly language: string;
	readonly labelled: Case;
	readonly items: readonly RecognisedItem[];
}

/** The catalogue without the synonyms that a list's own phrases would find word for word, in whatever case. */
export function blindedTo(catalogue: Catalogue, list: CaseList): Catalogue {
	const phrases = new Set(list.cases.map(({ source }) => levelled(source.phrase)));
	const blind = (synonyms: readonly string[]) => synonyms.filter((synonym) => !phrases.has(levelled(synonym)));
	return createCatalogue(
		catalogue.items.map((item) => ({
			...item,
			synonyms: { de: blind(item.synonyms.de), uk: blind(item.synonyms.uk), en: blind(item.synonyms.en) },
		})),
		catalogue.beyond.filter(({ text }) => !phrases.has(levelled(text))),
	);
}

function levelled(phrase: string): string {
	return splitWords(tidyText(phrase))
		.map((word) => wordOf(word).stem)
		.join(' ');
}

/** Reads every list in order with the recogniser made for it. */
export function recogniseLists(lists: readonly CaseList[], recogniserFor: (list: CaseList) => Recogniser): Outcome[] {
	return lists.flatMap((list) => {
		const lines = recogniserFor(list).recogniseLines(list.cases.map(({ source }) => source));
		return list.cases.map((labelled, at) => ({
			list: list.name,
			language: list.language,
			labelled,
			items: lines[at]!.items,
		}));
	});
}

export function blindRecogniser(catalogue: Catalogue): (list: CaseList) => Recogniser {
	return (list) => createRecogniser(blindedTo(catalogue, list));
}

export interface Rates {
	readonly lines: number;
	readonly top1: number;
	readonly top3: number;
	readonly compatible: number;
	readonly quantity: number;
	readonly unit: number;
	readonly split: number;
	readonly accepted: number;
	readonly acceptedRight: number;
}

export function isTop1({ labelled, items }: Outcome): boolean {
	return (items[0]?.code ?? null) === labelled.codes[0];
}

export function isTop3({ labelled, items }: Outcome): boolean {
	const [code] = labelled.codes;
	return (
		isTop1({ labelled, items } as Outcome) ||
		(code !== null && code !== undefined && (items[0]?.suggestions ?? []).includes(code))
	);
}

export function isQuantityRight({ labelled, items }: Outcome): boolean {
	return labelled.quantity === undefined || (items[0]?.quantity ?? null) === labelled.quantity;
}

/** Shares between 0 and 1 over all outcomes that carry the label in question; NaN where none does. */
export function ratesOf(outcomes: readonly Outcome[], catalogue: Catalogue): Rates {
	const share = (some: readonly Outcome[], holds: (outcome: Outcome) => boolean) =>
		some.filter(holds).length / some.length;
	const accepted = outcomes.filter(({ items }) => items[0]?.accepted);
	return {
		lines: outcomes.length,
		top1: share(outcomes, isTop1),
		top3: share(outcomes, isTop3),
		compatible: share(outcomes, (outcome) => isTop1(outcome) || isCompatible(outcome, catalogue)),
		quantity: share(
			outcomes.filter(({ labelled }) => labelled.quantity !== undefined),
			isQuantityRight,
		),
		unit: share(
			outcomes.filter(({ labelled }) => labelled.unit !== undefined),
			({ labelled, items }) => items[0]?.unit === labelled.unit,
		),
		split: share(
			outcomes.filter(({ labelled }) => labelled.count !== null),
			({ labelled, items }) => items.length === labelled.count,
		),
		accepted: accepted.length / outcomes.length,
		acceptedRight: share(accepted, isTop1),
	};
}

function isCompatible({ labelled, items }: Outcome, catalogue: Catalogue): boolean {
	const [read, right] = [items[0]?.code, labelled.codes[0]];
	if (!read || !right) return false;
	return isSameOrBelow(catalogue, read, right) || isSameOrBelow(catalogue, right, read);
}
