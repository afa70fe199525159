import type { Tenure } from '#lib/directory/people/tenure.ts';
import { mayHoldOn } from '#lib/directory/people/tenure.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { MemberCity } from '../partnership.ts';
import type { Signatory } from './agreement.ts';

/** Somebody who may have signed, with the posts on record. */
export interface Candidate {
	readonly id: Id<'person'>;
	readonly names: LocalizedText;
	readonly tenures: readonly Tenure[];
}

/** What is entered of a signature. */
export interface SignatoryDraft {
	readonly personId: Id<'person'>;
	/** Null: no post on record. */
	readonly tenureId: Id<'tenure'> | null;
	readonly sideId: Id<'city'>;
	readonly signedAs: string;
}

/** What is kept of a signature: the post as it was, so that a later correction of posts does not rewrite history. */
export type SignatureFacts = Pick<Signatory, 'personId' | 'sideId' | 'postNames' | 'acting' | 'signedAs'>;

export type SignatoryRefusal =
	| { readonly kind: 'unknown-person' }
	| { readonly kind: 'unknown-post' }
	| { readonly kind: 'not-in-office'; readonly tenure: Tenure }
	| { readonly kind: 'unknown-side' }
	| { readonly kind: 'signed-already' };

/** Decides on a signature: a person on record, in a post held on that day, for a city of the partnership, once. */
export function decideSignatory(
	draft: SignatoryDraft,
	candidate: Candidate | undefined,
	agreement: { readonly signedOn: FuzzyDate; readonly signatories: readonly Pick<Signatory, 'personId'>[] },
	cities: readonly Pick<MemberCity, 'id'>[],
): Result<SignatureFacts, readonly SignatoryRefusal[]> {
	if (!candidate) return refused([{ kind: 'unknown-person' }]);
	const tenure = draft.tenureId === null ? null : candidate.tenures.find(({ id }) => id === draft.tenureId);
	const refusals: SignatoryRefusal[] = [];
	if (tenure === undefined) refusals.push({ kind: 'unknown-post' });
	else if (tenure && !mayHoldOn(tenure, agreement.signedOn)) refusals.push({ kind: 'not-in-office', tenure });
	if (!cities.some(({ id }) => id === draft.sideId)) refusals.push({ kind: 'unknown-side' });
	if (agreement.signatories.some(({ personId }) => personId === candidate.id))
		refusals.push({ kind: 'signed-already' });
	if (refusals.length > 0) return refused(refusals);
	return ok({
		personId: candidate.id,
		sideId: draft.sideId,
		postNames: tenure?.postNames ?? null,
		acting: tenure?.acting ?? false,
		signedAs: draft.signedAs,
	});
}
