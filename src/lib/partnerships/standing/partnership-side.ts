import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { MemberCity } from '../partnership.ts';

/** A reference in the register of a network: RGRE, SKEW, Eurocities. */
export interface NetworkReference {
	readonly network: string;
	readonly reference: string;
	readonly url: string | null;
}

/** What one city keeps about its side of a partnership. */
export interface PartnershipSide {
	readonly coordinatingUnitId: Id<'organisation'> | null;
	readonly whyChosen: LocalizedText | null;
	/** What there was before: an earlier partnership, a friendship of associations. */
	readonly predecessor: LocalizedText | null;
	readonly networks: readonly NetworkReference[];
	/** When the council expects the next report on the partnership. */
	readonly nextReportDue: PlainDate | null;
}

/** Whom to turn to on one side, for what. How to reach them is need-to-know. */
export interface PartnershipContact {
	readonly id: Id<'partnership-contact'>;
	readonly personId: Id<'person'>;
	readonly names: LocalizedText;
	readonly task: LocalizedText;
}

/** A side with its city and its people. */
export interface SideRecord extends PartnershipSide {
	readonly city: MemberCity;
	readonly coordinatingUnitNames: LocalizedText | null;
	readonly contacts: readonly PartnershipContact[];
}

export const emptySide: PartnershipSide = {
	coordinatingUnitId: null,
	whyChosen: null,
	predecessor: null,
	networks: [],
	nextReportDue: null,
};
