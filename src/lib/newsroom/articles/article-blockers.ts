import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type ImageRecord, type ReleaseFault, releaseFaults } from '#lib/media/images/image.ts';
import type { ArticleFacts, ArticleText } from './article.ts';
import type { Block, FigureQuery } from './block.ts';
import { figuresIn } from './figures/bound-figure.ts';
import { imagesOf } from './images-in.ts';

/** What keeps a text from review and from readers, with the block it is about; block 0 is the text as a whole. */
export type Blocker = { readonly block: number } & (
	| {
			readonly kind:
				| 'teaser-missing'
				| 'text-missing'
				| 'press-contact-missing'
				| 'reference-unknown'
				| 'image-unknown'
				| 'figure-unknown';
	  }
	| { readonly kind: 'image-lacks'; readonly fault: ReleaseFault }
	| { readonly kind: 'shipment-not-public'; readonly number: string | null }
	| { readonly kind: 'restricted-place'; readonly words: string }
	| { readonly kind: 'claim-differs'; readonly words: string }
);

/** What a text refers to that is there and may be shown. */
export interface References {
	readonly documents: ReadonlySet<Id<'document'>>;
	readonly operations: ReadonlySet<string>;
	readonly partnerships: ReadonlySet<string>;
	/** Whether the public figures have an answer. */
	readonly figure: (query: FigureQuery) => boolean;
	readonly images: ReadonlyMap<Id<'image'>, Parameters<typeof releaseFaults>[0] & Pick<ImageRecord, 'id'>>;
}

/** Everything that keeps a text in a language from review, in the order of its blocks. */
export function findBlockers(
	text: Pick<ArticleText, 'teaser' | 'blocks'>,
	facts: Pick<ArticleFacts, 'kind' | 'pressContact'>,
	known: References,
	language: Language,
): readonly Blocker[] {
	const whole: Blocker[] = [];
	if (text.teaser === '') whole.push({ kind: 'teaser-missing', block: 0 });
	if (text.blocks.length === 0) whole.push({ kind: 'text-missing', block: 0 });
	if (facts.kind === 'press-release' && !facts.pressContact) whole.push({ kind: 'press-contact-missing', block: 0 });
	const ofBlocks = text.blocks.flatMap((each, index): readonly Blocker[] => {
		const block = index + 1;
		const unknown: readonly Blocker[] = isKnown(each, known) ? [] : [{ kind: 'reference-unknown', block }];
		const gaps: readonly Blocker[] = figuresIn([each]).every(known.figure) ? [] : [{ kind: 'figure-unknown', block }];
		return [...unknown, ...gaps, ...imagesOf(each).flatMap((id) => imageBlockers(id, block, known, language))];
	});
	return [...whole, ...ofBlocks];
}

/** A picture needs its alternative text in the language of the text, its credit, a licence and consent. */
function imageBlockers(id: Id<'image'>, block: number, { images }: References, language: Language): readonly Blocker[] {
	const image = images.get(id);
	if (!image) return [{ kind: 'image-unknown', block }];
	return releaseFaults(image, [language]).map((fault) => ({ kind: 'image-lacks', block, fault }));
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
