import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { articlePath } from '../reading/news-paths.ts';
import { htmlMail } from './html-mail.ts';
import type { Rhythm } from './subscription.ts';
import { subscriptionMessages } from './subscription-messages.ts';

/** A publication as a mail tells of it. */
export interface NewsItem {
	/** Names the article; told of several times in one issue, it stands there once. */
	readonly articleId: string;
	readonly at: Instant;
	readonly update: 'first' | 'major' | 'correction';
	/** What readers are told of a change; empty where it is new. */
	readonly note: string;
	/** What had been wrong; empty where nothing was. */
	readonly wrong: string;
	readonly slug: string;
	readonly kicker: string;
	readonly title: string;
	readonly teaser: string;
}

export interface NewsMailFacts {
	readonly language: Language;
	readonly rhythm: Rhythm;
	readonly items: readonly NewsItem[];
	/** When the reader confirmed the address. */
	readonly confirmedAt: Instant;
	readonly at: Instant;
	/** "https://tandem.example" */
	readonly origin: string;
	/** The reader's own page. */
	readonly preferencesUrl: string;
}

export interface WrittenMail {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** Each article once, with the latest of what happened to it, in the order it was published. */
export function latestOfEach(items: readonly NewsItem[]): readonly NewsItem[] {
	const latest = new Map<string, NewsItem>();
	for (const item of [...items].sort((one, other) => one.at - other.at)) {
		const before = latest.get(item.articleId);
		// Whoever hears of an article for the first time is not told that it was changed; what was wrong is told to everybody.
		const update = before?.update === 'first' && item.update === 'major' ? 'first' : item.update;
		latest.delete(item.articleId);
		latest.set(item.articleId, { ...item, update });
	}
	return [...latest.values()];
}

/** Writes the mail of an issue for one reader: the same words as plain text and as an accessible page. At least one item. */
export function newsMail(facts: NewsMailFacts): WrittenMail {
	const { language, origin } = facts;
	const say = speak(subscriptionMessages, language);
	const items = latestOfEach(facts.items);
	const subject = subjectOf(facts, items).replace(/\s+/gu, ' ').trim().slice(0, 300);
	const parts = items.map((item) => ({
		mark: item.update === 'first' ? item.kicker : say(`mark-${item.update}`),
		title: item.title,
		day: formatDate(dayOf(item.at), language),
		notes: notesOf(item, language),
		teaser: item.teaser,
		link: origin + articlePath(language, item.slug),
	}));
	const footer = {
		why: say('footer-why', { day: formatDate(dayOf(facts.confirmedAt), language) }),
		links: [
			{ label: say('footer-change'), url: facts.preferencesUrl },
			{ label: say('footer-leave'), url: `${facts.preferencesUrl}#leave` },
			{ label: say('footer-imprint'), url: `${origin}/${language}/imprint` },
		],
	};
	const texts = parts.map(({ mark, title, day, notes, teaser, link }) =>
		[...(mark === '' ? [] : [mark]), title, day, '', ...notes, ...(teaser === '' ? [] : [teaser]), '', link].join('\n'),
	);
	const ending = [footer.why, ...footer.links.map(({ label, url }) => `${label}: ${url}`)].join('\n');
	return {
		subject,
		text: [...texts, ending].join('\n\n---\n\n'),
		html: htmlMail({ language, subject, parts, footer, read: say('read') }),
	};
}

function subjectOf({ rhythm, language, at }: NewsMailFacts, items: readonly NewsItem[]): string {
	const say = speak(subscriptionMessages, language);
	const [first] = items;
	if (rhythm === 'at-once' && first) return say(`subject-${first.update}`, { title: first.title });
	const count = items.length;
	return rhythm === 'weekly'
		? say('subject-weekly', { count })
		: say('subject-daily', { count, day: formatDate(dayOf(at), language) });
}

function notesOf({ update, note, wrong }: NewsItem, language: Language): readonly string[] {
	if (update === 'first') return [];
	const was = wrong === '' ? [] : [speak(subscriptionMessages, language)('note-was-wrong', { wrong })];
	return [...(note === '' ? [] : [note]), ...was];
}
