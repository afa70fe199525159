import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

export type CityId = Id<'city'>;
export type OperationId = Id<'operation'>;
export type OrganisationId = Id<'organisation'>;
export type PlaceId = Id<'place'>;

export const organisationKinds = [
	'council',
	'department',
	'administration',
	'agency',
	'company',
	'association',
	'religious-community',
	'network',
	'funder',
	'hospital',
	'carrier',
	'private-person',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const placeKinds = ['hub', 'site', 'handover'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** Degrees, WGS 84. What is published of a place on earth is at most this: one point of the municipality (R4). */
export interface Point {
	readonly latitude: number;
	readonly longitude: number;
}

/** A municipality that works in Tandem. */
export interface City extends Point {
	readonly id: CityId;
	readonly slug: string;
	readonly names: LocalizedText;
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	readonly population: number | null;
	/** IANA name, "Europe/Kyiv". */
	readonly timeZone: string;
}

/** A city bound to the acting one by a partnership that has not ended. */
export interface PartnerCity extends City {
	readonly partnershipId: string;
	readonly partnershipNames: LocalizedText;
}

/** Relief for one destination. `partnerCityId` is null where nobody there works in Tandem. */
export interface Operation {
	readonly id: OperationId;
	readonly slug: string;
	readonly leadCityId: CityId;
	readonly partnerCityId: CityId | null;
	readonly names: LocalizedText;
	readonly destination: LocalizedText;
	readonly openedOn: PlainDate;
	readonly closedOn: PlainDate | null;
}

/** An operation with where it goes to. */
export interface OperationRecord extends Operation, Point {
	readonly partnershipId: string | null;
	readonly country: string;
}

export interface Organisation {
	readonly id: OrganisationId;
	readonly cityId: CityId;
	readonly kind: OrganisationKind;
	readonly names: LocalizedText;
	readonly publicNameAllowed: boolean;
}

/** A hub, site or handover point without its address, which is need-to-know and read apart. */
export interface Place {
	readonly id: PlaceId;
	readonly cityId: CityId;
	readonly kind: PlaceKind;
	readonly names: LocalizedText;
	readonly municipality: LocalizedText;
	readonly restricted: boolean;
}

/** Where a place is and whom to ask for there. Each reading of it is put on the audit trail (R11). */
export interface PlaceAddress {
	readonly street: string;
	readonly postcode: string;
	readonly town: string;
	readonly contact: string | null;
}
