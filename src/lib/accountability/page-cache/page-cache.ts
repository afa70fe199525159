/** A rendered public page as it was answered. */
export interface CachedPage {
	/** The body by its encoding, ready for the wire; `identity` is the page as it was rendered. */
	readonly bodies: Readonly<Record<'identity' | 'br' | 'gzip', Uint8Array<ArrayBuffer>>>;
	readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Rendered public pages, kept as long as the public figures they were rendered from are the newest. All pages of an older
 * version go at once, so that what was hidden is gone with the next version (R14). The oldest page makes room.
 */
export class PageCache {
	readonly #most: number;
	#version = '';
	#pages = new Map<string, CachedPage>();

	constructor(most: number) {
		this.#most = most;
	}

	find(version: string, key: string): CachedPage | undefined {
		if (version !== this.#version) return undefined;
		const page = this.#pages.get(key);
		if (page) {
			this.#pages.delete(key);
			this.#pages.set(key, page);
		}
		return page;
	}

	keep(version: string, key: string, page: CachedPage): void {
		if (version !== this.#version) {
			this.#version = version;
			this.#pages = new Map();
		}
		this.#pages.set(key, page);
		if (this.#pages.size <= this.#most) return;
		const oldest = this.#pages.keys().next();
		if (!oldest.done) this.#pages.delete(oldest.value);
	}
}

/** Routes whose page depends on nothing but the address, the theme and the public figures. */
const cachedRoutes = new Set([
	'/[lang=language]/(public)',
	'/[lang=language]/(public)/easy-language',
	'/[lang=language]/(public)/figures',
	'/[lang=language]/(public)/imprint',
	'/[lang=language]/(public)/news',
	'/[lang=language]/(public)/news/[feed=feed]',
	'/[lang=language]/(public)/news/[slug]',
	'/[lang=language]/(public)/news/archive/[month]',
	'/[lang=language]/(public)/news/archive/[month]/[feed=feed]',
	'/[lang=language]/(public)/news/category/[term]',
	'/[lang=language]/(public)/news/category/[term]/[feed=feed]',
	'/[lang=language]/(public)/news/partnership/[slug]',
	'/[lang=language]/(public)/news/partnership/[slug]/[feed=feed]',
	'/[lang=language]/(public)/news/topic/[term]',
	'/[lang=language]/(public)/news/topic/[term]/[feed=feed]',
	'/[lang=language]/(public)/operations/[slug]',
	'/[lang=language]/(public)/partnerships/[slug]',
	'/[lang=language]/(public)/partnerships/[slug]/cooperation',
	'/[lang=language]/(public)/partnerships/[slug]/council',
	'/[lang=language]/(public)/partnerships/[slug]/promises',
	'/[lang=language]/(public)/partnerships/[slug]/story',
	'/[lang=language]/(public)/press',
	'/[lang=language]/(public)/press/[feed=feed]',
	'/[lang=language]/(public)/press/[year]',
	'/[lang=language]/(public)/press/partnerships/[slug]',
	'/[lang=language]/(public)/privacy',
	'/sitemap.xml',
]);

/** Those that are lists, read page by page. */
const pagedRoutes = new Set([
	'/[lang=language]/(public)/news',
	'/[lang=language]/(public)/news/archive/[month]',
	'/[lang=language]/(public)/news/category/[term]',
	'/[lang=language]/(public)/news/partnership/[slug]',
	'/[lang=language]/(public)/news/topic/[term]',
	'/[lang=language]/(public)/press',
	'/[lang=language]/(public)/press/[year]',
]);
const pageNumber = /^\?page=(?:[2-9]|[1-9]\d{1,2})$/;

/** Addresses as our own links spell them. Another spelling of the same page would push pages out that are read. */
const ownSpelling = /^[a-z0-9/.-]+$/;

/** What a request's page is kept under; undefined where it is made for one reader. */
export function cacheKey(request: {
	readonly method: string;
	readonly routeId: string | null;
	/** Part of the page: its canonical address. */
	readonly origin: string;
	readonly pathname: string;
	readonly search: string;
	readonly theme: string;
	readonly signedIn: boolean;
}): string | undefined {
	const { method, routeId, origin, pathname, search, theme, signedIn } = request;
	if (method !== 'GET' || signedIn || routeId === null || !cachedRoutes.has(routeId)) return undefined;
	if (search !== '' && !(pagedRoutes.has(routeId) && pageNumber.test(search))) return undefined;
	if (!ownSpelling.test(pathname)) return undefined;
	return `${theme} ${origin}${pathname}${search}`;
}
