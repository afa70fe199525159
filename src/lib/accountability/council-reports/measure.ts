import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';

/** What the ledger tells of one lot on one shipment in one year. */
export interface Movement {
	readonly year: number;
	readonly operationId: string;
	readonly operationNames: LocalizedText;
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly lotId: string;
	readonly openedQuantity: number;
	readonly valueCents: number | null;
	readonly donorId: string;
	/** Null where the donor is a person or wants not to be named. */
	readonly donor: LocalizedText | null;
	/** Null for what was booked without a shipment. */
	readonly shipmentId: string | null;
	readonly shipmentNumber: string | null;
	/** Base units in the recipient's hands, less what was taken back. */
	readonly arrived: number;
	/** Base units lost, damaged, refused or missing, less what was found. */
	readonly failed: number;
}

/** Goods of one kind from one donor that arrived in one year: a line of a report. */
export interface Measure {
	/** "2025.PWR-GEN.<donor>.<operation>": what the figure is looked up by. */
	readonly key: string;
	readonly year: number;
	readonly operation: LocalizedText;
	readonly itemCode: string;
	readonly item: LocalizedText;
	readonly baseUnit: string;
	/** Null where the donor is a person or wants not to be named. */
	readonly donor: LocalizedText | null;
	readonly shipments: number;
	readonly arrived: number;
	readonly failed: number;
	/** What arrived is worth; null where the value of any of it is not known. */
	readonly valueCents: EuroCents | null;
}

/** Donors that are not named are one line together. */
const unnamed = 'unnamed';

export function measureKey({ year, itemCode, donorId, donor, operationId }: Movement): string {
	return [year, itemCode, donor ? donorId : unnamed, operationId].join('.');
}

/** The value of a part of a lot in whole cents, rounded down; exact for any quantity. */
export function shareOfValue(valueCents: number, part: number, whole: number): EuroCents {
	return Number((BigInt(valueCents) * BigInt(Math.max(part, 0))) / BigInt(whole)) as EuroCents;
}

/** Adds movements up to measures, by year, operation and item. What in the end neither arrived nor failed is left out. */
export function measuresOf(
	movements: readonly Movement[],
	itemNames: (code: string) => LocalizedText,
): readonly Measure[] {
	const grouped = Map.groupBy(movements, measureKey);
	return [...grouped]
		.map(([key, parts]) => measureOf(key, parts, itemNames))
		.filter(({ arrived, failed }) => arrived !== 0 || failed !== 0)
		.toSorted(
			(a, b) =>
				a.year - b.year || compare(a.operation, b.operation) || compare(a.item, b.item) || a.key.localeCompare(b.key),
		);
}

function measureOf(key: string, parts: readonly Movement[], itemNames: (code: string) => LocalizedText): Measure {
	const first = parts[0]!;
	const lots = [...Map.groupBy(parts, ({ lotId }) => lotId).values()].map((lot) => ({
		...lot[0]!,
		arrived: sum(lot.map(({ arrived }) => arrived)),
	}));
	const values = lots
		.filter(({ arrived }) => arrived > 0)
		.map(({ valueCents, arrived, openedQuantity }) =>
			valueCents === null ? null : shareOfValue(valueCents, arrived, openedQuantity),
		);
	return {
		key,
		year: first.year,
		operation: first.operationNames,
		itemCode: first.itemCode,
		item: itemNames(first.itemCode),
		baseUnit: first.baseUnit,
		donor: first.donor,
		shipments: new Set(parts.flatMap(({ shipmentId }) => shipmentId ?? [])).size,
		arrived: sum(parts.map(({ arrived }) => arrived)),
		failed: sum(parts.map(({ failed }) => failed)),
		valueCents: values.includes(null) ? null : (sum(values.map((value) => value ?? 0)) as EuroCents),
	};
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const compare = (a: LocalizedText, b: LocalizedText): number =>
	(a.de ?? a.en ?? '').localeCompare(b.de ?? b.en ?? '', 'de');

/** What measures come to: how many have no value, and what the others are worth. */
export function worthOf(measures: readonly Measure[]): { readonly cents: EuroCents; readonly unknown: number } {
	return {
		cents: sum(measures.map(({ valueCents }) => valueCents ?? 0)) as EuroCents,
		unknown: measures.filter(({ valueCents, arrived }) => valueCents === null && arrived > 0).length,
	};
}
