import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate, formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { courseNames } from '#lib/partnerships/events/course-words.ts';
import { whenInWords } from '#lib/partnerships/events/event-words.ts';
import { exchangeDays } from '#lib/partnerships/exchanges/exchange-words.ts';
import { projectMessages } from '#lib/partnerships/projects/project-messages.ts';
import { themeMessages } from '#lib/partnerships/themes/theme-messages.ts';
import type { PaperBlock } from '#lib/platform/papers/paper.ts';
import { recordFigure } from './figure.ts';
import { cell, euroOr, numberColumn, tableOr, wordColumn } from './paper-parts.ts';
import type { CouncilContent } from './report-content.ts';
import { reportMessages } from './report-messages.ts';

/** Who worked on what and met whom: themes, events with their outcomes, exchanges, with how many people took part. */
export function cooperationChapter(content: CouncilContent, language: Language): PaperBlock[] {
	return [themesTable, projectsTable, eventsTable, exchangesTable].map((table) => table(content, language));
}

function themesTable({ themes }: CouncilContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const sayTheme = speak(themeMessages, language);
	return tableOr(
		{
			caption: say('caption-themes'),
			columns: [
				wordColumn(say('column-theme'), 5),
				wordColumn(say('column-state'), 2),
				wordColumn(say('column-since'), 2),
			],
			rows: themes.map(({ id, names, state, since }) => [
				cell(readableText(names, language).text, recordFigure('theme', id)),
				cell(sayTheme(`state-${state}`)),
				cell(formatFuzzyDate(since, language)),
			]),
		},
		say('no-themes'),
	);
}

function projectsTable({ projects }: CouncilContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const sayProject = speak(projectMessages, language);
	return tableOr(
		{
			caption: say('caption-projects'),
			columns: [
				wordColumn(say('column-project'), 5),
				wordColumn(say('column-state'), 2),
				numberColumn(say('column-milestones'), 2),
				numberColumn(say('column-budget'), 2),
			],
			rows: projects.map(({ id, code, names, state, milestones, reached, budgetCents }) => [
				cell(`${readableText(names, language).text} (${code})`, recordFigure('project', id)),
				cell(sayProject(`state-${state}`)),
				cell(milestones === 0 ? '–' : say('milestones-reached', { reached, all: milestones })),
				cell(euroOr(budgetCents, '–', language)),
			]),
		},
		say('no-projects'),
	);
}

function eventsTable({ events }: CouncilContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const states = courseNames(language);
	return tableOr(
		{
			caption: say('caption-events'),
			columns: [
				wordColumn(say('column-event'), 5),
				wordColumn(say('column-days'), 3),
				wordColumn(say('column-state'), 2),
				numberColumn(say('column-people'), 1.3),
			],
			rows: events.map(({ id, title, began, ended, state, people, outcomes }) => [
				cell([title, ...outcomes].map((text) => readableText(text, language).text).join('\n')),
				cell(whenInWords({ began, ended, hours: null }, language)),
				cell(states[state]),
				cell(people === null ? say('unknown') : formatNumber(people, language), recordFigure('event', id)),
			]),
		},
		say('no-events'),
	);
}

function exchangesTable({ exchanges }: CouncilContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const states = courseNames(language);
	return tableOr(
		{
			caption: say('caption-exchanges'),
			columns: [
				wordColumn(say('column-exchange'), 5),
				wordColumn(say('column-days'), 3),
				wordColumn(say('column-state'), 2),
				numberColumn(say('column-people'), 1.3),
			],
			rows: exchanges.map((exchange) => [
				cell(readableText(exchange.title, language).text),
				cell(exchangeDays(exchange, language)),
				cell(states[exchange.state]),
				cell(
					exchange.people === null ? say('unknown') : formatNumber(exchange.people, language),
					recordFigure('exchange', exchange.id),
				),
			]),
		},
		say('no-exchanges'),
	);
}
