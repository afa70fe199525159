import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Block, BlockKind } from '../articles/block.ts';
import type { BlockRefusal } from '../articles/block-refusal.ts';

/** The pages a public site must have, by the last part of their address. */
export const sitePages = ['imprint', 'privacy', 'accessibility', 'easy-language'] as const;
export type SitePage = (typeof sitePages)[number];

/** Says which page an address means; undefined for any other. */
export function sitePageOf(text: string): SitePage | undefined {
	return sitePages.find((page) => page === text);
}

/** A wording of one city for one page in one language. */
export interface SiteText {
	readonly id: Id<'site-text'>;
	readonly page: SitePage;
	readonly language: Language;
	/** Counted from 1; 0 where the city never said anything. */
	readonly wording: number;
	readonly blocks: readonly Block[];
}

/** What the public reads of one city. */
export interface PublicSiteText {
	readonly language: Language;
	readonly citySlug: string;
	readonly cityNames: LocalizedText;
	readonly blocks: readonly Block[];
	readonly changedOn: PlainDate;
}

export type SiteTextRefusal =
	| BlockRefusal
	| { readonly kind: 'only-text'; readonly block: number }
	| { readonly kind: 'changed-meanwhile' }
	| { readonly kind: 'not-permitted' }
	| { readonly kind: 'key-reused' };

const plainKinds: ReadonlySet<BlockKind> = new Set<BlockKind>(['paragraph', 'heading', 'list']);

/** The first block, counted from 1, that such a page cannot hold: it is words, headings and lists; undefined where all can. */
export function beyondText(blocks: readonly Block[]): number | undefined {
	const at = blocks.findIndex(
		(block) =>
			!plainKinds.has(block.kind) ||
			('text' in block && block.text.some(({ kind }) => kind === 'figure')) ||
			(block.kind === 'list' && block.items.flat().some(({ kind }) => kind === 'figure')),
	);
	return at === -1 ? undefined : at + 1;
}

/**
 * Which texts a reader is shown: those in the reader's language; where no city says anything in it, those in the first of the
 * other languages that has any. A page the law asks for is better in another language than missing.
 */
export function textsForReader(
	texts: readonly PublicSiteText[],
	order: readonly Language[],
): readonly PublicSiteText[] {
	const language = order.find((each) => texts.some((text) => text.language === each));
	return texts.filter((text) => text.language === language);
}
