import { type Instant, toIso } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { xmlText } from './feed.ts';

/** A page search engines may know. */
export interface SitemapPage {
	readonly url: string;
	/** Null where the page says nothing of when it changed. */
	readonly changed: Instant | null;
	/** The same page in other languages, itself included; none where it has no translation. */
	readonly languages: readonly { readonly language: Language; readonly url: string }[];
}

/** A sitemap (sitemaps.org 0.9) with the translations of each page. */
export function sitemap(pages: readonly SitemapPage[]): string {
	const urls = pages.map(({ url, changed, languages }) => {
		const links = languages.map(
			(each) => `<xhtml:link rel="alternate" hreflang="${each.language}" href="${xmlText(each.url)}"/>`,
		);
		const moment = changed === null ? '' : `<lastmod>${toIso(changed)}</lastmod>`;
		return `<url><loc>${xmlText(url)}</loc>${moment}${links.join('')}</url>\n`;
	});
	return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('')}</urlset>
`;
}

/** An article of the last two days. */
export interface NewsPage {
	readonly url: string;
	readonly title: string;
	readonly language: Language;
	readonly published: Instant;
}

/** A news sitemap (Google's extension 0.9) of articles of the last two days. */
export function newsSitemap(pages: readonly NewsPage[]): string {
	const urls = pages.map(
		({ url, title, language, published }) => `<url><loc>${xmlText(url)}</loc><news:news>
<news:publication><news:name>Tandem</news:name><news:language>${language}</news:language></news:publication>
<news:publication_date>${toIso(published)}</news:publication_date><news:title>${xmlText(title)}</news:title>
</news:news></url>\n`,
	);
	return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${urls.join('')}</urlset>
`;
}

/** What robots may read, and where the maps are. The office is behind a sign-in, previews say "noindex" themselves. */
export function robots(origin: string): string {
	return `User-agent: *
Disallow: /de/office
Disallow: /uk/office
Disallow: /en/office
Sitemap: ${origin}/sitemap.xml
Sitemap: ${origin}/sitemap-news.xml
`;
}
