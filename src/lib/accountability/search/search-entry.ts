import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';

/** A text of a record and the language it is in, null where nobody noted it. */
export type EntryText = readonly [language: Language | null, text: string];

/** What the search shows of a record. */
export interface EntryView {
	readonly title: LocalizedText;
	readonly texts: readonly EntryText[];
}
