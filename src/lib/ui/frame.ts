import { type Alternates, type Crumb, everyLanguage, type NavGroup } from './navigation.ts';
import { parseTheme, type Theme } from './theme.ts';
import type { Tone } from './tone.ts';

/** The same in every language. */
export const productName = 'Tandem';

/**
 * What a page's `load` may tell the frame around it; everything is optional:
 * - `alternates`: where the page exists in other languages. Everywhere under the same path if nothing is said; an article
 *   that exists in two languages names those two.
 * - `crumbs`: the way to the page, ending with the page itself.
 * - `flash`: the answer to the form that led here.
 * - `partnership`: whose partnership this is, e.g. "Dortmund – Schytomyr".
 * - `theme`: the reader's choice, where the page isn't the same for everyone.
 * - `pages`: which pages there are (the root layout says it for all).
 * - `office`: who is signed in and where they may go.
 */
export interface FrameData {
	readonly alternates?: Alternates | undefined;
	readonly crumbs?: readonly Crumb[] | undefined;
	readonly flash?: { readonly title: string; readonly text?: string; readonly tone?: Tone } | undefined;
	readonly partnership?: string | undefined;
	readonly theme?: Theme | undefined;
	readonly office?: OfficeFrame | undefined;
	/** Paths below the language that exist; links to others are left out. */
	readonly pages?: readonly string[] | undefined;
}

export interface OfficeFrame {
	readonly name: string;
	/** Role and city in words. */
	readonly note?: string | undefined;
	readonly groups: readonly NavGroup[];
}

/** The frame's part of a page's data. */
export function frameOf(data: object): FrameData {
	const frame = data as FrameData;
	// A page may have data of its own under the same name.
	const partnership = typeof frame.partnership === 'string' ? frame.partnership : undefined;
	return { ...frame, partnership, theme: frame.theme === undefined ? undefined : parseTheme(frame.theme) };
}

/** Where the page exists in which language, as paths on this site. The search part is kept: it is what is looked at. */
export function alternatesOf(data: object, url: { readonly pathname: string; readonly search: string }): Alternates {
	return frameOf(data).alternates ?? everyLanguage(url.pathname + url.search);
}
