import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { daysBetween, type PlainDate } from '#lib/kernel/plain-date.ts';
import { grantMessages } from './grant-messages.ts';
import {
	checkPlan,
	type GrantPlan,
	type GrantProgramme,
	type Measure,
	type Range,
	type Verdict,
} from './grant-rule.ts';
import type { en } from './messages.en.ts';

/** A verdict as a reader needs it: the rule, how it stands, what is planned and what would mend it or is still to be said. */
export interface SpokenVerdict {
	readonly kind: Verdict['kind'];
	readonly rule: string;
	readonly found: string | null;
	readonly advice: string | null;
}

/** What a programme makes of a plan, in words. */
export interface SpokenCheck {
	readonly id: string;
	readonly name: string;
	readonly edition: string;
	readonly source: string;
	readonly isAged: boolean;
	readonly summary: string;
	readonly isMet: boolean;
	readonly verdicts: readonly SpokenVerdict[];
}

/** Checks a plan against a programme and says what came of it in the reader's language. */
export function speakCheck(
	programme: GrantProgramme,
	plan: GrantPlan,
	{ language, today }: { readonly language: Language; readonly today: PlainDate },
): SpokenCheck {
	const say = speak(grantMessages, language);
	const verdicts = checkPlan(programme, plan);
	const count = (kind: Verdict['kind']) => verdicts.filter((verdict) => verdict.kind === kind).length;
	const isMet = count('met') === verdicts.length;
	return {
		id: programme.id,
		name: programme.names[language],
		edition: say('edition-as-of', {
			edition: programme.edition[language],
			day: formatDate(programme.asOf, language),
		}),
		source: programme.source,
		isAged: daysBetween(programme.asOf, today) > 366,
		summary: isMet
			? say('all-met', { count: verdicts.length })
			: say('tally', { met: count('met'), missed: count('missed'), open: count('open') }),
		isMet,
		verdicts: verdicts.map((verdict) => ({
			kind: verdict.kind,
			rule: verdict.rule.text[language],
			found: foundInWords(verdict, language),
			advice: adviceOn(verdict, language),
		})),
	};
}

function foundInWords({ rule: { measure }, found }: Verdict, language: Language): string | null {
	const say = speak(grantMessages, language);
	const range = rangeInWords(measure, found, language);
	if (range === null) return null;
	return found.at
		? say('planned-in', { found: range, group: readableText(found.at, language).text })
		: say('planned', { found: range });
}

function rangeInWords(measure: Measure, { low, high }: Range, language: Language): string | null {
	const say = speak(grantMessages, language);
	if (low === high) return amountInWords(measure, low, language);
	// A gap leaves one end open: the other is what the groups known so far come to.
	const known = high === Number.POSITIVE_INFINITY ? low : high;
	return known === 0 ? null : say('known-so-far', { found: amountInWords(measure, known, language) });
}

const units = {
	participants: 'unit-people',
	'smallest-group': 'unit-people',
	'participants-from-abroad': 'unit-people',
	'fewest-leaders': 'unit-leaders',
	'youngest-age': 'unit-years',
	'oldest-age': 'unit-years',
	'programme-days': 'unit-days',
	countries: 'unit-countries',
	'eu-countries': 'unit-countries',
	'groups-of-host-country': 'unit-groups',
} as const satisfies Record<Exclude<Measure, 'grant-cents' | 'grant-share'>, keyof typeof en>;

function amountInWords(measure: Measure, count: number, language: Language): string {
	if (measure === 'grant-cents') return euros(count, language);
	if (measure === 'grant-share') {
		return formatNumber(count / 10_000, language, { style: 'percent', maximumFractionDigits: 2 });
	}
	return speak(grantMessages, language)(units[measure], { count });
}

function euros(cents: number, language: Language): string {
	return formatNumber(cents / 100, language, { style: 'currency', currency: 'EUR' });
}

function adviceOn(verdict: Verdict, language: Language): string | null {
	const say = speak(grantMessages, language);
	switch (verdict.kind) {
		case 'met':
			return null;
		case 'open':
			return say(stillToSay[verdict.rule.measure]);
		default:
			return mendInWords(verdict, say, language);
	}
}

const stillToSay = {
	participants: 'open-people',
	'smallest-group': 'open-people',
	'fewest-leaders': 'open-leaders',
	'youngest-age': 'open-ages',
	'oldest-age': 'open-ages',
	'programme-days': 'open-days',
	countries: 'open-groups',
	'eu-countries': 'open-groups',
	'groups-of-host-country': 'open-groups',
	'participants-from-abroad': 'open-abroad',
	'grant-cents': 'open-grant',
	'grant-share': 'open-share',
} as const satisfies Record<Measure, keyof typeof en>;

type Missed = Extract<Verdict, { kind: 'missed' }>;

function mendInWords({ rule, found, by: count }: Missed, say: Say<typeof en>, language: Language): string {
	const { measure, bound } = rule;
	const more = rule.comparator === 'at-least';
	const group = found.at ? readableText(found.at, language).text : '';
	switch (measure) {
		case 'participants':
			return say(more ? 'more-people' : 'fewer-people', { count });
		case 'smallest-group':
			return say('more-in-group', { group, count });
		case 'fewest-leaders':
			return say('more-leaders', { group, count });
		case 'youngest-age':
			return say('no-younger', { bound, group });
		case 'oldest-age':
			return say('no-older', { bound, group });
		case 'programme-days':
			return say(more ? 'more-days' : 'fewer-days', { count });
		case 'countries':
			return say('more-countries', { count });
		case 'eu-countries':
			return say('more-eu-countries');
		case 'groups-of-host-country':
			return say('host-group');
		case 'participants-from-abroad':
			return say('more-from-abroad', { count });
		case 'grant-cents':
			return say(more ? 'more-money' : 'less-money', { amount: euros(count, language) });
		case 'grant-share':
			return say('less-share', { points: formatNumber(count / 100, language, { maximumFractionDigits: 2 }) });
	}
}
