import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { releaseDocuments } from '#lib/media/documents/document-commands.server.ts';
import { listDocuments } from '#lib/media/documents/document-queries.server.ts';
import { releaseFaults } from '#lib/media/images/image.ts';
import { releaseImages } from '#lib/media/images/image-commands.server.ts';
import { findImages } from '#lib/media/images/image-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { documentsIn } from '../documents-in.ts';
import { imagesIn } from '../images-in.ts';
import { findReleased, type ReleasedArticle } from '../released-queries.server.ts';
import { type PublicArticle, publicArticleOf } from './public-article.ts';

/**
 * Brings what the public reads of one article to what its events say: call it in the transaction of every event that changes
 * that, for the keeping city, a partner city that hides it, or as the worker. A hidden article is as if it had never been.
 */
export async function releaseArticle(trx: Trx, id: Id<'article'>, at: Instant): Promise<void> {
	await lockRelease(trx, id);
	const article = await findReleased(trx, id);
	const hidden = await sql`select from article_hidden where article_id = ${id}`.execute(trx);
	await sql`delete from public_article where article_id = ${id}`.execute(trx);
	const shown = hidden.rows.length > 0 ? undefined : article;
	const subject = { kind: 'article', id, ...(article ? { cityId: article.cityId } : {}) };
	await releaseImages(trx, subject, await imagesToShow(trx, shown), at);
	await releaseDocuments(trx, subject, await documentsToOffer(trx, shown), at);
	if (!shown) return;
	const slugs = await listFormerSlugs(trx, id);
	for (const edition of shown.editions) {
		const former = slugs.flatMap((each) =>
			each.edition === edition.key && each.slug !== edition.text.slug ? [each.slug] : [],
		);
		await insertEdition(trx, shown, publicArticleOf(shown, edition), former);
	}
}

/**
 * Held until the transaction ends by whoever changes what the public has of an article, the worker too: who publishes it and who
 * hides it see one another's word, whichever comes first.
 */
export async function lockRelease(trx: Trx, id: Id<'article'>): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('tandem.release ' || ${id}, 0))`.execute(trx);
}

/** The pictures of the live texts, but for those that may not be shown in a language of theirs. */
async function imagesToShow(trx: Trx, article: ReleasedArticle | undefined): Promise<readonly Id<'image'>[]> {
	const used = liveEditions(article).flatMap(({ language, text }) =>
		imagesIn(text.blocks).map((id) => ({ id, language })),
	);
	const images = await findImages(trx, [...new Set(used.map(({ id }) => id))]);
	return images.flatMap((image) => {
		const languages = used.flatMap(({ id, language }) => (id === image.id ? [language] : []));
		return releaseFaults(image, languages).length === 0 ? [image.id] : [];
	});
}

/** The documents of the live texts, but for those that nobody outside may have any more. */
async function documentsToOffer(trx: Trx, article: ReleasedArticle | undefined): Promise<readonly Id<'document'>[]> {
	const named = liveEditions(article).flatMap(({ text }) => documentsIn(text.blocks));
	const documents = await listDocuments(trx, [...new Set(named)]);
	return documents.flatMap((each) => (each.disclosure === 'partners' && each.erasedAt === null ? [each.id] : []));
}

const liveEditions = (article: ReleasedArticle | undefined) =>
	article?.editions.filter(({ withdrawal }) => withdrawal === null) ?? [];

/** The addresses readers were given. */
async function listFormerSlugs(trx: Trx, id: Id<'article'>) {
	const { rows } = await sql<{ edition: string; slug: string }>`
		select edition, slug from article_slug where article_id = ${id} and released order by slug`.execute(trx);
	return rows;
}

async function insertEdition(
	trx: Trx,
	{ id, records, related, partnershipId }: ReleasedArticle,
	edition: PublicArticle,
	former: readonly string[],
): Promise<void> {
	const live = edition.state === 'live';
	const partnership = live ? sql`(select slug from partnership where id = ${partnershipId})` : null;
	const shared = live ? records.map((ref) => digestOf(`${ref.kind} ${ref.id}`).slice(0, 16)) : [];
	await sql`
		insert into public_article (article_id, edition, public_id, article_public_id, language, easy, slug, former_slugs, state,
			kind, kicker, title, teaser, blocks, content, partnership, terms, shared, related, first_published_at,
			public_updated_at)
		values (${id}, ${edition.edition}, ${publicIdOf(`${id} ${edition.edition}`)}, ${publicIdOf(id)}, ${edition.language},
			${edition.easy}, ${edition.slug}, ${[...former]}::text[], ${edition.state}, ${edition.kind}, ${edition.kicker},
			${edition.title}, ${edition.teaser}, ${sqlJson(edition.blocks)}, ${sqlJson(edition.content)},
			${partnership}, ${[...edition.terms]}::text[], ${shared}::text[], ${live ? related.map(publicIdOf) : []}::uuid[],
			${sqlInstant(edition.firstPublishedAt)}, ${sqlInstant(edition.publicUpdatedAt)})`.execute(trx);
}

const digestOf = (text: string) => createHash('sha256').update(`article ${text}`).digest('hex');

/** An id is random, so what is made of it tells nothing, and is the same after every release. */
function publicIdOf(text: string): string {
	const digits = digestOf(text);
	return [
		digits.slice(0, 8),
		digits.slice(8, 12),
		digits.slice(12, 16),
		digits.slice(16, 20),
		digits.slice(20, 32),
	].join('-');
}
