const letters: Readonly<Record<string, string>> = {
	а: 'a',
	б: 'b',
	в: 'v',
	г: 'h',
	ґ: 'g',
	д: 'd',
	е: 'e',
	є: 'ie',
	ж: 'zh',
	з: 'z',
	и: 'y',
	і: 'i',
	ї: 'i',
	й: 'i',
	к: 'k',
	л: 'l',
	м: 'm',
	н: 'n',
	о: 'o',
	п: 'p',
	р: 'r',
	с: 's',
	т: 't',
	у: 'u',
	ф: 'f',
	х: 'kh',
	ц: 'ts',
	ч: 'ch',
	ш: 'sh',
	щ: 'shch',
	ь: '',
	ю: 'iu',
	я: 'ia',
	ы: 'y',
	э: 'e',
	ё: 'e',
	ъ: '',
	"'": '',
};
const initialLetters: Readonly<Record<string, string>> = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' };

/**
 * Ukrainian in Latin letters by the official table (Cabinet of Ministers resolution № 55 of 27 January 2010), lower
 * case; Russian letters by their nearest Ukrainian one. Anything else passes unchanged.
 */
export function transliterate(text: string): string {
	const lower = text.toLowerCase();
	let out = '';
	for (let at = 0; at < lower.length; at++) {
		const letter = lower[at]!;
		const previous = lower[at - 1];
		if (letter === 'г' && previous === 'з') out += 'gh';
		else if (previous === undefined || !/[\p{L}']/u.test(previous))
			out += initialLetters[letter] ?? letters[letter] ?? letter;
		else out += letters[letter] ?? letter;
	}
	return out;
}

/**
 * A rough sound shared by both scripts, for brand and loan words: EcoFlow and «екофлоу», Starlink and «старлінк»,
 * Powerbank and «павербанк» (by the edit distance that remains), generator, generatory and «генератори».
 */
export function soundOf(word: string): string {
	return transliterate(word)
		.replace(/shch|sch|sh|sz/gu, 's')
		.replace(/zh|rz/gu, 'z')
		.replace(/tch|tsch|ch|cz|ts|tz/gu, 'c')
		.replace(/kh|ck|qu|q|ch/gu, 'k')
		.replace(/c(?=[aoukltr]|$)/gu, 'k')
		.replace(/ph/gu, 'f')
		.replace(/ou|ow|u|w/gu, 'v')
		.replace(/[yj]|ie|ee/gu, 'i')
		.replace(/h/gu, 'g')
		.replace(/(.)\1+/gu, '$1');
}
