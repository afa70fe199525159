import type { Id } from '#lib/kernel/id.ts';
import type { Block } from './block.ts';

/** The pictures a block shows. */
export function imagesOf(block: Block): readonly Id<'image'>[] {
	if (block.kind === 'image') return [block.imageId];
	return block.kind === 'gallery' ? block.imageIds : [];
}

/** The pictures a text shows, each once, in order. */
export function imagesIn(blocks: readonly Block[]): readonly Id<'image'>[] {
	return [...new Set(blocks.flatMap(imagesOf))];
}
