import { romanise } from './romanise.ts';

// Longest first. A class of sounds that the usual spellings do not keep apart gets one letter: German "sch" is ж and ш,
// "ch" is х in German and ч in English, z is з in English and ц in German.
const sounds: readonly (readonly [spellings: string, key: string])[] = [
	['schtsch shch szcz', 's'],
	['tsch', 'h'],
	['sch zgh', 's'],
	['tch cz kh ch gh', 'h'],
	['sh zh sz ts tz', 's'],
	['ph', 'f'],
	['th', 't'],
	['ck', 'k'],
	['g h', 'h'],
	['z ß', 's'],
	['w', 'v'],
	['q', 'k'],
	['x', 'ks'],
	// и, і, ї, й and the softness of є, ю, я are written in ever other ways.
	['i y j', ''],
];
const soundOf = new Map(sounds.flatMap(([spellings, key]) => spellings.split(' ').map((each) => [each, key] as const)));
const longestSpelling = 7;

/**
 * A key that is equal for all usual spellings of one name: Ukrainian or Russian, by the national standard, in German,
 * English or scholarly transliteration, with or without diacritics. Words keep their order, apart by single spaces.
 * Different names may share a key ("Anna" and "Anja"): it finds people, it proves nothing.
 */
export function nameKey(text: string): string {
	return romanise(text, 'uk-2010')
		.toLowerCase()
		.replace(/[čćç]/gu, 'ch')
		.replace(/ł/gu, 'l')
		.replace(/ø/gu, 'o')
		.replace(/đ/gu, 'd')
		.replace(/ı/gu, 'i')
		.replace(/æ/gu, 'ae')
		.replace(/œ/gu, 'oe')
		.normalize('NFD')
		.replace(/[\u0300-\u036f'’ʼ‘`ʹʺ]/gu, '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '')
		.map(keyOfWord)
		.join(' ');
}

function keyOfWord(word: string): string {
	const latin = word.replace(/off$/u, 'ov');
	let key = '';
	for (let at = 0; at < latin.length; ) {
		const length = lengthOfSound(latin, at);
		const spelling = latin.slice(at, at + length);
		key += spelling === 'c' ? soundOfC(latin[at + 1]) : (soundOf.get(spelling) ?? spelling);
		at += length;
	}
	const reduced = key
		.replace(/([aou])e/gu, '$1')
		.replace(/t?s+h*/gu, 's')
		.replace(/(.)\1+/gu, '$1');
	// A word of soft sounds alone still is a word.
	return reduced || 'i';
}

function lengthOfSound(word: string, at: number): number {
	for (let length = longestSpelling; length > 1; length--) {
		const spelling = word.slice(at, at + length);
		if (spelling.length === length && soundOf.has(spelling)) return length;
	}
	return 1;
}

/** A scholarly c is ц; a western one before a, o, u and consonants is k. */
function soundOfC(after: string | undefined): string {
	return after !== undefined && /[aoulrkt]/u.test(after) ? 'k' : 's';
}
