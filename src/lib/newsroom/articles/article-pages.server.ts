import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { choicesIn, listPartnershipChoices } from '#lib/partnerships/choice-queries.server.ts';
import { listRecordTitles } from '#lib/partnerships/record-titles.server.ts';
import { namedLink, type RecordTitles } from '#lib/partnerships/record-words.ts';
import type { FieldChoice } from '#lib/ui/field.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import type { Term, TermKind } from '../topics/term.ts';
import { termKinds } from '../topics/term.ts';
import { listTerms } from '../topics/term-queries.server.ts';
import type { ArticleFacts } from './article.ts';
import { factsForm } from './article-form.ts';
import {
	type ArticleFilter,
	type ArticleLine,
	type ArticleRecord,
	findArticle,
	listArticles,
	listArticleTitles,
} from './article-queries.server.ts';
import { articleKinds, articleStages } from './article-stages.ts';
import { type EditionBadge, historyOf, momentText, titleIn } from './article-view.ts';
import { editionName } from './article-words.ts';
import { shownTexts } from './disclosure/consent.ts';
import { listLinkedShipments } from './disclosure/consent-queries.server.ts';
import { viewShipments } from './disclosure/consent-view.server.ts';
import { type EditionKey, editionKeys, isEasy, languageOf, parseEdition } from './edition.ts';
import { viewProposal } from './facts/proposal-view.ts';
import { listMovedFigures, type MovedFigure } from './figures/figure-change-queries.server.ts';
import { listUnseenTexts } from './figures/figure-changes-view.server.ts';

const pageLength = 30;

/** The list of articles as the address asks for it; anything that makes no sense in the address is left out. */
export async function loadNewsroom(desk: OfficeDesk, query: URLSearchParams) {
	const filter = filterOf(query);
	const page = Math.min(Math.max(Number.parseInt(query.get('page') ?? '', 10) || 1, 1), 10_000);
	const { rows, terms, moved } = await readForPage(desk, async (trx) => ({
		rows: await listArticles(trx, filter, { offset: (page - 1) * pageLength, limit: pageLength + 1 }),
		terms: await listTerms(trx, desk.language),
		moved: await listUnseenTexts(trx, desk),
	}));
	const kept = ['q', 'stage', 'edition', 'kind', 'term'].map((name) => [name, query.get(name) ?? ''] as const);
	const address = (to: number) => `?${new URLSearchParams([...kept.map(([...each]) => each), ['page', String(to)]])}`;
	return {
		rows: rows.slice(0, pageLength).map((row) => lineOf(row, desk)),
		moved,
		filters: Object.fromEntries(kept),
		filtered: kept.some(([, value]) => value !== ''),
		terms: terms.map(({ id, names }): FieldChoice => ({ value: id, label: readableText(names, desk.language).text })),
		page,
		previous: page > 1 ? address(page - 1) : undefined,
		next: rows.length > pageLength ? address(page + 1) : undefined,
		mayWrite: may(desk.session, 'articles.write'),
	};
}

function filterOf(query: URLSearchParams): ArticleFilter {
	return {
		stage: articleStages.find((stage) => stage === query.get('stage')) ?? null,
		edition: parseEdition(query.get('edition') ?? '') ?? null,
		kind: articleKinds.find((kind) => kind === query.get('kind')) ?? null,
		term: parseId<'term'>(query.get('term') ?? '') ?? null,
		words: (query.get('q') ?? '').slice(0, 200).split(/\s+/u).filter(Boolean).slice(0, 10),
	};
}

function lineOf({ id, kind, editions, changedAt, cityId, cityNames, embargo }: ArticleLine, desk: OfficeDesk) {
	const { language } = desk;
	return {
		id,
		kind,
		title: titleIn(editions, language),
		editions: inOrder(editions).map(
			({ key, stage, live, releaseAt }): EditionBadge => ({
				key,
				name: editionName(key, language),
				stage,
				live,
				at: momentText(releaseAt ?? (stage === 'embargoed' ? embargo?.until : null), language),
			}),
		),
		changed: formatInstant(changedAt, language),
		keeper: cityId === desk.actor.city ? null : readableText(cityNames, language).text,
	};
}

function inOrder<Each extends { readonly key: EditionKey }>(editions: readonly Each[]): readonly Each[] {
	return [...editions].sort((one, other) => editionKeys.indexOf(one.key) - editionKeys.indexOf(other.key));
}

/** The form of a new article. */
export async function loadNewArticle(desk: OfficeDesk, query: URLSearchParams) {
	const partnerships = choicesIn(await readForPage(desk, listPartnershipChoices), desk.language);
	const typed: Typed = {
		partnership: query.get('partnership') ?? partnerships[0]?.value ?? '',
		kind: 'news',
		edition: desk.language,
	};
	return { partnerships, typed, idempotencyKey: randomUUID(), writer: desk.actor.account ?? 'nobody' };
}

/** An article with its editions, its facts, its embargo and its history; undefined where the city may not see it. */
export async function loadArticle(desk: OfficeDesk, idText: string) {
	const id = parseId<'article'>(idText);
	if (!id) return undefined;
	const found = await readForPage(desk, async (trx) => {
		const article = await findArticle(trx, id);
		if (!article) return undefined;
		return {
			article,
			lines: await listArticleTitles(trx, [id]),
			terms: await listTerms(trx, desk.language),
			related: await listArticleTitles(trx, article.facts.related),
			records: await listRecordTitles(trx, desk.session, [
				...article.facts.records,
				...(article.proposed?.facts.records ?? []),
			]),
			partnerships: await listPartnershipChoices(trx),
			shipments: await listLinkedShipments(trx, article, null),
			moved: await listMovedFigures(trx, id),
		};
	});
	if (!found) return undefined;
	const { article, terms, related, records, partnerships, lines, shipments, moved } = found;
	const { language } = desk;
	const own = article.cityId === desk.actor.city;
	const names = partnerships.find((each) => each.id === article.partnershipId)?.names;
	return {
		id,
		title: readableText(lines.get(id) ?? {}, language),
		kind: article.facts.kind,
		keeper: own ? null : readableText(article.cityNames, language).text,
		partnership: names ? readableText(names, language) : null,
		mayWrite: own && may(desk.session, 'articles.write'),
		editions: editionKeys.flatMap((key) => cardOf(article, key, moved, desk)),
		addable: editionKeys.filter((key) => !article.editions[key] && (!isEasy(key) || article.editions[languageOf(key)])),
		facts: {
			terms: termKinds.map((kind) => ({ kind, names: namesOf(terms, kind, article.facts.terms, desk) })),
			dateline: article.facts.dateline ? readableText(article.facts.dateline, language) : null,
			pressContact: article.facts.pressContact,
			related: article.facts.related.map((each) => ({
				href: `/${language}/office/newsroom/${each}`,
				...readableText(related.get(each) ?? {}, language),
			})),
			records: article.facts.records.map((ref) => namedLink({ kind: 'record', ref }, language, records)),
			sources: article.facts.sources,
		},
		embargo: embargoOf(article, desk),
		proposal: proposalOf(article, records, desk),
		shipments: viewShipments(shipments, desk),
		shownTexts: shownTexts(article),
		history: historyOf(article.steps, language),
		typed: {} satisfies Typed,
		idempotencyKey: randomUUID(),
	};
}

function proposalOf(article: ArticleRecord, titles: RecordTitles, { language, session, actor }: OfficeDesk) {
	const named = (ref: ArticleFacts['records'][number]) => namedLink({ kind: 'record', ref }, language, titles).label;
	const shown = viewProposal(article, language, named);
	if (!shown) return null;
	const own = article.cityId === actor.city;
	const reviews = own && may(session, 'articles.review');
	return {
		...shown,
		by: article.steps.findLast(({ kind }) => kind === 'factsProposed')?.by ?? null,
		mayTake: reviews && article.proposed?.by !== actor.account,
		mayDrop: reviews || (own && may(session, 'articles.write')),
	};
}

function namesOf(terms: readonly Term[], kind: TermKind, chosen: readonly Id<'term'>[], desk: OfficeDesk): string {
	return terms
		.filter((term) => term.kind === kind && chosen.includes(term.id))
		.map(({ names }) => readableText(names, desk.language).text)
		.join(', ');
}

function cardOf(article: ArticleRecord, key: EditionKey, moved: readonly MovedFigure[], { language }: OfficeDesk) {
	const edition = article.editions[key];
	if (!edition) return [];
	const { stage, live, revision, firstPublishedAt, publicUpdatedAt, plan } = edition;
	const at = stage === 'embargoed' ? article.embargo?.until : plan?.at;
	return [
		{
			key,
			name: editionName(key, language),
			stage,
			revision,
			/** Readers still have an older text than this one. */
			olderLive: live !== null && live.revision !== revision ? live.revision : null,
			at: momentText(at, language),
			firstPublished: momentText(firstPublishedAt, language),
			updated: publicUpdatedAt === firstPublishedAt ? null : momentText(publicUpdatedAt, language),
			returned: edition.returned,
			figuresMoved: moved.some((each) => each.key === key && !each.seen),
		},
	];
}

function embargoOf({ embargo, partnershipId, cityId, cityNames }: ArticleRecord, desk: OfficeDesk) {
	const mayDecide = may(desk.session, 'articles.write');
	const keeps = cityId === desk.actor.city;
	return {
		possible: partnershipId !== null && mayDecide,
		until: momentText(embargo?.until, desk.language),
		untilValue: embargo?.until ?? null,
		untilTyped: embargo ? toLocalTime(embargo.until, zoneOf(desk.language)) : '',
		over: embargo !== null && embargo.until <= desk.now,
		agreed: embargo !== null && embargo.agreedBy !== null,
		setByOwnCity: embargo?.setBy === desk.actor.city,
		mayAgree: mayDecide && embargo !== null && embargo.agreedBy === null && embargo.setBy !== desk.actor.city,
		keeper: keeps ? null : readableText(cityNames, desk.language).text,
	};
}

/** The form of what holds in every language; undefined on another city's article. */
export async function loadFacts(desk: OfficeDesk, idText: string) {
	const id = parseId<'article'>(idText);
	if (!id) return undefined;
	const found = await readForPage(desk, async (trx) => ({
		article: await findArticle(trx, id),
		titles: await listArticleTitles(trx, [id]),
		terms: await listTerms(trx, desk.language),
	}));
	const { article, terms, titles } = found;
	if (article?.cityId !== desk.actor.city) return undefined;
	const chosen = article.facts.terms;
	return {
		id,
		title: readableText(titles.get(id) ?? {}, desk.language),
		terms: termKinds.map((kind) => ({
			kind,
			choices: terms
				.filter((term) => term.kind === kind && (term.retiredAt === null || chosen.includes(term.id)))
				.map((term) => ({ id: term.id, label: readableText(term.names, desk.language).text })),
		})),
		typed: { ...factsForm(article.facts, desk.language), shown: String(article.factsVersion) } as Typed,
		idempotencyKey: randomUUID(),
	};
}
