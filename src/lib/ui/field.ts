/** What every form field takes. Texts come in already said in the reader's language. */
export interface FieldProps {
	/** The form's name for the value; also the id unless one is given. */
	readonly name: string;
	readonly label: string;
	readonly id?: string | undefined;
	readonly hint?: string | undefined;
	/** Why the last attempt was refused and what to do. */
	readonly error?: string | undefined;
	/** Marks the field as one that may stay empty; fields are mandatory otherwise. */
	readonly optional?: boolean | undefined;
	readonly disabled?: boolean | undefined;
	/** The label is read out but not shown, where the surroundings say it already. */
	readonly labelHidden?: boolean | undefined;
}

/** Width of an input in expected characters; full width where nothing is said. */
export type FieldWidth = 2 | 5 | 10 | 20;

export interface FieldChoice {
	readonly value: string;
	readonly label: string;
	readonly hint?: string | undefined;
	readonly disabled?: boolean | undefined;
}

/** The ids a control names in `aria-describedby`; undefined where there is nothing to describe it. */
export function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
	const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
	return ids.length > 0 ? ids.join(' ') : undefined;
}

/** A refusal of one field, for the summary above the form. */
export interface FieldError {
	/** Id of the field the reader is taken to. */
	readonly field: string;
	readonly message: string;
	/** Names the field in the summary, where the sentence alone fits several. */
	readonly label?: string | undefined;
}
