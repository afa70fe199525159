import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { AttributeValue } from '../recognition/recognised-line.ts';
import { attributeName, attributeValue, valueCode, withAttributeCodes } from './conditions/condition-words.ts';

/**
 * What a thing must be to serve a need: `power_kva ≥ 5`, `fuel = diesel`, `size_eu 40–44`. Keys are the catalogue's.
 * Only conditions that are certain are stated: each one narrows what can be promised.
 */
export type AttributeCondition =
	| { readonly key: string; readonly operator: 'at-least' | 'at-most'; readonly value: number }
	| { readonly key: string; readonly operator: 'between'; readonly from: number; readonly to: number }
	| { readonly key: string; readonly operator: 'one-of'; readonly values: readonly string[] };

export type ConditionRefusal =
	| { readonly kind: 'unreadable-condition'; readonly line: number; readonly typed: string }
	| { readonly kind: 'too-many-conditions'; readonly most: number };

const mostConditions = 12;
const keyShape = '[a-z][a-z0-9_]{0,40}';
const numberShape = '-?\\d+(?:[.,]\\d+)?';
const comparison = new RegExp(`^(${keyShape})\\s*(>=|≥|<=|≤)\\s*(${numberShape})$`);
const range = new RegExp(`^(${keyShape})\\s*[=:]\\s*(${numberShape})\\s*(?:-|–|\\.\\.)\\s*(${numberShape})$`);
const choice = new RegExp(`^(${keyShape})\\s*[=:]\\s*(.{1,100})$`);

/**
 * Reads conditions as people type them, in words of any language or in the catalogue's codes, one per line or divided by
 * semicolons. Refuses the first that can't be read.
 */
export function parseConditions(text: string): Result<readonly AttributeCondition[], ConditionRefusal> {
	const conditions: AttributeCondition[] = [];
	for (const [index, part] of text.split(/[\n;]/).entries()) {
		const typed = part.trim();
		if (typed === '') continue;
		const condition = parseCondition(withAttributeCodes(typed));
		if (!condition) return refused({ kind: 'unreadable-condition', line: index + 1, typed });
		conditions.push(condition);
		if (conditions.length > mostConditions) return refused({ kind: 'too-many-conditions', most: mostConditions });
	}
	return ok(conditions);
}

function parseCondition(typed: string): AttributeCondition | undefined {
	const compared = comparison.exec(typed);
	if (compared) {
		const operator = compared[2] === '>=' || compared[2] === '≥' ? 'at-least' : 'at-most';
		return { key: compared[1]!, operator, value: numberOf(compared[3]!) };
	}
	const ranged = range.exec(typed);
	if (ranged) {
		const from = numberOf(ranged[2]!);
		const to = numberOf(ranged[3]!);
		return from <= to ? { key: ranged[1]!, operator: 'between', from, to } : undefined;
	}
	const chosen = choice.exec(typed);
	if (!chosen) return undefined;
	const values = chosen[2]!
		.split(/[,/|]/)
		.map((value) => valueCode(value.trim()))
		.filter((value) => value !== '');
	return values.length > 0 ? { key: chosen[1]!, operator: 'one-of', values } : undefined;
}

function numberOf(text: string): number {
	return Number(text.replace(',', '.'));
}

/** The conditions as {@link parseConditions} reads them back, one per line; in codes, or in the words of a language. */
export function conditionsAsText(conditions: readonly AttributeCondition[], language?: Language): string {
	return conditions.map((condition) => conditionAsText(condition, language)).join('\n');
}

/** A condition as a line: "Leistung (kVA) ≥ 5", "Kraftstoff = Diesel"; in codes where no language is given. */
export function conditionAsText(condition: AttributeCondition, language?: Language): string {
	const name = language ? attributeName(condition.key, language) : condition.key;
	const number = (value: number) => (language && language !== 'en' ? String(value).replace('.', ',') : String(value));
	switch (condition.operator) {
		case 'at-least':
			return `${name} ≥ ${number(condition.value)}`;
		case 'at-most':
			return `${name} ≤ ${number(condition.value)}`;
		case 'between':
			return `${name} = ${number(condition.from)}–${number(condition.to)}`;
		case 'one-of':
			return `${name} = ${condition.values.map((value) => (language ? attributeValue(value, language) : value)).join(', ')}`;
	}
}

/** Of such properties more is never worse: who asks for 5 kVA is served by 8. */
const moreIsFine = /^(power|capacity|flow|payload|head|coverage)_|^(persons|portions|seats|area_m2|volume_m3)$/;

/**
 * The conditions that follow from attributes read in a list. «5–8 kW» is a range, a power asked for is a minimum, and
 * everything else must be equal.
 */
export function conditionsFromReading(
	attributes: Readonly<Record<string, AttributeValue>>,
): readonly AttributeCondition[] {
	return Object.entries(attributes).map(([key, value]): AttributeCondition => {
		if (typeof value === 'string') return { key, operator: 'one-of', values: [value] };
		if (typeof value === 'number') {
			return moreIsFine.test(key)
				? { key, operator: 'at-least', value }
				: { key, operator: 'between', from: value, to: value };
		}
		const [first, second] = value;
		if (typeof first === 'number' && typeof second === 'number') {
			return { key, operator: 'between', from: Math.min(first, second), to: Math.max(first, second) };
		}
		return { key, operator: 'one-of', values: value.map(String) };
	});
}

/**
 * Whether a thing with these attributes meets the condition. An attribute nobody stated doesn't meet it: a promise is
 * made on what is known.
 */
export function meetsCondition(
	attributes: Readonly<Record<string, AttributeValue>>,
	condition: AttributeCondition,
): boolean {
	const value = attributes[condition.key];
	if (value === undefined) return false;
	if (condition.operator === 'one-of') {
		const wanted = condition.values.map((each) => each.toLowerCase());
		const offered = Array.isArray(value) ? value.map(String) : [String(value)];
		return offered.some((each) => wanted.includes(each.toLowerCase()));
	}
	const extremes = numericExtremes(value);
	if (!extremes) return false;
	if (condition.operator === 'between') return extremes.lowest >= condition.from && extremes.highest <= condition.to;
	return condition.operator === 'at-least' ? extremes.lowest >= condition.value : extremes.highest <= condition.value;
}

function numericExtremes(value: AttributeValue): { lowest: number; highest: number } | undefined {
	const each = (Array.isArray(value) ? value : [value]).map((part) =>
		typeof part === 'number' ? part : Number(String(part).replace(',', '.')),
	);
	return each.length === 0 || each.some(Number.isNaN)
		? undefined
		: { lowest: Math.min(...each), highest: Math.max(...each) };
}
