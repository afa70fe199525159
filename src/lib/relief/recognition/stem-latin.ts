/**
 * A light stemmer for German, English and Polish at once: the language of one word of a list is often unknown, and
 * what matters is that singular, plural and cases of a noun meet. Input is folded (see foldWord).
 */
export function stemLatin(word: string): string {
	if (word.length <= 3 || /\d/u.test(word)) return word;
	let stem = word;
	if (/[aeilr]ves$/u.test(stem)) stem = `${stem.slice(0, -3)}f`;
	else if (/[^aeiou]ies$/u.test(stem) && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
	else if (/(ss|sh|ch|x|z)es$/u.test(stem) && stem.length > 5) stem = stem.slice(0, -2);
	else if (/[^s]s$/u.test(stem) && stem.length > 3) stem = stem.slice(0, -1);
	if (/(en|em|es)$/u.test(stem) && stem.length >= 6) stem = stem.slice(0, -2);
	else if (/(en)$/u.test(stem) && stem.length === 5) stem = stem.slice(0, -2);
	else if (/[^aeiou]n$/u.test(stem) && stem.length >= 6) stem = stem.slice(0, -1);
	else if (stem.endsWith('e') && stem.length >= 4) stem = stem.slice(0, -1);
	return stem.replace(/y$/u, 'i').replace(/(.)\1$/u, '$1');
}

/** The stem without a German -er or -ern, which marks plurals (Bretter, Tücher) and comparatives, or an English -ing. */
export function rootLatin(stem: string): string {
	const root = stem.replace(/(er|ern|ing|isch|lich|ig)$/u, '').replace(/(.)\1$/u, '$1');
	return root.length >= 4 ? root : stem;
}

const polishEndings = [
	'owych',
	'owego',
	'owymi',
	'iami',
	'ami',
	'ach',
	'owy',
	'owa',
	'owe',
	'ych',
	'ich',
	'ymi',
	'imi',
	'ego',
	'emu',
	'iej',
	'ow',
	'om',
	'ej',
	'ie',
	'ia',
	'em',
	'y',
	'i',
	'a',
	'e',
	'o',
	'u',
] as const;

/** The stem of a Polish noun or adjective in any case, for lists that come through Poland. */
export function stemPolish(word: string): string {
	for (const ending of polishEndings) {
		if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, -ending.length);
	}
	return word;
}
