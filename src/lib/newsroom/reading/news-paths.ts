import type { Language } from '#lib/kernel/language.ts';
import type { TermKind } from '../topics/term.ts';

/** Where all news of a language begin. */
export const newsPath = (language: Language) => `/${language}/news`;

/** The page of an article, in either way of writing. */
export const articlePath = (language: Language, slug: string) => `${newsPath(language)}/${slug}`;

/** The articles filed under a term. */
export const termPath = (language: Language, kind: TermKind, slug: string) => `${newsPath(language)}/${kind}/${slug}`;

/** The articles of a month, "2023-03". */
export const monthPath = (language: Language, month: string) => `${newsPath(language)}/archive/${month}`;

/** The articles of a partnership. */
export const partnershipNewsPath = (language: Language, slug: string) => `${newsPath(language)}/partnership/${slug}`;

/** Where the press begins. */
export const pressPath = (language: Language) => `/${language}/press`;

/** The press releases of a year, "2023". */
export const pressYearPath = (language: Language, year: string) => `${pressPath(language)}/${year}`;

/** Where news are asked for by mail; a list's own page begins with what it lists. */
export function subscribePath(language: Language, list = ''): string {
	const [, kind, slug] = /\/(category|topic|partnership)\/([a-z0-9-]+)$/.exec(list) ?? [];
	return `/${language}/subscribe${kind && slug ? `?${kind}=${slug}` : ''}`;
}

/** Reads "2023-03"; undefined for anything that is no month. */
export function parseMonth(text: string): string | undefined {
	return /^20\d\d-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}
