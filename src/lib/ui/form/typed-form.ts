import { type FuzzyDate, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';

/** What was typed into a form, by the names of its fields: to parse it, and to show it again beside what is wrong with it. */
export type Typed = Readonly<Record<string, string>>;

/** Why a field is not taken as it was typed. `field` is the id the reader is taken to. */
export type FieldFault =
	| { readonly kind: 'field-missing'; readonly field: string }
	| { readonly kind: 'field-too-long'; readonly field: string; readonly longest: number }
	| { readonly kind: 'choice-missing'; readonly field: string }
	| { readonly kind: 'not-a-day'; readonly field: string; readonly typed: string }
	| { readonly kind: 'not-an-address'; readonly field: string; readonly typed: string };

/** Why a form as a whole is not taken. */
export type FormFault =
	| { readonly kind: 'changed-meanwhile' }
	| { readonly kind: 'not-yours' }
	| { readonly kind: 'not-permitted' }
	| { readonly kind: 'key-reused' };

export type Read<Value> = Result<Value, readonly FieldFault[]>;

/** The texts a form sent; files are read apart. */
export function typedForm(form: FormData): Typed {
	return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A line as typed, with single spaces. */
export function lineOf(typed: Typed, field: string): string {
	return (typed[field] ?? '').trim().replace(/\s+/gu, ' ');
}

const usualLongest = 200;

/** A line that is needed. */
export function readLine(typed: Typed, field: string, longest = usualLongest): Read<string> {
	const line = lineOf(typed, field);
	if (line === '') return refused([{ kind: 'field-missing', field }]);
	return line.length > longest ? refused([{ kind: 'field-too-long', field, longest }]) : ok(line);
}

/** A line that may be left empty. */
export function readOptionalLine(typed: Typed, field: string, longest = usualLongest): Read<string | null> {
	return lineOf(typed, field) === '' ? ok(null) : readLine(typed, field, longest);
}

/** The text of the fields `title-de`, `title-uk`, `title-en`; null where all three are empty. Line breaks are kept. */
export function readOptionalLocalized(typed: Typed, field: string, longest = usualLongest): Read<LocalizedText | null> {
	const said = languages
		.map((language) => [language, (typed[`${field}-${language}`] ?? '').trim()] as const)
		.filter(([, text]) => text !== '');
	if (said.some(([, text]) => text.length > longest)) return refused([{ kind: 'field-too-long', field, longest }]);
	return ok(said.length === 0 ? null : Object.fromEntries(said));
}

/** The same where at least one language is needed. */
export function readLocalized(typed: Typed, field: string, longest = usualLongest): Read<LocalizedText> {
	const read = readOptionalLocalized(typed, field, longest);
	if (!read.ok) return read;
	return read.value ? ok(read.value) : refused([{ kind: 'field-missing', field }]);
}

/** A text in three languages as the fields of a form show it. */
export function localizedForm(field: string, text: LocalizedText | null): Typed {
	return Object.fromEntries(languages.map((language) => [`${field}-${language}`, text?.[language] ?? '']));
}

/** One of a closed set. */
export function readChoice<const Choice extends string>(
	typed: Typed,
	field: string,
	choices: readonly Choice[],
): Read<Choice> {
	const chosen = choices.find((choice) => choice === lineOf(typed, field));
	return chosen === undefined ? refused([{ kind: 'choice-missing', field }]) : ok(chosen);
}

/** The id of a record chosen from a list. */
export function readId<Kind extends string>(typed: Typed, field: string): Read<Id<Kind>> {
	const id = parseId<Kind>(lineOf(typed, field));
	return id ? ok(id) : refused([{ kind: 'choice-missing', field }]);
}

/** The same where nothing need be chosen. */
export function readOptionalId<Kind extends string>(typed: Typed, field: string): Read<Id<Kind> | null> {
	return lineOf(typed, field) === '' ? ok(null) : readId<Kind>(typed, field);
}

/** A calendar day "2023-03-14", or null where the field is empty. */
export function readOptionalDay(typed: Typed, field: string): Read<PlainDate | null> {
	const text = lineOf(typed, field);
	if (text === '') return ok(null);
	const day = parsePlainDate(text);
	return day ? ok(day) : refused([{ kind: 'not-a-day', field, typed: text }]);
}

/**
 * A day as exactly as it is known, as people write it: "2022", "2023-03", "2023-03-14", "03.2023", "14.3.2023"; null
 * where the field is empty.
 */
export function readOptionalFuzzyDay(typed: Typed, field: string): Read<FuzzyDate | null> {
	const text = lineOf(typed, field);
	if (text === '') return ok(null);
	const day = parseFuzzyDate(inIsoOrder(text));
	return day ? ok(day) : refused([{ kind: 'not-a-day', field, typed: text }]);
}

/** The same where a day is needed. */
export function readFuzzyDay(typed: Typed, field: string): Read<FuzzyDate> {
	const read = readOptionalFuzzyDay(typed, field);
	if (!read.ok) return read;
	return read.value ? ok(read.value) : refused([{ kind: 'field-missing', field }]);
}

/** A day in ISO order as readers of a language write it and {@link readFuzzyDay} reads it; any other text as it is. */
export function writtenDay(text: string, language: Language): string {
	if (language === 'en' || !parseFuzzyDate(text)) return text;
	return text.trim().split('-').reverse().join('.');
}

function inIsoOrder(text: string): string {
	const parts = /^(?:(\d{1,2})\.\s?)?(\d{1,2})\.\s?(\d{4})$/.exec(text);
	if (!parts) return text;
	const [, day, month = '', year = ''] = parts;
	return [year, month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')])).join('-');
}

/** An address on the web, or null where the field is empty. */
export function readOptionalWebAddress(typed: Typed, field: string): Read<string | null> {
	const text = lineOf(typed, field);
	if (text === '') return ok(null);
	if (text.length > 1000) return refused([{ kind: 'field-too-long', field, longest: 1000 }]);
	const isAddress = URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
	return isAddress ? ok(text) : refused([{ kind: 'not-an-address', field, typed: text }]);
}

type ValueOf<Each> = Each extends { readonly ok: true; readonly value: infer Value } ? Value : never;
// What was just made by ok() has no refusal at all, from which none may be inferred.
type RefusalOf<Each> = Each extends { readonly ok: false; readonly refusal: infer Refusals }
	? [Refusals] extends [never]
		? never
		: Refusals extends readonly (infer One)[]
			? One
			: never
	: never;
type Several = Readonly<Record<string, Result<unknown, readonly unknown[]>>>;

/** All fields of a form, or everything that is wrong with any of them, so that nobody mends one field at a time. */
export function together<Fields extends Several>(
	fields: Fields,
): Result<{ readonly [Key in keyof Fields]: ValueOf<Fields[Key]> }, readonly RefusalOf<Fields[keyof Fields]>[]> {
	const refusals = Object.values(fields).flatMap((read) => (read.ok ? [] : read.refusal));
	if (refusals.length > 0) return refused(refusals as RefusalOf<Fields[keyof Fields]>[]);
	const values = Object.entries(fields).map(([key, read]) => [key, read.ok ? read.value : undefined]);
	return ok(Object.fromEntries(values) as { readonly [Key in keyof Fields]: ValueOf<Fields[Key]> });
}
