import { describe, expect, test } from 'vitest';
import { OperatorError } from '../operator-error.ts';
import { createLog, describeError, type LogFields, type LogOptions } from './log.server.ts';

function lines(work: (log: ReturnType<typeof createLog>) => void, changes: Partial<LogOptions> = {}): string[] {
	const written: string[] = [];
	const options = { level: 'debug', form: 'lines', now: () => 0, write: (line: string) => written.push(line) } as const;
	work(createLog({ ...options, ...changes }));
	return written;
}

describe('the log', () => {
	test('writes one JSON line per event', () => {
		const [line] = lines((log) => log.with({ requestId: 'r1' }).info('request answered', { status: 200 }));
		expect(JSON.parse(line!)).toEqual({
			time: '1970-01-01T00:00:00.000Z',
			level: 'info',
			event: 'request answered',
			requestId: 'r1',
			status: 200,
		});
	});

	test('leaves out what is below its level', () => {
		const all = (log: ReturnType<typeof createLog>) => {
			for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](level);
		};
		const counts = (['debug', 'info', 'warn', 'error', 'silent'] as const).map((level) => lines(all, { level }).length);
		expect(counts).toEqual([4, 3, 2, 1, 0]);
	});

	test('is readable at a terminal', () => {
		const [line] = lines((log) => log.warn('lost it', { attempt: 2 } satisfies LogFields), { form: 'pretty' });
		expect(line).toMatch(/warn.*lost it.*attempt=.*2/);
	});
});

describe('an error in the log', () => {
	test('keeps what was typed to itself', () => {
		const error = new TypeError('cannot parse "Erika Mustermann, Weg 1"');
		expect(JSON.stringify(describeError(error))).not.toContain('Mustermann');
		expect(describeError(error)).toMatchObject({ name: 'TypeError', at: expect.arrayContaining([expect.any(String)]) });
	});

	test('of the database names code, table and constraint, never the row', () => {
		const error = Object.assign(new Error('duplicate key'), {
			code: '23505',
			table: 'account',
			constraint: 'account_email_unique',
			detail: 'Key (email)=(erika@example.org) already exists.',
		});
		const described = describeError(error);
		expect(described).toMatchObject({ code: '23505', table: 'account', constraint: 'account_email_unique' });
		expect(JSON.stringify(described)).not.toContain('erika');
	});

	test('that says which assumption broke keeps the sentence without the value', () => {
		expect(describeError(new Error('Broken assumption: "2023-02-30" is no day')).message).toBe(
			'Broken assumption: "…" is no day',
		);
	});

	test('meant for the operator is said in full', () => {
		expect(describeError(new OperatorError('PORT is "x".'))).toEqual({
			name: 'OperatorError',
			message: 'PORT is "x".',
		});
	});

	test('tells its cause, and copes with what is no error', () => {
		expect(describeError(new Error('a', { cause: new RangeError('b') })).cause?.name).toBe('RangeError');
		expect(describeError('text with a name')).toEqual({ name: 'string' });
	});
});
