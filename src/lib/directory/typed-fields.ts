import { languages } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Point } from './directory.ts';
import type { DirectoryRefusal, LocalizedField } from './directory-refusal.ts';

/** What was typed into a form, by the names of its fields: to parse it, and to show it again beside what is wrong with it. */
export type Typed = Readonly<Record<string, string>>;

type Refusals = readonly DirectoryRefusal[];

/** The texts a form sent, without NUL, which no text of the database may hold. Files have no place in these forms. */
export function typedFields(form: FormData): Typed {
	const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
	return Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll('\0', '')]));
}

/** A single line as typed, with single spaces. */
export function lineOf(typed: Typed, field: string): string {
	return (typed[field] ?? '').trim().replace(/\s+/gu, ' ');
}

export const longestText = 200;

/** The text of the fields `names-de`, `names-uk`, `names-en`; undefined where all three are empty. */
export function parseLocalized(typed: Typed, field: LocalizedField): Result<LocalizedText | undefined, Refusals> {
	const said = languages
		.map((language) => [language, lineOf(typed, `${field}-${language}`)] as const)
		.filter(([, text]) => text !== '');
	if (said.some(([, text]) => text.length > longestText)) {
		return refused([{ kind: 'text-too-long', field, longest: longestText }]);
	}
	return ok(said.length === 0 ? undefined : Object.fromEntries(said));
}

/** The same where at least one language is needed. */
export function parseNeeded(typed: Typed, field: LocalizedField): Result<LocalizedText, Refusals> {
	const parsed = parseLocalized(typed, field);
	if (!parsed.ok) return parsed;
	return parsed.value ? ok(parsed.value) : refused([{ kind: 'text-missing', field }]);
}

/** A localized text as the fields of a form show it. */
export function localizedFields(field: LocalizedField, text: LocalizedText): Typed {
	return Object.fromEntries(languages.map((language) => [`${field}-${language}`, text[language] ?? '']));
}

/** Decimal degrees as people type them, "51,51" or "−3.7", rounded to two places; undefined where it is no such number. */
export function parseDegrees(text: string, most: 90 | 180): number | undefined {
	const plain = text.trim().replace(/°$/u, '').trim().replace('−', '-').replace(',', '.');
	if (!/^[-+]?\d{1,3}(?:\.\d+)?$/.test(plain)) return undefined;
	const degrees = Number(plain);
	// Adding zero makes a plain zero of minus zero.
	return Math.abs(degrees) <= most ? Math.round(degrees * 100) / 100 + 0 : undefined;
}

/**
 * The public point of a destination. Two decimal places are about a kilometre: enough for a map of Europe, too little to
 * find a shelter by, whatever somebody pastes into the form (law 8). Undefined where both fields are empty.
 */
export function parsePoint(typed: Typed): Result<Point | undefined, Refusals> {
	const [latitudeTyped, longitudeTyped] = [lineOf(typed, 'latitude'), lineOf(typed, 'longitude')];
	if (latitudeTyped === '' && longitudeTyped === '') return ok(undefined);
	const latitude = parseDegrees(latitudeTyped, 90);
	const longitude = parseDegrees(longitudeTyped, 180);
	if (latitude !== undefined && longitude !== undefined) return ok({ latitude, longitude });
	return refused([
		...(latitude === undefined ? [{ kind: 'latitude-malformed' } as const] : []),
		...(longitude === undefined ? [{ kind: 'longitude-malformed' } as const] : []),
	]);
}

/** The refusals of several results together, so that nobody mends one field at a time. */
export function refusalsOf(...results: readonly Result<unknown, Refusals>[]): Refusals {
	return results.flatMap((result) => (result.ok ? [] : result.refusal));
}
