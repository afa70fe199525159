import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';

/** Why an article is not hidden or shown. */
export type HidingRefusal = FieldFault | FormFault;

/** Who hides an article from the public at the moment. */
export interface HidingState {
	readonly byOwnCity: boolean;
	readonly byOthers: boolean;
}

export const longestReason = 500;
