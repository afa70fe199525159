import { plainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type AllocationPolicy,
	type AllocationProblem,
	type AttributeValue,
	type Condition,
	compareText,
	type Destination,
	defaultPolicy,
	denominators,
	type Earmark,
	type Item,
	type Lot,
	type Need,
	type Substitute,
} from '../allocation-problem.ts';
import type { ProblemFault } from '../problem-fault.ts';
import { validateProblem } from '../validate-problem.ts';
import { FieldReader, join } from './instance-fields.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The version of the file format, written in every file. See docs/reference/allocation.md. */
export const instanceFormat = 'tandem-allocation-1';

const topFields = [
	'format',
	'asOf',
	'policy',
	'destinations',
	'items',
	'substitutes',
	'needs',
	'lots',
	'pins',
	'promises',
	'bans',
] as const;
const needFields = [
	'id',
	'item',
	'conditions',
	'destination',
	'operation',
	'purpose',
	'urgency',
	'quantity',
	'deadline',
	'minimumUseful',
	'acceptsSubstitutes',
	'minimumRemainingDays',
	'peopleServed',
	'criticalMinimum',
	'kind',
] as const;
const lotFields = [
	'id',
	'item',
	'attributes',
	'quantity',
	'availableFrom',
	'expiry',
	'earmark',
	'indivisible',
	'serialised',
	'multiple',
] as const;
const comparisons = ['equals', 'oneOf', 'atLeast', 'atMost'] as const;

/**
 * Reads an allocation problem from the text of an instance file. Refuses with every fault found, each with its path;
 * nothing is dropped or guessed.
 */
export function parseInstance(text: string): Result<AllocationProblem, readonly ProblemFault[]> {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return refused([{ kind: 'not-json', path: '', detail: error instanceof Error ? error.message : '' }]);
	}
	const reader = new FieldReader();
	const problem = readProblem(reader, reader.object(json, ''));
	if (reader.faults.length > 0) return refused(reader.faults);
	const faults = validateProblem(problem);
	return faults.length > 0 ? refused(faults) : ok(problem);
}

function readProblem(reader: FieldReader, top: Fields): AllocationProblem {
	reader.only(top, '', topFields);
	reader.text(top, '', 'format');
	reader.oneOf(top, '', 'format', [instanceFormat]);
	const asOf = reader.optionalDay(top, '', 'asOf');
	if (top.asOf === undefined) reader.faults.push({ kind: 'missing', path: 'asOf' });
	for (const list of ['needs', 'lots']) {
		if (top[list] === undefined) reader.faults.push({ kind: 'missing', path: list });
	}
	const needs = reader.list(top, 'needs').map(({ fields, path }) => readNeed(reader, fields, path));
	const lots = reader.list(top, 'lots').map(({ fields, path }) => readLot(reader, fields, path));
	return {
		asOf: asOf ?? plainDate('2023-01-01'),
		policy: readPolicy(reader, top, needs),
		destinations: readDestinations(reader, top, needs),
		items: readItems(reader, top, [...needs, ...lots]),
		substitutes: reader.list(top, 'substitutes').map(({ fields, path }) => readSubstitute(reader, fields, path)),
		needs,
		lots,
		pins: reader.list(top, 'pins').map(({ fields, path }) => {
			reader.only(fields, path, ['need', 'lot', 'quantity']);
			return { ...readPair(reader, fields, path), quantity: reader.whole(fields, path, 'quantity', 0) };
		}),
		promises: reader.list(top, 'promises').map(({ fields, path }) => {
			reader.only(fields, path, ['need', 'lot', 'quantity', 'confirmed']);
			const quantity = reader.whole(fields, path, 'quantity');
			return { ...readPair(reader, fields, path), quantity, confirmed: reader.switch(fields, path, 'confirmed') };
		}),
		bans: reader.list(top, 'bans').map(({ fields, path }) => {
			reader.only(fields, path, ['need', 'lot']);
			return readPair(reader, fields, path);
		}),
	};
}

function readPair(reader: FieldReader, fields: Fields, path: string): { need: string; lot: string } {
	return { need: reader.text(fields, path, 'need'), lot: reader.text(fields, path, 'lot') };
}

function readPolicy(reader: FieldReader, top: Fields, needs: readonly Need[]): AllocationPolicy {
	const fields = top.policy === undefined ? {} : reader.object(top.policy, 'policy');
	reader.only(fields, 'policy', ['classes', 'denominator', 'steps', 'transportDays']);
	const highest = needs.reduce((most, need) => Math.max(most, need.urgency), 1);
	return {
		classes: reader.optionalWhole(fields, 'policy', 'classes', 1, 16) ?? highest,
		denominator: reader.oneOf(fields, 'policy', 'denominator', denominators) ?? defaultPolicy.denominator,
		steps: reader.optionalWhole(fields, 'policy', 'steps', 1, 1000) ?? defaultPolicy.steps,
		transportDays: reader.optionalWhole(fields, 'policy', 'transportDays', 0, 3650) ?? defaultPolicy.transportDays,
	};
}

/** The destinations listed; where none are, those the needs name. */
function readDestinations(reader: FieldReader, top: Fields, needs: readonly Need[]): Destination[] {
	if (top.destinations === undefined) {
		return distinct(needs.map((need) => need.destination)).map((id) => ({ id, name: { en: id } }));
	}
	return reader.list(top, 'destinations').map(({ fields, path }) => {
		reader.only(fields, path, ['id', 'name']);
		const id = reader.text(fields, path, 'id');
		return { id, name: reader.name(fields, path, id) };
	});
}

/** The items listed; where none are, those the needs and lots name, none a kind of another. */
function readItems(reader: FieldReader, top: Fields, lines: readonly { readonly item: string }[]): Item[] {
	if (top.items === undefined) {
		return distinct(lines.map((line) => line.item)).map((id) => ({ id, parent: undefined, name: { en: id } }));
	}
	return reader.list(top, 'items').map(({ fields, path }) => {
		reader.only(fields, path, ['id', 'parent', 'name']);
		const id = reader.text(fields, path, 'id');
		return { id, parent: reader.optionalText(fields, path, 'parent'), name: reader.name(fields, path, id) };
	});
}

function distinct(ids: readonly string[]): string[] {
	return [...new Set(ids)].sort(compareText);
}

function readSubstitute(reader: FieldReader, fields: Fields, path: string): Substitute {
	reader.only(fields, path, ['wanted', 'given', 'factor', 'penalty']);
	return {
		wanted: reader.text(fields, path, 'wanted'),
		given: reader.text(fields, path, 'given'),
		factor: reader.factor(fields, path, 'factor'),
		penalty: reader.optionalWhole(fields, path, 'penalty', 1, 1000) ?? 1,
	};
}

function readNeed(reader: FieldReader, fields: Fields, path: string): Need {
	reader.only(fields, path, needFields);
	return {
		id: reader.text(fields, path, 'id'),
		item: reader.text(fields, path, 'item'),
		conditions: readConditions(reader, fields, path),
		destination: reader.text(fields, path, 'destination'),
		operation: reader.optionalText(fields, path, 'operation'),
		purpose: reader.optionalText(fields, path, 'purpose'),
		urgency: reader.optionalWhole(fields, path, 'urgency', 1, 16) ?? 1,
		quantity: reader.whole(fields, path, 'quantity'),
		deadline: reader.optionalDay(fields, path, 'deadline'),
		minimumUseful: reader.optionalWhole(fields, path, 'minimumUseful') ?? 1,
		acceptsSubstitutes: reader.switch(fields, path, 'acceptsSubstitutes'),
		minimumRemainingDays: reader.optionalWhole(fields, path, 'minimumRemainingDays', 0, 36_500) ?? 0,
		peopleServed: reader.optionalWhole(fields, path, 'peopleServed'),
		criticalMinimum: reader.optionalWhole(fields, path, 'criticalMinimum'),
		kind: reader.optionalText(fields, path, 'kind') ?? '',
	};
}

function readConditions(reader: FieldReader, need: Fields, needPath: string): Condition[] {
	const found: Condition[] = [];
	for (const { fields, path } of reader.list(need, 'conditions', needPath)) {
		reader.only(fields, path, ['attribute', ...comparisons]);
		const attribute = reader.text(fields, path, 'attribute');
		const used = comparisons.filter((name) => fields[name] !== undefined);
		const comparison = used[0];
		if (comparison === undefined || used.length > 1) {
			reader.faults.push({ kind: 'one-comparison', path });
			continue;
		}
		found.push(readCondition(reader, attribute, comparison, fields[comparison], join(path, comparison)));
	}
	return found;
}

function readCondition(
	reader: FieldReader,
	attribute: string,
	comparison: (typeof comparisons)[number],
	value: unknown,
	path: string,
): Condition {
	switch (comparison) {
		case 'equals':
			return { kind: 'equals', attribute, value: reader.value(value, path) };
		case 'oneOf': {
			if (!Array.isArray(value)) reader.faults.push({ kind: 'not-a-list', path });
			const values = Array.isArray(value) ? value : [];
			return { kind: 'one-of', attribute, values: values.map((each, at) => reader.value(each, `${path}[${at}]`)) };
		}
		case 'atLeast':
		case 'atMost': {
			const isNumber = typeof value === 'number' && Number.isFinite(value);
			if (!isNumber) reader.faults.push({ kind: 'not-a-value', path });
			return { kind: comparison === 'atLeast' ? 'at-least' : 'at-most', attribute, value: isNumber ? value : 0 };
		}
	}
}

function readLot(reader: FieldReader, fields: Fields, path: string): Lot {
	reader.only(fields, path, lotFields);
	const quantity = reader.whole(fields, path, 'quantity');
	if (reader.switch(fields, path, 'serialised') && quantity !== 1) {
		reader.faults.push({ kind: 'not-whole', path: join(path, 'quantity'), least: 1, most: 1 });
	}
	return {
		id: reader.text(fields, path, 'id'),
		item: reader.text(fields, path, 'item'),
		attributes: readAttributes(reader, fields, path),
		quantity,
		availableFrom: reader.optionalDay(fields, path, 'availableFrom'),
		expiry: reader.optionalDay(fields, path, 'expiry'),
		earmark: readEarmark(reader, fields, path),
		indivisible: reader.switch(fields, path, 'indivisible'),
		multiple: reader.optionalWhole(fields, path, 'multiple') ?? 1,
	};
}

function readAttributes(reader: FieldReader, lot: Fields, path: string): Record<string, AttributeValue> {
	if (lot.attributes === undefined) return {};
	const fields = reader.object(lot.attributes, join(path, 'attributes'));
	const values = Object.entries(fields).map(([name, value]) => [
		name,
		reader.value(value, join(path, `attributes.${name}`)),
	]);
	return Object.fromEntries(values) as Record<string, AttributeValue>;
}

function readEarmark(reader: FieldReader, lot: Fields, lotPath: string): Earmark {
	const path = join(lotPath, 'earmark');
	const fields = lot.earmark === undefined ? {} : reader.object(lot.earmark, path);
	reader.only(fields, path, ['destination', 'operation', 'purpose']);
	return {
		destination: reader.optionalText(fields, path, 'destination'),
		operation: reader.optionalText(fields, path, 'operation'),
		purpose: reader.optionalText(fields, path, 'purpose'),
	};
}
