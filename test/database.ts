import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { connect, type Databases, withDatabase } from '#lib/platform/database/connect.server.ts';
import type { Actor } from '#lib/platform/database/transaction.server.ts';
import { until } from './until.ts';

export interface FreshDatabase {
	/** The superuser's address of this database. */
	readonly url: string;
	readonly databases: Databases;
	/** Runs SQL as the superuser, past every grant and policy: to lay out a case, or to look behind the scenes. */
	readonly query: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
	/** Waits until one transaction of this database waits for another. */
	readonly someoneWaits: () => Promise<void>;
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
	// A time limit that a busy machine runs into is no finding: those of the pools are held far off.
	const databases = connect(url, { connections: { owner: 2, app: 10, public: 4, worker: 4 }, patience: 60 });
	const query: FreshDatabase['query'] = (text, values = []) => once(url, text, values);
	return {
		url,
		databases,
		query,
		someoneWaits: () => until(async () => (await query(waiting)).length > 0),
		close: async () => {
			await databases.close();
			await once(serverUrl, `drop database if exists ${name} with (force)`);
		},
	};
}

const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

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
