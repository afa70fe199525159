import type { Condition, AttributeValue as PlainValue } from '../allocation/allocation-problem.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { AttributeCondition } from '../needs/attribute-condition.ts';

/** What a need asks of an attribute, as the solver reads it: between is two bounds. */
export function solverConditions(conditions: readonly AttributeCondition[]): Condition[] {
	return conditions.flatMap(solverCondition);
}

function solverCondition(condition: AttributeCondition): Condition[] {
	const attribute = condition.key;
	switch (condition.operator) {
		case 'at-least':
		case 'at-most':
			return [{ kind: condition.operator, attribute, value: condition.value }];
		case 'between':
			return [
				{ kind: 'at-least', attribute, value: condition.from },
				{ kind: 'at-most', attribute, value: condition.to },
			];
		case 'one-of':
			return [{ kind: 'one-of', attribute, values: condition.values.map(plainValue) }];
	}
}

/**
 * What is known of a lot: what its item always is («diesel», 16 kVA), and what was stated of these goods. A stated range or
 * list is left out, because a promise is made on what is certain.
 */
export function knownAttributes(
	catalogue: Catalogue,
	itemCode: string,
	stated: Readonly<Record<string, unknown>>,
): Record<string, PlainValue> {
	const fixed = Object.entries(catalogue.byCode.get(itemCode)?.fixedAttributes ?? {});
	const known: Record<string, PlainValue> = {};
	for (const [key, value] of fixed) known[key] = plainValue(value);
	for (const [key, value] of Object.entries(stated)) {
		if (typeof value === 'number' || typeof value === 'boolean') known[key] = value;
		else if (typeof value === 'string') known[key] = plainValue(value);
		else delete known[key];
	}
	return known;
}

/** "16" and "7,5" are numbers, "diesel" is a word; words are compared without regard to case. */
function plainValue(text: string): PlainValue {
	const number = /^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;
	return Number.isNaN(number) ? text.trim().toLowerCase() : number;
}
