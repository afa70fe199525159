/** What a block of a text can name, and an editor therefore looks up. A scope is an operation or a partnership. */
export const choiceKinds = ['images', 'documents', 'operations', 'partnerships', 'items', 'scopes'] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

/** One thing a block can name. */
export interface Choice {
	/** As the block keeps it: an id, a slug, a catalogue code, "operation/slug". */
	readonly value: string;
	readonly label: string;
	readonly note: string | null;
	/** Address of a small picture. */
	readonly picture: string | null;
}
