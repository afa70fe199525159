import type { PartnershipKind } from '#lib/directory/set-up/set-up.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

export type PartnershipId = Id<'partnership'>;

/** How closely the cities are bound, from a first contact to a full partnership. */
export type { PartnershipKind };

export const partnershipStatuses = ['initiating', 'active', 'dormant', 'ended'] as const;
export type PartnershipStatus = (typeof partnershipStatuses)[number];

/** One of the two or more cities of a partnership. */
export interface MemberCity {
	readonly id: Id<'city'>;
	readonly slug: string;
	readonly names: LocalizedText;
}

/** A partnership as it stands today; kind, status and since are what its standing over time adds up to. */
export interface Partnership {
	readonly id: PartnershipId;
	readonly slug: string;
	readonly names: LocalizedText;
	readonly kind: PartnershipKind;
	readonly status: PartnershipStatus;
	/** The day from which it lived, whatever its kind was then. */
	readonly since: PlainDate;
	readonly cities: readonly MemberCity[];
}
