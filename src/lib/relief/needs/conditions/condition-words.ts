import { speak } from '#lib/i18n/catalogue.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { conditionMessages } from './condition-messages.ts';
import { english } from './messages.en.ts';

type Word = keyof typeof english;

function wordOf(key: string, language: Language): string | undefined {
	return Object.hasOwn(english, key) ? speak(conditionMessages, language)(key as Word) : undefined;
}

/** An attribute as a person names it: `power_kva` is "Leistung (kVA)". One without a name keeps its code. */
export function attributeName(key: string, language: Language): string {
	return wordOf(`attribute-${key}`, language) ?? key;
}

/** A value in words: `diesel` is "дизель". Numbers and what has no word stay as they are. */
export function attributeValue(value: string, language: Language): string {
	return wordOf(`value-${value}`, language) ?? value;
}

interface Name {
	readonly key: string;
	readonly name: string;
	readonly unit: string;
}

const names: readonly Name[] = languages.flatMap((language) =>
	Object.keys(english)
		.filter((key) => key.startsWith('attribute-'))
		.map((key) => {
			const [, name = '', unit = ''] = /^(.*?)(?: \((.*)\))?$/.exec(wordOf(key, language)!.toLowerCase()) ?? [];
			return { key: key.slice('attribute-'.length), name, unit };
		})
		.sort((a, b) => b.name.length - a.name.length),
);

const values = new Map(
	languages.flatMap((language) =>
		Object.keys(english)
			.filter((key) => key.startsWith('value-'))
			.map((key) => [wordOf(key, language)!.toLowerCase(), key.slice('value-'.length)]),
	),
);

const comparisons = languages.flatMap((language) => [
	[wordOf('atLeast', language)!, '≥'] as const,
	[wordOf('atMost', language)!, '≤'] as const,
]);

/**
 * A condition in anybody's words with the catalogue's codes instead: "Leistung mindestens 5 kVA" becomes `power_kva ≥ 5`.
 * What names no attribute, or one of several units without saying which, comes back as it was typed.
 */
export function withAttributeCodes(typed: string): string {
	const text = typed.toLowerCase();
	for (const { key, name, unit } of names) {
		if (!text.startsWith(name) || /^[\p{L}\p{N}_]/u.test(text.slice(name.length))) continue;
		const rest = withoutUnit(typed.slice(name.length).trim(), unit);
		if (rest !== undefined) return `${key} ${withSigns(rest)}`;
	}
	return typed;
}

function withoutUnit(rest: string, unit: string): string | undefined {
	if (unit === '') return rest;
	const lower = rest.toLowerCase();
	if (lower.startsWith(`(${unit})`)) return rest.slice(unit.length + 2).trim();
	if (!lower.endsWith(unit)) return undefined;
	const number = rest.slice(0, -unit.length);
	return /[\d\s]$/.test(number) ? number.trim() : undefined;
}

function withSigns(rest: string): string {
	const found = comparisons.find(([word]) => rest.toLowerCase().startsWith(word));
	return found ? `${found[1]} ${rest.slice(found[0].length).trim()}` : rest;
}

/** The code of a value, whichever language it was typed in. */
export function valueCode(typed: string): string {
	return values.get(typed.toLowerCase()) ?? typed;
}
