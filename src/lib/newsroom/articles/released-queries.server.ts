import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { TermKind } from '../topics/term.ts';
import type { ArticleEvent, ArticleFacts, ArticleText, Edition } from './article.ts';
import { type ArticleId, findArticle, findRevision } from './article-queries.server.ts';
import { type EditionKey, editionKeys, isEasy, languageOf } from './edition.ts';
import type { FrozenFigure } from './figures/bound-figure.ts';
import { listFrozen } from './figures/frozen-figures.server.ts';

/** What readers may have of one edition: the text that is live, or that there was one and why it is gone. */
export interface ReleasedEdition {
	readonly key: EditionKey;
	readonly language: Language;
	readonly easy: boolean;
	/** The live text; the last one that was, where it is withdrawn. */
	readonly revision: number;
	readonly text: ArticleText;
	/** What the figures of that text were when it was published. */
	readonly figures: readonly FrozenFigure[];
	readonly firstPublishedAt: Instant;
	readonly publicUpdatedAt: Instant;
	/** What readers were told of changes, the oldest first. */
	readonly notes: Edition['notes'];
	readonly withdrawal: Edition['withdrawal'];
}

/** An article as its releases made it public; drafts and what is planned are never in it. */
export interface ReleasedArticle extends Omit<ArticleFacts, 'terms'> {
	readonly id: ArticleId;
	readonly cityId: Id<'city'>;
	readonly partnershipId: Id<'partnership'> | null;
	readonly terms: readonly { readonly kind: TermKind; readonly slug: string; readonly names: LocalizedText }[];
	readonly editions: readonly ReleasedEdition[];
}

/**
 * What is to be public of an article now; undefined where nothing of it ever was. For the release module, which writes the
 * public projection in the transaction of the fact.
 */
export async function findReleased(trx: Trx, id: ArticleId): Promise<ReleasedArticle | undefined> {
	const article = await findArticle(trx, id);
	if (!article) return undefined;
	const editions: ReleasedEdition[] = [];
	for (const key of editionKeys) {
		const edition = article.editions[key];
		if (!edition || edition.firstPublishedAt === null) continue;
		const { firstPublishedAt, notes, withdrawal } = edition;
		const number = edition.live?.revision ?? lastPublished(article.steps, key);
		const text = await findRevision(trx, { id, key, number });
		if (!text) continue;
		editions.push({
			key,
			language: languageOf(key),
			easy: isEasy(key),
			revision: number,
			text: { slug: text.slug, kicker: text.kicker, title: text.title, teaser: text.teaser, blocks: text.blocks },
			figures: await listFrozen(trx, { id, key, revision: number }),
			firstPublishedAt,
			publicUpdatedAt: edition.publicUpdatedAt ?? firstPublishedAt,
			notes,
			withdrawal,
		});
	}
	if (editions.length === 0) return undefined;
	const { terms, ...facts } = article.facts;
	const { rows } = await sql<ReleasedArticle['terms'][number]>`select kind, slug, names from newsroom_term
		where id = any(${[...terms]}::uuid[]) order by kind, slug`.execute(trx);
	return { id, cityId: article.cityId, partnershipId: article.partnershipId, ...facts, terms: rows, editions };
}

function lastPublished(events: readonly ArticleEvent[], key: EditionKey): number {
	const found = events.findLast((event) => event.kind === 'textPublished' && event.edition === key);
	return found?.kind === 'textPublished' ? found.revision : 0;
}
