/** What of a block is meant. */
export const blockParts = [
	'kind',
	'id',
	'text',
	'level',
	'items',
	'speaker',
	'role',
	'image',
	'caption',
	'figure',
	'label',
	'entries',
	'operation',
	'document',
	'partnership',
	'years',
] as const;
export type BlockPart = (typeof blockParts)[number];

/** What is wrong with it. */
export type BlockFault =
	| { readonly kind: 'not-blocks' }
	| { readonly kind: 'unknown-kind' }
	| { readonly kind: 'unknown-field' }
	| { readonly kind: 'malformed' }
	| { readonly kind: 'missing' }
	| { readonly kind: 'too-long'; readonly longest: number }
	| { readonly kind: 'too-many'; readonly most: number }
	| { readonly kind: 'id-twice' }
	| { readonly kind: 'forbidden-character'; readonly character: string }
	| { readonly kind: 'no-link'; readonly typed: string }
	| { readonly kind: 'not-a-day' }
	| { readonly kind: 'ends-before-it-begins' }
	| { readonly kind: 'unknown-measure' }
	| { readonly kind: 'no-item-code' }
	| { readonly kind: 'not-closed'; readonly sign: string }
	| { readonly kind: 'unknown-sign'; readonly typed: string };

/** Why a text is not taken, with the number of the block, counted from 1; 0 is the text as a whole. */
export interface BlockRefusal {
	readonly block: number;
	readonly part: BlockPart;
	readonly fault: BlockFault;
}
