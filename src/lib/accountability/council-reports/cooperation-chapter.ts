import { speak } from '#lib/i18n/catalogue.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { courseNames } from '#lib/partnerships/events/course-words.ts';
import { exchangeDays } from '#lib/partnerships/exchanges/exchange-words.ts';
import type { PaperBlock } from '#lib/platform/papers/paper.ts';
import { recordFigure } from './figure.ts';
import { cell, numberColumn, tableOr, wordColumn } from './paper-parts.ts';
import type { CouncilContent } from './report-content.ts';
import { reportMessages } from './report-messages.ts';

/** Who met whom: exchanges with how many people took part. */
export function cooperationChapter({ exchanges }: CouncilContent, language: Language): PaperBlock[] {
	const say = speak(reportMessages, language);
	const states = courseNames(language);
	return [
		tableOr(
			{
				caption: say('caption-exchanges'),
				columns: [
					wordColumn(say('column-exchange'), 4),
					wordColumn(say('column-days'), 3),
					wordColumn(say('column-state')),
					numberColumn(say('column-people')),
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
		),
	];
}
