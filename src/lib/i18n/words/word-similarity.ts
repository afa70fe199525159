/**
 * How alike two words are, 0 to 1: one minus the share of letters to change, where swapping two neighbours counts once
 * (restricted Damerau–Levenshtein distance). Gives up with 0 as soon as the result can't reach `least`.
 */
export function wordSimilarity(a: string, b: string, least = 0): number {
	const longer = Math.max(a.length, b.length);
	if (longer === 0) return 1;
	const allowed = Math.floor((1 - least) * longer + 1e-9);
	if (Math.abs(a.length - b.length) > allowed) return 0;
	const distance = editDistance(a, b, allowed);
	return distance > allowed ? 0 : 1 - distance / longer;
}

/** Rows of the distance table, kept because making them is dearer than filling them. Longer words are cut. */
const longest = 64;
const rows = [new Uint8Array(longest + 1), new Uint8Array(longest + 1), new Uint8Array(longest + 1)] as const;

function editDistance(first: string, second: string, allowed: number): number {
	const [a, b] = [first.slice(0, longest), second.slice(0, longest)];
	let [beforeLast, last, row] = rows;
	for (let j = 0; j <= b.length; j++) last[j] = j;
	for (let i = 1; i <= a.length; i++) {
		const letter = a.charCodeAt(i - 1);
		const previous = a.charCodeAt(i - 2);
		row[0] = i;
		let best = i;
		for (let j = 1; j <= b.length; j++) {
			const other = b.charCodeAt(j - 1);
			let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (letter === other ? 0 : 1));
			if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && previous === other)
				cost = Math.min(cost, beforeLast[j - 2]! + 1);
			row[j] = cost;
			if (cost < best) best = cost;
		}
		if (best > allowed) return allowed + 1;
		[beforeLast, last, row] = [last, row, beforeLast];
	}
	return last[b.length]!;
}

/** The pieces of three letters of a word with its edges marked: «ліж» of «ліжко». */
export function trigramsOf(word: string): string[] {
	const edged = `^${word}$`;
	const trigrams: string[] = [];
	for (let at = 0; at + 3 <= edged.length; at++) trigrams.push(edged.slice(at, at + 3));
	return trigrams;
}
