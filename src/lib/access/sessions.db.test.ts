import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, hour, instant, later } from '#lib/kernel/instant.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import { forgetExpired, keyedHash, spendAttempt } from './attempts.server.ts';
import { beginSession, endSession, endSessions, findSession, listSessions } from './sessions.server.ts';
import { createToken } from './tokens.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { worker, app } = database.databases;
const now = instant('2026-03-14T08:00:00Z');
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
});

function begin(accountId: Id<'account'>, presentedToken?: string, at = now) {
	const addressHash = Buffer.alloc(32, 1);
	const wanted = {
		accountId,
		method: 'link',
		strength: 'full',
		device: 'Firefox',
		addressHash,
		presentedToken,
	} as const;
	return worker.transaction().execute((trx) => beginSession(trx, wanted, at));
}

describe('a session', () => {
	it('is found by its token, with the account, its city and its roles', async () => {
		const { id, token } = await begin(cities.dortmund.coordinator);
		expect(await findSession(worker, token, now)).toEqual({
			id,
			accountId: cities.dortmund.coordinator,
			cityId: cities.dortmund.id,
			roles: ['coordinator'],
			language: 'de',
			name: 'Anna Beispiel',
			method: 'link',
			strength: 'full',
			signedInAt: now,
		});
	});

	it('is stored without its token', async () => {
		const { token } = await begin(cities.dortmund.coordinator);
		const rows = await database.query<{ row: string }>('select s::text as row from session s');
		expect(rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString('hex')))).toBe(false);
	});

	it('is not found by a token of nobody, an empty one or none', async () => {
		for (const token of [createToken(), '', undefined, "' or 1=1 --"]) {
			expect(await findSession(worker, token, now)).toBeUndefined();
		}
	});

	it('never takes over a token that somebody planted, and ends the session the browser came with (fixation)', async () => {
		const planted = await begin(cities.dortmund.administrator);
		const begun = await begin(cities.dortmund.coordinator, planted.token);
		expect(begun.token).not.toBe(planted.token);
		expect(await findSession(worker, planted.token, now)).toBeUndefined();
		expect((await findSession(worker, begun.token, now))?.accountId).toBe(cities.dortmund.coordinator);
		const invented = createToken();
		await begin(cities.dortmund.coordinator, invented);
		expect(await findSession(worker, invented, now)).toBeUndefined();
	});

	it('ends when idle for eight hours, and use keeps it alive until its seventh day', async () => {
		const { token } = await begin(cities.dortmund.coordinator);
		expect(await findSession(worker, token, later(now, 8 * hour - 1))).toBeDefined();
		expect(await findSession(worker, token, later(now, 15 * hour))).toBeDefined();
		expect(await findSession(worker, token, later(now, 23 * hour + 1))).toBeUndefined();
		const used = await begin(cities.dortmund.coordinator);
		for (let at = 0; at < 7 * day; at += 7 * hour) {
			expect(await findSession(worker, used.token, later(now, at)), `after ${at / hour} hours`).toBeDefined();
		}
		expect(await findSession(worker, used.token, later(now, 7 * day))).toBeUndefined();
	});

	it('of an administrator ends after twelve hours of use, also where the role came later', async () => {
		const { token } = await begin(cities.dortmund.administrator);
		expect(await findSession(worker, token, later(now, 6 * hour))).toBeDefined();
		expect(await findSession(worker, token, later(now, 12 * hour))).toBeUndefined();
	});

	it('writes down that it was used at most once a minute', async () => {
		const { id, token } = await begin(cities.dortmund.coordinator);
		const seen = async () =>
			(
				await database.query<{ at: Date }>('select last_seen_at as at from session where id = $1', [id])
			)[0]!.at.getTime();
		await findSession(worker, token, later(now, 59_999));
		expect(await seen()).toBe(now);
		await findSession(worker, token, later(now, 60_000));
		expect(await seen()).toBe(later(now, 60_000));
	});

	it('is over once it was ended, and once the account is disabled', async () => {
		const ended = await begin(cities.dortmund.coordinator);
		await endSession(worker, ended.token, now);
		expect(await findSession(worker, ended.token, now)).toBeUndefined();
		const disabled = await begin(cities.zhytomyr.warehouse);
		await database.query('update account set disabled_at = now() where id = $1', [cities.zhytomyr.warehouse]);
		expect(await findSession(worker, disabled.token, now)).toBeUndefined();
	});

	it('shows the roles of now, not those of its beginning', async () => {
		const { token } = await begin(cities.zhytomyr.officer);
		await database.query('insert into account_role values ($1, $2, now(), null)', [cities.zhytomyr.officer, 'editor']);
		expect((await findSession(worker, token, now))?.roles).toEqual(['editor', 'partner-officer']);
	});
});

describe('the list of sessions', () => {
	it('shows a person their own, and ends all but the one in hand', async () => {
		const account = cities.dortmund.reader;
		const actor = { city: cities.dortmund.id, account };
		const [first, second] = [await begin(account), await begin(account, undefined, later(now, 1000))];
		const roles = ['council-reader'] as const;
		const at = later(now, 2000);
		const list = () => inCity(app, actor, (trx) => listSessions(trx, { id: account, roles }, at));
		expect((await list()).map(({ id }) => id)).toEqual([second.id, first.id]);
		await inCity(app, actor, (trx) => endSessions(trx, account, at, { kept: second.id }));
		expect((await list()).map(({ id }) => id)).toEqual([second.id]);
		expect(await findSession(worker, first.token, at)).toBeUndefined();
	});

	it('shows and ends nobody else’s, unless an administrator of the same city asks', async () => {
		const account = cities.dortmund.coordinator;
		const { token } = await begin(account);
		const count = (city: Id<'city'>, as: Id<'account'>) =>
			inCity(app, { city, account: as }, (trx) => endSessions(trx, account, now));
		expect(await count(cities.dortmund.id, cities.dortmund.reader)).toBe(0);
		expect(await count(cities.zhytomyr.id, cities.zhytomyr.administrator)).toBe(0);
		expect(await findSession(worker, token, now)).toBeDefined();
		expect(await count(cities.dortmund.id, cities.dortmund.administrator)).toBeGreaterThan(0);
		expect(await findSession(worker, token, now)).toBeUndefined();
	});
});

describe('a limit on attempts', () => {
	it('lets a burst through, then one per refill, and keeps subjects apart', async () => {
		const spend = (subject: string, at = now) => spendAttempt(worker, 'link-by-account', subject, at);
		expect([await spend('a'), await spend('a'), await spend('a'), await spend('a')]).toEqual([true, true, true, false]);
		expect(await spend('b')).toBe(true);
		expect(await spend('a', later(now, 299_999))).toBe(false);
		expect(await spend('a', later(now, 300_000))).toBe(true);
		expect(await spend('a', later(now, 300_001))).toBe(false);
	});

	it('grants exactly its burst to a hundred at the same moment', async () => {
		const granted = await Promise.all(
			Array.from({ length: 100 }, () => spendAttempt(worker, 'passphrase-by-account-and-address', 'crowd', now)),
		);
		expect(granted.filter(Boolean)).toHaveLength(8);
	});

	it('does not refill when a clock goes backwards', async () => {
		const spend = (at: number) => spendAttempt(worker, 'link-by-account', 'clock', later(now, at));
		expect([await spend(0), await spend(0), await spend(0)]).toEqual([true, true, true]);
		expect([await spend(-day), await spend(0)]).toEqual([false, false]);
	});

	it('stores no address, only a hash under a key of this instance', async () => {
		const hash = await keyedHash(worker, 'link-by-address', '192.0.2.7');
		expect(hash).toHaveLength(32);
		expect(await keyedHash(worker, 'redeem-by-address', '192.0.2.7')).not.toEqual(hash);
	});

	it('is forgotten when it is over, together with sessions that ended a month ago', async () => {
		await forgetExpired(worker, later(now, 40 * day));
		expect(await database.query('select from attempt_budget')).toHaveLength(0);
		expect(await database.query('select from session')).toHaveLength(0);
	});
});

describe('the worker', () => {
	it('is the only role that reads tokens, passphrases and secrets', async () => {
		const actor = { city: cities.dortmund.id, account: cities.dortmund.administrator };
		for (const column of [
			'session.token_hash',
			'account_passphrase.hash',
			'one_time_link.token_hash',
			'access_secret.value',
			'passkey.public_key',
		]) {
			const [table, name] = column.split('.');
			const reading = inCity(app, actor, (trx) => sql`select ${sql.ref(name!)} from ${sql.table(table!)}`.execute(trx));
			await expect(reading, column).rejects.toMatchObject({ code: '42501' });
		}
	});
});
