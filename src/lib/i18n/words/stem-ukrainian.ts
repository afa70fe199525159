/**
 * A stemmer for the nominal inflection of Ukrainian and of the Russian met in Ukrainian lists. Lists decline nouns
 * («ковдр», «розкладушками», «моторними маслами»), so all cases, numbers and genders of a noun or adjective must meet
 * in one stem; verbs don't matter. Input is folded (see foldWord).
 */

/** Longest first. Adjectival endings are safe to cut from nouns because both sides are cut alike. */
const endings = [
	'еннями',
	'ьми',
	'има',
	'іями',
	'оями',
	'ьому',
	'ього',
	'ими',
	'іми',
	'ами',
	'ями',
	'ого',
	'ому',
	'ьою',
	'ією',
	'оїв',
	'иями',
	'ией',
	'оях',
	'оям',
	'іях',
	'іям',
	'ией',
	'ій',
	'ий',
	'ім',
	'им',
	'ої',
	'ою',
	'ею',
	'єю',
	'их',
	'іх',
	'ів',
	'їв',
	'ев',
	'ом',
	'ем',
	'єм',
	'ам',
	'ям',
	'ах',
	'ях',
	'ей',
	'ия',
	'ии',
	'ія',
	'ії',
	'ію',
	'ая',
	'яя',
	'ое',
	'ее',
	'ие',
	'ой',
	'ую',
	'ов',
	'а',
	'я',
	'о',
	'е',
	'є',
	'и',
	'і',
	'ї',
	'у',
	'ю',
	'ь',
	'й',
] as const;

const vowel = /[аеєиіїоуюя]/u;

/** The stem that all cases of a noun or adjective share; short words stay as they are. */
export function stemUkrainian(word: string): string {
	if (word.length < 3) return word;
	return unifyAlternations(withoutEndingUkrainian(word));
}

/**
 * The stem where the seeming ending is part of the word: «шолом» is no instrumental of «шол», «систем» no «сист».
 * Undefined where the word doesn't end so.
 */
export function wholeStemUkrainian(word: string): string | undefined {
	return word.length >= 4 && /([оеєаяи]м|[еі]й|[оеії]в|ах|ою)$/u.test(word) ? unifyAlternations(word) : undefined;
}

/** The word without its ending, its last vowel as it is spelt: «генератор» of «генераторів». For how it sounds. */
export function withoutEndingUkrainian(word: string): string {
	for (const ending of endings) {
		const stem = word.slice(0, word.length - ending.length);
		if (!word.endsWith(ending) || stem.length < 2 || !vowel.test(stem)) continue;
		return stem;
	}
	return word;
}

/**
 * Levels what inflection does inside the stem: the doubled н of «обладнання» and «обладнань», and the fleeting or
 * alternating last vowel: «набір» and «набори», «ліжок» and «ліжка», «крісел» and «крісла».
 */
function unifyAlternations(stem: string): string {
	let level = stem.replace(/(.)\1$/u, '$1').replace(/[ьйі]$/u, '');
	const lastVowel = /^(.*)([оеіє])([^аеєиіїоуюяь])ь?$/u.exec(level);
	if (lastVowel) {
		const [, before = '', , after = ''] = lastVowel;
		const bare = before.replace(/[ьй]$/u, '') + after;
		level = bare.length >= 4 && vowel.test(bare) ? bare : `${before}о${after}`;
	}
	return level.replace(/іст$/u, 'ост').replace(/щк$/u, 'шк').replace(/ь/gu, '');
}

const derivations = [
	'альн',
	'ичн',
	'ічн',
	'їчн',
	'евськ',
	'івськ',
	'ськ',
	'зьк',
	'цьк',
	'ов',
	'ев',
	'єв',
	'ик',
	'чик',
	'н',
	'к',
] as const;

/** The root an adjective or diminutive was formed from: «бензинов» and «бензин», «ліхтарик» and «ліхтар». */
export function rootUkrainian(stem: string): string {
	for (const ending of derivations) {
		if (stem.endsWith(ending) && stem.length - ending.length >= 4) return stem.slice(0, -ending.length);
	}
	return stem;
}
