// The regions of the algorithm: a run of consonants, a run of vowels, and how often the one follows the other.
const consonants = '[^aeiou][^aeiouy]*';
const vowels = '[aeiouy][aeiou]*';
const oneMeasure = new RegExp(`^(?:${consonants})?${vowels}${consonants}`, 'u');
const exactlyOneMeasure = new RegExp(`^(?:${consonants})?${vowels}${consonants}(?:${vowels})?$`, 'u');
const twoMeasures = new RegExp(`^(?:${consonants})?${vowels}${consonants}${vowels}${consonants}`, 'u');
const hasVowel = new RegExp(`^(?:${consonants})?[aeiouy]`, 'u');
const shortEnd = new RegExp(`^${consonants}[aeiouy][^aeiouwxy]$`, 'u');

const nouns: readonly (readonly [string, string])[] = [
	['ational', 'ate'],
	['tional', 'tion'],
	['enci', 'ence'],
	['anci', 'ance'],
	['izer', 'ize'],
	['bli', 'ble'],
	['alli', 'al'],
	['entli', 'ent'],
	['eli', 'e'],
	['ousli', 'ous'],
	['ization', 'ize'],
	['ation', 'ate'],
	['ator', 'ate'],
	['alism', 'al'],
	['iveness', 'ive'],
	['fulness', 'ful'],
	['ousness', 'ous'],
	['aliti', 'al'],
	['iviti', 'ive'],
	['biliti', 'ble'],
	['logi', 'log'],
];
const adjectives: readonly (readonly [string, string])[] = [
	['icate', 'ic'],
	['ative', ''],
	['alize', 'al'],
	['iciti', 'ic'],
	['ical', 'ic'],
	['ful', ''],
	['ness', ''],
];
const lastEndings = /(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|(?<=[st])ion|ou|ism|ate|iti|ous|ive|ize)$/u;

/**
 * The stem of an English word: M. F. Porter, "An algorithm for suffix stripping" (1980), with the author's two later
 * corrections (bli, logi). Input is folded (see foldWord).
 */
export function stemEnglish(word: string): string {
	if (word.length <= 2 || !/^[a-z]+$/u.test(word)) return word;
	let stem = withoutParticiple(withoutPlural(word));
	if (stem.endsWith('y') && hasVowel.test(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
	stem = replaced(replaced(stem, nouns), adjectives);
	const last = lastEndings.exec(stem);
	if (last && twoMeasures.test(stem.slice(0, last.index))) stem = stem.slice(0, last.index);
	if (stem.endsWith('e')) {
		const bare = stem.slice(0, -1);
		if (twoMeasures.test(bare) || (exactlyOneMeasure.test(bare) && !shortEnd.test(bare))) stem = bare;
	}
	return stem.endsWith('ll') && twoMeasures.test(stem) ? stem.slice(0, -1) : stem;
}

function withoutPlural(word: string): string {
	return word.replace(/(ss|i)es$/u, '$1').replace(/([^s])s$/u, '$1');
}

function withoutParticiple(word: string): string {
	if (word.endsWith('eed')) return oneMeasure.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
	const ending = /(?:ed|ing)$/u.exec(word);
	if (!ending) return word;
	const stem = word.slice(0, ending.index);
	if (!hasVowel.test(stem)) return word;
	if (/(?:at|bl|iz)$/u.test(stem)) return `${stem}e`;
	if (/([^aeiouylsz])\1$/u.test(stem)) return stem.slice(0, -1);
	return shortEnd.test(stem) ? `${stem}e` : stem;
}

function replaced(word: string, endings: readonly (readonly [string, string])[]): string {
	const found = endings.find(([ending]) => word.endsWith(ending));
	if (!found) return word;
	const stem = word.slice(0, word.length - found[0].length);
	return oneMeasure.test(stem) ? stem + found[1] : word;
}
