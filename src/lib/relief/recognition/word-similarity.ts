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

function editDistance(a: string, b: string, allowed: number): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		let best = i;
		for (let j = 1; j <= b.length; j++) {
			const change = a[i - 1] === b[j - 1] ? 0 : 1;
			let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				cost = Math.min(cost, beforeLast[j - 2]! + 1);
			row.push(cost);
			if (cost < best) best = cost;
		}
		if (best > allowed) return allowed + 1;
		beforeLast = last;
		last = row;
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
