import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';

/** Why a term is not taken. */
export type TermRefusal =
	| FieldFault
	| FormFault
	| { readonly kind: 'term-exists'; readonly slug: string }
	| { readonly kind: 'slug-malformed'; readonly typed: string };
