import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { earliestDay, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';

/** Who held a post, and when, as exactly as is known. Without an end: still in office. */
export interface Tenure {
	readonly id: Id<'tenure'>;
	readonly personId: Id<'person'>;
	readonly personNames: LocalizedText;
	readonly postId: Id<'post'>;
	readonly postNames: LocalizedText;
	readonly organisationNames: LocalizedText;
	readonly sole: boolean;
	readonly acting: boolean;
	readonly began: FuzzyDate | null;
	readonly ended: FuzzyDate | null;
}

type Period = Pick<Tenure, 'began' | 'ended'>;
type Holding = Period & Pick<Tenure, 'id' | 'personId' | 'acting'>;

export type TenureRefusal =
	| { readonly kind: 'ends-before-it-began' }
	| { readonly kind: 'held-already'; readonly other: Tenure }
	| { readonly kind: 'post-held'; readonly other: Tenure };

/**
 * Whether two periods overlap for certain, whatever their inexact days mean. Successors who share a year or a day of
 * handing over don't; of a period whose beginning nobody knows, only its end is certain.
 */
export function surelyOverlap(one: Period, other: Period): boolean {
	return certainStart(one) < certainEnd(other) && certainStart(other) < certainEnd(one);
}

const never = '9999-12-31' as PlainDate;

/** The first day on which the period has begun for certain. */
function certainStart({ began, ended }: Period): PlainDate {
	if (began) return latestDay(began);
	return ended ? earliestDay(ended) : never;
}

function certainEnd({ ended }: Period): PlainDate {
	return ended ? earliestDay(ended) : never;
}

/** Whether the post may have been held on a day. */
export function mayHoldOn({ began, ended }: Period, day: FuzzyDate): boolean {
	const notBefore = !began || earliestDay(began) <= latestDay(day);
	return notBefore && (!ended || earliestDay(day) <= latestDay(ended));
}

/**
 * Decides on a tenure beside the others of its post. Nobody holds a post twice at once, and a sole post has one holder;
 * somebody acting may stand in beside a holder who is absent.
 */
export function decideTenure(
	wanted: Holding,
	sole: boolean,
	others: readonly Tenure[],
): Result<Period, readonly TenureRefusal[]> {
	if (wanted.began && wanted.ended && latestDay(wanted.ended) < earliestDay(wanted.began)) {
		return refused([{ kind: 'ends-before-it-began' }]);
	}
	const refusals = others
		.filter((other) => other.id !== wanted.id && surelyOverlap(wanted, other))
		.flatMap((other): readonly TenureRefusal[] => {
			if (other.personId === wanted.personId) return [{ kind: 'held-already', other }];
			return sole && !other.acting && !wanted.acting ? [{ kind: 'post-held', other }] : [];
		});
	return refusals.length > 0 ? refused(refusals) : ok({ began: wanted.began, ended: wanted.ended });
}
