import { type Language, languages } from '#lib/kernel/language.ts';

export interface NavItem {
	readonly href: string;
	readonly label: string;
	readonly current?: boolean | undefined;
	/** How many things wait there. */
	readonly count?: number | string | undefined;
	/** Further addresses whose pages belong to this item. */
	readonly alsoAt?: readonly string[] | undefined;
}

export interface NavGroup {
	/** Not shown for a group without a name. */
	readonly label?: string | undefined;
	readonly items: readonly NavItem[];
}

/** A part of the way to a page; the last one has no address. */
export interface Crumb {
	readonly label: string;
	readonly href?: string | undefined;
}

/** Addresses of one page by language. A translation that doesn't exist is missing. */
export type Alternates = Readonly<Partial<Record<Language, string>>>;

/** The same path in another language: "/de/news?q=1" → "/uk/news?q=1". Paths without a language get one. */
export function inLanguage(path: string, language: Language): string {
	const rest = path.replace(/^\/(?:de|uk|en)(?=\/|\?|#|$)/, '');
	return `/${language}${rest === '/' ? '' : rest}`;
}

/** Addresses of a page that exists in every language under the same path. */
export function everyLanguage(path: string): Alternates {
	return Object.fromEntries(languages.map((language) => [language, inLanguage(path, language)]));
}

/** Marks the item whose address is the page's or lies above it; of several, the nearest. A start page covers only itself. */
export function withCurrent(items: readonly NavItem[], path: string): NavItem[] {
	const isStart = (href: string) => /^\/[^/]*$/.test(href);
	const covers = (href: string) => path === href || (!isStart(href) && path.startsWith(`${href}/`));
	const reach = ({ href, alsoAt = [] }: NavItem) =>
		Math.max(0, ...[href, ...alsoAt].filter(covers).map((address) => address.length));
	const nearest = items.filter((item) => reach(item) > 0).sort((one, other) => reach(other) - reach(one))[0];
	return items.map((item) => ({ ...item, current: item === nearest }));
}

/** The paths below the language of routes that need nothing filled in: "/[lang=language]/(public)/news" → "/news". */
export function addressablePaths(routeIds: readonly string[]): string[] {
	return routeIds
		.filter((id) => id.startsWith('/[lang=language]'))
		.map((id) => id.slice('/[lang=language]'.length).replace(/\/\([^/]+\)/g, ''))
		.filter((path) => !path.includes('['));
}

/** Leaves out items that lead to a page there isn't. Where nobody says which pages there are, all stay. */
export function onlyExisting(items: readonly NavItem[], paths: readonly string[] | undefined): readonly NavItem[] {
	return paths ? items.filter(({ href }) => paths.includes(href.replace(/^\/[^/]+/, ''))) : items;
}
