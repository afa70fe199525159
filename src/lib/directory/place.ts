import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type Place, type PlaceAddress, type PlaceKind, placeKinds } from './directory.ts';
import type { AddressField, DirectoryRefusal } from './directory-refusal.ts';
import { lineOf, localizedFields, parseLocalized, parseNeeded, refusalsOf, type Typed } from './typed-fields.ts';

/** What may be corrected of a place. Its kind may not: the ledger counts what stands there by it. */
export interface PlaceDetails {
	readonly names: LocalizedText;
	/** Undefined: the one of the city that keeps the place. */
	readonly municipality: LocalizedText | undefined;
	/** People shelter here or goods are stocked here: other cities read the municipality only, and each reading is logged. */
	readonly restricted: boolean;
}

export interface PlaceDraft extends PlaceDetails {
	readonly kind: PlaceKind;
	readonly address: PlaceAddress | undefined;
}

type Refusals = readonly DirectoryRefusal[];

export function parsePlaceDetails(typed: Typed): Result<PlaceDetails, Refusals> {
	const names = parseNeeded(typed, 'names');
	const municipality = parseLocalized(typed, 'municipality');
	const restricted = lineOf(typed, 'restricted') === 'on';
	if (names.ok && municipality.ok) return ok({ names: names.value, municipality: municipality.value, restricted });
	return refused(refusalsOf(names, municipality));
}

/** Reads the form of a new place; all that is wrong with it at once. Its address may follow later. */
export function parsePlace(typed: Typed): Result<PlaceDraft, Refusals> {
	const details = parsePlaceDetails(typed);
	const kind = placeKinds.find((each) => each === typed['kind']);
	const isAddressTyped = [...addressFields, 'contact'].some((field) => lineOf(typed, field) !== '');
	const address = isAddressTyped ? parseAddress(typed) : ok(undefined);
	if (details.ok && kind && address.ok) return ok({ ...details.value, kind, address: address.value });
	return refused([...(kind ? [] : [{ kind: 'kind-missing' } as const]), ...refusalsOf(details, address)]);
}

/** Decides on taking a place out of use: what lies there or is on its way is dealt with first, so that nothing gets lost. */
export function decideRetiring(
	place: { readonly retiredAt: Instant | null },
	inUse: readonly string[],
): Result<null, Refusals> {
	if (place.retiredAt !== null) return refused([{ kind: 'retired-already' }]);
	return inUse.length > 0 ? refused([{ kind: 'place-in-use', what: inUse }]) : ok(null);
}

/** Decides on taking a place into use again. */
export function decideReviving(place: { readonly retiredAt: Instant | null }): Result<null, Refusals> {
	return place.retiredAt === null ? refused([{ kind: 'in-use-already' }]) : ok(null);
}

const addressFields: readonly AddressField[] = ['street', 'postcode', 'town'];
const longest = { street: 200, postcode: 20, town: 120, contact: 300 } as const;

/** Reads an address: street, postcode and town are needed, since a driver can't do without any of them. */
export function parseAddress(typed: Typed): Result<PlaceAddress, Refusals> {
	const said = (field: keyof typeof longest) => lineOf(typed, field);
	const refusals: Refusals = [
		...addressFields
			.filter((field) => said(field) === '')
			.map((field) => ({ kind: 'address-incomplete', field }) as const),
		...(['street', 'postcode', 'town', 'contact'] as const)
			.filter((field) => said(field).length > longest[field])
			.map((field) => ({ kind: 'text-too-long', field, longest: longest[field] }) as const),
	];
	if (refusals.length > 0) return refused(refusals);
	return ok({
		street: said('street'),
		postcode: said('postcode'),
		town: said('town'),
		contact: said('contact') || null,
	});
}

/** A place as its form shows it. */
export function placeFields({
	names,
	municipality,
	restricted,
}: Pick<Place, 'names' | 'municipality' | 'restricted'>): Typed {
	return {
		...localizedFields('names', names),
		...localizedFields('municipality', municipality),
		restricted: restricted ? 'on' : '',
	};
}

/** An address as its form shows it; empty where none is known. */
export function addressFieldsOf(address: PlaceAddress | undefined): Typed {
	const { street = '', postcode = '', town = '', contact } = address ?? {};
	return { street, postcode, town, contact: contact ?? '' };
}
