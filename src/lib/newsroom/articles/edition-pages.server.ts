import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import type { Edition } from './article.ts';
import { isAuthor } from './article-decisions.ts';
import { readText, textForm } from './article-form.ts';
import {
	type ArticleId,
	type ArticleRecord,
	findArticle,
	findRevision,
	listRevisions,
	type RevisionLine,
} from './article-queries.server.ts';
import { historyOf, momentText, updateText } from './article-view.ts';
import { blockerText, editionName } from './article-words.ts';
import { checkText } from './claims/claim-check.server.ts';
import { viewClaims } from './claims/claim-view.server.ts';
import { tellingsIn } from './disclosure/tellings.ts';
import { viewDraft } from './draft-view.server.ts';
import { type EditionKey, editionKeys, isEasy, languageOf, parseEdition } from './edition.ts';
import { type ChangesView, viewChanges } from './figures/figure-changes-view.server.ts';
import { listFrozen } from './figures/frozen-figures.server.ts';
import { findPreview, openPreviews, previewDays } from './preview.server.ts';
import { blockersOf } from './reference-queries.server.ts';
import { diffTexts } from './text-diff.ts';

function named(idText: string, keyText: string) {
	const [id, key] = [parseId<'article'>(idText), parseEdition(keyText)];
	return id && key ? { id, key } : undefined;
}

/** The languages of an article as tabs lead to them. */
function tabsOf(article: ArticleRecord, current: EditionKey, { language }: OfficeDesk) {
	return editionKeys
		.filter((key) => article.editions[key])
		.map((key) => ({
			href: `/${language}/office/newsroom/${article.id}/${key}`,
			label: editionName(key, language),
			current: key === current,
		}));
}

/** The text of an edition as it stands, and what can be done with it; undefined where there is none to see. */
export async function loadEdition(desk: OfficeDesk, idText: string, keyText: string) {
	const which = named(idText, keyText);
	if (!which) return undefined;
	const { id, key } = which;
	const found = await readForPage(desk, async (trx) => {
		const article = await findArticle(trx, id);
		const text = article && (await findRevision(trx, { id, key }));
		if (!article || !text) return undefined;
		const blockers = await blockersOf(trx, text, article, key);
		const live = article.editions[key]?.live?.revision === text.number;
		const frozen = live ? await listFrozen(trx, { id, key, revision: text.number }) : null;
		const shown = await viewDraft(trx, text, key, may(desk.session, 'images.keep'), frozen);
		const changes = await changesNow(trx, article, key, desk);
		const { partnershipId } = article;
		const claims = await checkText(trx, text, { id, partnershipId, key, now: desk.now });
		return { article, text, shown, changes, blockers, claims, previews: await openPreviews(trx, which, desk.now) };
	});
	const edition = found?.article.editions[key];
	if (!found || !edition) return undefined;
	const { article, text, shown, changes, blockers, claims, previews } = found;
	const { language } = desk;
	const { stage, live, plan, firstPublishedAt } = edition;
	return {
		id,
		key,
		language: languageOf(key),
		easy: isEasy(key),
		name: editionName(key, language),
		tabs: tabsOf(article, key, desk),
		text: shown,
		stage,
		revision: edition.revision,
		saved: { at: formatInstant(text.at, language), by: text.by },
		live: live ? { revision: live.revision, at: formatInstant(live.at, language) } : null,
		firstPublished: momentText(firstPublishedAt, language),
		plan: plan && {
			at: momentText(plan.at ?? article.embargo?.until, language),
			update: updateText(plan.update, language),
		},
		notes: edition.notes.map(({ at, update }) => ({
			at: formatInstant(at, language),
			text: updateText(update, language),
		})),
		withdrawal: edition.withdrawal && { ...edition.withdrawal, at: formatInstant(edition.withdrawal.at, language) },
		returned: edition.returned,
		blockers: blockers.map((blocker) => blockerText(blocker, language)),
		tellings: tellingsIn(text),
		claims: viewClaims(claims, { key, language, live: live?.revision === text.number }),
		embargo: article.embargo && {
			until: formatInstant(article.embargo.until, language),
			agreed: article.embargo.agreedBy !== null,
			over: article.embargo.until <= desk.now,
		},
		previews: { count: previews.count, until: momentText(previews.until, language), days: previewDays },
		ownText: isAuthor(edition, desk.actor.account),
		may: mayBeDone(desk, article, edition),
		changes,
		typed: { shown: String(edition.steps), ...updateTyped(firstPublishedAt === null, changes) } as Typed,
		idempotencyKey: randomUUID(),
	};
}

/** What whoever sits at the desk may do with an edition as it stands. */
function mayBeDone({ session, actor }: OfficeDesk, article: ArticleRecord, { stage, live }: Edition) {
	const own = article.cityId === actor.city;
	const waits = stage === 'scheduled' || stage === 'embargoed';
	const writes = own && may(session, 'articles.write');
	const reviews = own && may(session, 'articles.review');
	const publishes = own && may(session, 'articles.publish');
	return {
		write: writes && !waits,
		preview: writes,
		submit: writes && stage === 'draft',
		review: reviews && stage === 'in-review',
		takeBack: (writes || reviews) && (stage === 'in-review' || stage === 'approved'),
		signOff: writes || reviews,
		publish: publishes && stage === 'approved',
		callOff: publishes && waits,
		withdraw: publishes && live !== null,
	};
}

/** What became of the figures of the live text, if there is one. */
async function changesNow(trx: Trx, { id, editions }: ArticleRecord, key: EditionKey, { language }: OfficeDesk) {
	const live = editions[key]?.live;
	return live ? await viewChanges(trx, { id, key, revision: live.revision }, language) : null;
}

/** What the form of a publication begins with; what figures became since is told there already. */
function updateTyped(isFirst: boolean, changes: ChangesView | null) {
	if (isFirst) return { update: 'first' };
	return changes ? changes.suggested : { update: 'major' };
}

/**
 * The form of a text, with the other languages beside it; a language there is none of yet begins empty. Undefined on
 * another city's article.
 */
export async function loadText(desk: OfficeDesk, idText: string, keyText: string) {
	const which = named(idText, keyText);
	if (!which) return undefined;
	const { id, key } = which;
	const found = await readForPage(desk, async (trx) => {
		const article = await findArticle(trx, id);
		if (article?.cityId !== desk.actor.city) return undefined;
		const others = editionKeys.filter((other) => other !== key && article.editions[other]);
		return {
			article,
			text: await findRevision(trx, { id, key }),
			others: await Promise.all(others.map((other) => viewBeside(trx, desk, id, other))),
		};
	});
	if (!found) return undefined;
	const { article, text, others } = found;
	const { language } = desk;
	const edition = article.editions[key];
	return {
		id,
		key,
		language: languageOf(key),
		name: editionName(key, language),
		stage: edition?.stage ?? null,
		live: edition?.live !== null && edition !== undefined,
		planned: edition?.stage === 'scheduled' || edition?.stage === 'embargoed',
		revision: text?.number ?? 0,
		others: others.flat(),
		typed: { ...(text ? textForm(text) : {}), startedFrom: String(text?.number ?? 0) } as Typed,
		idempotencyKey: randomUUID(),
	};
}

/** Another language of the same article, to write beside. */
async function viewBeside(trx: Trx, desk: OfficeDesk, id: ArticleId, key: EditionKey) {
	const text = await findRevision(trx, { id, key });
	if (!text) return [];
	const shown = await viewDraft(trx, text, key, may(desk.session, 'images.keep'));
	return [{ key, name: editionName(key, desk.language), language: languageOf(key), text: shown }];
}

/** What differs between the text a form was sent with and the newest one, for whoever was overtaken; null where it can't be read. */
export async function compareWithNewest(desk: OfficeDesk, idText: string, keyText: string, typed: Typed) {
	const which = named(idText, keyText);
	const newest = which && (await readForPage(desk, (trx) => findRevision(trx, which)));
	if (!newest) return null;
	const mine = readText(typed, newest.blocks);
	if (!mine.ok) return null;
	return {
		revision: newest.number,
		by: newest.by,
		at: formatInstant(newest.at, desk.language),
		entries: diffTexts(newest, { ...mine.value, slug: mine.value.slug ?? newest.slug }),
	};
}

/** The revisions of an edition and what changed between two of them; undefined where there is nothing to see. */
export async function loadRevisions(desk: OfficeDesk, idText: string, keyText: string, query: URLSearchParams) {
	const which = named(idText, keyText);
	if (!which) return undefined;
	const { id, key } = which;
	const found = await readForPage(desk, async (trx) => {
		const article = await findArticle(trx, id);
		const revisions = await listRevisions(trx, id, key);
		const to = numberOf(query, 'to', revisions) ?? revisions[0]?.number ?? 0;
		const from = numberOf(query, 'from', revisions) ?? article?.editions[key]?.live?.revision ?? to - 1;
		const [older, newer] = [Math.min(from, to), Math.max(from, to)];
		const texts = await Promise.all([older, newer].map((number) => findRevision(trx, { id, key, number })));
		return { article, revisions, older, newer, texts };
	});
	const { article, revisions, older, newer, texts } = found;
	const edition = article?.editions[key];
	if (!article || !edition) return undefined;
	const [before, after] = texts;
	const { language } = desk;
	return {
		id,
		key,
		language: languageOf(key),
		name: editionName(key, language),
		title: after?.title ?? '',
		revisions: revisions.map(({ number, title, at, by }) => ({
			number,
			title,
			at: formatInstant(at, language),
			by,
			live: edition.live?.revision === number,
			published: article.steps.some(
				(step) => step.kind === 'textPublished' && step.edition === key && step.revision === number,
			),
		})),
		older,
		newer,
		entries: before && after && older !== newer ? diffTexts(before, after) : null,
		history: historyOf(
			article.steps.filter((step) => 'edition' in step && step.edition === key),
			language,
		),
	};
}

function numberOf(query: URLSearchParams, name: string, revisions: readonly RevisionLine[]): number | undefined {
	const number = Number(query.get(name));
	return revisions.some((revision) => revision.number === number) ? number : undefined;
}

/** The text behind a link for people without an account; undefined where the link opens nothing. */
export async function loadPreview(token: string, language: OfficeDesk['language']) {
	const { databases, clock } = services();
	const preview = await findPreview({ databases }, token, clock.now());
	if (!preview) return undefined;
	return {
		language: languageOf(preview.key),
		name: editionName(preview.key, language),
		text: await inCity(databases.app, preview.reader, (trx) => viewDraft(trx, preview.text, preview.key, false)),
		until: formatInstant(preview.expiresAt, language),
	};
}
