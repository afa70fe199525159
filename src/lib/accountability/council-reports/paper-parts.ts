import { speak } from '#lib/i18n/catalogue.ts';
import { formatEuro, formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PaperBlock, PaperCell, PaperColumn, PaperTable } from '#lib/platform/papers/paper.ts';
import { formatBase } from '#lib/relief/catalogue/amount-text.ts';
import { baseUnitFrom } from '#lib/relief/ledger/ledger-texts.ts';
import { type Measure, worthOf } from './measure.ts';
import { reportMessages } from './report-messages.ts';

/** A table without rows is a sentence instead. */
export function tableOr(
	table: Omit<PaperTable, 'kind' | 'total'> & { total?: PaperTable['total'] },
	empty: string,
): PaperBlock {
	if (table.rows.length === 0) return { kind: 'note', text: empty };
	return { kind: 'table', total: null, ...table };
}

export function wordColumn(label: string, width = 2): PaperColumn {
	return { label, numeric: false, width };
}

export function numberColumn(label: string, width = 1): PaperColumn {
	return { label, numeric: true, width };
}

/** A cell, linked where what it says has a figure. */
export function cell(text: string, figure?: string): PaperCell {
	return figure === undefined ? { text } : { text, figure };
}

/** An amount of money, or the word for one that is not known. */
export function euroOr(cents: EuroCents | null, unknown: string, language: Language): string {
	return cents === null ? unknown : formatEuro(cents, language);
}

/** "25 Stück": an amount of goods, negative where more was taken back than came. */
export function amountText(quantity: number, baseUnit: string, language: Language): string {
	if (quantity < 0) return `−${amountText(-quantity, baseUnit, language)}`;
	return formatBase(quantity, baseUnitFrom(baseUnit), language);
}

/** Own money to others' as people say it: "1 : 12.5"; null where there is nothing to compare. */
export function ratioText(own: number, others: number, language: Language): string | null {
	if (own <= 0 || others <= 0) return null;
	return `1 : ${formatNumber(others / own, language, { maximumFractionDigits: 1 })}`;
}

/** A text people wrote, a paragraph for each blank line, with its language where it is another than the paper's. */
export function written(text: LocalizedText | undefined, language: Language): PaperBlock[] {
	if (!text) return [];
	const found = readableText(text, language);
	return found.text
		.split(/\n\s*\n/)
		.map((paragraph) => paragraph.trim())
		.filter((paragraph) => paragraph !== '')
		.map((paragraph) => ({
			kind: 'paragraph',
			text: paragraph,
			...(found.language === language ? {} : { language: found.language }),
		}));
}

/** Numbers chapters as they are begun: "1 …", "2 …". */
export function chapters(): (title: string) => PaperBlock {
	let last = 0;
	return (title) => {
		last += 1;
		return { kind: 'heading', level: 1, text: `${last} ${title}` };
	};
}

/** What measures are worth, as a council reads it: a sum nobody stated is no zero. */
export function worthText(measures: readonly Measure[], language: Language): string {
	const say = speak(reportMessages, language);
	const { cents, unknown } = worthOf(measures);
	if (unknown === 0) return formatEuro(cents, language);
	if (cents === 0) return say('figure-unknown', { count: unknown });
	return say('value-and-unknown', { value: formatEuro(cents, language), count: unknown });
}
