import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';

/** What can become of a shipped unit at the recipient (law 4). */
export const outcomes = ['accepted', 'damaged', 'missing', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];
export const mishaps = ['damaged', 'missing', 'refused'] as const;
export type Mishap = (typeof mishaps)[number];

/** What somebody counted of one line, in base units, with a reason for each unit not accepted. */
export interface CountedLine {
	readonly shipmentLineId: string;
	readonly accepted: number;
	readonly damaged: number;
	readonly missing: number;
	readonly refused: number;
	readonly reasons: Readonly<Record<Mishap, string>>;
}

/** What came beyond the load list: more of a line, or something no line declared. */
export interface ExtraGoods {
	/** The row of the form it was typed in; absent, extras count from 1 in their order. */
	readonly row?: number;
	readonly shipmentLineId: string | null;
	readonly description: string;
	readonly quantity: number;
}

/** A shipped line and what earlier receipts said of it. */
export interface ShippedLine {
	readonly shipmentLineId: string;
	/** The line's number on the load list, as the form shows it. */
	readonly position: number;
	readonly shipped: number;
	readonly outstanding: number;
	/** What the receipts so far put down for it. */
	readonly recorded: Readonly<Record<Outcome, number>>;
}

export type ReceiptRefusal =
	| { readonly kind: 'nothing-counted' }
	| { readonly kind: 'unknown-line'; readonly shipmentLineId: string }
	| { readonly kind: 'line-twice'; readonly position: number }
	| { readonly kind: 'exceeds-shipped'; readonly position: number; readonly left: number; readonly counted: number }
	| { readonly kind: 'no-whole-number'; readonly position: number; readonly outcome: Outcome }
	| { readonly kind: 'reason-missing'; readonly position: number; readonly outcome: Mishap }
	| { readonly kind: 'extra-without-description'; readonly number: number }
	| { readonly kind: 'extra-without-quantity'; readonly number: number }
	| { readonly kind: 'before-departure'; readonly departedAt: Instant }
	| { readonly kind: 'in-the-future' };

export interface CountedGoods {
	readonly receivedAt: Instant;
	readonly lines: readonly CountedLine[];
	readonly extras: readonly ExtraGoods[];
	/** Other receipts were recorded after its author began to count: what they took already is a second observation. */
	readonly overtaken?: boolean;
}

/** A difference between what was declared and what was found; stays open until somebody settles it. */
export interface Deviation {
	readonly kind: Mishap | 'extra' | 'counted-differently';
	readonly shipmentLineId: string | null;
	/** Index in the receipt's extras, for `extra`. */
	readonly extra: number | null;
	readonly quantity: number;
	readonly reason: string;
}

export interface DecidedReceipt {
	/** Lines on which something was counted, and that are posted. */
	readonly lines: readonly CountedLine[];
	/** Second counts of what another receipt took meanwhile: kept beside it, never posted. */
	readonly beside: readonly CountedLine[];
	readonly deviations: readonly Deviation[];
	/** Units of the whole shipment no receipt accounts for yet. */
	readonly outstanding: number;
}

/**
 * Decides on a receipt (law 4): per line accepted + damaged + missing + refused never exceed what no earlier receipt
 * accounted for, and each unit not accepted has a reason. Lines left blank stay outstanding; extras are always taken.
 * Where two count the same goods at once, the later count is kept beside the first and deviates where they differ.
 * Refusals name the line by its number and say what is left.
 */
export function decideReceipt(
	shipped: readonly ShippedLine[],
	departedAt: Instant,
	goods: CountedGoods,
	now: Instant,
): Result<DecidedReceipt, ReceiptRefusal> {
	if (goods.receivedAt > now) return refused({ kind: 'in-the-future' });
	if (goods.receivedAt < departedAt) return refused({ kind: 'before-departure', departedAt });
	const known = new Map(shipped.map((line) => [line.shipmentLineId, line]));
	const seen = new Set<string>();
	const lines: CountedLine[] = [];
	const beside: CountedLine[] = [];
	for (const line of goods.lines) {
		const declared = known.get(line.shipmentLineId);
		if (!declared) return refused({ kind: 'unknown-line', shipmentLineId: line.shipmentLineId });
		if (seen.has(line.shipmentLineId)) return refused({ kind: 'line-twice', position: declared.position });
		seen.add(line.shipmentLineId);
		const isSecond = goods.overtaken === true && countedUnits(line) > declared.outstanding;
		const fault = faultOf(line, declared, isSecond ? declared.shipped : declared.outstanding);
		if (fault) return refused(fault);
		if (countedUnits(line) > 0) (isSecond ? beside : lines).push(line);
	}
	for (const [index, extra] of goods.extras.entries()) {
		if (extra.description.trim() === '')
			return refused({ kind: 'extra-without-description', number: extra.row ?? index + 1 });
		if (!Number.isSafeInteger(extra.quantity) || extra.quantity <= 0)
			return refused({ kind: 'extra-without-quantity', number: extra.row ?? index + 1 });
	}
	if (lines.length + beside.length + goods.extras.length === 0) return refused({ kind: 'nothing-counted' });
	const outstanding = shipped.reduce((sum, line) => sum + line.outstanding, 0);
	const counted = lines.reduce((sum, line) => sum + countedUnits(line), 0);
	const deviations = [...deviationsOf(lines, goods.extras), ...beside.flatMap((line) => differenceOf(line, known))];
	return ok({ lines, beside, deviations, outstanding: outstanding - counted });
}

/** accepted + damaged + missing + refused. */
export function countedUnits(line: Pick<CountedLine, Outcome>): number {
	return line.accepted + line.damaged + line.missing + line.refused;
}

function faultOf(line: CountedLine, declared: ShippedLine, left: number): ReceiptRefusal | undefined {
	const { position } = declared;
	for (const outcome of outcomes) {
		if (!Number.isSafeInteger(line[outcome]) || line[outcome] < 0)
			return { kind: 'no-whole-number', position, outcome };
	}
	const counted = countedUnits(line);
	if (counted > left) return { kind: 'exceeds-shipped', position, left, counted };
	for (const outcome of mishaps) {
		if (line[outcome] > 0 && line.reasons[outcome].trim() === '') return { kind: 'reason-missing', position, outcome };
	}
	return undefined;
}

/** Where a second count disagrees with what is recorded: by the units of the outcome they are furthest apart on. */
function differenceOf(line: CountedLine, known: ReadonlyMap<string, ShippedLine>): Deviation[] {
	const recorded = known.get(line.shipmentLineId)?.recorded;
	const quantity = Math.max(...outcomes.map((outcome) => Math.abs(line[outcome] - (recorded?.[outcome] ?? 0))));
	if (quantity === 0) return [];
	const said = mishaps.flatMap((kind) => (line[kind] > 0 ? [line.reasons[kind].trim()] : []));
	const reason = said.join('; ').slice(0, 500) || '–';
	return [{ kind: 'counted-differently', shipmentLineId: line.shipmentLineId, extra: null, quantity, reason }];
}

function deviationsOf(lines: readonly CountedLine[], extras: readonly ExtraGoods[]): Deviation[] {
	const short = lines.flatMap((line) =>
		mishaps
			.filter((kind) => line[kind] > 0)
			.map((kind) => ({
				kind,
				shipmentLineId: line.shipmentLineId,
				extra: null,
				quantity: line[kind],
				reason: line.reasons[kind].trim(),
			})),
	);
	const more = extras.map((extra, index) => ({
		kind: 'extra' as const,
		shipmentLineId: extra.shipmentLineId,
		extra: index,
		quantity: extra.quantity,
		reason: extra.description.trim(),
	}));
	return [...short, ...more];
}

/** How a shipment ends once nothing is outstanding; undefined while something is. */
export function closingMove(
	outstanding: number,
	anyDeviation: boolean,
): 'received' | 'closed-with-discrepancy' | undefined {
	if (outstanding > 0) return undefined;
	return anyDeviation ? 'closed-with-discrepancy' : 'received';
}
