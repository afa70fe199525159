import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { connect, type Databases, withDatabase } from '#lib/platform/database/connect.server.ts';
import type { Actor } from '#lib/platform/database/transaction.server.ts';

export interface FreshDatabase {
	/** The superuser's address of this database. */
	readonly url: string;
	readonly databases: Databases;
	/** Runs SQL as the superuser, past every grant and policy: to lay out a case, or to look behind the scenes. */
	readonly query: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
	readonly close: () => Promise<void>;
}

/**
 * A migrated, empty database of its own, copied from the template.
 *
 * ```ts
 * const database = await freshDatabase();
 * afterAll(database.close);
 * ```
 */
export async function freshDatabase(): Promise<FreshDatabase> {
	return copyOf(inject('templateDatabase'));
}

/** A database without any table or role of ours applied: for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<FreshDatabase> {
	return copyOf('template1');
}

async function copyOf(template: string): Promise<FreshDatabase> {
	const serverUrl = inject('serverUrl');
	const name = `test_${randomBytes(8).toString('hex')}`;
	await once(serverUrl, `create database ${name} template ${template}`);
	const url = withDatabase(serverUrl, name);
	const databases = connect(url, { connections: { owner: 2, app: 10, public: 4, worker: 4 } });
	return {
		url,
		databases,
		query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
			once<Row>(url, text, values),
		close: async () => {
			await databases.close();
			await once(serverUrl, `drop database if exists ${name} with (force)`);
		},
	};
}

async function once<Row extends pg.QueryResultRow>(
	url: string,
	text: string,
	values: readonly unknown[] = [],
): Promise<readonly Row[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query<Row>(text, [...values])).rows;
	} finally {
		await client.end();
	}
}

/** A random id of any kind. */
export function anId<Kind extends string>(): Id<Kind> {
	return randomUUID() as Id<Kind>;
}

/** Someone who works for a city. */
export function anActor(changes: Partial<Actor> = {}): Actor {
	return { city: anId(), account: anId(), ...changes };
}
