import type { Id } from '#lib/kernel/id.ts';
import type { ArticleFacts, ArticleText } from './article.ts';
import type { Block } from './block.ts';

/** What keeps a text from review and from readers, with the block it is about; block 0 is the text as a whole. */
export interface Blocker {
	readonly kind: 'teaser-missing' | 'text-missing' | 'press-contact-missing' | 'reference-unknown';
	readonly block: number;
}

/** What a text refers to that is there and may be shown. */
export interface References {
	readonly documents: ReadonlySet<Id<'document'>>;
	readonly operations: ReadonlySet<string>;
	readonly partnerships: ReadonlySet<string>;
}

/** Everything that keeps a text from review, in the order of its blocks. */
export function findBlockers(
	text: Pick<ArticleText, 'teaser' | 'blocks'>,
	facts: Pick<ArticleFacts, 'kind' | 'pressContact'>,
	known: References,
): readonly Blocker[] {
	const whole: Blocker[] = [];
	if (text.teaser === '') whole.push({ kind: 'teaser-missing', block: 0 });
	if (text.blocks.length === 0) whole.push({ kind: 'text-missing', block: 0 });
	if (facts.kind === 'press-release' && !facts.pressContact) whole.push({ kind: 'press-contact-missing', block: 0 });
	const ofBlocks = text.blocks.flatMap((block, index): readonly Blocker[] =>
		isKnown(block, known) ? [] : [{ kind: 'reference-unknown', block: index + 1 }],
	);
	return [...whole, ...ofBlocks];
}

function isKnown(block: Block, { documents, operations, partnerships }: References): boolean {
	switch (block.kind) {
		case 'downloads':
			return block.documentIds.every((id) => documents.has(id));
		case 'map':
			return operations.has(block.operation);
		case 'story-line':
			return partnerships.has(block.partnership);
		default:
			return true;
	}
}
