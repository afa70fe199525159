/** The units a quantity can be given in. Packs convert to base units by the item's factors, never here. */
export const units = [
	'pcs',
	'pair',
	'box',
	'pack',
	'set',
	'kg',
	'l',
	'm',
	'm2',
	'm3',
	'roll',
	'pallet',
	'truck',
] as const;
export type Unit = (typeof units)[number];

/** A value, a list of values or a range [from, to], as typed attributes have it: power_kva 5–8, fuel diesel. */
export type AttributeValue = string | number | readonly string[] | readonly [number, number];

/** One thing understood from a line. A line may name several. */
export interface RecognisedItem {
	/** The most specific catalogue item that is certain, a parent where only that is; null where nothing fits. */
	readonly code: string | null;
	/** The chance that `code` is right, 0 to 1, calibrated. */
	readonly confidence: number;
	/** Up to three codes, most likely first; the first is `code` where there is one. */
	readonly suggestions: readonly string[];
	/** As written, in `unit`; null is "unknown", which is a state and not zero. May be fractional («237,5 л»). */
	readonly quantity: number | null;
	/** The upper end of a range, else null. */
	readonly quantityMax: number | null;
	readonly approximate: boolean;
	readonly unit: Unit | null;
	readonly attributes: Readonly<Record<string, AttributeValue>>;
	/** "no longer needed", "none required". */
	readonly negated: boolean;
	/** Sure enough to need no human look. */
	readonly accepted: boolean;
	/** The piece of the line this item stands for, without its quantity; what a person's choice teaches. */
	readonly phrase?: string;
}

export interface RecognisedLine {
	readonly line: number;
	readonly sheet: string | null;
	/** The phrase verbatim. */
	readonly raw: string;
	readonly items: readonly RecognisedItem[];
}
