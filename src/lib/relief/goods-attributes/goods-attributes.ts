import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type AskedAttribute, ancestorsOf, type Catalogue } from '../catalogue/catalogue.ts';
import { attributeName, attributeValue, valueCode, withAttributeCodes } from '../needs/conditions/condition-words.ts';
import type { AttributeValue } from '../recognition/recognised-line.ts';

/** Why what was typed about goods is not understood. `typed` is the line in question. */
export type AttributeFault =
	| { readonly kind: 'unreadable'; readonly typed: string }
	| { readonly kind: 'unknown-key'; readonly typed: string; readonly known: readonly string[] }
	| { readonly kind: 'unknown-choice'; readonly typed: string; readonly choices: readonly string[] }
	| { readonly kind: 'twice'; readonly typed: string };

type Attributes = Readonly<Record<string, AttributeValue>>;

/** What the catalogue asks of an item, its own questions before those of the groups it belongs to. */
export function askedOf(catalogue: Catalogue, code: string | null): readonly AskedAttribute[] {
	if (code === null) return [];
	const asked = [code, ...ancestorsOf(catalogue, code)].flatMap(
		(each) => catalogue.byCode.get(each)?.askedAttributes ?? [],
	);
	return asked.filter(({ key }, index) => asked.findIndex((other) => other.key === key) === index);
}

const shape = /^([a-z][a-z0-9_]{0,40})\s*[=:]\s*(.{1,100})$/;
const number = /^-?\d+(?:[.,]\d+)?$/;
const range = /^(-?\d+(?:[.,]\d+)?)\s*(?:–|-|\.\.)\s*(\d+(?:[.,]\d+)?)$/;

/**
 * Reads properties of goods as typed, one per line: "Leistung (kVA) = 8" or, in the
 * catalogue's codes, `power_kva = 8`. Keys are the catalogue's, those it asks of the item or
 * fixes of any, or stood there `before`; where it lists choices, the value is one of them. Refuses the first line at fault.
 */
export function parseAttributes(
	text: string,
	catalogue: Catalogue,
	code: string | null,
	before: Attributes,
): Result<Attributes, AttributeFault> {
	const asked = askedOf(catalogue, code);
	const attributes: Record<string, AttributeValue> = {};
	for (const line of text.split(/[\n;]/)) {
		const typed = line.trim();
		if (typed === '') continue;
		const [, key = '', words = ''] = shape.exec(withAttributeCodes(typed)) ?? [];
		const said = valueCode(words.trim());
		if (key === '') return refused({ kind: 'unreadable', typed });
		if (key in attributes) return refused({ kind: 'twice', typed });
		const question = asked.find((each) => each.key === key);
		if (!question && !(key in before) && !knownKeys(catalogue).has(key)) {
			return refused({ kind: 'unknown-key', typed, known: asked.map((each) => each.key) });
		}
		const choices = question?.choices ?? [];
		const chosen = choices.find((choice) => choice.toLowerCase() === said.toLowerCase());
		if (choices.length > 0 && chosen === undefined) return refused({ kind: 'unknown-choice', typed, choices });
		attributes[key] = plainValue(chosen ?? said);
	}
	return ok(attributes);
}

const keysOf = new WeakMap<Catalogue, ReadonlySet<string>>();

function knownKeys(catalogue: Catalogue): ReadonlySet<string> {
	const known =
		keysOf.get(catalogue) ??
		new Set(
			catalogue.items.flatMap((item) => [
				...Object.keys(item.fixedAttributes),
				...item.askedAttributes.map(({ key }) => key),
			]),
		);
	keysOf.set(catalogue, known);
	return known;
}

function plainValue(said: string): AttributeValue {
	if (number.test(said)) return Number(said.replace(',', '.'));
	const [, from, to] = range.exec(said) ?? [];
	if (from !== undefined && to !== undefined) return [Number(from.replace(',', '.')), Number(to.replace(',', '.'))];
	const several = said
		.split('/')
		.map((each) => each.trim())
		.filter((each) => each !== '');
	return several.length > 1 ? several : said;
}

/** Properties as {@link parseAttributes} reads them back, one per line; in codes, or in the words of a language. */
export function attributesAsText(attributes: Attributes, language?: Language): string {
	const entries = Object.entries(attributes);
	if (language === undefined) return entries.map(([key, value]) => `${key} = ${valueText(value)}`).join('\n');
	return entries
		.map(([key, value]) => {
			const text = typeof value === 'string' ? attributeValue(value, language) : decimals(valueText(value), language);
			return `${attributeName(key, language)} = ${text}`;
		})
		.join('\n');
}

/** Numbers with the decimal sign of the language, which {@link parseAttributes} reads in either form. */
function decimals(text: string, language: Language): string {
	return language === 'en' ? text : text.replaceAll(/(?<=\d)\.(?=\d)/g, ',');
}

function valueText(value: AttributeValue): string {
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	return value.map(String).join(typeof value[0] === 'number' ? '–' : ' / ');
}
