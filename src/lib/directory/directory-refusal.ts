import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** A text in up to three languages, by the name of its fields. */
export type LocalizedField = 'names' | 'destination' | 'municipality';

export type AddressField = 'street' | 'postcode' | 'town';

/** Why something of the directory is not kept. */
export type DirectoryRefusal =
	| { readonly kind: 'text-missing'; readonly field: LocalizedField }
	| {
			readonly kind: 'text-too-long';
			readonly field: LocalizedField | AddressField | 'contact';
			readonly longest: number;
	  }
	| { readonly kind: 'slug-malformed' }
	| { readonly kind: 'slug-taken' }
	| { readonly kind: 'country-missing' }
	| { readonly kind: 'latitude-malformed' }
	| { readonly kind: 'longitude-malformed' }
	| { readonly kind: 'population-malformed' }
	| { readonly kind: 'opened-on-malformed' }
	| { readonly kind: 'opened-in-future' }
	| { readonly kind: 'unknown-partner' }
	| { readonly kind: 'partner-stays' }
	| { readonly kind: 'closed-on-malformed' }
	| { readonly kind: 'closed-in-future' }
	| { readonly kind: 'closed-before-opened'; readonly openedOn: PlainDate }
	| { readonly kind: 'closed-already' }
	| { readonly kind: 'open-already' }
	| { readonly kind: 'kind-missing' }
	| { readonly kind: 'person-stays-person' }
	| { readonly kind: 'person-stays-unnamed' }
	| { readonly kind: 'address-incomplete'; readonly field: AddressField }
	/** Goods lie there or shipments start or end there; each in words. */
	| { readonly kind: 'place-in-use'; readonly what: readonly string[] }
	| { readonly kind: 'retired-already' }
	| { readonly kind: 'in-use-already' }
	| { readonly kind: 'changed-meanwhile' }
	| { readonly kind: 'not-yours' }
	| { readonly kind: 'not-permitted' };

/** Where on the page a refusal belongs: the id of the field it takes the reader to. */
export function fieldOf(refusal: DirectoryRefusal | { readonly kind: 'key-reused' }): string {
	if ('field' in refusal) return refusal.field;
	const fields = {
		'slug-malformed': 'slug',
		'slug-taken': 'slug',
		'country-missing': 'country',
		'latitude-malformed': 'latitude',
		'longitude-malformed': 'longitude',
		'population-malformed': 'population',
		'opened-on-malformed': 'openedOn',
		'opened-in-future': 'openedOn',
		'unknown-partner': 'partner',
		'partner-stays': 'partner',
		'closed-on-malformed': 'closedOn',
		'closed-in-future': 'closedOn',
		'closed-before-opened': 'closedOn',
		'closed-already': 'form',
		'open-already': 'form',
		'kind-missing': 'kind',
		'person-stays-person': 'kind',
		'person-stays-unnamed': 'publicNameAllowed-on',
		'place-in-use': 'form',
		'retired-already': 'form',
		'in-use-already': 'form',
		'changed-meanwhile': 'form',
		'not-yours': 'form',
		'not-permitted': 'form',
		'key-reused': 'form',
	} as const satisfies Record<Exclude<typeof refusal, { field: unknown }>['kind'], string>;
	return fields[refusal.kind];
}
