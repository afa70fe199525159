import type { Snippet } from 'svelte';
import type { Language } from '#lib/kernel/language.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';

/** What the field of a text needs, whether it is a plain one or an editor. */
export interface WritingFieldProps {
	readonly typed: Typed;
	/** The language the text is in; undefined where that is still to be chosen. */
	readonly written: Language | undefined;
	readonly error: string | undefined;
}

/** Draws a field for the text in the place of the plain one. */
export type WritingField = Snippet<[WritingFieldProps]>;
