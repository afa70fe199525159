import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { findImages } from '#lib/media/images/image-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { ArticleText } from './article.ts';
import { type Blocker, findBlockers } from './article-blockers.ts';
import type { ArticleRecord } from './article-queries.server.ts';
import type { FigureQuery } from './block.ts';
import { disclosureBlockers } from './disclosure/disclosure-check.server.ts';
import { type EditionKey, languageOf } from './edition.ts';
import { figuresIn } from './figures/bound-figure.ts';
import { askFigures } from './figures/figure-values.server.ts';
import { imagesIn } from './images-in.ts';

/** What keeps a text from review and release, as the records it refers to stand now. */
export async function blockersOf(
	trx: Trx,
	text: ArticleText,
	article: Pick<ArticleRecord, 'id' | 'facts'>,
	key: EditionKey,
): Promise<readonly Blocker[]> {
	const { blocks } = text;
	const documents = blocks.flatMap((block) => (block.kind === 'downloads' ? block.documentIds : []));
	const operations = blocks.flatMap((block) => (block.kind === 'map' ? [block.operation] : []));
	const partnerships = blocks.flatMap((block) => (block.kind === 'story-line' ? [block.partnership] : []));
	const images = await findImages(trx, imagesIn(blocks));
	const ask = await askFigures(trx, figuresIn(blocks));
	const known = {
		figure: (query: FigureQuery) => ask(query).answer.ok,
		documents: new Set(await knownDocuments(trx, documents)),
		operations: new Set(await knownSlugs(trx, 'operation', operations)),
		partnerships: new Set(await knownSlugs(trx, 'partnership', partnerships)),
		images: new Map(images.map((image) => [image.id, image])),
	};
	const missing = findBlockers(text, article.facts, known, languageOf(key));
	return [...missing, ...(await disclosureBlockers(trx, text, article, key))];
}

/** Need-to-know documents are no downloads, whoever may read them in the office. */
async function knownDocuments(trx: Trx, ids: readonly Id<'document'>[]): Promise<readonly Id<'document'>[]> {
	if (ids.length === 0) return [];
	const found = await sql<{ id: Id<'document'> }>`select id from document
		where id = any(${[...ids]}::uuid[]) and disclosure = 'partners' and erased_at is null`.execute(trx);
	return found.rows.map(({ id }) => id);
}

async function knownSlugs(
	trx: Trx,
	table: 'operation' | 'partnership',
	slugs: readonly string[],
): Promise<readonly string[]> {
	if (slugs.length === 0) return [];
	const found = await sql<{ slug: string }>`select slug from ${sql.table(table)}
		where slug = any(${[...slugs]}::text[])`.execute(trx);
	return found.rows.map(({ slug }) => slug);
}
