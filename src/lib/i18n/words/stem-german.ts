/**
 * The stem of a German noun or adjective without its inflection: the endings of CISTEM (Weißweiler and Fraser,
 * "Developing a stemmer for German based on a comparative analysis of publicly available stemmers", 2018), without those
 * of verbs and without the removal of ge-, which would tear "Generator" from its compounds. Input is folded (see foldWord).
 */
export function stemGerman(word: string): string {
	if (/\d/u.test(word)) return word;
	// A doubled letter is no ending: "Messe" is not the genitive of "Mes".
	let stem = word.replace(/(.)\1/gu, '$1*');
	for (let length = 0; length !== stem.length; ) {
		length = stem.length;
		if (length > 5) stem = stem.replace(/e[mr]$/u, '');
		if (stem.length === length && length > 4) stem = stem.replace(/s$/u, '');
		if (stem.length === length && length > 3) stem = stem.replace(/[en]$/u, '');
	}
	return stem.replace(/(.)\*/gu, '$1$1');
}
