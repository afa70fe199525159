import { accessMessages } from '#lib/access/access-messages.ts';
import { actionInWords } from '#lib/access/audit-words.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { auditTrailMessages } from './audit-trail-messages.ts';
import { english } from './messages.en.ts';

type Word = keyof typeof english;
type PlainWord = Exclude<Word, 'detail-needs' | 'detail-lines' | 'detail-hours' | 'detail-sessionsEnded'>;

const isWord = (key: string): key is PlainWord => Object.hasOwn(english, key);

/** What was done, whichever area recorded it. A code this version doesn't know is shown as it stands: an entry is never hidden. */
export function deedInWords(action: string, language: Language): string {
	const key = `did-${action.replace('.', '-')}`;
	if (isWord(key)) return speak(auditTrailMessages, language)(key);
	return actionInWords(action, language) ?? action;
}

/** The kind of a thing, or the area an action belongs to: "Bedarf", "Transport". */
export function kindInWords(kind: string, language: Language): string {
	const key = `kind-${kind}`;
	return isWord(key) ? speak(auditTrailMessages, language)(key) : kind;
}

/** The recorded facts in words, the technical ones left out. */
export function detailsInWords(details: Readonly<Record<string, unknown>>, language: Language): string {
	const say = speak(auditTrailMessages, language);
	const sayAccess = speak(accessMessages, language);
	const texts = Object.entries(details).map(([key, value]) => {
		if (key === 'strength' || key === 'setUp' || (key === 'sessionsEnded' && value === 0)) return '';
		if (key === 'needs' || key === 'lines' || key === 'hours' || key === 'sessionsEnded')
			return say(`detail-${key}`, { count: Number(value) });
		if (key === 'roles' && Array.isArray(value)) return value.map((role) => accessWord(`role-${role}`)).join(', ');
		if (key === 'method') return accessWord(`method-${value}`);
		return `${key}: ${Array.isArray(value) ? value.join(', ') : value}`;
	});
	return texts.filter((text) => text !== '').join(' · ');

	function accessWord(key: string): string {
		return Object.hasOwn(accessMessages.en, key) ? sayAccess(key as 'role-coordinator') : key;
	}
}

const pages: Readonly<Record<string, (id: string) => string>> = {
	account: (id) => `accounts/${id}`,
	need: (id) => `needs/${id}`,
	'need-list': (id) => `need-lists/${id}/review`,
	offer: (id) => `offers/${id}`,
	'allocation-round': (id) => `allocations/${id}`,
	lot: (id) => `stock/${id}`,
	shipment: (id) => `shipments/${id}`,
	discrepancy: (id) => `discrepancies/${id}`,
	paper: (id) => `council/${id}`,
	mandate: (id) => `council/mandates/${id}`,
	'oparl-source': (id) => `council/sources/${id}`,
	promise: (id) => `promises/${id}`,
	project: (id) => `projects/${id}`,
	theme: (id) => `themes/${id}`,
	event: (id) => `events/${id}`,
	exchange: (id) => `exchanges/${id}`,
	funding: (id) => `funding/${id}`,
	report: (id) => `reports/${id}`,
	operation: (id) => `directory/operations/${id}`,
	city: () => 'directory/city',
	place: (id) => `directory/places/${id}`,
	organisation: (id) => `directory/organisations/${id}`,
	person: (id) => `people/${id}`,
	post: (id) => `people/posts/${id}`,
	document: (id) => `documents/${id}`,
	image: (id) => `images/${id}`,
	article: (id) => `newsroom/${id}`,
	partnership: (id) => `partnerships/${id}`,
	agreement: (id) => `agreements/${id}`,
};

/** Where in the office the thing an entry is about can be seen, below "/de/office/"; undefined where it has no page. */
export function pageOfSubject(kind: string, id: string): string | undefined {
	return pages[kind]?.(id);
}
