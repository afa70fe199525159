import type { RecognisedItem, RecognisedLine } from './recognised-line.ts';

/** A recognised line as the command line and the API give it out. The key order is part of the format. */
export interface RecognitionJson {
	readonly line: number;
	readonly sheet: string | null;
	readonly raw: string;
	readonly items: readonly RecognitionItemJson[];
}
export type RecognitionItemJson = Pick<
	RecognisedItem,
	| 'code'
	| 'confidence'
	| 'suggestions'
	| 'quantity'
	| 'quantityMax'
	| 'approximate'
	| 'unit'
	| 'attributes'
	| 'negated'
	| 'accepted'
>;

/** The line in its published form (docs/reference/recognition.md), fields in their published order. */
export function toRecognitionJson({ line, sheet, raw, items }: RecognisedLine): RecognitionJson {
	return {
		line,
		sheet,
		raw,
		items: items.map((item) => ({
			code: item.code,
			confidence: item.confidence,
			suggestions: [...item.suggestions],
			quantity: item.quantity,
			quantityMax: item.quantityMax,
			approximate: item.approximate,
			unit: item.unit,
			attributes: { ...item.attributes },
			negated: item.negated,
			accepted: item.accepted,
		})),
	};
}
