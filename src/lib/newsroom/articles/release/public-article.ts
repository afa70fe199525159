import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { ArticleSource, PressContact } from '../article.ts';
import type { ArticleKind } from '../article-stages.ts';
import type { Block } from '../block.ts';
import type { EditionKey } from '../edition.ts';
import type { FrozenFigure } from '../figures/bound-figure.ts';
import type { ReleasedArticle, ReleasedEdition } from '../released-queries.server.ts';

/** What readers are told of a change. */
export type ChangeNote =
	| { readonly kind: 'major'; readonly at: Instant; readonly note: string }
	| { readonly kind: 'correction'; readonly at: Instant; readonly wrong: string; readonly note: string };

/** What only the page of an article asks for. */
export interface PublicContent {
	readonly dateline: LocalizedText | null;
	readonly pressContact: PressContact | null;
	readonly sources: readonly ArticleSource[];
	readonly notes: readonly ChangeNote[];
	/** What the figures of the text were when it was published. */
	readonly figures: readonly FrozenFigure[];
	/** Why it is gone, and where a reader may go instead; null while it is there. */
	readonly withdrawal: { readonly at: Instant; readonly reason: string; readonly leadsTo: string | null } | null;
}

/** An edition as the public projection keeps it: every field the public may have, and no other (R1). */
export interface PublicArticle {
	readonly edition: EditionKey;
	readonly language: Language;
	readonly easy: boolean;
	readonly slug: string;
	readonly state: 'live' | 'withdrawn';
	readonly kind: ArticleKind;
	readonly kicker: string;
	readonly title: string;
	readonly teaser: string;
	readonly blocks: readonly Block[];
	readonly content: PublicContent;
	/** "category/relief" */
	readonly terms: readonly string[];
	readonly firstPublishedAt: Instant;
	readonly publicUpdatedAt: Instant;
}

/**
 * What the public may have of one edition. A withdrawn one keeps its address, the reason and the day: nobody reads its words
 * again, not in a title either. The contact of the press stands at press releases only.
 */
export function publicArticleOf(article: ReleasedArticle, edition: ReleasedEdition): PublicArticle {
	const { key, language, easy, text, firstPublishedAt, publicUpdatedAt, withdrawal } = edition;
	const frame = {
		edition: key,
		language,
		easy,
		slug: text.slug,
		kind: article.kind,
		firstPublishedAt,
		publicUpdatedAt,
	} as const;
	if (withdrawal) {
		const { at, reason, leadsTo } = withdrawal;
		const content = {
			dateline: null,
			pressContact: null,
			sources: [],
			notes: [],
			figures: [],
			withdrawal: { at, reason, leadsTo },
		};
		return { ...frame, state: 'withdrawn', kicker: '', title: '', teaser: '', blocks: [], terms: [], content };
	}
	return {
		...frame,
		state: 'live',
		kicker: text.kicker,
		title: text.title,
		teaser: text.teaser,
		blocks: text.blocks,
		terms: article.terms.map(({ kind, slug }) => `${kind}/${slug}`),
		content: {
			dateline: article.dateline,
			pressContact: article.kind === 'press-release' ? contactOf(article.pressContact) : null,
			sources: article.sources.map(({ label, url }) => ({ label, url })),
			notes: edition.notes.map(({ at, update }) =>
				update.kind === 'major'
					? { kind: 'major', at, note: update.note }
					: { kind: 'correction', at, wrong: update.wrong, note: update.note },
			),
			figures: edition.figures,
			withdrawal: null,
		},
	};
}

function contactOf(contact: PressContact | null): PressContact | null {
	return contact && { name: contact.name, phone: contact.phone, email: contact.email };
}
