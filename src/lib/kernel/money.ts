import type { Brand } from './brand.ts';

/** Whole euro cents. Tandem keeps accounts in euro; other currencies are noted in words. */
export type EuroCents = Brand<number, 'euro-cents'>;

/** Cents of an amount typed as "1.234,56", "1 234,56", "1,234.56" or "1234"; undefined where it is none. */
export function parseEuro(text: string): EuroCents | undefined {
	const compact = text.replace(/[\s €]/g, '');
	const match = /^(\d{1,3}(?:[.,]\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(compact);
	if (!match) return undefined;
	const euros = Number(match[1]!.replace(/[.,]/g, ''));
	const cents = Number((match[2] ?? '0').padEnd(2, '0'));
	const total = euros * 100 + cents;
	return Number.isSafeInteger(total) ? (total as EuroCents) : undefined;
}
