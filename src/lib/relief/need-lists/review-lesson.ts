import type { Id } from '#lib/kernel/id.ts';
import type { ReviewEntry } from './review-entry.ts';

/** Words and the item a person says they mean. */
export interface Lesson {
	readonly entryId: Id<'need-list-entry'>;
	readonly phrase: string;
	readonly code: string;
}

/**
 * What a decided entry teaches. An entry that is alone with its words teaches all of them; one of several things named in
 * a line teaches its own piece only. Undefined where there is no item, or where two things share the same piece, so that
 * nobody can say which of them it means.
 */
export function lessonOf(entry: ReviewEntry, entries: ReadonlyMap<string, ReviewEntry>): Lesson | undefined {
	const { code, phrase, thing } = entry.content;
	if (code === null) return undefined;
	const besides = besidesIt(entry, entries);
	if (besides.length === 0) return { entryId: entry.id, phrase, code };
	const isItsOwn = thing !== phrase && besides.every((other) => other.content.thing !== thing);
	return isItsOwn ? { entryId: entry.id, phrase: thing, code } : undefined;
}

/** The other things that are named by the same words. */
export function besidesIt(entry: ReviewEntry, entries: ReadonlyMap<string, ReviewEntry>): readonly ReviewEntry[] {
	return [...entries.values()].filter(
		(other) =>
			other.id !== entry.id &&
			other.lineId === entry.lineId &&
			other.outcome !== 'merged' &&
			other.content.phrase === entry.content.phrase,
	);
}
