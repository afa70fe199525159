import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities, type TestCity } from '#test/people.ts';
import { changeRoles, disableAccount, enableAccount, inviteAccount, resetPasskeys } from './account-commands.server.ts';
import { findAccount, listAccounts, listPasskeys } from './account-queries.server.ts';
import { listAudit, recordAudit } from './audit.server.ts';
import { inRequest } from './request-context.server.ts';
import { beginSession, findSession } from './sessions.server.ts';
import { signInWithLink } from './sign-in.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { worker, app } = database.databases;
const now = instant('2026-03-14T08:00:00Z');
const origin = 'https://tandem.example';
let cities: TestCities;
beforeAll(async () => {
	cities = await layOutCities(database);
});

const acting = (city: TestCity, accountId = city.administrator) => ({ cityId: city.id, accountId, origin, now });
function as<Value>(city: TestCity, account: Id<'account'>, work: (trx: Trx) => Promise<Value>): Promise<Value> {
	return inCity(app, { city: city.id, account }, work);
}
const invitation = (email: string) => ({ email, name: 'Ірина Нова', language: 'uk', roles: ['editor'] }) as const;

describe('inviting', () => {
	it('creates the account with its roles and mails a link that opens it', async () => {
		const { dortmund } = cities;
		const invited = await as(dortmund, dortmund.administrator, (trx) =>
			inviteAccount(trx, acting(dortmund), invitation('iryna@dortmund.example')),
		);
		const id = invited.ok ? invited.value.id : anId<'account'>();
		expect(await as(dortmund, dortmund.reader, (trx) => findAccount(trx, id))).toMatchObject({
			email: 'iryna@dortmund.example',
			roles: ['editor'],
			language: 'uk',
			disabledAt: null,
		});
		const [mail] = await database.query<{ body_text: string }>('select body_text from mail where recipient = $1', [
			'iryna@dortmund.example',
		]);
		const token = /\/uk\/sign-in\/link\/([\w-]{43})/.exec(mail!.body_text)?.[1] ?? '';
		const ground = { worker, surroundings: { demo: false }, origin, now };
		const entered = await signInWithLink(
			ground,
			{ address: '192.0.2.1', device: '', presentedToken: undefined },
			token,
		);
		expect(entered).toMatchObject({ ok: true, value: { accountId: id, strength: 'enrolment' } });
	});

	it('refuses an address that has an account in any city, and creates nothing', async () => {
		const { dortmund } = cities;
		for (const email of ['coordinator@dortmund.example', 'coordinator@zhytomyr.example']) {
			const invited = await as(dortmund, dortmund.administrator, (trx) =>
				inviteAccount(trx, acting(dortmund), invitation(email)),
			);
			expect(invited).toEqual({ ok: false, refusal: { kind: 'email-taken' } });
		}
	});

	it.each(['coordinator', 'editor', 'reader', 'warehouse', 'officer'] as const)(
		'is refused by the database itself to a %s',
		async (role) => {
			const { dortmund } = cities;
			const inviting = as(dortmund, dortmund[role], (trx) =>
				inviteAccount(trx, acting(dortmund, dortmund[role]), invitation(`by-${role}@dortmund.example`)),
			);
			await expect(inviting).rejects.toMatchObject({ code: '42501' });
		},
	);

	it('is refused by the database into another city', async () => {
		const { dortmund, zhytomyr } = cities;
		const inviting = as(dortmund, dortmund.administrator, (trx) =>
			inviteAccount(trx, acting({ ...dortmund, id: zhytomyr.id }), invitation('across@dortmund.example')),
		);
		await expect(inviting).rejects.toMatchObject({ code: '42501' });
	});
});

describe('accounts of one city', () => {
	it('are invisible to the other, both ways', async () => {
		const { dortmund, zhytomyr } = cities;
		for (const [own, other] of [
			[dortmund, zhytomyr],
			[zhytomyr, dortmund],
		] as const) {
			const seen = await as(own, own.administrator, listAccounts);
			expect(seen.length).toBeGreaterThanOrEqual(6);
			expect(seen.every(({ cityId }) => cityId === own.id)).toBe(true);
			expect(await as(own, own.administrator, (trx) => findAccount(trx, other.coordinator))).toBeUndefined();
			expect(await as(own, own.administrator, (trx) => listPasskeys(trx, other.coordinator))).toEqual([]);
		}
	});

	it('can’t be changed from the other, whatever a statement says', async () => {
		const { dortmund, zhytomyr } = cities;
		const own = (await as(dortmund, dortmund.administrator, listAccounts)).length;
		const undone = as(dortmund, dortmund.administrator, async (trx) => {
			expect(await changeRoles(trx, acting(dortmund), { id: zhytomyr.editor, roles: ['administrator'] })).toEqual({
				ok: false,
				refusal: { kind: 'unknown-account' },
			});
			const forgottenWhere = await sql`update account set name = 'Mallory'`.execute(trx);
			const roles = await sql`delete from account_role where account_id <> ${dortmund.administrator}`.execute(trx);
			expect(Number(forgottenWhere.numAffectedRows)).toBe(own);
			expect(Number(roles.numAffectedRows)).toBe(own - 1);
			throw new Error('undo');
		});
		await expect(undone).rejects.toThrow('undo');
		const granting = as(dortmund, dortmund.administrator, (trx) =>
			sql`insert into account_role values (${zhytomyr.editor}, 'administrator', now(), ${dortmund.administrator})`.execute(
				trx,
			),
		);
		await expect(granting).rejects.toMatchObject({ code: '42501' });
	});

	it('shows nothing where no city was said', async () => {
		expect((await sql`select from account`.execute(app)).rows).toHaveLength(0);
		expect((await sql`select from audit_entry`.execute(app)).rows).toHaveLength(0);
	});

	it('has each address once, in lower case', async () => {
		const insert = (email: string) =>
			database.query(
				`insert into account (id, city_id, email, name, language, created_at) values ($1, $2, $3, 'x', 'de', now())`,
				[anId(), cities.dortmund.id, email],
			);
		await expect(insert('coordinator@zhytomyr.example')).rejects.toMatchObject({ constraint: 'account_email_unique' });
		await expect(insert('Upper@zhytomyr.example')).rejects.toMatchObject({ constraint: 'account_email_is_lower_case' });
	});
});

describe('an administrator', () => {
	it('changes roles, which hold from the next request on', async () => {
		const { dortmund } = cities;
		const begun = await begin(dortmund.editor);
		const changed = await as(dortmund, dortmund.administrator, (trx) =>
			changeRoles(trx, acting(dortmund), { id: dortmund.editor, roles: ['warehouse', 'council-reader'] }),
		);
		expect(changed).toEqual({ ok: true, value: { changed: true } });
		expect((await findSession(worker, begun.token, now))?.roles).toEqual(['council-reader', 'warehouse']);
	});

	it('can’t change their own roles or close their own account', async () => {
		const { dortmund } = cities;
		const own = { ok: false, refusal: { kind: 'own-account' } };
		await as(dortmund, dortmund.administrator, async (trx) => {
			const change = { id: dortmund.administrator, roles: ['editor'] } as const;
			expect(await changeRoles(trx, acting(dortmund), change)).toEqual(own);
			expect(await disableAccount(trx, acting(dortmund), dortmund.administrator)).toEqual(own);
			expect(await resetPasskeys(trx, acting(dortmund), dortmund.administrator)).toEqual(own);
		});
	});

	it('closes an account, which ends its sessions at once, and opens it again', async () => {
		const { dortmund } = cities;
		const begun = await begin(dortmund.warehouse);
		await as(dortmund, dortmund.administrator, (trx) => disableAccount(trx, acting(dortmund), dortmund.warehouse));
		expect(await findSession(worker, begun.token, now)).toBeUndefined();
		await as(dortmund, dortmund.administrator, (trx) => enableAccount(trx, acting(dortmund), dortmund.warehouse));
		expect(await findSession(worker, begun.token, now)).toBeUndefined();
		expect((await begin(dortmund.warehouse)).token).toHaveLength(43);
	});

	it('resets lost passkeys: the old are gone, sessions end, and a link is mailed', async () => {
		const { zhytomyr } = cities;
		await database.query(
			`insert into passkey (id, account_id, public_key, counter, synced, name, created_at)
				values ('BBBBBBBBBBBBBBBBBBBBBB', $1, '\\x00', 0, false, 'Телефон', now())`,
			[zhytomyr.officer],
		);
		const begun = await begin(zhytomyr.officer);
		const reset = await as(zhytomyr, zhytomyr.administrator, (trx) =>
			resetPasskeys(trx, acting(zhytomyr), zhytomyr.officer),
		);
		expect(reset).toEqual({ ok: true, value: 'done' });
		expect(await as(zhytomyr, zhytomyr.administrator, (trx) => listPasskeys(trx, zhytomyr.officer))).toEqual([]);
		expect(await findSession(worker, begun.token, now)).toBeUndefined();
		const mails = await database.query('select from mail where recipient = $1', ['partner-officer@zhytomyr.example']);
		expect(mails).toHaveLength(1);
	});
});

function begin(accountId: Id<'account'>) {
	const wanted = { accountId, method: 'passkey', strength: 'full', device: '', addressHash: Buffer.alloc(32) } as const;
	return inWorker(worker, (trx) => beginSession(trx, { ...wanted, presentedToken: undefined }, now));
}

describe('the audit trail', () => {
	const read = (city: TestCity, account: Id<'account'>) => as(city, account, (trx) => listAudit(trx, {}));
	const record = (action: string) => (trx: Trx) =>
		recordAudit(trx, { action, subjectKind: 'place', subjectId: 'x', details: { lines: 3 } });

	it('names who acted, on what, and in which request', async () => {
		const { dortmund } = cities;
		const requestId = '4b1c2f7e-0000-4000-8000-000000000001';
		await inRequest({ requestId }, () => as(dortmund, dortmund.coordinator, record('place.address-read')));
		const [entry] = (await read(dortmund, dortmund.coordinator)).entries;
		expect(entry).toMatchObject({
			accountId: dortmund.coordinator,
			accountName: 'Anna Beispiel',
			action: 'place.address-read',
			subjectKind: 'place',
			subjectId: 'x',
			details: { lines: 3 },
			requestId,
		});
	});

	it('can be neither changed nor emptied, by no role, the owner and the superuser included', async () => {
		const changes = ["update audit_entry set action = 'x.y'", 'delete from audit_entry', 'truncate audit_entry'];
		for (const change of changes) {
			await expect(database.query(change), change).rejects.toThrow(/append-only|never/);
			for (const db of [app, worker, database.databases.owner]) {
				await expect(sql.raw(change).execute(db), change).rejects.toThrow();
			}
		}
	});

	it('can’t be dated back or written in another’s name', async () => {
		const { dortmund, zhytomyr } = cities;
		const forge = (columns: string, values: string) =>
			as(dortmund, dortmund.editor, (trx) =>
				sql
					.raw(`insert into audit_entry (${columns}, action, subject_kind) values (${values}, 'a.b', 'c')`)
					.execute(trx),
			);
		const denied = { code: '42501' };
		await expect(forge('city_id, account_id', `'${dortmund.id}', '${dortmund.coordinator}'`)).rejects.toMatchObject(
			denied,
		);
		await expect(forge('city_id, account_id', `'${zhytomyr.id}', '${dortmund.editor}'`)).rejects.toMatchObject(denied);
		await expect(forge('city_id, at', `'${dortmund.id}', '2020-01-01'`)).rejects.toMatchObject(denied);
	});

	it('is read by coordinators and administrators of the same city alone', async () => {
		const { dortmund, zhytomyr } = cities;
		expect((await read(dortmund, dortmund.coordinator)).entries.length).toBeGreaterThan(0);
		expect((await read(dortmund, dortmund.reader)).entries).toEqual([]);
		expect((await read(dortmund, zhytomyr.administrator)).entries).toEqual([]);
		const theirs = (await read(zhytomyr, zhytomyr.administrator)).entries;
		expect(theirs.every(({ action }) => action === 'account.passkeys-reset')).toBe(true);
	});

	it('is read on by key without gap or repetition, and filtered', async () => {
		const { dortmund } = cities;
		await as(dortmund, dortmund.coordinator, async (trx) => {
			for (let entry = 0; entry < 120; entry++) await record('page.turned')(trx);
		});
		const seen: number[] = [];
		let before: number | undefined;
		do {
			const page = await as(dortmund, dortmund.coordinator, (trx) =>
				listAudit(trx, { area: 'page', ...(before === undefined ? {} : { before }) }),
			);
			seen.push(...page.entries.map(({ id }) => id));
			before = page.older ?? undefined;
		} while (before !== undefined);
		expect(seen).toHaveLength(120);
		expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
	});
});
