import type { ArticleText } from '../article.ts';
import { passagesOf } from './passages.ts';
import { findTellingPhrases, type TellingKind } from './telling-phrases.ts';

/** A warning as the desk shows it: the words with what stands around them. */
export interface ShownTelling {
	readonly kind: TellingKind;
	/** 0 for title, kicker and teaser. */
	readonly block: number;
	readonly before: string;
	readonly words: string;
	readonly after: string;
}

const around = 40;

/** What a text may give away, in its order. */
export function tellingsIn(text: Omit<ArticleText, 'slug'>): readonly ShownTelling[] {
	return passagesOf(text).flatMap(({ block, text: said }) =>
		findTellingPhrases(said).map(({ kind, from, to }) => ({
			kind,
			block,
			before: `${from > around ? '… ' : ''}${said.slice(Math.max(0, from - around), from)}`,
			words: said.slice(from, to),
			after: `${said.slice(to, to + around)}${said.length > to + around ? ' …' : ''}`,
		})),
	);
}
