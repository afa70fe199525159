import { describe, expect, it } from 'vitest';
import { databaseTrouble } from './database-trouble.ts';

const failed = (code: string | undefined, message = 'failed') =>
	Object.assign(new Error(message), code ? { code } : {});

describe('an error of the database', () => {
	it.each([
		['no connection came free in time', failed(undefined, 'timeout exceeded when trying to connect'), 'busy'],
		['the connection ended', failed(undefined, 'Connection terminated unexpectedly'), 'busy'],
		['a lock was not free in time', failed('55P03'), 'busy'],
		['a statement took too long', failed('57014'), 'busy'],
		['the server has no connection left', failed('53300'), 'busy'],
		['the server is starting', failed('57P03'), 'busy'],
		['the server is away', failed('ECONNREFUSED'), 'busy'],
		['a text holds a NUL', failed('22021'), 'unstorable'],
		['a JSON text holds a NUL', failed('22P05'), 'unstorable'],
		['a law was broken', failed('23514'), undefined],
		['a statement is wrong', failed('42601'), undefined],
		['something else failed', failed(undefined, 'undefined is not a function'), undefined],
		['no error at all', 'timeout exceeded when trying to connect', undefined],
	] as const)('%s', (_, error, trouble) => {
		expect(databaseTrouble(error)).toBe(trouble);
	});
});
