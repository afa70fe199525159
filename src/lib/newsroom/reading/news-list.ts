import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { TermKind } from '../topics/term.ts';
import { readingMessages } from './reading-messages.ts';

/** A list of articles that has a page and a feed of its own. */
export type NewsList =
	| { readonly kind: 'news' | 'press' }
	| { readonly kind: TermKind | 'partnership'; readonly slug: string }
	| { readonly kind: 'month'; readonly month: string }
	| { readonly kind: 'press-year'; readonly year: string };

/** What a list is called on its page and in its feed; `name` is what its articles share. */
export function listWords(
	kind: NewsList['kind'],
	name: string,
	language: Language,
): { readonly title: string; readonly kicker: string | undefined } {
	const say = speak(readingMessages, language);
	switch (kind) {
		case 'news':
			return { title: say('news'), kicker: undefined };
		case 'press':
			return { title: say('press-releases'), kicker: undefined };
		case 'press-year':
			return { title: say('press-of', { year: name }), kicker: say('press') };
		case 'month':
			return { title: say('archive-of', { month: name }), kicker: say('archive') };
		default:
			return { title: name, kicker: say(kind) };
	}
}
