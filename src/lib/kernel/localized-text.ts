import type { Language } from './language.ts';

/** A text that may exist in some of the three languages; at least one is present. */
export type LocalizedText = Readonly<Partial<Record<Language, string>>>;

const fallbackOrder: Record<Language, readonly Language[]> = {
	de: ['de', 'en', 'uk'],
	uk: ['uk', 'en', 'de'],
	en: ['en', 'de', 'uk'],
};

/** The text in the reader's language or, failing that, the nearest other one, with the language it is in (for `lang=`). */
export function readableText(text: LocalizedText, reader: Language): { text: string; language: Language } {
	for (const language of fallbackOrder[reader]) {
		const found = text[language];
		if (found) return { text: found, language };
	}
	return { text: '', language: reader };
}
