import { countryName } from '#lib/directory/countries.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import { eventMessages } from '../events/event-messages.ts';
import type { ExchangeGroup, ExchangeRecord } from './exchange.ts';
import type { ExchangeFault } from './exchange-form.ts';
import { exchangeMessages } from './exchange-messages.ts';
import type { SafeguardingGap } from './exchange-people.ts';

/** "5 July 2027 to 11 July 2027", or that the days are not settled yet. */
export function exchangeDays(
	{ startsOn, endsOn }: Pick<ExchangeRecord, 'startsOn' | 'endsOn'>,
	language: Language,
): string {
	const say = speak(exchangeMessages, language);
	if (startsOn === null || endsOn === null) return say('days-open');
	if (startsOn === endsOn) return formatDate(startsOn, language);
	return say('days', { from: formatDate(startsOn, language), until: formatDate(endsOn, language) });
}

/** A group as a row of the page. */
export function groupInWords(group: ExchangeGroup, language: Language) {
	const { youngest, oldest } = group;
	const say = speak(exchangeMessages, language);
	const ages =
		youngest !== null && oldest !== null
			? say('ages', { youngest, oldest })
			: youngest !== null
				? say('ages-from', { youngest })
				: oldest !== null
					? say('ages-up-to', { oldest })
					: null;
	return {
		id: group.id,
		name: readableText(group.names, language),
		country: countryName(group.country, language),
		participants: group.participants,
		leaders: group.leaders,
		ages,
	};
}

/** What is missing for the safety of minors. */
export function gapInWords({ kind, count }: SafeguardingGap, language: Language): string {
	const say = speak(exchangeMessages, language);
	return kind === 'no-responsible' || kind === 'no-concept' ? say(`gap-${kind}`) : say(`gap-${kind}`, { count });
}

interface Count {
	readonly groupId: string;
	readonly participants: number;
	readonly minors: number;
	readonly leaders: number;
}

/** What remains of a group's list once the people are forgotten. */
export function countInWords(
	{ groupId, participants, minors, leaders }: Count,
	{ groups }: ExchangeRecord,
	language: Language,
): string {
	const group = groups.find(({ id }) => id === groupId);
	const name = group ? readableText(group.names, language).text : '–';
	return speak(exchangeMessages, language)('counted', { group: name, participants, minors, leaders });
}

/** The words above each field. */
const labels = {
	kind: 'kind',
	title: 'title',
	aim: 'aim',
	host: 'host',
	place: 'place',
	startsOn: 'starts-on',
	endsOn: 'ends-on',
	travelDays: 'travel-days',
	responsible: 'responsible',
	concept: 'concept',
	cost: 'cost',
	grant: 'grant',
	group: 'person-group',
	leaderGroup: 'person-group',
	givenName: 'given-name',
	birthYear: 'birth-year',
	consentOn: 'consent',
	emergencyContact: 'emergency-contact',
	name: 'leader-name',
	recordCheckOn: 'record-check',
} as const;

/** The same where the form of events is used, with its words. */
const courseLabels = {
	deed: 'course-move',
	note: 'course-note',
	newStartsOn: 'course-new-start',
	newEndsOn: 'course-new-end',
} as const;

function explainGeneral(fault: FieldFault | FormFault, language: Language): FieldError {
	return 'field' in fault && Object.hasOwn(courseLabels, fault.field)
		? explainFault(fault, language, courseLabels, speak(eventMessages, language))
		: explainFault(fault, language, labels, speak(exchangeMessages, language));
}

/** A fault in words, with the field it takes the reader to. */
export function explainExchangeFault(fault: ExchangeFault, language: Language): FieldError {
	const say = speak(exchangeMessages, language);
	switch (fault.kind) {
		case 'not-a-number':
			return { field: fault.field, message: say('error-not-a-number', { typed: fault.typed, most: fault.most }) };
		case 'not-an-amount':
			return { field: fault.field, message: say('error-not-an-amount', { typed: fault.typed }) };
		case 'birth-year-implausible':
			return { field: 'birthYear', message: say('error-birth-year-implausible', { typed: fault.typed }) };
		case 'not-begun':
			return { field: 'deed', message: say('error-not-begun', { day: formatDate(fault.startsOn, language) }) };
		case 'deed-not-permitted':
			return { field: 'deed', message: say('error-deed-not-permitted') };
		case 'one-day-missing':
		case 'ages-crossed':
		case 'home-twice':
		case 'group-incomplete':
		case 'group-has-people':
		case 'unknown-city':
		case 'unknown-group':
		case 'date-in-future':
			return { field: fault.field, message: say(`error-${fault.kind}`) };
		default:
			return isOwn(fault)
				? { field: fields[fault.kind], message: say(`error-${fault.kind}`) }
				: explainGeneral(fault, language);
	}
}

const fields = {
	'ends-before-start': 'endsOn',
	'longer-than-a-year': 'endsOn',
	'grant-above-cost': 'grant',
	'days-fixed': 'startsOn',
	'safeguarding-needed': 'responsible',
	'days-needed': 'deed',
	'days-unchanged': 'newStartsOn',
	'reason-needed': 'note',
	'no-lists-any-more': 'form',
	'unknown-partnership': 'form',
	'unknown-person': 'responsible',
	'unknown-document': 'concept',
} as const;

type Own = Extract<ExchangeFault, { readonly kind: keyof typeof fields }>;

function isOwn(fault: ExchangeFault): fault is Own {
	return Object.hasOwn(fields, fault.kind);
}
