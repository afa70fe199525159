import { type ColumnShape, shapeOf } from './cell-shapes.ts';
import type { ColumnRole } from './read-document.ts';
import { type HeadingMeaning, headingWords } from './reading-words.ts';

/** Which column of a table says what. Columns are counted from 0. */
export interface ColumnRoles {
	readonly phrase: number;
	/** The same words in another language, kept as a note. */
	readonly translations: readonly number[];
	/** In the order in which they are asked: what is still needed before what was needed at first. */
	readonly quantities: readonly number[];
	/** Numbers that say something else, «Наявно», and are noted under their heading. */
	readonly otherQuantities: readonly number[];
	readonly unit: number | undefined;
	readonly category: number | undefined;
	readonly ordinal: number | undefined;
	readonly notes: readonly number[];
	readonly byColumn: readonly ColumnRole[];
}

const longestHeading = 80;

/** What a heading says its column holds; undefined where it says nothing known. */
export function headingMeaning(heading: string): HeadingMeaning | undefined {
	const text = heading
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.replace(/[:*]+$/, '')
		.trim();
	if (text === '' || text.length > longestHeading) return undefined;
	return headingWords.find(([, pattern]) => pattern.test(text))?.[0];
}

interface Column {
	readonly index: number;
	readonly meaning: HeadingMeaning | undefined;
	readonly named: boolean;
	readonly shape: ColumnShape;
}

/**
 * Decides the columns by their headings and, where these are silent or missing, by what stands in the cells. There is
 * always a phrase column; everything else may be absent.
 */
export function columnRoles(headings: readonly string[], body: readonly (readonly string[])[]): ColumnRoles {
	const width = Math.max(headings.length, ...body.slice(0, 500).map((row) => row.length), 1);
	const columns = Array.from({ length: width }, (_, index) => describe(index, headings[index] ?? '', body));
	const roles = new Map<number, ColumnRole>();
	for (const column of columns) {
		const role = statedRole(column);
		if (role) roles.set(column.index, role);
	}
	const quantities = chooseQuantities(columns, roles);
	const phrase = choosePhrase(columns, roles);
	for (const column of columns) {
		if (!roles.has(column.index)) roles.set(column.index, guessedRole(column, columns, roles, quantities, phrase));
	}
	const all = (role: ColumnRole) => columns.map((column) => column.index).filter((index) => roles.get(index) === role);
	return {
		phrase,
		translations: all('translation'),
		quantities,
		otherQuantities: all('other-quantity'),
		unit: all('unit')[0],
		category: all('category')[0],
		ordinal: all('ordinal')[0],
		notes: all('note'),
		byColumn: columns.map((column) => roles.get(column.index) ?? 'note'),
	};
}

function describe(index: number, heading: string, body: readonly (readonly string[])[]): Column {
	const cells = body.slice(0, 500).map((row) => row[index] ?? '');
	return { index, meaning: headingMeaning(heading), named: heading !== '', shape: shapeOf(cells) };
}

/** Roles a heading settles alone. «Потреба» and the quantities depend on the other columns and are decided after. */
function statedRole({ meaning, shape }: Column): ColumnRole | undefined {
	switch (meaning) {
		case 'unused':
		case 'ordinal':
		case 'category':
		case 'translation':
		case 'note':
			return meaning;
		case 'recipient':
			// A hospital over numbers says how many it gets.
			return shape.filled > 0 && shape.quantities >= 0.5 ? undefined : 'note';
		case 'unit':
			// «Одиниць» above numbers is a quantity.
			return shape.filled > 0 && shape.numbers > 0.6 ? undefined : 'unit';
		default:
			return undefined;
	}
}

function isNumeric(column: Column): boolean {
	return column.shape.filled === 0 || column.shape.quantities >= 0.4;
}

function chooseQuantities(columns: readonly Column[], roles: Map<number, ColumnRole>): readonly number[] {
	const free = columns.filter((column) => !roles.has(column.index) && isNumeric(column));
	const meaning = (...wanted: readonly HeadingMeaning[]) =>
		free.filter((column) => column.meaning && wanted.includes(column.meaning)).map((column) => column.index);
	const chosen = [
		...meaning('remaining').slice(0, 1),
		...meaning('needed', 'unit').slice(0, 1),
		...meaning('need').slice(0, 1),
		...meaning('total').slice(0, 1),
	];
	for (const index of meaning('remaining', 'needed', 'unit', 'need', 'total', 'available')) {
		roles.set(index, chosen.includes(index) ? 'quantity' : 'other-quantity');
	}
	if (chosen.length > 0) return chosen;
	const silent = free.filter((column) => !roles.has(column.index) && column.shape.filled > 0 && !column.meaning);
	const [first, ...others] = silent.filter((column) => !column.shape.counts);
	// Several numbers under unknown headings are a matrix, a column per recipient: no single one is the need.
	if (!first || (others.length > 0 && first.named)) return [];
	roles.set(first.index, 'quantity');
	return [first.index];
}

function choosePhrase(columns: readonly Column[], roles: Map<number, ColumnRole>): number {
	const free = columns.filter((column) => !roles.has(column.index) && column.shape.filled > 0);
	const worded = free.filter((column) => column.shape.texts >= 0.3);
	const filledAtLeast = (column: Column) =>
		column.shape.filled >= Math.max(...worded.map((each) => each.shape.filled)) * 0.5;
	const found =
		worded.find((column) => column.meaning === 'phrase') ??
		worded.find((column) => column.meaning === 'need') ??
		// A heading nobody foresaw above the fullest words; a sparse or repeating first column is a category.
		worded.find((column) => filledAtLeast(column) && column.shape.distinct > 0.5) ??
		worded[0] ??
		columns.find((column) => roles.get(column.index) === 'translation') ??
		columns.filter((column) => roles.get(column.index) === 'note').sort((a, b) => b.shape.filled - a.shape.filled)[0] ??
		free[0] ??
		columns[0]!;
	roles.set(found.index, 'phrase');
	return found.index;
}

function guessedRole(
	column: Column,
	columns: readonly Column[],
	roles: ReadonlyMap<number, ColumnRole>,
	quantities: readonly number[],
	phrase: number,
): ColumnRole {
	const { shape } = column;
	const taken = new Set(roles.values());
	if (shape.filled === 0) return 'note';
	if (shape.counts && !taken.has('ordinal') && column.index < phrase) return 'ordinal';
	if (shape.units >= 0.5 && !taken.has('unit')) return 'unit';
	if (shape.numbers >= 0.6) return column.named && !quantities.includes(column.index) ? 'other-quantity' : 'unused';
	const main = columns.find((each) => each.index === phrase);
	const spoken = column.meaning === undefined || column.meaning === 'phrase';
	if (
		main &&
		spoken &&
		shape.texts > 0.6 &&
		shape.cyrillic !== main.shape.cyrillic &&
		shape.filled >= main.shape.filled * 0.5
	)
		return 'translation';
	if (column.index < phrase && shape.distinct <= 0.5 && !column.named && !taken.has('category')) return 'category';
	return 'note';
}
