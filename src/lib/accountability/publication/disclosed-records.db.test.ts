import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoleHolder } from '#lib/access/permissions.ts';
import { day, later } from '#lib/kernel/instant.ts';
import type { Actor } from '#lib/platform/database/transaction.server.ts';
import { inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { installJobQueue } from '#lib/platform/jobs/queue.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aPartnershipWorld } from '#test/laws/partnership-world.ts';
import { aReliefWorld, at, granted } from '#test/laws/relief-world.ts';
import { discloseRecord, type RecordDecision, runRecordForm } from '../disclosure/record-disclosure-form.server.ts';
import { listPublicRecords } from '../public-site/public-record-queries.server.ts';
import { listDisclosedRecords } from './disclosed-records.server.ts';
import { publish } from './publication.server.ts';
import { publishJob } from './publish-job.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const pair = await aPartnershipWorld(world);
const now = later(at(0), 30 * day);
beforeAll(() => installJobQueue(database.url, [publishJob], silentLog));

async function published(): Promise<readonly string[]> {
	await inWorker(database.databases.worker, (trx) => publish(trx, now));
	const records = await inPublic(database.databases.public, (trx) => listPublicRecords(trx, 'pair'));
	return records.map(({ record }) => record);
}
const coordinator: RoleHolder = { roles: ['coordinator'] };
const editor: RoleHolder = { roles: ['editor'] };
const listed = async (as: Actor, reader = coordinator) =>
	(await world.as(as, (trx) => listDisclosedRecords(trx, reader, now)))[0]?.records ?? [];
const idOf = async (table: string, where = 'true') =>
	(await database.query<{ id: string }>(`select id from ${table} where ${where}`))[0]!.id;
const decide = (
	as: Actor,
	kind: RecordDecision['kind'],
	recordId: string,
	shown: boolean,
	reason = 'Safety',
	minute = 5,
) =>
	world.as({ city: as.city, account: null }, (trx) =>
		discloseRecord(trx, { kind, recordId, partnershipId: pair.partnershipId, shown, reason, at: at(minute) }),
	);

describe('the records the office decides on', () => {
	it('are those the public reads or could read, and no draft, proposal or internal one', async () => {
		const records = await listed(world.dortmund);
		const told = records.map(({ kind, title, isShown, action }) => [kind, title['en'], isShown, action]);
		expect(told.sort()).toEqual([
			['agreement', 'Solidarity agreement', true, 'hide'],
			['event', 'Workshop on water', true, 'hide'],
			['exchange', 'City 0', true, 'hide'],
			['funding', 'Money of our own', false, 'show'],
			['funding', 'Small projects fund', true, 'hide'],
			['paper', 'Solidarity with Ukraine', true, 'hide'],
			['project', 'A project of our own', false, 'show'],
			['project', 'Water works', true, 'hide'],
			['promise', '25 generators for Zhytomyr', true, 'hide'],
			['theme', 'Water', true, 'hide'],
		]);
	});

	it('are the same for the partner city, which cannot show what another keeps', async () => {
		const records = await listed(world.zhytomyr);
		expect(
			records
				.filter(({ action }) => action === null)
				.map(({ title }) => title['en'])
				.sort(),
		).toEqual(['A project of our own', 'Money of our own']);
	});

	it('are, for whoever may not read money, no money but what the public reads', async () => {
		const money = async (reader: RoleHolder) =>
			(await listed(world.dortmund, reader)).flatMap(({ kind, title }) => (kind === 'funding' ? [title['en']] : []));
		expect([await money(coordinator), await money(editor)]).toEqual([
			expect.arrayContaining(['Money of our own', 'Small projects fund']),
			['Small projects fund'],
		]);
		const form = new FormData();
		const fields = {
			idempotencyKey: anId(),
			kind: 'show-record',
			partnership: pair.partnershipId,
			recordKind: 'funding',
			record: await idOf(
				'funding',
				`id in (select funding_id from funding_current where names ->> 'en' = 'Money of our own')`,
			),
			reason: 'Open',
		};
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		const sender = { ...editor, account: anId<'account'>(), at: at(4) };
		expect(await world.as(world.dortmund, (trx) => runRecordForm(trx, form, sender))).toEqual({
			ok: false,
			refusal: { kind: 'record-not-found' },
		});
	});

	it('are nobody else’s', async () => {
		expect(await world.as(world.stranger, (trx) => listDisclosedRecords(trx, coordinator, now))).toEqual([]);
		const paper = await idOf('paper');
		expect(await decide(world.stranger, 'paper', paper, false)).toEqual({
			ok: false,
			refusal: { kind: 'record-not-found' },
		});
	});
});

describe('hiding a record', () => {
	it.each([
		['agreement', 'agreement', 'true'],
		['paper', 'paper', `names ->> 'en' like 'Solidarity%'`],
		['event', 'event', `title ->> 'en' like 'Workshop%'`],
		['theme', 'theme', `state = 'agreed'`],
		['project', 'project', `names ->> 'en' = 'Water works'`],
	] as const)('takes %s away, is put on record and is undone by who did it alone', async (kind, table, where) => {
		const id = await idOf(table, where);
		expect(await published()).toContain(kind);
		granted(await decide(world.zhytomyr, kind, id, false));
		expect(await published()).not.toContain(kind);
		expect((await listed(world.dortmund)).find((each) => each.id === id)).toMatchObject({
			isShown: false,
			isHidden: false,
			isHiddenByOthers: true,
		});
		granted(await decide(world.dortmund, kind, id, true, 'Open', 6));
		expect(await published()).not.toContain(kind);
		granted(await decide(world.zhytomyr, kind, id, true, 'Open', 7));
		expect(await published()).toContain(kind);
		const audit = await database.query<{ action: string }>(
			`select action from audit_entry where subject_id = $1 order by id`,
			[id],
		);
		expect(audit.map(({ action }) => action)).toEqual(['disclosure.hidden', 'disclosure.shown', 'disclosure.shown']);
	});

	it('asks for a publication in the same transaction', async () => {
		const jobs = async () => (await database.query(`select from job.job where name = 'publish'`)).length;
		const before = await jobs();
		granted(await decide(world.dortmund, 'agreement', await idOf('agreement'), true));
		expect(await jobs()).toBe(before + 1);
	});

	it.each([
		['without a reason', { reason: ' ' }, 'reason-missing'],
		['of a record of another kind', { recordKind: 'agreement' }, 'record-not-found'],
		['of a kind nobody knows', { recordKind: 'standing' }, 'record-not-found'],
		['that does not say whether to hide or to show', { kind: 'toggle-record' }, 'record-not-found'],
		['that is no record', { record: 'x' }, 'record-not-found'],
	])('refuses a form %s', async (_, changes, refusal) => {
		const form = new FormData();
		const fields = {
			idempotencyKey: anId(),
			kind: 'hide-record',
			partnership: pair.partnershipId,
			recordKind: 'paper',
			record: await idOf('paper', `names ->> 'en' like 'Solidarity%'`),
			reason: 'Safety',
			...changes,
		};
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		const sender = { ...coordinator, account: anId<'account'>(), at: at(8) };
		const answer = await world.as(world.dortmund, (trx) => runRecordForm(trx, form, sender));
		expect(answer).toEqual({ ok: false, refusal: { kind: refusal } });
		expect(await published()).toContain('paper');
	});

	it('stays on record: the application can change nothing of it, and decides for its own city only', async () => {
		for (const statement of ['update disclosure_record set shown = true', 'delete from disclosure_record']) {
			await expect(database.query(statement)).rejects.toThrow(/append-only|may only grow|permission|refuse/i);
		}
	});
});
