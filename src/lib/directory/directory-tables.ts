import type { City, CityId, Operation, Organisation, Place, PlaceAddress, PlaceId } from './directory.ts';

interface CityRow extends Omit<City, 'latitude' | 'longitude'> {
	readonly latitude: string;
	readonly longitude: string;
}

interface OperationRow extends Operation {
	readonly partnershipId: string | null;
	readonly country: string;
	readonly latitude: string;
	readonly longitude: string;
}

interface PlaceAddressRow extends PlaceAddress {
	readonly placeId: PlaceId;
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
