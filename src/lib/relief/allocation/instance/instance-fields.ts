import { type Factor, factor } from '#lib/kernel/factor.ts';
import { languages } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';
import { largestQuantity } from '#lib/kernel/quantity.ts';
import type { AttributeValue } from '../allocation-problem.ts';
import type { ProblemFault } from '../problem-fault.ts';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the fields of parsed JSON and notes every fault with its path instead of stopping at the first. A faulty field
 * reads as a harmless value, so that what follows can be read too; with any fault noted the whole is refused.
 */
export class FieldReader {
	readonly faults: ProblemFault[] = [];

	/** The objects of a list, each with its path; an absent list is empty. */
	list(parent: Fields, name: string, parentPath = ''): { fields: Fields; path: string }[] {
		const value = parent[name];
		const path = join(parentPath, name);
		if (value === undefined) return [];
		if (!Array.isArray(value)) {
			this.faults.push({ kind: 'not-a-list', path });
			return [];
		}
		return value.map((entry, index) => ({
			fields: this.object(entry, `${path}[${index}]`),
			path: `${path}[${index}]`,
		}));
	}

	object(value: unknown, path: string): Fields {
		if (isFields(value)) return value;
		this.faults.push({ kind: 'not-an-object', path });
		return {};
	}

	/** Refuses fields nobody will read: a misspelt field must not be dropped silently. */
	only(fields: Fields, path: string, known: readonly string[]): void {
		for (const name of Object.keys(fields)) {
			if (!known.includes(name)) this.faults.push({ kind: 'unknown-field', path: join(path, name), known });
		}
	}

	text(fields: Fields, path: string, name: string): string {
		return this.optionalText(fields, path, name) ?? this.#missing(join(path, name), fields[name], '');
	}

	optionalText(fields: Fields, path: string, name: string): string | undefined {
		const value = fields[name];
		if (value === undefined) return undefined;
		if (typeof value === 'string' && value.trim() !== '') return value;
		this.faults.push({ kind: 'not-text', path: join(path, name) });
		return '';
	}

	whole(fields: Fields, path: string, name: string, least = 1, most = largestQuantity): number {
		return this.optionalWhole(fields, path, name, least, most) ?? this.#missing(join(path, name), fields[name], least);
	}

	optionalWhole(fields: Fields, path: string, name: string, least = 1, most = largestQuantity): number | undefined {
		const value = fields[name];
		if (value === undefined) return undefined;
		if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
		this.faults.push({ kind: 'not-whole', path: join(path, name), least, most });
		return least;
	}

	switch(fields: Fields, path: string, name: string): boolean {
		const value = fields[name];
		if (value === undefined || typeof value === 'boolean') return value ?? false;
		this.faults.push({ kind: 'not-a-switch', path: join(path, name) });
		return false;
	}

	optionalDay(fields: Fields, path: string, name: string): PlainDate | undefined {
		const value = fields[name];
		if (value === undefined) return undefined;
		const day = typeof value === 'string' ? parsePlainDate(value) : undefined;
		if (day === undefined) this.faults.push({ kind: 'not-a-day', path: join(path, name) });
		return day;
	}

	oneOf<Word extends string>(fields: Fields, path: string, name: string, allowed: readonly Word[]): Word | undefined {
		const value = fields[name];
		if (value === undefined) return undefined;
		const found = allowed.find((word) => word === value);
		if (found === undefined) this.faults.push({ kind: 'not-one-of', path: join(path, name), allowed });
		return found;
	}

	/** A factor written as 2 or as "1/2"; 1 where absent. */
	factor(fields: Fields, path: string, name: string): Factor {
		const value = fields[name] ?? 1;
		const match = /^(\d{1,9})(?:\/(\d{1,9}))?$/.exec(
			typeof value === 'number' || typeof value === 'string' ? String(value) : '',
		);
		const numerator = Number(match?.[1] ?? 0);
		const denominator = Number(match?.[2] ?? 1);
		if (numerator > 0 && denominator > 0) return factor(numerator, denominator);
		this.faults.push({ kind: 'not-a-factor', path: join(path, name) });
		return factor(1);
	}

	/** A name in one or several languages: a text for all, or an object with de, uk and en. */
	name(fields: Fields, path: string, fallback: string): LocalizedText {
		const value = fields.name;
		if (value === undefined) return { en: fallback };
		if (typeof value === 'string' && value !== '') return { de: value, uk: value, en: value };
		const given = this.object(value, join(path, 'name'));
		this.only(given, join(path, 'name'), languages);
		const texts = languages.map((language) => [language, this.optionalText(given, join(path, 'name'), language)]);
		return Object.fromEntries(texts.filter(([, text]) => text !== undefined)) as LocalizedText;
	}

	value(value: unknown, path: string): AttributeValue {
		if (typeof value === 'string' || typeof value === 'boolean') return value;
		if (typeof value === 'number' && Number.isFinite(value)) return value;
		this.faults.push({ kind: 'not-a-value', path });
		return '';
	}

	#missing<Value>(path: string, value: unknown, harmless: Value): Value {
		if (value === undefined) this.faults.push({ kind: 'missing', path });
		return harmless;
	}
}

export function join(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}
