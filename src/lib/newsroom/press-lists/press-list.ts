import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { Article } from '../articles/article.ts';
import { type EditionKey, isEasy, languageOf } from '../articles/edition.ts';

export type PressListId = Id<'press-list'>;

/** Why somebody may be written to: they asked for it, agreed to it, or publish the address for the press to use (GDPR, Art. 6). */
export const bases = ['asked', 'agreed', 'published'] as const;
export type Basis = (typeof bases)[number];

export interface Recipient {
	readonly id: Id<'press-recipient'>;
	readonly name: string;
	/** The paper, station or agency; '' for freelancers. */
	readonly outlet: string;
	readonly email: string;
	readonly basis: Basis;
	/** Where the basis can be looked up. */
	readonly proof: string;
}

export type PressListRefusal =
	| FieldFault
	| FormFault
	| { readonly kind: 'email-malformed' }
	| { readonly kind: 'list-exists' }
	| { readonly kind: 'recipient-exists' }
	| { readonly kind: 'nobody-on-list' }
	| { readonly kind: 'other-language' }
	| { readonly kind: 'not-to-be-sent' }
	| { readonly kind: 'embargo-not-agreed' }
	| { readonly kind: 'sent-before' };

/** Which text goes out, and until when it must not be published; null where it is public already. */
export interface Sendable {
	readonly revision: number;
	readonly embargoUntil: Instant | null;
}

/**
 * What of an edition may go to the press: the text that is public, or the one that waits for an embargo both cities agreed on and
 * that has not ended. Nothing else leaves the house.
 */
export function sendableText(article: Article, key: EditionKey, now: Instant): Result<Sendable, PressListRefusal> {
	const edition = article.editions[key];
	if (!edition) return refused({ kind: 'not-to-be-sent' });
	const { embargo } = article;
	if (edition.stage === 'embargoed' && embargo) {
		if (embargo.agreedBy === null) return refused({ kind: 'embargo-not-agreed' });
		if (embargo.until > now) return ok({ revision: edition.revision, embargoUntil: embargo.until });
	}
	return edition.live
		? ok({ revision: edition.live.revision, embargoUntil: null })
		: refused({ kind: 'not-to-be-sent' });
}

/** Decides on sending a text to a list. */
export function decideSending(
	article: Article,
	key: EditionKey,
	list: { readonly language: Language; readonly recipients: readonly Recipient[] },
	now: Instant,
): Result<Sendable, PressListRefusal> {
	if (list.recipients.length === 0) return refused({ kind: 'nobody-on-list' });
	if (isEasy(key) || languageOf(key) !== list.language) return refused({ kind: 'other-language' });
	return sendableText(article, key, now);
}
