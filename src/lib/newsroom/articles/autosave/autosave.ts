import { type Id, parseId } from '#lib/kernel/id.ts';
import { hour, type Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';

/** The fields of a text as its form sends them, whether they could be saved or not. */
export const keptFields = ['kicker', 'title', 'teaser', 'slug', 'blocks', 'blockIds'] as const;

/** More than a text may hold in its written form; in characters. */
export const longestKept = 300_000;

/** What one person writes within this time on one page is one piece: what comes later begins the next. */
export const foldedFor = hour / 12;
/** How many pieces of one person and edition are kept: two hours of writing. */
export const mostPieces = 24;
/** How long a text waits for somebody to go on with it, in days. */
export const keptDays = 90;

/** A piece as the next one is decided by it. */
export interface LastPiece {
	readonly piece: number;
	readonly sitting: string;
	readonly startedFrom: number;
	readonly beganAt: Instant;
}

/**
 * Which piece holds what was just written: the last one, as long as it is of the same page, began with the same revision and is
 * minutes old; else the next. So the history of what was never saved stays readable, and no page overwrites another's.
 */
export function pieceFor(
	last: LastPiece | undefined,
	{ sitting, startedFrom, at }: { readonly sitting: string; readonly startedFrom: number; readonly at: Instant },
): number {
	if (!last) return 1;
	const same = last.sitting === sitting && last.startedFrom === startedFrom && at - last.beganAt < foldedFor;
	return same ? last.piece : last.piece + 1;
}

/** What a page sends to be kept. */
export interface WrittenSoFar {
	readonly sitting: Id<'sitting'>;
	readonly startedFrom: number;
	readonly fields: Typed;
}

/** "account.piece", as an address and a form name a kept text. */
export function parsePiece(
	text: string | undefined,
): { readonly account: Id<'account'>; readonly piece: number } | undefined {
	const found = /^([0-9a-f-]{36})\.(\d{1,6})$/.exec(text ?? '');
	const account = parseId<'account'>(found?.[1] ?? '');
	return account && { account, piece: Number(found?.[2]) };
}

/** Reads it; refuses what is longer than any text may be, or names no page. */
export function readWrittenSoFar(typed: Typed): Result<WrittenSoFar, 'malformed' | 'too-long'> {
	const sitting = parseId<'sitting'>(typed['sitting'] ?? '');
	const startedFrom = Number(typed['startedFrom']);
	if (!sitting || !Number.isInteger(startedFrom) || startedFrom < 0) return refused('malformed');
	// A lone half of a character or a zero can't be kept as JSON in the database.
	const entries = keptFields.flatMap((name) => {
		const value = typed[name];
		return value === undefined ? [] : [[name, value.toWellFormed().replaceAll('\0', '')] as const];
	});
	const length = entries.reduce((sum, [, value]) => sum + value.length, 0);
	return length > longestKept ? refused('too-long') : ok({ sitting, startedFrom, fields: Object.fromEntries(entries) });
}
