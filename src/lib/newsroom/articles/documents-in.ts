import type { Id } from '#lib/kernel/id.ts';
import type { Block } from './block.ts';

/** The documents a text offers for download, each once, in order. */
export function documentsIn(blocks: readonly Block[]): readonly Id<'document'>[] {
	return [...new Set(blocks.flatMap((block) => (block.kind === 'downloads' ? block.documentIds : [])))];
}
