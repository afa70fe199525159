import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatFuzzyDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { mandateLabels } from '#lib/partnerships/council/council-words.ts';
import { dueText, stateNames } from '#lib/partnerships/promises/promise-words.ts';
import type { PaperBlock } from '#lib/platform/papers/paper.ts';
import { recordFigure } from './figure.ts';
import { cell, tableOr, wordColumn } from './paper-parts.ts';
import { type CouncilContent, lastDayTold } from './report-content.ts';
import { reportMessages } from './report-messages.ts';

/** What became of what was announced, overdue first, and of what the council charged the administration with. */
export function promisesChapter(content: CouncilContent, language: Language): PaperBlock[] {
	return [promisesTable(content, language), mandatesTable(content, language)];
}

function promisesTable(content: CouncilContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const states = stateNames(language);
	const ordered = content.promises.toSorted((a, b) => Number(b.overdue) - Number(a.overdue));
	return tableOr(
		{
			caption: say('caption-promises'),
			columns: [
				wordColumn(say('column-promise'), 5),
				wordColumn(say('column-made'), 2),
				wordColumn(say('column-due'), 2),
				wordColumn(say('column-state-on', { day: formatDate(lastDayTold(content), language) }), 2),
			],
			rows: ordered.map(({ id, text, made, due, state, overdue, note }) => [
				cell(readableText(text, language).text),
				cell(formatFuzzyDate(made, language)),
				cell(dueText(due, language)),
				cell(
					[
						overdue ? `${states[state]}, ${say('overdue')}` : states[state],
						note ? readableText(note, language).text : '',
					]
						.filter((part) => part !== '')
						.join('\n'),
					recordFigure('promise', id),
				),
			]),
		},
		say('no-promises'),
	);
}

function mandatesTable(content: CouncilContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const states = mandateLabels(language);
	return tableOr(
		{
			caption: say('caption-mandates'),
			columns: [
				wordColumn(say('column-mandate'), 5),
				wordColumn(say('column-reference'), 2),
				wordColumn(say('column-due'), 2),
				wordColumn(say('column-state-on', { day: formatDate(lastDayTold(content), language) }), 2),
			],
			rows: content.papers.flatMap((paper) =>
				paper.mandates.map((mandate) => [
					cell(readableText(mandate.task, language).text),
					cell(paper.reference || readableText(paper.names, language).text, recordFigure('paper', paper.id)),
					cell(mandate.due ? formatDate(mandate.due, language) : '–'),
					cell(states[mandate.state]),
				]),
			),
		},
		say('no-mandates'),
	);
}
