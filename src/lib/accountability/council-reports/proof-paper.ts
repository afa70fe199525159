import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatEuro } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { fundingMessages } from '#lib/partnerships/funding/funding-messages.ts';
import type { Paper, PaperBlock } from '#lib/platform/papers/paper.ts';
import { paperFrame } from './council-paper.ts';
import { recordFigure } from './figure.ts';
import { goodsTables } from './goods-chapter.ts';
import { cell, chapters, euroOr, numberColumn, tableOr, wordColumn, written } from './paper-parts.ts';
import type { ProofContent } from './report-content.ts';
import { reportMessages } from './report-messages.ts';

/**
 * The proof of use in one language, as German funders ask for it (ANBest-P no. 6: a report on the facts and a numerical part
 * with income and expenditure against the plan, and the list of vouchers).
 */
export function proofPaper(content: ProofContent, language: Language): Paper {
	const say = speak(reportMessages, language);
	const chapter = chapters();
	const { texts, funding } = content;
	const gap = (text: string): PaperBlock => ({ kind: 'note', text });
	const section = (title: string, blocks: readonly PaperBlock[]): PaperBlock[] => [
		{ kind: 'heading', level: 2, text: title },
		...(blocks.length > 0 ? blocks : [gap(say('no-text-yet'))]),
	];
	return {
		...paperFrame(content, language),
		title: say('proof-title', { funding: readableText(funding.names, language).text }),
		blocks: [
			chapter(say('chapter-frame')),
			frameTerms(content, language),
			chapter(say('chapter-facts')),
			...section(say('section-course'), written(texts.course, language)),
			...section(say('section-results'), written(texts.results, language)),
			...section(say('section-deviations'), written(texts.deviations, language)),
			...section(say('section-publicity'), written(texts.publicity, language)),
			chapter(say('chapter-goods')),
			...goodsTables(content.measures, language),
			chapter(say('chapter-numbers')),
			incomeTable(content, language),
			expenseTable(content, language),
			chapter(say('chapter-vouchers')),
			voucherTable(content, language),
			...missingNote(content, language),
		],
	};
}

function frameTerms({ funding }: ProofContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const figure = recordFigure('funding', funding.id);
	const { funder, programme, reference, eligibleFrom, eligibleUntil } = funding;
	const day = (date: PlainDate | null) => (date ? formatDate(date, language) : say('unknown'));
	const period = { from: day(eligibleFrom), until: day(eligibleUntil) };
	const eligible = eligibleFrom || eligibleUntil ? say('from-until', period) : say('unknown');
	return {
		kind: 'terms',
		entries: [
			{ term: say('column-funder'), text: funder ? readableText(funder, language).text : say('own-money') },
			{ term: say('term-programme'), text: programme ?? say('unknown') },
			{ term: say('term-reference'), text: reference ?? say('unknown') },
			{ term: say('term-eligible'), text: eligible },
			{ term: say('column-granted'), text: euroOr(funding.grantedCents, say('unknown'), language), figure },
			{ term: say('column-state'), text: speak(fundingMessages, language)(`state-${funding.state}`), figure },
		],
	};
}

/** What was to come in and what did: the funder's part as called, less what went back; the rest was the city's to pay. */
function incomeTable({ plan, funding, vouchers }: ProofContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const euro = (cents: number) => cell(formatEuro(cents as EuroCents, language));
	const spent = vouchers.reduce((sum, { amountCents }) => sum + amountCents, 0);
	const called = (funding.settledCents ?? funding.drawnCents) - (funding.returnedCents ?? 0);
	if (!plan && called === 0 && spent === 0) return { kind: 'note', text: say('no-money') };
	const planned = plan ?? { funderCents: funding.grantedCents ?? 0, ownCents: 0, othersCents: 0 };
	const rows = [
		[cell(say('income-funder')), euro(planned.funderCents), euro(called)],
		[cell(say('income-city')), euro(planned.ownCents + planned.othersCents), euro(Math.max(spent - called, 0))],
	];
	const whole = planned.funderCents + planned.ownCents + planned.othersCents;
	return tableOr(
		{
			caption: say('caption-income'),
			columns: [
				wordColumn(say('column-income'), 4),
				numberColumn(say('column-planned'), 2),
				numberColumn(say('column-actual'), 2),
			],
			rows,
			total: [cell(say('total')), euro(whole), euro(called + Math.max(spent - called, 0))],
		},
		say('no-plan'),
	);
}

function expenseTable({ plan, vouchers }: ProofContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	if (!plan) return { kind: 'note', text: say('no-plan') };
	const euro = (cents: number) => cell(formatEuro(cents as EuroCents, language));
	const spent = vouchers.reduce((sum, { amountCents }) => sum + amountCents, 0);
	const besides = spent - plan.lines.reduce((sum, { spentCents }) => sum + spentCents, 0);
	const rows = plan.lines.map(({ number, label, plannedCents, spentCents, state }) => [
		cell(`${number} ${label}`),
		euro(plannedCents),
		euro(spentCents),
		euro(spentCents - plannedCents),
		cell(say(`line-${state}`)),
	]);
	if (besides !== 0)
		rows.push([cell(say('besides-lines')), euro(0), euro(besides), euro(besides), cell(say('line-over'))]);
	return tableOr(
		{
			caption: say('caption-expenses'),
			columns: [
				wordColumn(say('column-line'), 4),
				numberColumn(say('column-planned'), 2),
				numberColumn(say('column-actual'), 2),
				numberColumn(say('column-difference'), 2),
				wordColumn(say('column-remark'), 2),
			],
			rows,
			total: [cell(say('total')), euro(plan.totalCents), euro(spent), euro(spent - plan.totalCents), cell('')],
		},
		say('no-plan'),
	);
}

function voucherTable({ vouchers }: ProofContent, language: Language): PaperBlock {
	const say = speak(reportMessages, language);
	const sayFunding = speak(fundingMessages, language);
	const spent = vouchers.reduce((sum, { amountCents }) => sum + amountCents, 0) as EuroCents;
	return tableOr(
		{
			caption: say('caption-vouchers'),
			columns: [
				wordColumn(say('column-number'), 1.4),
				wordColumn(say('column-dated'), 1.8),
				wordColumn(say('column-paid'), 1.8),
				wordColumn(say('column-payee'), 3),
				wordColumn(say('column-line'), 0.9),
				wordColumn(say('column-missing'), 1.8),
				numberColumn(say('column-amount'), 1.8),
			],
			rows: vouchers.map((voucher) => [
				cell(voucher.number),
				cell(formatDate(voucher.dated, language)),
				cell(voucher.paidOn ? formatDate(voucher.paidOn, language) : '–'),
				cell(`${voucher.payee}\n${voucher.purpose}`),
				cell(voucher.lineNumber ?? '–'),
				cell(voucher.missing.map((missing) => sayFunding(`missing-${missing}`)).join(', ') || '–'),
				cell(formatEuro(voucher.amountCents, language)),
			]),
			total: [cell(say('total')), cell(''), cell(''), cell(''), cell(''), cell(''), cell(formatEuro(spent, language))],
		},
		say('no-vouchers'),
	);
}

function missingNote({ vouchers }: ProofContent, language: Language): PaperBlock[] {
	const count = vouchers.filter(({ missing }) => missing.length > 0).length;
	return count === 0 ? [] : [{ kind: 'note', text: speak(reportMessages, language)('vouchers-missing', { count }) }];
}
