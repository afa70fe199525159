import { speak } from '#lib/i18n/catalogue.ts';
import { formatEuro, formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { PaperBlock, PaperTerm } from '#lib/platform/papers/paper.ts';
import { figureName } from './figure.ts';
import { ratioText, worthText } from './paper-parts.ts';
import type { CouncilContent } from './report-content.ts';
import { reportMessages } from './report-messages.ts';

/** The figures a council reads first. */
export function summaryTerms(content: CouncilContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const { measures, promises, leverage, goodsCents } = content;
	const all = figureName({ kind: 'goods', year: null });
	const count = (number: number): string => formatNumber(number, language);
	const others = leverage.fundersCents + goodsCents;
	const entries: PaperTerm[] = [
		{ term: say('term-measures'), text: count(measures.length), figure: all },
		{
			term: say('term-goods'),
			text: worthText(measures, language),
			figure: all,
		},
		{ term: say('term-own'), text: formatEuro(leverage.ownCents, language) },
		{
			term: say('term-leverage'),
			text: ratioText(leverage.ownCents, others, language) ?? say('no-leverage'),
		},
		{
			term: say('term-promises'),
			text: say('promises-in-short', {
				kept: count(promises.filter(({ state }) => state === 'kept').length),
				all: count(promises.length),
				overdue: count(promises.filter(({ overdue }) => overdue).length),
			}),
		},
	];
	return { kind: 'terms', entries };
}
