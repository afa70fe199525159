import type { ArticleText } from './article.ts';
import type { Block } from './block.ts';
import { printMarkup } from './markup/print-markup.ts';

/** A stretch of words that both texts have, or only one. */
export interface DiffPart {
	readonly kind: 'same' | 'added' | 'removed';
	readonly text: string;
}

/** A field or block that differs, or how many blocks in a row do not. */
export type DiffEntry =
	| {
			readonly kind: 'field';
			readonly field: 'kicker' | 'title' | 'teaser' | 'slug';
			readonly parts: readonly DiffPart[];
	  }
	| { readonly kind: 'block'; readonly change: 'added' | 'removed' | 'changed'; readonly parts: readonly DiffPart[] }
	| { readonly kind: 'unchanged'; readonly count: number };

/**
 * What changed from one text to another, word by word. Blocks are recognised by their ids, so that a paragraph that was moved
 * or put between two others does not make everything behind it look new.
 */
export function diffTexts(before: ArticleText, after: ArticleText): readonly DiffEntry[] {
	const fields = (['kicker', 'title', 'teaser', 'slug'] as const).flatMap((field): DiffEntry[] =>
		before[field] === after[field] ? [] : [{ kind: 'field', field, parts: diffWords(before[field], after[field]) }],
	);
	return [...fields, ...diffBlocks(before.blocks, after.blocks)];
}

function diffBlocks(before: readonly Block[], after: readonly Block[]): readonly DiffEntry[] {
	const entries: DiffEntry[] = [];
	const unchanged = () => {
		const last = entries.at(-1);
		if (last?.kind === 'unchanged') entries[entries.length - 1] = { kind: 'unchanged', count: last.count + 1 };
		else entries.push({ kind: 'unchanged', count: 1 });
	};
	const steps = align(
		before.map(({ id }) => id),
		after.map(({ id }) => id),
	);
	for (const [from, to] of steps) {
		const old = from === null ? '' : printMarkup([before[from]!]);
		const now = to === null ? '' : printMarkup([after[to]!]);
		if (old === now) {
			unchanged();
			continue;
		}
		const change = from === null ? 'added' : to === null ? 'removed' : 'changed';
		entries.push({ kind: 'block', change, parts: diffWords(old, now) });
	}
	return entries;
}

/** What changed between two texts, by words; spaces and signs go with the word before them. */
export function diffWords(before: string, after: string): readonly DiffPart[] {
	const [old, now] = [wordsOf(before), wordsOf(after)];
	const parts: DiffPart[] = [];
	const add = (kind: DiffPart['kind'], text: string) => {
		const last = parts.at(-1);
		if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
		else parts.push({ kind, text });
	};
	for (const [from, to] of align(old, now)) {
		if (from === null) add('added', now[to!]!);
		else add(to === null ? 'removed' : 'same', old[from]!);
	}
	return parts;
}

function wordsOf(text: string): readonly string[] {
	return text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
}

type Step = readonly [from: number | null, to: number | null];

/** Beyond this many comparisons the texts are taken as different throughout, between what they begin and end with alike. */
const mostComparisons = 4_000_000;

/** The longest common subsequence as steps: both, only the first, only the second; what is removed stands before what is added. */
function align(before: readonly string[], after: readonly string[]): readonly Step[] {
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start++;
	let end = 0;
	while (
		end < Math.min(before.length, after.length) - start &&
		before[before.length - 1 - end] === after[after.length - 1 - end]
	)
		end++;
	const [rows, columns] = [before.length - start - end, after.length - start - end];
	const head = Array.from({ length: start }, (_, at): Step => [at, at]);
	const tail = Array.from({ length: end }, (_, at): Step => [before.length - end + at, after.length - end + at]);
	if (rows * columns > mostComparisons) {
		const removed = Array.from({ length: rows }, (_, at): Step => [start + at, null]);
		const added = Array.from({ length: columns }, (_, at): Step => [null, start + at]);
		return [...head, ...removed, ...added, ...tail];
	}
	const width = columns + 1;
	const lengths = new Uint32Array((rows + 1) * width);
	for (let row = rows - 1; row >= 0; row--) {
		for (let column = columns - 1; column >= 0; column--) {
			const at = row * width + column;
			lengths[at] =
				before[start + row] === after[start + column]
					? lengths[at + width + 1]! + 1
					: Math.max(lengths[at + width]!, lengths[at + 1]!);
		}
	}
	const middle: Step[] = [];
	let [row, column] = [0, 0];
	while (row < rows || column < columns) {
		const at = row * width + column;
		if (row < rows && column < columns && before[start + row] === after[start + column]) {
			middle.push([start + row++, start + column++]);
		} else if (row < rows && (column === columns || lengths[at + width]! >= lengths[at + 1]!)) {
			middle.push([start + row++, null]);
		} else middle.push([null, start + column++]);
	}
	return [...head, ...middle, ...tail];
}
