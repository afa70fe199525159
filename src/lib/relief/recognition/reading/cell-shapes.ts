import { exactly, isUnit } from './reading-words.ts';

const number = String.raw`(?:\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)`;
const aboutWords =
	'ca\\.?|circa|etwa|rund|mind(?:\\.|estens)?|min\\.?|max\\.?|bis(?: zu)?|ab|über|about|approx\\.?|at least|up to|over' +
	'|близько|приблизно|прибл\\.?|біля|до|від|мін\\.?|макс\\.?|не менше|понад|орієнтовно|ok\\.?|około|[~≈≥≤<>±]';
const range = `(?:\\s*(?:[-–—…/]|\\.\\.|bis|до|to|do)\\s*${number})?`;
const unitAfter = '(?:тис\\.?|tsd\\.?|млн\\.?)?\\s*([\\p{L}][\\p{L}0-9²³. /()-]{0,24})?\\+?';
const quantity = new RegExp(`^(?:(?:${aboutWords})\\s*)?${number}${range}\\s*${unitAfter}$`, 'iu');
const bareNumber = new RegExp(`^${number}$`);

/** Powers, lengths and money are properties of a thing, never how many of it. */
const measure = new RegExp(
	'^(?:k?w|квт|вт|k?va|ква|mwh|v|в|вольт|ah|mah|а·?год|hz|гц|mm|мм|cm|см|inch|gb|гб|tb|mhz|bar|бар' +
		'|грн|eur|usd|uah|zł|років|рік|jahre?|years?|lm|лм)(?!\\p{L})',
	'iu',
);

const withoutNumber = exactly(
	'багато|необмежено|за потреби|по можливості|максимум|чим більше|кілька|декілька|nach bedarf|viele?|mehrere|einige',
	'so viel wie möglich|unbegrenzt|as many as possible|as needed|any|several|unlimited|t\\.?b\\.?d\\.?|n/?a|\\?+|[-–—]+',
);

const isoDate = /^\d{4}-\d{2}-\d{2}/;
const writtenDate = /^\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}(?:\s*(?:р|року|г)\.?)?$/u;

/** A day, as a date cell is given ("2023-03-14") or as people type it. */
export function isDate(text: string): boolean {
	return isoDate.test(text) || writtenDate.test(text);
}

/** True where a cell says how many: «25», "5–8 Stück", «4,7 тис.», «за потреби». */
export function isQuantityLike(text: string): boolean {
	if (text.length > 60 || isDate(text)) return false;
	if (withoutNumber.test(text)) return true;
	const match = quantity.exec(text);
	return match !== null && !(match[1] && measure.test(match[1]));
}

/** A number with nothing beside it. */
export function isBareNumber(text: string): boolean {
	return bareNumber.test(text);
}

export function isEmptySign(text: string): boolean {
	return (
		/^[-–—_.\s]*$/.test(text) || /^#(?:REF|N\/A|VALUE|DIV\/0|NAME\?|NULL|NUM)!?$/.test(text) || /^#{2,}$/.test(text)
	);
}

export function hasLetters(text: string): boolean {
	return /\p{L}{2}/u.test(text);
}

/** What a column's cells look like, as shares of its filled ones. */
export interface ColumnShape {
	readonly filled: number;
	readonly quantities: number;
	readonly numbers: number;
	readonly units: number;
	readonly texts: number;
	readonly distinct: number;
	readonly meanLength: number;
	/** 1, 2, 3 … down the column. */
	readonly counts: boolean;
	readonly cyrillic: boolean;
}

export function shapeOf(cells: readonly string[]): ColumnShape {
	const filled = cells.filter((cell) => cell !== '');
	const share = (test: (cell: string) => boolean) => filled.filter(test).length / Math.max(1, filled.length);
	const integers = filled.map((cell) => Number(/^(\d{1,5})[.)]?$/.exec(cell)?.[1] ?? Number.NaN));
	const steps = integers.slice(1).filter((value, index) => value === (integers[index] ?? 0) + 1).length;
	return {
		filled: filled.length,
		quantities: share(isQuantityLike),
		numbers: share(isBareNumber),
		units: share(isUnit),
		texts: share((cell) => hasLetters(cell) && !isUnit(cell) && !isQuantityLike(cell)),
		distinct: new Set(filled).size / Math.max(1, filled.length),
		meanLength: filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled.length),
		counts: filled.length >= 2 && integers[0]! <= 1 && steps >= (filled.length - 1) * 0.7,
		cyrillic: share((cell) => /[а-яіїєґ]/iu.test(cell)) > 0.5,
	};
}
