import type { Update } from '#lib/newsroom/articles/article.ts';
import type { ArticleKind } from '#lib/newsroom/articles/article-stages.ts';
import type { EditionKey } from '#lib/newsroom/articles/edition.ts';
import type { PaperKey } from './story-council.ts';
import type { OperationKey } from './story-directory.ts';
import type { SourceKey, TermKey } from './story-terms.ts';

export interface ToldText {
	readonly kicker: string;
	readonly title: string;
	readonly teaser: string;
	/** In the written form (src/lib/newsroom/articles/markup); pictures stand in it by the names of story-pictures.ts. */
	readonly text: string;
}

export type ToldEditions = Readonly<Partial<Record<EditionKey, ToldText>>>;

/** The shipments of the story that readers know of. */
export interface ToldShipments {
	readonly ladders: string;
	readonly generatorsAndBeds: string;
	readonly transports2025: readonly string[];
}

/** What an article tells of, as the story names it; agreements and events by the day they took place on. */
export type ToldRecord =
	| { readonly paper: PaperKey }
	| { readonly agreementOf: string }
	| { readonly event: string }
	| { readonly shipment: keyof ToldShipments }
	| { readonly operation: OperationKey };

/** An article of the story, which every text tells in its own words and from db/seed/story.json alone. */
export interface ToldArticle {
	readonly kind: ArticleKind;
	/** The day it was published. Where the sources name none, the text says that it is an example. */
	readonly on: string;
	readonly terms: readonly TermKey[];
	readonly records: readonly ToldRecord[];
	readonly sources: readonly SourceKey[];
	readonly editions: ToldEditions;
	/** What became of it later, in the languages that changed. */
	readonly update?: {
		readonly on: string;
		readonly texts: ToldEditions;
		/** What readers are told of the change, in the language of the text. */
		readonly told: Readonly<Partial<Record<EditionKey, Update>>>;
	};
}
