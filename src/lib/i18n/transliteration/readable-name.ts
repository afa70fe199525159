import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { romanise } from './romanise.ts';

const cyrillic = /\p{Script=Cyrillic}/u;

/**
 * A name for readers of Latin letters first as their papers write it, by German usage or by the Ukrainian national
 * standard of 2010 (KMU 55), and then as it is: "Halyna Shymanska (Галина Шиманська)". Any other name stays as it is.
 */
export function nameInLetters(name: string, reader: Language): string {
	if (reader === 'uk' || !cyrillic.test(name)) return name;
	return `${romanise(name, reader === 'de' ? 'de' : 'uk-2010')} (${name})`;
}

/** A person's name as somebody can read it: the one in use in their language, else the nearest in their letters. */
export function readableName(names: LocalizedText, reader: Language): { text: string; language: Language } {
	const { text, language } = readableText(names, reader);
	const readable = nameInLetters(text, reader);
	return readable === text ? { text, language } : { text: readable, language: reader };
}
