import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { type HitFinder, hitFinder, markHits, type Segment, snippetOf } from '#lib/platform/search/snippet.ts';
import { formatBase } from '#lib/relief/catalogue/amount-text.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { baseUnitFrom } from '#lib/relief/ledger/ledger-texts.ts';
import { type Hit, mostCounted, readWaiting, type SearchResult, search } from './search.server.ts';
import type { EntryText } from './search-entry.ts';
import { allSearchKinds, isSearchKind, mayFind, type SearchKind, searchPath } from './search-kind.ts';

const pageLength = 20;
const lastPage = Math.ceil(mostCounted / pageLength);
/** What a list of hits repeats of an absurdly long question. */
const shownLetters = 120;

/** The search page: what was asked for, what was found, and how fresh that is. Nonsense in the address counts as not said. */
export async function loadSearch(desk: OfficeDesk, asked: URLSearchParams) {
	const { language } = desk;
	const typed = (asked.get('q') ?? '').trim();
	const kinds = allSearchKinds.filter((kind) => mayFind(desk.session, kind));
	const wanted = asked.get('kind') ?? '';
	const kind = isSearchKind(wanted) && kinds.includes(wanted) ? wanted : null;
	const page = Math.min(Math.max(Number.parseInt(asked.get('page') ?? '', 10) || 1, 1), lastPage);
	const { result, fresh } = await readForPage(desk, async (trx) => ({
		result: await search(
			trx,
			{ typed, kinds, kind, offset: (page - 1) * pageLength, limit: pageLength + 1 },
			currentCatalogue(),
		),
		fresh: await readWaiting(trx),
	}));
	const finder = hitFinder(result.words, result.widening);
	const beginnings = result.words.map((word) => word.typed.toLowerCase().slice(0, 3));
	const address = (to: { kind?: string | undefined; page?: number }) =>
		`?${new URLSearchParams({ q: typed.slice(0, 300), ...(to.kind && { kind: to.kind }), ...(to.page && { page: String(to.page) }) })}`;
	const total = result.counts.reduce((sum, { count }) => sum + count, 0);
	return {
		typed: typed.slice(0, 300),
		shown: typed.length > shownLetters ? `${typed.slice(0, shownLetters)}…` : typed,
		isAsked: typed !== '',
		hasWords: result.words.length > 0,
		isCut: result.isCut,
		found: result.found,
		suggestion: result.found === 'mended' ? suggestionOf(result, language) : undefined,
		kind,
		page,
		total: Math.min(total, mostCounted),
		isMore: result.isMore,
		filters: result.counts.map((each) => ({ ...each, href: address({ kind: each.kind }) })),
		everything: address({}),
		hits: result.hits.slice(0, pageLength).map((hit) => hitView(hit, finder, language, beginnings)),
		previous: page > 1 ? address({ kind: kind ?? undefined, page: page - 1 }) : undefined,
		next: result.hits.length > pageLength ? address({ kind: kind ?? undefined, page: page + 1 }) : undefined,
		waiting: fresh.waiting,
		since: fresh.oldest === null ? '' : formatInstant(fresh.oldest as Instant, language),
	};
}

export type SearchView = Awaited<ReturnType<typeof loadSearch>>;

/** A hit as a list shows it. */
export function hitView(hit: Hit, finder: HitFinder, language: Language, beginnings: readonly string[]) {
	const title = readableText(hit.title, language);
	const passage = passageOf(hit, finder, language, beginnings);
	return {
		kind: hit.kind,
		href: searchPath(hit.kind, hit.recordId, language),
		title: { segments: markHits(title.text, finder(title.text, title.language)), language: title.language },
		passage,
		belongsTo: hit.belongsTo && readableText(hit.belongsTo, language),
		facts: factsOf(hit, language),
	};
}

const knownToTheDay: ReadonlySet<SearchKind> = new Set([
	'need',
	'need-list',
	'offer',
	'lot',
	'shipment',
	'discrepancy',
	'document',
]);

/** What tells hits of one name apart: how much, and of which day. */
function factsOf({ kind, amount, dated }: Hit, language: Language): string {
	// Of others the year alone is known for certain: a paper "of 2022" lies under its first day.
	const day = dated && (knownToTheDay.has(kind) ? formatDate(dated, language) : dated.slice(0, 4));
	const facts = [amount && formatBase(amount.quantity, baseUnitFrom(amount.unit), language), day];
	return facts.filter(Boolean).join(' · ');
}

interface Passage {
	readonly segments: readonly Segment[];
	/** Null where nobody noted it. */
	readonly language: Language | null;
}

/** The text with most of what was searched for, of two alike the one in the reader's language or as typed; or none. */
function passageOf(hit: Hit, finder: HitFinder, reader: Language, beginnings: readonly string[]): Passage | undefined {
	const shownTitle = readableText(hit.title, reader).language;
	const otherTitles = languages.flatMap((language): EntryText[] => {
		const text = language === shownTitle ? undefined : hit.title[language];
		return text ? [[language, text]] : [];
	});
	let best: { readonly passage: Passage; readonly score: number } | undefined;
	for (const [language, text] of [...hit.texts, ...otherTitles]) {
		const hits = finder(text, language);
		const different = new Set(hits.map((each) => each.text.toLowerCase())).size;
		const likeTyped = hits.some((each) =>
			beginnings.some((beginning) => each.text.toLowerCase().startsWith(beginning)),
		);
		const score =
			different === 0 ? 0 : different + (language === reader || language === null ? 0.5 : 0) + (likeTyped ? 0.25 : 0);
		if (score > (best?.score ?? 0)) best = { passage: { segments: snippetOf(text, hits), language }, score };
	}
	return best?.passage;
}

/** The spelling that was found, as the first hit writes it: nothing is suggested that the reader could not read anyway. */
function suggestionOf({ words, widening, hits }: SearchResult, language: Language): string | undefined {
	const first = hits[0];
	if (!first) return undefined;
	const texts: EntryText[] = [
		...[language, ...languages].flatMap((each): EntryText[] => (first.title[each] ? [[each, first.title[each]]] : [])),
		...first.texts,
	];
	return words
		.map((word) => {
			const finder = hitFinder([word], widening);
			for (const [written, text] of texts) {
				const found = finder(text, written)[0];
				if (found) return found.text;
			}
			return word.typed;
		})
		.join(' ');
}
