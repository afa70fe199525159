import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { daysBetween, type PlainDate } from '#lib/kernel/plain-date.ts';
import { recordPath } from '#lib/partnerships/record-ref.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { Deadline, DeadlineRefusal } from './deadline.ts';
import { deadlineMessages } from './deadline-messages.ts';

/** What is due, in words, with the language it is in: "Generators for Zhytomyr", "12 needs of Relief for Zhytomyr". */
export function deadlineTitle(
	{ kind, title, count }: Deadline,
	language: Language,
): { text: string; language: Language } {
	const read = readableText(title, language);
	const say = speak(deadlineMessages, language);
	if (kind === 'stale-needs') return { text: say('needs-of', { count: count ?? 0, operation: read.text }), language };
	return kind === 'distribution-report' ? { text: say('of-shipment', { number: read.text }), language } : read;
}

/** Where in the office it is attended to: "/de/office/funding/…". */
export function deadlinePath({ kind, subject }: Pick<Deadline, 'kind' | 'subject'>, language: Language): string {
	return `/${language}/office${kind === 'stale-needs' ? '/needs' : recordPath(subject)}`;
}

/** "in 3 days", "today", "5 days overdue". */
export function nearness(due: PlainDate, today: PlainDate, language: Language): string {
	const say = speak(deadlineMessages, language);
	const days = daysBetween(today, due);
	if (days === 0) return say('today');
	return days > 0 ? say('in-days', { count: days }) : say('days-overdue', { count: -days });
}

export interface Addressee {
	readonly name: string;
	readonly language: Language;
}

const mostLines = 40;

/** The one mail a person gets on a day: what is overdue first, then what is to come, each with its page. */
export function digestMail(addressee: Addressee, deadlines: readonly Deadline[], today: PlainDate, origin: string) {
	const { language, name } = addressee;
	const say = speak(deadlineMessages, language);
	const lineOf = (deadline: Deadline) =>
		say('mail-line', {
			due: formatDate(deadline.due, language),
			nearness: nearness(deadline.due, today, language),
			kind: say(`kind-${deadline.kind}`),
			title: deadlineTitle(deadline, language).text,
			link: `${origin}${deadlinePath(deadline, language)}`,
		});
	const more = deadlines.length - mostLines;
	const list = [
		...deadlines.slice(0, mostLines).map(lineOf),
		...(more > 0 ? [say('mail-more', { count: more })] : []),
	].join('\n\n');
	return {
		subject: say('mail-subject', { count: deadlines.length }),
		text: say('mail-text', { name, list, link: `${origin}/${language}/office/deadlines` }),
	};
}

/** The words above each field. */
const labels = {
	note: 'mark-note',
} as const;

/** Why a mark is not taken, in words. */
export function explainDeadline(refusal: DeadlineRefusal, language: Language): FieldError {
	switch (refusal.kind) {
		case 'deadline-unknown':
		case 'deadline-has-its-record':
		case 'not-done':
			return { field: 'form', message: speak(deadlineMessages, language)(`error-${refusal.kind}`) };
		default:
			return explainFault(refusal, language, labels, speak(deadlineMessages, language));
	}
}
