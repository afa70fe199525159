/** The known word most like a mistyped one; undefined where none is near (more than two letters, or a third, differ). */
export function nearest(typed: string, known: readonly string[]): string | undefined {
	const ranked = known.map((word) => ({ word, distance: editDistance(typed, word) }));
	const best = ranked.toSorted((a, b) => a.distance - b.distance)[0];
	return best && best.distance <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : undefined;
}

/** Levenshtein's distance: how many letters must be inserted, removed or replaced. */
function editDistance(from: string, to: string): number {
	let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const replaced = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
			current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
		}
		previous = current;
	}
	return previous[to.length]!;
}
