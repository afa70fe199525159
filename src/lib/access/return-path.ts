import { languages } from '#lib/kernel/language.ts';

const origin = 'http://tandem.invalid';
const ownPath = new RegExp(`^/(?:${languages.join('|')})(?:/|$)`);
const accountPages = new RegExp(`^/(?:${languages.join('|')})/(?:sign-in|sign-out)(?:/|$)`);
const longest = 2000;

/**
 * The page of this site that `text` names, as path and query, or undefined. Never another host: the text is resolved the
 * way a browser does (which drops tabs and folds `/.//` into `//`), and what comes out must begin
 * with a language of ours (ASVS 3.7.2). Sign-in pages are left out; returning to them would go in circles.
 */
export function parseReturnPath(text: string | null | undefined): string | undefined {
	if (!text?.startsWith('/') || text.includes('\\') || text.length > longest) return undefined;
	if (!URL.canParse(text, origin)) return undefined;
	const url = new URL(text, origin);
	if (url.origin !== origin || !ownPath.test(url.pathname) || accountPages.test(url.pathname)) return undefined;
	return url.pathname + url.search;
}
