import type { Language } from '#lib/kernel/language.ts';

/** An exact decimal fraction; the denominator is a power of ten. */
export interface Decimal {
	readonly kind: 'decimal';
	readonly numerator: bigint;
	readonly denominator: bigint;
}

export type ReadDecimal =
	| Decimal
	| { readonly kind: 'not-a-number' }
	| { readonly kind: 'ambiguous'; readonly whole: string; readonly decimal: string };

/** Beyond this many digits a number is a typing error or an attack, and big integers would only burn time. */
const mostDigits = 24;

/**
 * Reads a number as people write it: "1.234,5", "1 234,5", "1'234.5", "12". Where one mark could divide thousands or
 * decimals ("1.500"), the language decides if its custom is strict (a German point, an English comma, a decimal comma in
 * German and Ukrainian); the Ukrainian point is used both ways, so there it is answered as ambiguous with both readings.
 */
export function parseDecimal(text: string, language: Language): ReadDecimal {
	const compact = text.trim().replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/gu, '');
	const match = /^([+-]?)(\d[\d.,]*)$/.exec(compact);
	if (!match || compact.length > mostDigits) return { kind: 'not-a-number' };
	const [, sign = '', digits = ''] = match;
	const marks = digits.replace(/\d/g, '');
	if (marks === '') return decimal(sign, digits, '');
	const last = marks.at(-1)!;
	const distinct = new Set(marks).size;
	if (marks.length === 1) return readOneMark(sign, digits, last, language);
	if (distinct === 1)
		return groups(digits, last) ? decimal(sign, digits.replaceAll(last, ''), '') : { kind: 'not-a-number' };
	const at = digits.lastIndexOf(last);
	const whole = digits.slice(0, at);
	const divider = last === '.' ? ',' : '.';
	if (whole.includes(last) || !groups(whole, divider)) return { kind: 'not-a-number' };
	return decimal(sign, whole.replaceAll(divider, ''), digits.slice(at + 1));
}

function readOneMark(sign: string, digits: string, mark: string, language: Language): ReadDecimal {
	const [whole = '', rest = ''] = digits.split(mark);
	if (rest === '') return { kind: 'not-a-number' };
	const couldDivideThousands = rest.length === 3 && whole.length <= 3 && !whole.startsWith('0');
	if (!couldDivideThousands) return decimal(sign, whole, rest);
	if (language === 'uk' && mark === '.') {
		return { kind: 'ambiguous', whole: whole + rest, decimal: `${whole},${rest.replace(/0+$/, '') || '0'}` };
	}
	const dividesThousands = (language === 'en') === (mark === ',');
	return dividesThousands ? decimal(sign, whole + rest, '') : decimal(sign, whole, rest);
}

function groups(digits: string, mark: string): boolean {
	const [first = '', ...others] = digits.split(mark);
	return /^\d{1,3}$/.test(first) && others.every((group) => group.length === 3);
}

function decimal(sign: string, whole: string, fraction: string): Decimal {
	const magnitude = BigInt(whole + fraction);
	return {
		kind: 'decimal',
		numerator: sign === '-' ? -magnitude : magnitude,
		denominator: 10n ** BigInt(fraction.length),
	};
}
