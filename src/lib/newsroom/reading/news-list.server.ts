import { formatFuzzyDate } from '#lib/i18n/format.ts';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Alternates } from '#lib/ui/navigation.ts';
import type { NewsList } from './news-list.ts';
import {
	monthPath,
	newsPath,
	parseMonth,
	partnershipNewsPath,
	pressPath,
	pressYearPath,
	termPath,
} from './news-paths.ts';
import {
	type ListWish,
	listMonths,
	listPartnershipsInNews,
	listPressYears,
	listTermsInUse,
} from './reading-queries.server.ts';

/** A list as it is in one language. */
export interface FoundList {
	/** What its articles share; null for all news and all press releases. */
	readonly name: { readonly text: string; readonly language: Language } | null;
	readonly path: string;
	readonly wish: ListWish;
}

/** A list in a language; undefined where it holds nothing there, but for those that are always there. Run inside inPublic. */
export async function findNewsList(trx: Trx, list: NewsList, language: Language): Promise<FoundList | undefined> {
	switch (list.kind) {
		case 'news':
			return { name: null, path: newsPath(language), wish: { language } };
		case 'press':
			return { name: null, path: pressPath(language), wish: { language, kind: 'press-release' } };
		case 'press-year': {
			const { year } = list;
			if (!(await listPressYears(trx, language)).some((line) => line.year === year)) return undefined;
			const wish = { language, kind: 'press-release', year } as const;
			return { name: { text: year, language }, path: pressYearPath(language, year), wish };
		}
		case 'month': {
			const month = parseMonth(list.month);
			if (!month || !(await listMonths(trx, language)).some((line) => line.month === month)) return undefined;
			const name = { text: monthInWords(month, language), language };
			return { name, path: monthPath(language, month), wish: { language, month } };
		}
		case 'partnership': {
			const found = (await listPartnershipsInNews(trx, language)).find(({ slug }) => slug === list.slug);
			if (!found) return undefined;
			const name = readableText(found.names, language);
			return { name, path: partnershipNewsPath(language, found.slug), wish: { language, partnership: found.slug } };
		}
		default: {
			const term = { kind: list.kind, slug: list.slug };
			const found = (await listTermsInUse(trx, language)).find(
				({ kind, slug }) => kind === term.kind && slug === term.slug,
			);
			if (!found) return undefined;
			const name = readableText(found.names, language);
			return { name, path: termPath(language, term.kind, term.slug), wish: { language, term } };
		}
	}
}

/** Where the same list can be read in which language. */
export async function alternatesOfList(trx: Trx, list: NewsList): Promise<Alternates> {
	const found: [Language, string][] = [];
	for (const language of languages) {
		const there = await findNewsList(trx, list, language);
		if (there) found.push([language, there.path]);
	}
	return Object.fromEntries(found);
}

/** "März 2023". */
export function monthInWords(month: string, language: Language): string {
	const date = parseFuzzyDate(month);
	return date ? formatFuzzyDate(date, language) : month;
}
