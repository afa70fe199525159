import { hasLetters, isEmptySign } from './cell-shapes.ts';
import type { ColumnRoles } from './column-roles.ts';
import type { GridRow, Merge } from './grid.ts';

export interface SectionContext {
	readonly roles: ColumnRoles;
	readonly merges: readonly Merge[];
	/** The share of rows that say how many. */
	readonly quantityShare: number;
	/** Some rows are bold, and no more than half of them. */
	readonly boldMeansSomething: boolean;
}

/**
 * The words of a row that heads those below it («Медикаменти»), else undefined. A need of unknown quantity has one
 * filled cell too, so a row must look like a heading or stand where only headings stand; what is taken for one is
 * reported as skipped and can be taken back.
 */
export function isSection(rows: readonly GridRow[], index: number, context: SectionContext): string | undefined {
	const row = rows[index]!;
	const { roles } = context;
	const ordinal = roles.ordinal === undefined ? '' : (row.cells[roles.ordinal] ?? '');
	const filled = row.cells.flatMap((cell, column) => (isEmptySign(cell) || column === roles.ordinal ? [] : [column]));
	const [only] = filled;
	const alone = filled.length === 1 && only !== undefined;
	const inOrdinal = filled.length === 0 && hasLetters(ordinal);
	if (!alone && !inOrdinal) return undefined;
	const text = alone ? (row.cells[only] ?? '') : ordinal;
	if (!hasLetters(text) || text.length > 120 || text.includes('\n')) return undefined;
	if (alone && (roles.quantities.includes(only) || roles.unit === only)) return undefined;
	if (!hasFollower(rows, index)) return undefined;
	if (inOrdinal || looksLikeHeading(row, text, ordinal, context)) return text.replace(/[:：]\s*$/, '');
	const numbered = /^\d{1,5}[.)]?$/.test(ordinal);
	return !numbered && standsLikeHeading(rows, index, context) ? text : undefined;
}

function hasFollower(rows: readonly GridRow[], index: number): boolean {
	return rows[index + 1] !== undefined;
}

function looksLikeHeading(row: GridRow, text: string, ordinal: string, context: SectionContext): boolean {
	const across = context.merges.some(
		(merge) => merge.fromLine === row.line && merge.toColumn > merge.fromColumn && row.cells[merge.fromColumn] === text,
	);
	const bold = row.bold && context.boldMeansSomething;
	const roman = /^(?:[IVX]{1,5}|[ІХVХ]{1,5}|[A-EА-Д])[.)]?$/.test(ordinal);
	const worded = /^(?:розділ|блок|частина|група|abschnitt|teil|gruppe|section|part|[IVX]{1,4}[.)])\s/iu.test(text);
	const shouted = /\p{Lu}{4}/u.test(text) && !/\p{Ll}/u.test(text) && context.quantityShare > 0;
	return across || bold || roman || worded || shouted || /[:：]\s*$/.test(text);
}

/** In a table that counts everything: a row outside the numbering, or the first one after a gap. */
function standsLikeHeading(rows: readonly GridRow[], index: number, context: SectionContext): boolean {
	if (context.quantityShare < 0.6) return false;
	const { roles } = context;
	const next = rows[index + 1]!;
	const nextCounts = roles.quantities.some((column) => !isEmptySign(next.cells[column] ?? ''));
	if (roles.ordinal !== undefined) return nextCounts;
	const before = rows[index - 1];
	return nextCounts && (!before || rows[index]!.line - before.line > 1);
}
