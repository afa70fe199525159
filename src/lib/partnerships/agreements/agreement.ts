import { type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { PartnershipId } from '../partnership.ts';
import type { RecordRef } from '../record-ref.ts';

export type AgreementId = Id<'agreement'>;

export const agreementKinds = ['intent', 'project', 'friendship', 'solidarity', 'full', 'annex'] as const;
export type AgreementKind = (typeof agreementKinds)[number];

/** `unknown`: the sources don't say. */
export const signingModes = ['in-person', 'online', 'by-post', 'unknown'] as const;
export type SigningMode = (typeof signingModes)[number];

/** What becomes of an agreement at its end: nothing, it goes on by itself, or the cities decide. */
export const renewals = ['none', 'automatic', 'by-decision'] as const;
export type Renewal = (typeof renewals)[number];

/** The languages an agreement between European cities may be written in (ISO 639-1). */
export const agreementLanguages = ['de', 'uk', 'en', 'pl', 'fr', 'tr'] as const;
export type AgreementLanguage = (typeof agreementLanguages)[number];

/** What is entered of an agreement. */
export interface AgreementFacts {
	readonly kind: AgreementKind;
	readonly title: LocalizedText;
	/** Empty where the sources don't say. */
	readonly languages: readonly AgreementLanguage[];
	/** The language that counts where versions differ; null where all are equally valid. */
	readonly prevailing: AgreementLanguage | null;
	readonly signedOn: FuzzyDate;
	readonly mode: SigningMode;
	readonly place: LocalizedText | null;
	/** Null: from the signing on. */
	readonly validFrom: PlainDate | null;
	/** Null: without end. */
	readonly validUntil: PlainDate | null;
	readonly renewal: Renewal;
	/** Until when a renewal is decided, or one by itself can be refused. */
	readonly decideBy: PlainDate | null;
	/** The council paper it rests on. */
	readonly resolution: RecordRef | null;
	/** The earlier agreement it takes the place of. */
	readonly supersedes: AgreementId | null;
}

/** Who signed for which side, as it was on that day. */
export interface Signatory {
	readonly id: Id<'agreement-signatory'>;
	readonly personId: Id<'person'>;
	readonly personNames: LocalizedText;
	readonly publicNameAllowed: boolean;
	readonly sideId: Id<'city'>;
	readonly sideNames: LocalizedText;
	/** The post held then; null where none is on record. */
	readonly postNames: LocalizedText | null;
	readonly acting: boolean;
	/** The name as it stands under the text. */
	readonly signedAs: string;
}

export interface AgreementRecord extends AgreementFacts {
	readonly id: AgreementId;
	readonly partnershipId: PartnershipId;
	/** The city that keeps the record. */
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly signatories: readonly Signatory[];
	/** The scans. */
	readonly documentIds: readonly Id<'document'>[];
	readonly supersededBy: AgreementId | null;
}

export type AgreementRefusal =
	| { readonly kind: 'signed-in-future' }
	| { readonly kind: 'prevailing-not-among-languages' }
	| { readonly kind: 'online-has-no-place' }
	| { readonly kind: 'ends-before-it-begins' }
	| { readonly kind: 'renewal-without-end' }
	| { readonly kind: 'decision-without-renewal' }
	| { readonly kind: 'decision-outside-validity' }
	| { readonly kind: 'supersedes-itself' }
	| { readonly kind: 'supersedes-a-later-one'; readonly signedOn: FuzzyDate }
	| { readonly kind: 'superseded-already' }
	| { readonly kind: 'unknown-agreement' };

/** What is known of the agreement that another is to take the place of. */
export type Superseded = Pick<AgreementRecord, 'id' | 'signedOn' | 'supersededBy'>;

/**
 * Decides on an agreement as entered: every contradiction at once. `id` is null for a new one; `earlier` is the agreement
 * it names as superseded, undefined where the partnership has none of that id.
 */
export function decideAgreement(
	facts: AgreementFacts,
	id: AgreementId | null,
	earlier: Superseded | undefined,
	today: PlainDate,
): Result<AgreementFacts, readonly AgreementRefusal[]> {
	const refusals = [...datesRefused(facts, today), ...successionRefused(facts, id, earlier)];
	if (facts.prevailing && !facts.languages.includes(facts.prevailing)) {
		refusals.push({ kind: 'prevailing-not-among-languages' });
	}
	if (facts.mode === 'online' && facts.place) refusals.push({ kind: 'online-has-no-place' });
	return refusals.length > 0 ? refused(refusals) : ok(facts);
}

function datesRefused(facts: AgreementFacts, today: PlainDate): AgreementRefusal[] {
	const { signedOn, validFrom, validUntil, renewal, decideBy } = facts;
	const begins = validFrom ?? signedOn.date;
	const refusals: AgreementRefusal[] = [];
	if (signedOn.date > today) refusals.push({ kind: 'signed-in-future' });
	if (validUntil && validUntil < begins) refusals.push({ kind: 'ends-before-it-begins' });
	if (renewal !== 'none' && !validUntil) refusals.push({ kind: 'renewal-without-end' });
	if (decideBy && renewal === 'none') refusals.push({ kind: 'decision-without-renewal' });
	else if (decideBy && validUntil && (decideBy < begins || decideBy > validUntil)) {
		refusals.push({ kind: 'decision-outside-validity' });
	}
	return refusals;
}

function successionRefused(
	{ supersedes, signedOn }: AgreementFacts,
	id: AgreementId | null,
	earlier: Superseded | undefined,
): AgreementRefusal[] {
	if (!supersedes) return [];
	if (supersedes === id) return [{ kind: 'supersedes-itself' }];
	if (!earlier) return [{ kind: 'unknown-agreement' }];
	if (earlier.signedOn.date >= latestDay(signedOn)) {
		return [{ kind: 'supersedes-a-later-one', signedOn: earlier.signedOn }];
	}
	return earlier.supersededBy && earlier.supersededBy !== id ? [{ kind: 'superseded-already' }] : [];
}

/** How an agreement stands on a day, for the reader of a list. */
export type Validity = 'not-yet' | 'valid' | 'expired' | 'superseded';

export function validityOn(
	{ signedOn, validFrom, validUntil, renewal, supersededBy }: AgreementRecord,
	today: PlainDate,
): Validity {
	if (supersededBy) return 'superseded';
	if ((validFrom ?? signedOn.date) > today) return 'not-yet';
	// One that goes on by itself stays valid until somebody enters that it was refused.
	return validUntil && validUntil < today && renewal !== 'automatic' ? 'expired' : 'valid';
}
