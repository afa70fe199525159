/** One line or paragraph of a text, before anything is understood of it. */
export interface TextRow {
	/** From 1. */
	readonly line: number;
	readonly text: string;
	/** What the format says of it; plain text says nothing. */
	readonly style: 'plain' | 'bullet' | 'heading' | 'bold';
	/** Stands in a part of a mail quoted from an earlier one. */
	readonly quoted: boolean;
}

/** The lines of a plain text. Form feeds and Unicode line separators break lines too. */
export function textRows(text: string): readonly TextRow[] {
	return text.split(/\r\n|[\n\r\f\u2028\u2029]/).map((line, index) => ({
		line: index + 1,
		text: line.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '').replace(/\u00a0/g, ' '),
		style: 'plain',
		quoted: false,
	}));
}
