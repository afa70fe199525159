const folds: Readonly<Record<string, string>> = {
	ß: 'ss',
	ł: 'l',
	ø: 'o',
	đ: 'd',
	ı: 'i',
	æ: 'a',
	œ: 'o',
	ё: 'е',
	ґ: 'г',
	ы: 'и',
	э: 'е',
	ъ: '',
};
/** Letters that carry a mark and still are letters of their own. */
const ownLetters = /[йї]/u;
const plain = /^(?:[a-z0-9]*|[а-щьюяіїє]*)$/u;

/**
 * The form under which words are compared: lower case, without diacritics and apostrophes. Umlauts lose their dots
 * however they are spelt («Öfen», «Oefen» → "ofen"); Russian letters take the place of the Ukrainian ones they sound like.
 */
export function foldWord(word: string): string {
	const lower = word.toLowerCase();
	const folded = plain.test(lower) ? lower : Array.from(lower.normalize('NFKC'), foldLetter).join('');
	return folded.includes('e') ? folded.replace(/([aou])e/gu, '$1') : folded;
}

function foldLetter(letter: string): string {
	const fold = Object.hasOwn(folds, letter) ? folds[letter] : undefined;
	if (fold !== undefined) return fold;
	if (ownLetters.test(letter)) return letter;
	return letter
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}
