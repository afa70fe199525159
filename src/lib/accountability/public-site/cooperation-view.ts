import { countryName } from '#lib/directory/countries.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatEuro, formatFuzzyDate } from '#lib/i18n/format.ts';
import { latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { eventMessages } from '#lib/partnerships/events/event-messages.ts';
import { whenInWords } from '#lib/partnerships/events/event-words.ts';
import { exchangeMessages } from '#lib/partnerships/exchanges/exchange-messages.ts';
import { fundingMessages } from '#lib/partnerships/funding/funding-messages.ts';
import { decimalText, indicatorProgress } from '#lib/partnerships/projects/indicator.ts';
import { isMilestoneOverdue } from '#lib/partnerships/projects/milestone.ts';
import { projectMessages } from '#lib/partnerships/projects/project-messages.ts';
import { periodText } from '#lib/partnerships/projects/project-words.ts';
import { themeMessages } from '#lib/partnerships/themes/theme-messages.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import type { BadgeTone } from '#lib/ui/tone.ts';
import type {
	PublicCount,
	PublicEvent,
	PublicExchange,
	PublicFunding,
	PublicIndicator,
	PublicMilestone,
	PublicProject,
} from '../disclosure/public-cooperation.ts';
import type { Published } from '../disclosure/public-record.ts';
import { contentsOf, linksOf, type PublicLink, type Readable, type Reader } from './partnership-view.ts';
import { publicMessages } from './public-messages.ts';
import { anchorOf } from './public-paths.ts';

const read = (text: LocalizedText | null, language: Language): Readable | null => text && readableText(text, language);

/** What both cities work on together, with the goals of the 2030 Agenda it serves. */
export function themeViews({ records, language }: Reader) {
	const say = speak(publicMessages, language);
	const goal = speak(themeMessages, language);
	return contentsOf(records, 'theme').map(({ publicId, names, since, goals }) => ({
		id: anchorOf(publicId),
		name: readableText(names, language),
		since: say('themeSince', { date: formatFuzzyDate(since, language) }),
		goals: goals.map((number) => goal(`goal-${number}`)).join(' · '),
	}));
}

export interface EventLine extends TimelineEvent {
	/** Where its entry for a calendar is; null where its day isn't known. */
	readonly calendar: string | null;
	readonly outcomes: readonly Readable[];
}

/** What lies ahead, the next first, and what took place, the latest first. What was called off stays where it was. */
export function eventLines(reader: Reader): {
	readonly ahead: readonly EventLine[];
	readonly past: readonly EventLine[];
} {
	const events = contentsOf(reader.records, 'event');
	const isAhead = ({ began, ended, state }: PublicEvent) =>
		state !== 'held' && latestDay(ended ?? began) >= reader.today;
	return {
		ahead: events.filter(isAhead).map((event) => eventLine(event, reader)),
		past: events
			.filter((event) => !isAhead(event))
			.map((event) => eventLine(event, reader))
			.reverse(),
	};
}

function eventLine(event: Published<PublicEvent>, { language }: Reader): EventLine {
	const words = speak(eventMessages, language);
	const title = readableText(event.title, language);
	const hasDay = event.began.precision === 'day' && (event.ended === null || event.ended.precision === 'day');
	const people = event.people && speak(publicMessages, language)('eventPeople', { count: event.people });
	const mode = event.mode === 'in-person' ? null : words(`mode-${event.mode}`);
	const called = event.state === 'cancelled' ? words('course-cancelled') : null;
	return {
		id: anchorOf(event.publicId),
		title: title.text,
		lang: title.language,
		when: whenInWords(event, language),
		datetime: event.began.date,
		note: [called, words(`kind-${event.kind}`), mode, read(event.place, language)?.text, people]
			.filter(Boolean)
			.join(' · '),
		text: event.summary ? readableText(event.summary, language).text : undefined,
		calendar: hasDay ? `/${language}/events/${event.publicId}.ics` : null,
		outcomes: event.outcomes.map((outcome) => readableText(outcome, language)),
	};
}

export interface MilestoneLine {
	readonly name: Readable;
	readonly state: string;
	readonly tone: BadgeTone;
	readonly when: string;
	readonly links: readonly PublicLink[];
}

export interface IndicatorLine {
	readonly name: Readable;
	/** "1,200 of 5,000 people". */
	readonly measured: string;
	/** Whole per cent of the way; null where nothing was measured. */
	readonly progress: number | null;
}

export interface ProjectView {
	readonly id: string;
	readonly name: Readable;
	readonly state: PublicProject['state'];
	readonly facts: readonly { readonly term: string; readonly text: string }[];
	readonly themes: readonly PublicLink[];
	readonly milestones: readonly MilestoneLine[];
	readonly indicators: readonly IndicatorLine[];
}

/** The projects, what is under way first. */
export function projectViews(reader: Reader): ProjectView[] {
	const isOver = ({ state }: PublicProject) => state === 'completed' || state === 'cancelled';
	const projects = contentsOf(reader.records, 'project');
	return [...projects.filter((each) => !isOver(each)), ...projects.filter(isOver)].map((each) =>
		projectView(each, reader),
	);
}

function projectView(project: Published<PublicProject>, reader: Reader): ProjectView {
	const { language, today } = reader;
	const say = speak(publicMessages, language);
	const { lead, partners, begins, ends, budgetCents, dreamId, iatiId } = project;
	const facts = [
		{ term: say('projectPeriod'), text: periodText(begins, ends, language) },
		{ term: say('projectLead'), text: lead && readableText(lead, language).text },
		{ term: say('projectPartners'), text: partners.map((names) => readableText(names, language).text).join(', ') },
		{ term: say('projectBudget'), text: budgetCents === null ? null : formatEuro(budgetCents, language) },
		{ term: say('projectDream'), text: dreamId },
		{ term: say('projectIati'), text: iatiId },
	];
	return {
		id: anchorOf(project.publicId),
		name: readableText(project.names, language),
		state: project.state,
		facts: facts.flatMap(({ term, text }) => (text ? { term, text } : [])),
		themes: linksOf(project.themes, reader),
		milestones: project.milestones.map((milestone) => milestoneLine(milestone, today, reader)),
		indicators: project.indicators.map((indicator) => indicatorLine(indicator, language)),
	};
}

const milestoneTones = { open: 'info', reached: 'success', dropped: 'neutral' } as const;

function milestoneLine(milestone: PublicMilestone, today: PlainDate, reader: Reader): MilestoneLine {
	const { language } = reader;
	const words = speak(projectMessages, language);
	const { names, due, state, settled, shownBy } = milestone;
	const isLate = isMilestoneOverdue(milestone, today);
	return {
		name: readableText(names, language),
		state: isLate ? words('overdue') : words(`milestone-${state}`),
		tone: isLate ? 'danger' : milestoneTones[state],
		when: settled
			? formatFuzzyDate(settled, language)
			: speak(publicMessages, language)('milestoneDue', { date: formatDate(due, language) }),
		links: linksOf([shownBy], reader),
	};
}

function indicatorLine(
	{ names, unit, decimals, baseline, target, actual }: PublicIndicator,
	language: Language,
): IndicatorLine {
	const say = speak(publicMessages, language);
	const number = (value: number) => decimalText(value, decimals, language);
	const goal = { target: number(target), unit };
	return {
		name: readableText(names, language),
		measured: actual
			? say('indicatorMeasured', { ...goal, value: number(actual.value), date: formatDate(actual.asOf, language) })
			: say('indicatorOpen', goal),
		progress: indicatorProgress({ baseline, target, actual: actual && { ...actual, source: '' } }),
	};
}

export interface ExchangeRow {
	readonly id: string;
	readonly year: string;
	readonly kind: string;
	readonly host: string;
	readonly groups: readonly string[];
	readonly isAhead: boolean;
}

/** The exchanges as numbers, the latest first. */
export function exchangeRows({ records, language }: Reader): ExchangeRow[] {
	const kinds = speak(exchangeMessages, language);
	return contentsOf(records, 'exchange')
		.map((exchange) => ({
			id: anchorOf(exchange.publicId),
			year: String(exchange.year),
			kind: kinds(`kind-${exchange.kind}`),
			host: readableText(exchange.host, language).text,
			groups: exchange.groups.map((group) => groupInWords(group, language)),
			isAhead: exchange.state === 'confirmed',
		}))
		.reverse();
}

function groupInWords(
	{ city, country, participants, leaders }: PublicExchange['groups'][number],
	language: Language,
): string {
	const say = speak(publicMessages, language);
	const count = (of: PublicCount, which: 'participants' | 'leaders') =>
		of === null || of === 0 ? [] : of === 'few' ? [say(`few-${which}`)] : [say(`count-${which}`, { count: of })];
	const people = [...count(participants, 'participants'), ...count(leaders, 'leaders')];
	const from = city ? readableText(city, language).text : countryName(country, language);
	return say('exchangeGroup', { from, people: people.join(', ') || say('exchangeUnknown') });
}

export interface FundingRow {
	readonly id: string;
	readonly name: Readable;
	readonly funder: string;
	readonly granted: string;
	readonly own: string;
	readonly state: string;
	readonly period: string;
}

/** The money granted, the latest first. */
export function fundingRows({ records, language }: Reader): FundingRow[] {
	return contentsOf(records, 'funding')
		.map((funding) => fundingRow(funding, language))
		.reverse();
}

function fundingRow(funding: Published<PublicFunding>, language: Language): FundingRow {
	const say = speak(publicMessages, language);
	const { programme, funder, isOwnMoney, grantedCents, ownCents, from, until } = funding;
	const day = (date: PlainDate) => ({ date, precision: 'day' }) as const;
	const giver = isOwnMoney ? say('fundingOwnMoney') : (read(funder, language)?.text ?? say('fundingUnnamed'));
	return {
		id: anchorOf(funding.publicId),
		name: readableText(funding.names, language),
		funder: [programme, giver].filter(Boolean).join(' · '),
		granted: grantedCents === null ? say('fundingInGoods') : formatEuro(grantedCents, language),
		own: ownCents === null ? '–' : formatEuro(ownCents, language),
		state: speak(fundingMessages, language)(`state-${funding.state}`),
		period: periodText(from && day(from), until && day(until), language) ?? '',
	};
}
