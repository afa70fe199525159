import { romanise } from '#lib/i18n/transliteration/romanise.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { languages } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Tenure } from './tenure.ts';

export type PersonId = Id<'person'>;
export type PostId = Id<'post'>;

/** How a name was come upon: under an agreement, in a paper, or from before it changed. */
export const spellingUsages = ['signed', 'written', 'former'] as const;
export type SpellingUsage = (typeof spellingUsages)[number];

/** Another spelling of a person's name than the names in use. */
export interface PersonSpelling {
	readonly id: Id<'person-spelling'>;
	readonly cityId: Id<'city'>;
	readonly text: string;
	readonly usage: SpellingUsage;
}

/** Somebody who acts for a city or an organisation. */
export interface Person {
	readonly id: PersonId;
	/** The city that keeps the record. */
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly names: LocalizedText;
	/** They hold a public office or agreed: agreements name them in public. */
	readonly publicNameAllowed: boolean;
}

/** A person with all that everyone who may see them may know. */
export interface PersonRecord extends Person {
	readonly spellings: readonly PersonSpelling[];
	/** Latest first. */
	readonly tenures: readonly Tenure[];
}

/** An office that people hold one after another. */
export interface Post {
	readonly id: PostId;
	readonly cityId: Id<'city'>;
	readonly organisationId: Id<'organisation'>;
	readonly organisationNames: LocalizedText;
	readonly names: LocalizedText;
	/** Only one person holds it at a time; somebody acting may stand in. */
	readonly sole: boolean;
}

/** How to reach a person: need-to-know, read apart, and each reading is recorded (R11). */
export interface PersonContact {
	readonly email: string | null;
	readonly phone: string | null;
	readonly note: string | null;
}

/** What is asked for of a tenure. */
export interface TenureDraft {
	readonly postId: PostId;
	readonly acting: boolean;
	readonly began: FuzzyDate | null;
	readonly ended: FuzzyDate | null;
}

/** The distinct spellings of a name in use, in the order of the languages. */
export function distinctNames(names: LocalizedText): readonly string[] {
	return [...new Set(languages.flatMap((language) => names[language] ?? []))];
}

/** How a Ukrainian name is written in Latin letters by rule. */
export interface Transliterations {
	readonly national: string;
	readonly german: string;
}

const cyrillic = /\p{Script=Cyrillic}/u;

/**
 * The transliterations of a person's Ukrainian name by the national standard and in German. Undefined where no name is
 * written in Cyrillic, and where the Latin names in use follow neither rule: then Cyrillic is the transcription
 * (Томас Вестфаль), and writing it back would invent a name.
 */
export function transliterationsOf(names: LocalizedText): Transliterations | undefined {
	const original = names.uk ?? distinctNames(names).find((name) => cyrillic.test(name));
	if (original === undefined || !cyrillic.test(original)) return undefined;
	const national = romanise(original, 'uk-2010');
	const german = romanise(original, 'de');
	const follows = !names.de || !names.en || names.de === german || names.en === national;
	return follows ? { national, german } : undefined;
}
