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

/** Time and name before each message of a copied chat: «[12.03.23, 10:15] Olena: …», «Olena, [12.03.2023 10:15]». */
const chatStamp = new RegExp(
	'^\\u200e?(?:\\[?\\d{1,2}[./]\\d{1,2}[./]\\d{2,4},? \\d{1,2}:\\d{2}(?::\\d{2})?\\]?\\s*(?:[-–]\\s*)?[^:]{1,40}:\\s*' +
		'|[^[\\]]{1,40}, \\[[\\d./ :]{10,20}\\]:?\\s*)',
);

/** The lines of a plain text. Form feeds and Unicode line separators break lines too. */
export function textRows(text: string): readonly TextRow[] {
	const lines = text.split(/\r\n|[\n\r\f\u2028\u2029]/);
	const isChat = lines.filter((line) => chatStamp.test(line)).length >= 2;
	return lines.map((line, index) => ({
		line: index + 1,
		text: (isChat ? line.replace(chatStamp, '') : line)
			.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
			.replace(/\u00a0/g, ' ')
			// Indents matter up to here; beyond, blanks only cost time.
			.replace(/ {9,}/g, '        '),
		style: 'plain',
		quoted: false,
	}));
}
