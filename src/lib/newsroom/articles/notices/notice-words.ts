import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { ArticleId } from '../article-queries.server.ts';
import { editionName } from '../article-words.ts';
import type { EditionKey } from '../edition.ts';
import { noticeMessages } from './notice-messages.ts';

/** What is told of an article that waits for somebody. */
export interface Notice {
	/** Of whom is told. */
	readonly name: string;
	readonly titles: LocalizedText;
	/** Who waits; null where it is not known any more. */
	readonly by: string | null;
	readonly cityNames: LocalizedText;
	readonly origin: string;
	readonly id: ArticleId;
}

/** The mail to those who may review a text. */
export function reviewMail({ edition, ...notice }: Notice & { readonly edition: EditionKey }, language: Language) {
	const say = speak(noticeMessages, language);
	const title = readableText(notice.titles, language).text;
	const values = {
		name: notice.name,
		by: notice.by ?? readableText(notice.cityNames, language).text,
		title,
		edition: editionName(edition, language),
		link: `${notice.origin}/${language}/office/newsroom/${notice.id}/${edition}`,
	};
	return { subject: say('review-subject', { title }), text: say('review-text', values) };
}

/** The mail to those of the partner city who may agree to an embargo. */
export function embargoMail({ until, ...notice }: Notice & { readonly until: Instant }, language: Language) {
	const say = speak(noticeMessages, language);
	const title = readableText(notice.titles, language).text;
	const values = {
		name: notice.name,
		city: readableText(notice.cityNames, language).text,
		title,
		until: formatInstant(until, language),
		link: `${notice.origin}/${language}/office/newsroom/${notice.id}`,
	};
	return { subject: say('embargo-subject', { title }), text: say('embargo-text', values) };
}
