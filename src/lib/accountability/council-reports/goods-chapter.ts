import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatEuro } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { PaperBlock } from '#lib/platform/papers/paper.ts';
import { figureName } from './figure.ts';
import { type Measure, worthOf } from './measure.ts';
import { amountText, cell, euroOr, numberColumn, tableOr, wordColumn } from './paper-parts.ts';
import { reportMessages } from './report-messages.ts';

type ReportSay = Say<(typeof reportMessages)['en']>;

/** The measures one by one, a table for each year, every figure with its way down. */
export function goodsTables(measures: readonly Measure[], language: Language): PaperBlock[] {
	const say = speak(reportMessages, language);
	if (measures.length === 0) return [{ kind: 'note', text: say('no-measures') }];
	const years = Map.groupBy(measures, ({ year }) => year);
	return [...years].flatMap(([year, ofYear]): PaperBlock[] => {
		const table = yearTable(year, ofYear, language, say);
		return years.size === 1 ? [table] : [{ kind: 'heading', level: 2, text: String(year) }, table];
	});
}

function yearTable(year: number, measures: readonly Measure[], language: Language, say: ReportSay): PaperBlock {
	const worth = worthOf(measures);
	const figure = figureName({ kind: 'goods', year });
	return tableOr(
		{
			caption: say('caption-measures', { year: String(year) }),
			columns: [
				wordColumn(say('column-goods'), 3),
				wordColumn(say('column-donor'), 3),
				wordColumn(say('column-destination'), 3),
				numberColumn(say('column-arrived'), 1.6),
				numberColumn(say('column-failed'), 1.6),
				numberColumn(say('column-value'), 2),
			],
			rows: measures.map((measure) => measureRow(measure, language, say)),
			total: [
				cell(worth.unknown > 0 ? say('total-of-known', { count: worth.unknown }) : say('total')),
				cell(''),
				cell(''),
				cell(''),
				cell(''),
				cell(worth.cents === 0 && worth.unknown > 0 ? say('not-valued') : formatEuro(worth.cents, language), figure),
			],
		},
		say('no-measures'),
	);
}

function measureRow(measure: Measure, language: Language, say: ReportSay) {
	const figure = figureName({ kind: 'measure', key: measure.key });
	const { baseUnit, arrived, failed, valueCents, donor } = measure;
	return [
		cell(readableText(measure.item, language).text),
		cell(donor ? readableText(donor, language).text : say('donor-unnamed')),
		cell(readableText(measure.operation, language).text),
		cell(amountText(arrived, baseUnit, language), figure),
		failed === 0 ? cell('–') : cell(amountText(failed, baseUnit, language), figure),
		cell(euroOr(valueCents, say('not-valued'), language)),
	];
}
