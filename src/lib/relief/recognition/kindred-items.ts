import type { Posting, Term } from './term-matching.ts';

/** Words more items share than this say nothing of kinship. */
const mostSharers = 30;

/** The items whose wordings share most words with an item's own, nearest first: rollators and crutches. */
export type KindredItems = (item: number) => readonly number[];

/** Prepares kinship from the words of all terms; nothing is computed before the first question. */
export function createKindredItems(
	postings: readonly (readonly Posting[])[],
	terms: readonly Term[],
	informativeness: readonly number[],
): KindredItems {
	let sharers: readonly (readonly number[])[] | undefined;
	const known = new Map<number, readonly number[]>();
	return (item) => {
		sharers ??= postings.map((each) => [...new Set(each.map(({ term }) => terms[term]!.code))]);
		const remembered = known.get(item);
		if (remembered) return remembered;
		const kinship = new Map<number, number>();
		for (const [word, items] of sharers.entries()) {
			if (items.length > mostSharers || !items.includes(item)) continue;
			for (const other of items) {
				if (other !== item) kinship.set(other, (kinship.get(other) ?? 0) + informativeness[word]!);
			}
		}
		const nearest = [...kinship].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([other]) => other);
		known.set(item, nearest.slice(0, 4));
		return known.get(item)!;
	};
}
