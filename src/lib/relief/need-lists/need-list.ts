import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { SkippedRow } from '../recognition/reading/read-document.ts';
import type { ReadingRefusal } from '../recognition/reading/reading-refusal.ts';
import type { SourceLine } from '../recognition/source-line.ts';
import type { EntryFault, ListDefaults, ReviewEntry } from './review-entry.ts';

export const needListStates = ['reading', 'review', 'finished', 'failed', 'discarded'] as const;
export type NeedListState = (typeof needListStates)[number];

/** A need list as a whole: where it belongs, what it says for all of its lines and how far it has come. */
export interface NeedList extends ListDefaults {
	readonly id: Id<'need-list'>;
	readonly operationId: Id<'operation'>;
	readonly cityId: Id<'city'>;
	readonly title: string;
	readonly origin: 'file' | 'text';
	readonly fileName: string;
	readonly state: NeedListState;
	readonly skipped: readonly SkippedRow[];
	readonly failure: ReadingRefusal | null;
	readonly createdAt: Instant;
	readonly createdBy: Id<'account'> | null;
	readonly finishedAt: Instant | null;
}

/** A line of the original with what was made of it. */
export interface ReviewLine {
	readonly id: Id<'need-list-line'>;
	readonly position: number;
	readonly source: SourceLine;
}

export interface Review {
	readonly list: NeedList;
	readonly lines: readonly ReviewLine[];
	/** In the order of the list; merged ones are left out. */
	readonly entries: readonly ReviewEntry[];
	/** Whether the last step can be taken back. */
	readonly undoable: boolean;
}

export type NeedListRefusal =
	| { readonly kind: 'need-list-not-found' }
	| { readonly kind: 'operation-not-found' }
	/** The same bytes are there already; they are read once. */
	| { readonly kind: 'same-list-again'; readonly listId: Id<'need-list'>; readonly title: string; readonly at: Instant }
	| { readonly kind: 'review-is-over'; readonly state: NeedListState }
	| { readonly kind: 'entry-changed-meanwhile'; readonly entryIds: readonly Id<'need-list-entry'>[] }
	| { readonly kind: 'entries-refused'; readonly faults: readonly EntryFaultAt[] }
	| { readonly kind: 'nothing-to-undo' }
	| { readonly kind: 'nothing-to-merge' }
	| { readonly kind: 'too-few-parts' }
	| { readonly kind: 'too-many-parts'; readonly most: number };

/** A fault with the entry and the line of the original it is about. */
export interface EntryFaultAt {
	readonly entryId: Id<'need-list-entry'>;
	readonly line: number;
	readonly sheet: string | null;
	readonly phrase: string;
	readonly fault: EntryFault;
}

/** How a review stands: what is left to decide, what becomes a need, and what has to be asked. */
export interface ReviewCounts {
	readonly open: number;
	readonly needs: number;
	readonly sure: number;
	readonly notGoods: number;
	readonly notNeeded: number;
	readonly questions: number;
}

export function countReview(entries: readonly ReviewEntry[]): ReviewCounts {
	const count = (matches: (entry: ReviewEntry) => boolean) => entries.filter(matches).length;
	return {
		open: count(({ outcome }) => outcome === 'open'),
		needs: count(({ outcome }) => outcome === 'need'),
		sure: count(({ sure, outcome }) => sure && outcome !== 'open'),
		notGoods: count(({ outcome }) => outcome === 'not-goods'),
		notNeeded: count(({ outcome }) => outcome === 'not-needed'),
		questions: count(({ outcome, content }) => (outcome === 'need' || outcome === 'open') && content.question),
	};
}
