import { type Result, refused } from '#lib/kernel/result.ts';
import { guardFile } from './guard.ts';
import type { ReadingRequest } from './read-bytes.server.ts';
import type { ReadingRefusal } from './reading-refusal.ts';

/** A parser that threw where none was foreseen has met a damaged file; a too deep recursion is one as well. */
export function failureOf(_error: unknown, { bytes, limits }: ReadingRequest): Result<never, ReadingRefusal> {
	const guarded = guardFile(bytes, limits);
	return guarded.ok ? refused({ kind: 'broken-file', found: guarded.value.kind }) : guarded;
}
