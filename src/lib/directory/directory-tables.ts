import type { City, CityId, Operation, Organisation, Place, PlaceId } from './directory.ts';

interface CityRow extends City {
	readonly latitude: string;
	readonly longitude: string;
	readonly population: number | null;
}

interface OperationRow extends Operation {
	readonly partnershipId: string | null;
	readonly country: string;
	readonly latitude: string;
	readonly longitude: string;
}

interface PlaceAddressRow {
	readonly placeId: PlaceId;
	readonly street: string;
	readonly postcode: string;
	readonly town: string;
	readonly contact: string | null;
}

interface PartnershipCityRow {
	readonly partnershipId: string;
	readonly cityId: CityId;
}

declare module '#lib/platform/database/tables.ts' {
	interface Tables {
		city: CityRow;
		operation: OperationRow;
		organisation: Organisation;
		partnershipCity: PartnershipCityRow;
		place: Place;
		placeAddress: PlaceAddressRow;
	}
}
