import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { ThemeStepRefusal } from './theme.ts';

/** Why something about a theme is not taken. */
export type ThemeRefusal =
	| FieldFault
	| FormFault
	| ThemeStepRefusal
	| { readonly kind: 'unknown-partnership' }
	| { readonly kind: 'unknown-organisation' }
	| { readonly kind: 'nowhere-to-look'; readonly typed: string };
