import { type Instant, toIso } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';

/** The last part of a feed's address. */
const feedNames = ['feed.atom', 'feed.json'] as const;
export type FeedName = (typeof feedNames)[number];

export function isFeedName(text: string): text is FeedName {
	return (feedNames as readonly string[]).includes(text);
}

/** One entry of a feed. */
export interface FeedEntry {
	readonly publicId: string;
	readonly url: string;
	readonly title: string;
	readonly summary: string;
	readonly terms: readonly string[];
	readonly published: Instant;
	readonly updated: Instant;
}

/** A list of articles as programs follow it. */
export interface Feed {
	readonly title: string;
	readonly language: Language;
	/** The page people read the same list on. */
	readonly pageUrl: string;
	readonly feedUrl: string;
	readonly entries: readonly FeedEntry[];
	/** Where there are no entries: nothing changed since. */
	readonly since: Instant;
}

/** Text in XML: what XML has no place for is left out (XML 1.0, 2.2). */
export function xmlText(text: string): string {
	const allowed = text.toWellFormed().replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '');
	const names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' } as const;
	return allowed.replace(/[&<>"']/g, (sign) => names[sign as keyof typeof names]);
}

/** The latest moment a feed speaks of: of its entries, never of the asking. */
const updatedOf = ({ entries, since }: Feed): Instant =>
	entries.reduce((latest, { updated }) => (updated > latest ? updated : latest), since);

/** Atom (RFC 4287). Ids are permanent whatever becomes of addresses. */
export function atomFeed(feed: Feed): string {
	const entries = feed.entries.map(
		(entry) => `	<entry>
		<id>urn:uuid:${entry.publicId}</id>
		<title>${xmlText(entry.title)}</title>
		<link rel="alternate" type="text/html" hreflang="${feed.language}" href="${xmlText(entry.url)}"/>
		<published>${toIso(entry.published)}</published>
		<updated>${toIso(entry.updated)}</updated>
		<summary>${xmlText(entry.summary)}</summary>
${entry.terms.map((term) => `		<category term="${xmlText(term)}"/>\n`).join('')}	</entry>
`,
	);
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
	<id>${xmlText(feed.pageUrl)}</id>
	<title>${xmlText(feed.title)}</title>
	<author><name>Tandem</name></author>
	<link rel="alternate" type="text/html" href="${xmlText(feed.pageUrl)}"/>
	<link rel="self" type="application/atom+xml" href="${xmlText(feed.feedUrl)}"/>
	<updated>${toIso(updatedOf(feed))}</updated>
${entries.join('')}</feed>
`;
}

/** JSON Feed 1.1. */
export function jsonFeed(feed: Feed): string {
	return JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title: feed.title,
		home_page_url: feed.pageUrl,
		feed_url: feed.feedUrl,
		language: feed.language,
		items: feed.entries.map((entry) => ({
			id: `urn:uuid:${entry.publicId}`,
			url: entry.url,
			title: entry.title,
			content_text: entry.summary,
			date_published: toIso(entry.published),
			date_modified: toIso(entry.updated),
			tags: entry.terms,
			language: feed.language,
		})),
	});
}
