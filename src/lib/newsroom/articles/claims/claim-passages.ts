import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import type { Passage } from '../../checks/claim.ts';
import type { ArticleText } from '../article.ts';
import { plainText } from '../block.ts';
import { passagesOf } from '../disclosure/passages.ts';

/** Every word of a text that readers get; an entry of a timeline with the day it stands under, which it claims. */
export function claimPassages(text: Omit<ArticleText, 'slug'>): readonly Passage[] {
	const head = passagesOf({ ...text, blocks: [] });
	const body = text.blocks.flatMap((block, index) => {
		const passages =
			block.kind === 'timeline'
				? block.entries.map(({ on, text: said }) => ({ text: `${fuzzyDateText(on)}: ${plainText(said)}` }))
				: passagesOf({ kicker: '', title: '', teaser: '', blocks: [block] });
		return passages.map((passage) => ({ block: index + 1, text: passage.text }));
	});
	return [...head, ...body];
}
