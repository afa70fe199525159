import pg from 'pg';
import { assert } from '#lib/kernel/assert.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** A `bigint` as a number. One that a number can't hold is a defect: it must never be rounded silently. */
export function parseInt8(text: string): number {
	const value = Number(text);
	assert(Number.isSafeInteger(value), `bigint ${text} is too large for a number`);
	return value;
}

/** A `timestamptz` as PostgreSQL prints it in UTC, "2023-03-14 10:00:00.123456+00", cut to the millisecond. */
export function parseTimestamptz(text: string): Instant {
	const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d+)?\+00$/.exec(text);
	assert(match, `"${text}" is no timestamptz in UTC`);
	const fraction = (match[3] ?? '.0').slice(0, 4);
	return Date.parse(`${match[1]}T${match[2]}${fraction}Z`) as Instant;
}

const parsePlainText = (text: string): string => text;
const parseDay = (text: string): PlainDate => text as PlainDate;

const { builtins } = pg.types;
const scalars = new Map<number, (text: string) => unknown>([
	[builtins.INT8, parseInt8],
	[builtins.NUMERIC, parsePlainText],
	[builtins.DATE, parseDay],
	[builtins.TIMESTAMPTZ, parseTimestamptz],
]);

/** The array types of the above, which pg parses with parsers of its own. */
const elementOfArray: ReadonlyMap<number, number> = new Map([
	[1016, builtins.INT8],
	[1231, builtins.NUMERIC],
	[1182, builtins.DATE],
	[1185, builtins.TIMESTAMPTZ],
]);

// Its published type says it were a function; it is an object with a factory.
const arrayParser = pg.types.arrayParser as unknown as {
	create(source: string, element: (text: string) => unknown): { parse(): unknown[] };
};
const parsers = new Map(scalars);
for (const [array, element] of elementOfArray) {
	parsers.set(array, (text) => arrayParser.create(text, scalars.get(element)!).parse());
}

/**
 * How our own pools read values. Handed to each pool, not set for the whole process: the job queue's pool relies on
 * the driver's defaults.
 */
export const valueParsers: pg.CustomTypesConfig = {
	getTypeParser: ((id: number, format?: 'text' | 'binary') =>
		(format === 'binary' ? undefined : parsers.get(id)) ??
		pg.types.getTypeParser(id, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};
