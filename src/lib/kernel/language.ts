/** The three languages of the product, equal in rank. The order is the one the language switch shows. */
export const languages = ['de', 'uk', 'en'] as const;
export type Language = (typeof languages)[number];

/** How each language names itself in the language switch. */
export const languageNames: Record<Language, string> = { de: 'Deutsch', uk: 'Українська', en: 'English' };

/** BCP 47 tags with a region, for dates and numbers. */
export const locales: Record<Language, string> = { de: 'de-DE', uk: 'uk-UA', en: 'en-GB' };

export function isLanguage(text: string): text is Language {
	return (languages as readonly string[]).includes(text);
}
