import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatFuzzyDate } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { type Language, locales } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { recordPath } from '#lib/partnerships/record-ref.ts';
import { partnershipMessages } from '#lib/partnerships/standing/partnership-messages.ts';
import { formatBase } from '#lib/relief/catalogue/amount-text.ts';
import type { Said } from '../../checks/claim.ts';
import { claimMessages } from './claim-messages.ts';

/** What is needed to say it: the reader's language, the one the text is in, and what items are called. */
export interface Telling {
	readonly language: Language;
	readonly written: Language;
	readonly itemName: (code: string) => string;
}

/** What the records say, in a sentence. */
export function saidText(said: Said, { language, written, itemName }: Telling): string {
	const say = speak(claimMessages, language);
	const read = (names: LocalizedText) => readableText(names, language).text;
	switch (said.kind) {
		case 'figure':
			return figureText(said, language, itemName);
		case 'dated':
			return say(`dated-${said.of}`, { title: read(said.names), when: periodText(said.began, said.ended, language) });
		case 'weekday':
			return say('said-weekday', { weekday: weekdayName(said.weekday, language) });
		case 'no-such-day':
			return say('said-no-such-day');
		case 'named':
			return say('said-named', { name: readableText(said.names, written).text });
		case 'held':
			return heldText(said, language);
		case 'paper':
			return say('said-paper', { reference: said.reference, title: read(said.names) });
		case 'standing': {
			const kind = speak(partnershipMessages, language)(`kind-${said.as}`);
			return say('said-standing', { kind, when: formatFuzzyDate(said.since, language) });
		}
		default:
			return unreachable(said);
	}
}

/** Where it can be looked up: the record's page of the office, the public page of a figure. */
export function saidHref(said: Said, language: Language): string | null {
	if (said.kind === 'figure') {
		const { kind, slug } = said.figure.scope;
		return `/${language}/${kind}s/${slug}`;
	}
	const ref = 'ref' in said ? said.ref : null;
	return ref && `/${language}/office${recordPath(ref)}`;
}

function figureText(
	{ figure, value, unit, names, part }: Extract<Said, { kind: 'figure' }>,
	language: Language,
	itemName: Telling['itemName'],
): string {
	const say = speak(claimMessages, language);
	const amount = formatBase(value, unit, language);
	const words = { item: itemName(figure.itemCode), amount, place: readableText(names, language).text };
	if (part === null) return say(`said-${figure.measure}`, words);
	if (part.kind === 'year') return say('said-in-year', { ...words, when: String(part.year) });
	return part.kind === 'day'
		? say('said-on-day', { ...words, when: formatDate(part.date, language) })
		: say('said-in-week', { ...words, when: formatDate(part.monday, language) });
}

function periodText(began: FuzzyDate | null, ended: FuzzyDate | null, language: Language): string {
	const [first, last] = [began && formatFuzzyDate(began, language), ended && formatFuzzyDate(ended, language)];
	return first && last ? speak(claimMessages, language)('from', { began: first, ended: last }) : (first ?? last ?? '');
}

function heldText({ names, post, began, ended }: Extract<Said, { kind: 'held' }>, language: Language): string {
	const say = speak(claimMessages, language);
	const who = { name: readableText(names, language).text, post: readableText(post, language).text };
	const [from, until] = [began && formatFuzzyDate(began, language), ended && formatFuzzyDate(ended, language)];
	if (from && until) return say('said-held', { ...who, from, until });
	if (from) return say('said-held-since', { ...who, from });
	return until ? say('said-held-until', { ...who, until }) : say('said-held-some-time', who);
}

/** 1 January 2024 was a Monday. */
function weekdayName(weekday: number, language: Language): string {
	const format = new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' });
	return format.format(new Date(Date.UTC(2024, 0, 1 + weekday)));
}
