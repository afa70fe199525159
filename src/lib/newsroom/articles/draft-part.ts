import type { Block } from './block.ts';
import { type Lookup, type ShownBlock, showBlocks } from './shown-block.ts';

/** A stretch of a text that can be shown as it will read, or a block that names something which is looked up at its release. */
export type DraftPart =
	| { readonly kind: 'shown'; readonly blocks: readonly ShownBlock[] }
	| { readonly kind: 'named'; readonly block: Block };

/** A text in parts, in its order. */
export function draftParts(blocks: readonly Block[], lookup: Lookup): readonly DraftPart[] {
	const parts: DraftPart[] = [];
	for (const block of blocks) {
		const shown = showBlocks([block], lookup);
		const last = parts.at(-1);
		if (shown.length === 0) parts.push({ kind: 'named', block });
		else if (last?.kind === 'shown') parts[parts.length - 1] = { kind: 'shown', blocks: [...last.blocks, ...shown] };
		else parts.push({ kind: 'shown', blocks: shown });
	}
	return parts;
}
