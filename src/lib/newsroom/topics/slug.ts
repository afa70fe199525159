import { romanise } from '#lib/i18n/transliteration/romanise.ts';
import type { Language } from '#lib/kernel/language.ts';

export const longestSlug = 100;
const usualLength = 70;

const german: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/**
 * The part of an article's address that tells of its title: "25 Generatoren für Schytomyr" → "25-generatoren-fuer-schytomyr".
 * Ukrainian is written in Latin letters, as the national standard has it. Empty where a title has no letter at all.
 */
export function slugOf(title: string, language: Language): string {
	const latin = romanise(title, language === 'de' ? 'de' : 'uk-2010')
		.toLowerCase()
		.replace(/[äöüß]/g, (letter) => german[letter] ?? letter)
		.normalize('NFD')
		.replace(/\p{M}/gu, '');
	const words = latin.split(/[^a-z0-9]+/).filter(Boolean);
	let slug = '';
	for (const word of words) {
		const longer = slug === '' ? word.slice(0, usualLength) : `${slug}-${word}`;
		if (longer.length > usualLength) break;
		slug = longer;
	}
	return slug;
}

export function isSlug(text: string): boolean {
	return text.length <= longestSlug && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
