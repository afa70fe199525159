import type { PublicRecordKind } from './public-ref.ts';

/** Which cities last decided to show a record, and which to hide it. */
export interface RecordDecisions {
	readonly shownBy: readonly string[];
	readonly hiddenBy: readonly string[];
}

/** Of these nothing is public before the city that keeps them says so; of the others what their own rules let through. */
const shownOnRequest: ReadonlySet<PublicRecordKind> = new Set(['project', 'funding']);

/**
 * R14: whether the public may know of a record, as far as cities decide on it one by one. What one city hides stays hidden;
 * projects and money are shown by the city that keeps them, and by no other.
 */
export function isRecordShown(
	{ kind, keeper }: { readonly kind: PublicRecordKind; readonly keeper: string | null },
	{ shownBy, hiddenBy }: RecordDecisions = { shownBy: [], hiddenBy: [] },
): boolean {
	if (hiddenBy.length > 0) return false;
	return !shownOnRequest.has(kind) || (keeper !== null && shownBy.includes(keeper));
}
