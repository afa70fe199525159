import { bounds } from './block.ts';

/** Stands in for the address of this Tandem, which a path knows nothing of. */
const here = 'https://tandem.invalid';

/**
 * An address an article may link to, in the one way it is kept; undefined for any other: http and https without a user name,
 * `mailto:` with one plain address, or a path of Tandem ("/de/partnerships/…"). Everything else (`javascript:`, `data:`,
 * "//elsewhere") is no link.
 */
export function parseLink(typed: string): string | undefined {
	const text = typed.trim();
	if (text === '' || text.length > bounds.link || !text.isWellFormed()) return undefined;
	// A browser drops controls and reads on.
	if (/[\p{Cc}\s\\]/u.test(text)) return undefined;
	const link = text.startsWith('/') ? pathOf(text) : addressOf(text);
	// Brackets would end the link in the written form of a text.
	const kept = link?.replaceAll('(', '%28').replaceAll(')', '%29');
	return kept !== undefined && kept.length <= bounds.link ? kept : undefined;
}

function pathOf(text: string): string | undefined {
	if (!URL.canParse(text, here)) return undefined;
	const url = new URL(text, here);
	const path = `${url.pathname}${url.search}${url.hash}`;
	// "/.//elsewhere" becomes a path that leads elsewhere when it is read again.
	return url.origin === here && !path.startsWith('//') ? path : undefined;
}

function addressOf(text: string): string | undefined {
	if (/^mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/i.test(text)) return `mailto:${text.slice('mailto:'.length)}`;
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	return url.username === '' && url.password === '' ? url.href : undefined;
}
