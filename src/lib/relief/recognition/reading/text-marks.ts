const startsWord = '(?=[\\p{L}"«„(])';
const bullet = new RegExp(
	'^\\s*(?:' +
		[
			'\\[[ xXхХ]?\\]\\s*',
			'[•●◦○▪■□◾◽▫‣⁃∙·✓✔☑➤►▶→⇒\\uf0b7\\uf0a7\\uf0fc]\\s*',
			'[*+»›§]\\s+',
			`[-–—‒―](?:\\s+|${startsWord})`,
			'o\\t\\s*',
			'(?:\\p{Extended_Pictographic}|\\p{Regional_Indicator})(?:\\ufe0f|\\u200d|\\p{Emoji_Modifier})*\\s*',
		].join('|') +
		')+',
	'u',
);
const numbering = new RegExp(
	'^\\s*(?:' +
		[
			'\\d\\ufe0f?\\u20e3\\s*',
			`(?:№\\s*)?\\d{1,3}(?:\\.\\d{1,2}){0,3}[.)](?:\\s+|${startsWord})`,
			'\\(\\d{1,3}\\)\\s*',
			'[a-zа-яіїє]\\)\\s+',
			'[ivxІХ]{1,4}[.)]\\s+',
		].join('|') +
		')(?=\\S)',
	'iu',
);

export type Mark = 'bullet' | 'number';

/** The list mark a line begins with (dash, dot, emoji, "3.", "b)") and the words after it. */
export function splitMark(text: string): { readonly mark: Mark | null; readonly rest: string } {
	const dot = bullet.exec(text);
	if (dot) return { mark: 'bullet', rest: text.slice(dot[0].length).trim() };
	const number = numbering.exec(text);
	if (number) return { mark: 'number', rest: text.slice(number[0].length).trim() };
	return { mark: null, rest: text.trim() };
}

/** A phrase without its list mark, kept whole where nothing else is left. */
export function stripMark(text: string): string {
	const { rest } = splitMark(text);
	return rest === '' ? text.trim() : rest;
}

export interface CellPiece {
	readonly phrase: string;
	readonly quantityText: string | null;
}

/**
 * One cell may hold several lines of the list: then its quantity cell has as many, or each begins with a list mark, or
 * each with a capital and nothing counts them. Otherwise the breaks only wrap the words.
 */
export function splitCell(phrase: string, quantityText: string | null): readonly CellPiece[] {
	const quantity = quantityText?.replaceAll('\n', ' ') ?? null;
	const phrases = phrase.split('\n').filter((line) => line !== '');
	if (phrases.length < 2) return [{ phrase: phrases[0] ?? phrase, quantityText: quantity }];
	const quantities = quantityText?.split('\n') ?? [];
	if (quantities.length === phrases.length)
		return phrases.map((line, index) => ({ phrase: line, quantityText: quantities[index] ?? null }));
	const marked = phrases.every((line) => splitMark(line).mark !== null);
	const listed = phrases.length >= 3 && phrases.every((line) => /^[\p{Lu}\d]/u.test(line));
	if (quantity === null && (marked || listed)) return phrases.map((line) => ({ phrase: line, quantityText: null }));
	const joint = marked ? '; ' : ' ';
	return [{ phrase: phrases.map((line) => (marked ? stripMark(line) : line)).join(joint), quantityText: quantity }];
}
