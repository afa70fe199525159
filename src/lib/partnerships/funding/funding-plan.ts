import { speak } from '#lib/i18n/catalogue.ts';
import { languages } from '#lib/kernel/language.ts';
import { type EuroCents, parseEuro } from '#lib/kernel/money.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { fundingMessages } from './funding-messages.ts';
import type { PlanFault, PlanLineFault } from './funding-refusal.ts';
import { isNegativeMoney, moneyForm, mostCents } from './money-field.ts';

export interface PlanLine {
	/** "1", "2.3": what vouchers name it by. */
	readonly number: string;
	readonly label: string;
	readonly plannedCents: EuroCents;
}

/** What a measure is planned to cost, line by line, and who pays which part of it. */
export interface FundingPlan {
	readonly totalCents: EuroCents;
	readonly funderCents: EuroCents;
	readonly ownCents: EuroCents;
	readonly othersCents: EuroCents;
	readonly lines: readonly PlanLine[];
}

const mostLines = 200;
const longestLabel = 200;
const lineNumber = /^[0-9A-Za-z][0-9A-Za-z.\-/]{0,19}$/;
/** Words a row begins with that sums up the rows above it, in all languages: tables are pasted from partners too. */
const sumWords = languages.flatMap((language) => speak(fundingMessages, language)('sum-words').split(' '));

/**
 * Reads a plan as pasted from a spreadsheet (tabs) or typed (semicolons). A line is "label; amount",
 * "number; label; amount", or with quantity and price before the amount, which then must be their product. A heading
 * without any digit is passed over; a row "Summe" is compared with the lines above it.
 */
export function readPlanLines(text: string): Result<readonly PlanLine[], readonly PlanLineFault[]> {
	const lines: PlanLine[] = [];
	const faults: PlanLineFault[] = [];
	let rowsSeen = 0;
	for (const [index, row] of text.split(/\r\n|\r|\n/).entries()) {
		if (row.replace(/[\t;\s]/g, '') === '') continue;
		const cells = row.split(row.includes('\t') ? '\t' : ';').map((cell) => cell.trim());
		while (cells.at(-1) === '') cells.pop();
		rowsSeen++;
		if (rowsSeen === 1 && !/\d/.test(row)) continue;
		const read = readRow(cells, index + 1, lines);
		if (!read.ok) faults.push(read.refusal);
		else if (read.value) lines.push(read.value);
	}
	return faults.length > 0 ? refused(faults) : ok(lines);
}

function readRow(
	cells: readonly string[],
	line: number,
	before: readonly PlanLine[],
): Result<PlanLine | undefined, PlanLineFault> {
	const typed = cells.at(-1) ?? '';
	if (cells.length < 2) return refused({ kind: 'plan-line-unclear', line, typed: cells.join(' ') });
	if (isNegativeMoney(typed)) return refused({ kind: 'plan-line-negative', line, typed });
	const plannedCents = parseEuro(typed.replace(/\b(EUR|euro?)\b/i, ''));
	if (plannedCents === undefined || plannedCents > mostCents) return refused({ kind: 'plan-line-amount', line, typed });
	const isSum = cells.slice(0, -1).some((cell) => sumWords.includes(firstWord(cell)));
	if (isSum) {
		const sum = sumOf(before.map((each) => each.plannedCents));
		return sum === plannedCents ? ok(undefined) : refused({ kind: 'plan-sum-row', line, sum, typed: plannedCents });
	}
	const { named, product } = productIn(cells.slice(0, -1));
	if (product !== undefined && product !== plannedCents) {
		return refused({ kind: 'plan-line-product', line, product, amount: plannedCents });
	}
	const label = (named.at(-1) ?? '').replace(/\s+/gu, ' ');
	const number = named.length > 1 ? named.slice(0, -1).join('') : String(before.length + 1);
	if (label === '' || named.length > 2) return refused({ kind: 'plan-line-unclear', line, typed: cells.join(' · ') });
	if (label.length > longestLabel) return refused({ kind: 'plan-line-too-long', line });
	if (!lineNumber.test(number)) return refused({ kind: 'plan-line-number', line, typed: number });
	if (before.some((each) => each.number === number)) return refused({ kind: 'plan-line-twice', line, typed: number });
	return ok({ number, label, plannedCents });
}

function firstWord(text: string): string {
	return /^\p{L}*/u.exec(text.toLowerCase())?.[0] ?? '';
}

/** Quantity and price behind the label, where both are there, and what remains. */
function productIn(cells: readonly string[]): { named: readonly string[]; product?: EuroCents } {
	const [quantityText = '', priceText = ''] = cells.slice(-2);
	const quantity = /^\d{1,6}$/.test(quantityText) ? Number(quantityText) : undefined;
	const price = parseEuro(priceText);
	if (cells.length < 3 || quantity === undefined || price === undefined) return { named: cells };
	return { named: cells.slice(0, -2), product: (quantity * price) as EuroCents };
}

/** The text {@link readPlanLines} reads back as these lines. */
export function planText(lines: readonly PlanLine[]): string {
	return lines
		.map(({ number, label, plannedCents }) => `${number}; ${label.replaceAll(';', ',')}; ${moneyForm(plannedCents)}`)
		.join('\n');
}

export function sumOf(amounts: readonly EuroCents[]): EuroCents {
	return amounts.reduce((sum, cents) => sum + cents, 0) as EuroCents;
}

/** The most a funder pays of a total at a rate in hundredths of a per cent; half a cent is rounded up. */
export function shareAtRate(total: EuroCents, basisPoints: number): EuroCents {
	return Math.floor((total * basisPoints + 5000) / 10_000) as EuroCents;
}

/**
 * Decides on a plan: its lines come to the total, the shares come to the total, the funder pays no more than its rate, and
 * a line that vouchers name stays. Everything that is wrong is told at once.
 */
export function decidePlan(
	plan: FundingPlan,
	{ rateBasisPoints, linesInUse }: { rateBasisPoints: number | null; linesInUse: readonly string[] },
): Result<FundingPlan, readonly PlanFault[]> {
	const { totalCents: total, funderCents, ownCents, othersCents, lines } = plan;
	if (lines.length === 0) return refused([{ kind: 'plan-empty' }]);
	if (lines.length > mostLines) return refused([{ kind: 'plan-too-many', most: mostLines }]);
	const faults: PlanFault[] = [];
	const sum = sumOf(lines.map(({ plannedCents }) => plannedCents));
	if (sum !== total) faults.push({ kind: 'plan-total', sum, total });
	const shares = sumOf([funderCents, ownCents, othersCents]);
	if (shares !== total) faults.push({ kind: 'plan-shares', sum: shares, total });
	const most = rateBasisPoints === null ? undefined : shareAtRate(total, rateBasisPoints);
	if (most !== undefined && rateBasisPoints !== null && funderCents > most) {
		faults.push({ kind: 'plan-over-rate', most, share: funderCents, basisPoints: rateBasisPoints });
	}
	for (const number of linesInUse) {
		if (!lines.some((line) => line.number === number)) faults.push({ kind: 'plan-line-in-use', number });
	}
	return faults.length > 0 ? refused(faults) : ok(plan);
}
