import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { present } from '#lib/kernel/assert.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { canonicalJson } from '#lib/platform/database/run-command.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { longestSlug, slugOf } from '../topics/slug.ts';
import { type ArticleEvent, type ArticleText, type Edition, evolveArticle } from './article.ts';
import { type ArticleId, type ArticleRecord, findRevision } from './article-queries.server.ts';
import type { ArticleRefusal } from './article-refusal.ts';
import { type EditionKey, editionKeys, languageOf } from './edition.ts';
import { freezeFigures } from './figures/frozen-figures.server.ts';
import { releaseArticle } from './release/release-article.server.ts';

/** What tells two texts apart. */
export function hashOf({ slug, kicker, title, teaser, blocks }: ArticleText): string {
	return createHash('sha256').update(canonicalJson({ slug, kicker, title, teaser, blocks })).digest('hex');
}

/** Takes an address for an edition: the one wanted, or one made from the title that is still free. */
export async function claimSlug(
	trx: Trx,
	input: {
		readonly id: ArticleId;
		readonly key: EditionKey;
		readonly wanted: string | undefined;
		readonly title: string;
	},
): Promise<Result<string, readonly ArticleRefusal[]>> {
	const { id, key, wanted, title } = input;
	const language = languageOf(key);
	const base = slugOf(title, language) || 'article';
	const others = Array.from({ length: 30 }, (_, at) =>
		at === 0 ? base : `${base.slice(0, longestSlug - 3)}-${at + 1}`,
	);
	for (const slug of wanted === undefined ? others : [wanted]) {
		// Taken by whichever article, also one the city cannot see: then nothing is inserted and nothing of it found.
		await sql`insert into article_slug (language, slug, article_id, edition, city_id)
			values (${language}, ${slug}, ${id}, ${key}, current_city()) on conflict do nothing`.execute(trx);
		const own = await sql`select from article_slug
			where language = ${language} and slug = ${slug} and article_id = ${id} and edition = ${key}`.execute(trx);
		if (own.rows.length === 0) continue;
		await sql`delete from article_slug
			where article_id = ${id} and edition = ${key} and slug <> ${slug} and not released`.execute(trx);
		return ok(slug);
	}
	return refused([{ kind: 'slug-taken', slug: wanted ?? base }]);
}

/** Adds an event and brings the projections to what it makes of the article. */
export async function recordEvent(
	trx: Trx,
	before: ArticleRecord,
	event: ArticleEvent,
	text?: ArticleText,
): Promise<void> {
	const { id } = before;
	const after = evolveArticle(before, event);
	await appendEvent(trx, id, after.version, event);
	const { facts, factsVersion, embargo } = after;
	await sql`update article_current set version = ${after.version}, kind = ${facts.kind}, facts = ${sqlJson(facts)},
			facts_version = ${factsVersion}, terms = ${[...facts.terms]}::uuid[],
			embargo_until = ${embargo ? sqlInstant(embargo.until) : null}, embargo_set_by = ${embargo?.setBy ?? null},
			embargo_agreed_by = ${embargo?.agreedBy ?? null}, changed_at = ${sqlInstant(event.at)}
		where article_id = ${id}`.execute(trx);
	for (const key of editionKeys) {
		const edition = after.editions[key];
		if (edition && edition !== before.editions[key]) await writeEdition(trx, id, key, edition, event.at, text);
	}
	if (event.kind === 'textPublished') {
		await keepSlug(trx, id, event.edition);
		await keepFigures(trx, before, event);
	}
	if (changesPublic.has(event.kind)) await releaseArticle(trx, id, event.at);
}

/** What readers may have of an article follows these in the same transaction. */
const changesPublic: ReadonlySet<ArticleEvent['kind']> = new Set([
	'textPublished',
	'textWithdrawn',
	'factsCorrected',
] as const);

async function writeEdition(
	trx: Trx,
	id: ArticleId,
	key: EditionKey,
	edition: Edition,
	at: Instant,
	text: ArticleText | undefined,
): Promise<void> {
	const moment = (instant: Instant | null | undefined) => (instant ? sqlInstant(instant) : null);
	if (edition.revision === 1 && edition.steps === 1) {
		const { title, slug } = present(text, 'the text of a new edition');
		await sql`insert into article_edition (article_id, edition, city_id, stage, steps, revision, title, slug, authors, changed_at)
			values (${id}, ${key}, current_city(), ${edition.stage}, 1, 1, ${title}, ${slug}, ${[...edition.authors]}::uuid[],
				${sqlInstant(at)})`.execute(trx);
		return;
	}
	await sql`update article_edition set stage = ${edition.stage}, steps = ${edition.steps}, revision = ${edition.revision},
			title = coalesce(${text?.title ?? null}, title), slug = coalesce(${text?.slug ?? null}, slug),
			authors = ${[...edition.authors]}::uuid[], approved_by = ${edition.approvedBy},
			release_at = ${moment(edition.plan?.at)}, live_revision = ${edition.live?.revision ?? null},
			first_published_at = ${moment(edition.firstPublishedAt)}, public_updated_at = ${moment(edition.publicUpdatedAt)},
			changed_at = ${sqlInstant(at)}
		where article_id = ${id} and edition = ${key}`.execute(trx);
}

/** What readers are told nothing of leaves the figures they were given as they were. */
async function keepFigures(
	trx: Trx,
	{ id, editions }: ArticleRecord,
	{ edition: key, revision, update }: Extract<ArticleEvent, { kind: 'textPublished' }>,
): Promise<void> {
	const published = present(await findRevision(trx, { id, key, number: revision }), 'the text that is published');
	const replacing = update.kind === 'minor' ? (editions[key]?.live?.revision ?? null) : null;
	await freezeFigures(trx, { id, key, revision }, published.blocks, replacing);
}

/** An address that readers were given stays with its article. */
async function keepSlug(trx: Trx, id: ArticleId, key: EditionKey): Promise<void> {
	await sql`update article_slug set released = true where article_id = ${id} and edition = ${key} and not released`.execute(
		trx,
	);
}

/** Adds an event, with its entry in the audit trail. */
export async function appendEvent(trx: Trx, id: ArticleId, sequence: number, event: ArticleEvent): Promise<void> {
	const { kind, at, account, city, ...content } = event;
	const { edition, revision, ...data } = { edition: null, revision: null, ...content };
	await sql`insert into article_event (article_id, sequence, city_id, kind, edition, revision, data, at, account_id)
		values (${id}, ${sequence}, ${city}, ${kind}, ${edition}, ${revision}, ${sqlJson(data)}, ${sqlInstant(at)},
			${account})`.execute(trx);
	const details = edition === null ? {} : { edition };
	await recordAudit(trx, { action: `article.${verbs[kind]}`, subjectKind: 'article', subjectId: id, details });
}

const verbs = {
	articleBegun: 'begun',
	factsProposed: 'facts-proposed',
	factsDropped: 'facts-dropped',
	factsCorrected: 'facts-corrected',
	revisionSaved: 'saved',
	reviewRequested: 'review-requested',
	textReturned: 'returned',
	textApproved: 'approved',
	releaseScheduled: 'scheduled',
	releaseEmbargoed: 'embargoed',
	releaseCalledOff: 'release-called-off',
	releaseHeld: 'release-held',
	textPublished: 'published',
	textWithdrawn: 'withdrawn',
	embargoSet: 'embargo-set',
	embargoAgreed: 'embargo-agreed',
	embargoLifted: 'embargo-lifted',
} as const satisfies Record<ArticleEvent['kind'], string>;
