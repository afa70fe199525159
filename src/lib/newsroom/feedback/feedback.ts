import { parseEmail } from '#lib/access/account.ts';
import { routeRules } from '#lib/access/route-rules.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type FieldFault, lineOf, type Typed } from '#lib/ui/form/typed-form.ts';

/** What a reader wrote about a barrier. */
export interface FeedbackText {
	/** The page it was met on, as the reader names it; '' where none is named. */
	readonly page: string;
	readonly message: string;
	/** Where an answer may go; null where none is wanted. */
	readonly email: string | null;
}

/** A message as the office sees it. */
export interface Feedback extends FeedbackText {
	readonly id: Id<'feedback'>;
	readonly language: Language;
	readonly receivedAt: Instant;
	readonly settledAt: Instant | null;
}

export type FeedbackRefusal = FieldFault | { readonly kind: 'email-malformed' };

export const longestMessage = 4000;
const longestPage = 500;

/** How long a message is kept once it was answered, and how long one that never was, in days. */
export const keptDays = { settled: 90, open: 730 } as const;

/** Pages whose address is the key to them: whoever reads it in a message could open them. */
const keyedPages = Object.keys(routeRules).flatMap((id) => {
	const [before, after] = id.split('[token]');
	const path = before?.replace('/[lang=language]', '/[a-z]{2}').replaceAll(/\/\([a-z]+\)/g, '');
	return after === undefined ? [] : [new RegExp(`^${path}`)];
});

/**
 * The page of this site a reader comes from, to begin the form with; '' where it is another site's, or where its address is
 * a secret. What was asked for on it is left out.
 */
export function pageComeFrom(referer: string | null, origin: string): string {
	const url = referer !== null && URL.canParse(referer) ? new URL(referer) : undefined;
	if (url?.origin !== origin || keyedPages.some((page) => page.test(url.pathname))) return '';
	return `${origin}${url.pathname}`.slice(0, longestPage);
}

/** Reads the form: a message is needed, a page and an address are not. */
export function readFeedback(typed: Typed): Result<FeedbackText, readonly FeedbackRefusal[]> {
	const message = (typed['message'] ?? '').replace(/\r\n?/g, '\n').trim();
	const page = lineOf(typed, 'page');
	const address = lineOf(typed, 'email');
	const email = address === '' ? null : parseEmail(address);
	const refusals: FeedbackRefusal[] = [];
	if (message === '') refusals.push({ kind: 'field-missing', field: 'message' });
	if (message.length > longestMessage) {
		refusals.push({ kind: 'field-too-long', field: 'message', longest: longestMessage });
	}
	if (page.length > longestPage) refusals.push({ kind: 'field-too-long', field: 'page', longest: longestPage });
	if (email && !email.ok) refusals.push({ kind: 'email-malformed' });
	if (refusals.length > 0) return refused(refusals);
	return ok({ page, message, email: email?.ok ? email.value : null });
}
