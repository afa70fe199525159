import { isLanguage, type Language, languages } from '#lib/kernel/language.ts';

/** One language version of an article, written in the usual way or in easy language: "de", "uk-easy". */
export type EditionKey = Language | `${Language}-easy`;

/** All there can be, each language followed by its easy version. */
export const editionKeys: readonly EditionKey[] = languages.flatMap((language) => [
	language,
	`${language}-easy` as const,
]);

export function parseEdition(text: string): EditionKey | undefined {
	return editionKeys.find((key) => key === text);
}

export function languageOf(key: EditionKey): Language {
	const language = key.slice(0, 2);
	return isLanguage(language) ? language : 'de';
}

export function isEasy(key: EditionKey): boolean {
	return key.endsWith('-easy');
}
