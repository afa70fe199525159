import type { Id } from '#lib/kernel/id.ts';
import type { Block } from '../block.ts';

/** The pictures a text shows, each once, in order. */
export function imagesIn(blocks: readonly Block[]): readonly Id<'image'>[] {
	const shown = blocks.flatMap((block) => {
		if (block.kind === 'image') return [block.imageId];
		return block.kind === 'gallery' ? block.imageIds : [];
	});
	return [...new Set(shown)];
}
