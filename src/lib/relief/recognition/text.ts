/** Cyrillic letters that look like Latin ones, as they are typed into the wrong word: «ОSB», «СРАР», «Cканер». */
const lookalikes: ReadonlyMap<string, string> = new Map(
	[...'аaсcеeіiоoрpхxуyкkмmтtвbнhѕsјj'].reduce<[string, string][]>((pairs, letter, at, all) => {
		if (at % 2 === 0) pairs.push([letter, all[at + 1]!]);
		return pairs;
	}, []),
);
const latinLookalikes: ReadonlyMap<string, string> = new Map(
	[...lookalikes].map(([cyrillic, latin]) => [latin, cyrillic]),
);

const cyrillicLetter = /\p{Script=Cyrillic}/u;
const latinLetter = /\p{Script=Latin}/u;

const alreadyTidy = /^[A-Za-zÄÖÜäöüßА-Яа-яІЇЄҐіїєґ0-9.,;()/-]+( [A-Za-zÄÖÜäöüßА-Яа-яІЇЄҐіїєґ0-9.,;()/-]+)*$/u;

/**
 * The text in one typography: composed and compatible characters (m² → m2), one apostrophe, one hyphen, en dash for
 * dashes, plain spaces, ″ for inches, other quotes gone, soft hyphens and control characters gone. Letters keep their case.
 */
export function tidyText(raw: string): string {
	if (alreadyTidy.test(raw)) return raw;
	return raw
		.replace(/½/gu, '0,5')
		.normalize('NFKC')
		.replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/gu, '')
		.replace(/(?<=\p{L})[’ʼ‘`´′＇](?=\p{L})/gu, "'")
		.replace(/(?<=^[^„“«"]*\d)\s?(["”]|''|′′)/gu, '″')
		.replace(/[„“”«»‹›"‘’]/gu, ' ')
		.replace(/[‐‑‒]/gu, '-')
		.replace(/[—―−]/gu, '–')
		.replace(/\t/gu, ' – ')
		.replace(/[\p{C}\s]+/gu, ' ')
		.trim();
}

export function isCyrillic(word: string): boolean {
	return cyrillicLetter.test(word);
}

/** One script for a word typed in two, the one that can spell all of it; the word itself where none can. */
export function unmixScripts(word: string): string {
	if (!cyrillicLetter.test(word) || !latinLetter.test(word)) return word;
	const letters = [...word].filter((each) => /\p{L}/u.test(each));
	const cyrillicOnes = letters.filter((each) => cyrillicLetter.test(each)).length;
	const asCyrillic = replaceAllOf(word, latinLookalikes, latinLetter);
	const asLatin = replaceAllOf(word, lookalikes, cyrillicLetter);
	if (cyrillicOnes * 2 >= letters.length) return asCyrillic ?? asLatin ?? word;
	return asLatin ?? asCyrillic ?? word;
}

/** The Latin reading of a word typed wholly in Cyrillic lookalikes («СРАР» → "cpap"), else undefined. Lower case. */
export function latinReading(word: string): string | undefined {
	return cyrillicLetter.test(word) ? replaceAllOf(word, lookalikes, cyrillicLetter) : undefined;
}

function replaceAllOf(word: string, table: ReadonlyMap<string, string>, foreign: RegExp): string | undefined {
	let out = '';
	for (const letter of word) {
		const replaced = table.get(letter);
		if (replaced === undefined && foreign.test(letter)) return undefined;
		out += foreign.test(letter) ? replaced : letter;
	}
	return out;
}

const folds: Readonly<Record<string, string>> = {
	ß: 'ss',
	ł: 'l',
	ø: 'o',
	đ: 'd',
	æ: 'a',
	ё: 'е',
	ґ: 'г',
	ы: 'и',
	э: 'е',
	ъ: '',
	"'": '',
};

/** Letters that already stand as they are compared; most words consist of nothing else. */
const plainLatin = /^[a-z0-9]*$/u;
const plainUkrainian = /^[а-щьюяіїє]*$/u;
const plainCyrillic = /^[а-яіїє]*$/u;

/**
 * The form under which words are compared: lower case, one script, without diacritics. Umlauts lose their dots however
 * they are spelt (Öfen, Oefen → ofen); й and ї stay letters of their own; Russian letters take Ukrainian ones' place.
 */
export function foldWord(word: string): string {
	const lower = word.toLowerCase();
	if (plainLatin.test(lower)) return withoutUmlauts(lower);
	if (plainUkrainian.test(lower)) return lower;
	let folded = '';
	for (const letter of plainCyrillic.test(lower) ? lower : unmixScripts(lower)) folded += foldLetter(letter);
	return withoutUmlauts(folded);
}

function foldLetter(letter: string): string {
	if (letter in folds) return folds[letter]!;
	if ((letter >= 'a' && letter <= 'z') || (letter >= 'а' && letter <= 'я') || /[їєі\d]/u.test(letter)) return letter;
	return letter.normalize('NFD').replace(/\p{M}/gu, '');
}

function withoutUmlauts(word: string): string {
	return word.includes('e') ? word.replace(/([aou])e/gu, '$1') : word;
}

/** A regular expression too long for a line, from its pieces in order. */
export function patternOf(flags: string, ...pieces: readonly string[]): RegExp {
	return new RegExp(pieces.join(''), flags);
}
