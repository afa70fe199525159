import { speak } from '#lib/i18n/catalogue.ts';
import { formatEuro } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { fundingMessages } from '#lib/partnerships/funding/funding-messages.ts';
import type { PaperBlock } from '#lib/platform/papers/paper.ts';
import { figureName, recordFigure } from './figure.ts';
import { cell, numberColumn, ratioText, tableOr, wordColumn } from './paper-parts.ts';
import type { CouncilContent, FundingLine } from './report-content.ts';
import { reportMessages } from './report-messages.ts';

/** Money applied for, approved and actual, and what the city's own money moved. */
export function financeChapter(content: CouncilContent, language: Language): PaperBlock[] {
	const say = speak(reportMessages, language);
	const { fundings, leverage, goodsCents } = content;
	const others = (leverage.fundersCents + goodsCents) as EuroCents;
	const ratio = ratioText(leverage.ownCents, others, language);
	return [
		tableOr(
			{
				caption: say('caption-fundings'),
				columns: [
					wordColumn(say('column-funding'), 3),
					wordColumn(say('column-funder'), 3),
					wordColumn(say('column-state')),
					numberColumn(say('column-applied'), 2),
					numberColumn(say('column-granted'), 2),
					numberColumn(say('column-actual'), 2),
				],
				rows: fundings.map((funding) => fundingRow(funding, language)),
			},
			say('no-fundings'),
		),
		{
			kind: 'terms',
			entries: [
				{ term: say('term-own'), text: formatEuro(leverage.ownCents, language) },
				{ term: say('term-funders'), text: formatEuro(leverage.fundersCents, language) },
				{
					term: say('term-goods-besides'),
					text: formatEuro(goodsCents, language),
					figure: figureName({ kind: 'goods', year: null }),
				},
				{ term: say('term-leverage'), text: ratio ?? say('no-leverage') },
			],
		},
		{ kind: 'note', text: say('leverage-explained') },
	];
}

function fundingRow(funding: FundingLine, language: Language) {
	const say = speak(reportMessages, language);
	const figure = recordFigure('funding', funding.id);
	const money = (cents: EuroCents | null) => (cents === null ? cell('–') : cell(formatEuro(cents, language), figure));
	const { names, reference, programme, funder, settledCents, spentCents } = funding;
	const about = [programme, reference].filter((text) => text !== null).join(', ');
	return [
		cell(readableText(names, language).text + (about === '' ? '' : `\n${about}`)),
		cell(funder ? readableText(funder, language).text : say('own-money')),
		cell(speak(fundingMessages, language)(`state-${funding.state}`)),
		money(funding.appliedCents),
		money(funding.grantedCents),
		money(settledCents ?? (spentCents === 0 ? null : spentCents)),
	];
}
