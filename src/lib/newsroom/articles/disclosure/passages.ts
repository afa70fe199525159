import type { ArticleText } from '../article.ts';
import { plainText, textsOf } from '../block.ts';

/** A stretch of a text that reads as one, with the block it stands in; 0 for what stands above the blocks. */
export interface Passage {
	readonly block: number;
	readonly text: string;
}

/** Every word of a text that readers get, in its order. */
export function passagesOf({ kicker, title, teaser, blocks }: Omit<ArticleText, 'slug'>): readonly Passage[] {
	const head = [kicker, title, teaser].map((text) => ({ block: 0, text }));
	const body = blocks.flatMap((block, index) => {
		const said = textsOf(block).map(plainText);
		if (block.kind === 'quote') said.push(block.speaker, block.role ?? '');
		if (block.kind === 'image') said.push(block.caption ?? '');
		if (block.kind === 'figure') said.push(block.label);
		return said.map((text) => ({ block: index + 1, text }));
	});
	return [...head, ...body].filter(({ text }) => text.trim() !== '');
}
