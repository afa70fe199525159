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

/** A municipality that works in Tandem. */
export interface City {
	readonly id: CityId;
	readonly slug: string;
	readonly names: LocalizedText;
	readonly country: string;
	readonly timeZone: string;
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
