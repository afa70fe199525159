import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quantity } from '#lib/kernel/quantity.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, at, granted, type ReliefWorld } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, move, receive, sendOff } from '#test/laws/shipment-world.ts';
import { settleDiscrepancy } from '../receipts/discrepancy-commands.server.ts';
import { reportUse } from '../receipts/use-commands.server.ts';
import { release } from '../reservations/reservation-commands.server.ts';
import { countStock, reversePosting } from '../stock/stock-commands.server.ts';
import { driftChecks } from './drift.ts';
import { verifyLedger } from './verify-ledger.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const author = { at: at(300), account: world.dortmund.account, commandKey: 'a-key' };

beforeAll(async () => {
	await live(world);
	await live(world);
});

/** Goods that went every way there is. */
async function live({ dortmund, zhytomyr, hubId, as }: ReliefWorld): Promise<void> {
	const lotId = await world.aLot(30, { placeId: hubId });
	const promise = await world.aReservation(lotId, 20);
	await aShipment(world, [[promise, 2]]);
	const lost = await aShipment(world, [[promise, 3]]);
	await sendOff(world, lost);
	granted(await move(world, lost, 'lost', 6));
	const cancelled = await aShipment(world, [[promise, 1]]);
	granted(await move(world, cancelled, 'cancelled', 6));
	const shipmentId = await aShipment(world, [[promise, 12]]);
	await sendOff(world, shipmentId);
	const [line] = await linesOf(world, shipmentId);
	const extras = [{ shipmentLineId: line!, description: 'one more', quantity: 1 }];
	const { discrepancyIds } = granted(
		await receive(world, shipmentId, [counted(line!, { accepted: 6, damaged: 1, missing: 1 })], { extras }),
	);
	const settle = {
		discrepancyId: discrepancyIds[1]!,
		settlement: 'found-there',
		quantity: 1,
		note: 'in the van',
		occurredAt: at(80),
	} as const;
	granted(await as(zhytomyr, (trx) => settleDiscrepancy(trx, settle, author)));
	const use = {
		reportId: anId(),
		shipmentLineId: line!,
		kind: 'in-use',
		quantity: 4,
		occurredAt: at(90),
		note: '',
	} as const;
	granted(await as(zhytomyr, (trx) => reportUse(trx, use, author)));
	granted(
		await as(dortmund, (trx) =>
			release(trx, { reservationId: promise, quantity: 1, reason: 'x', at: at(90), account: null }),
		),
	);
	const count = { lotId, placeId: hubId, counted: 13, occurredAt: at(100), note: 'two fewer on the shelf' };
	granted(await as(dortmund, (trx) => countStock(trx, count, author)));
	const [shortage] = await database.query<{ id: string }>(
		`select id from posting where lot_id = $1 and reason = 'counted-short'`,
		[lotId],
	);
	granted(await as(dortmund, (trx) => reversePosting(trx, { postingId: shortage!.id, note: 'miscounted' }, author)));
}

/** Runs statements as the superuser with every trigger asleep, looks, and undoes them. */
async function withPlanted(statements: readonly string[]) {
	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	const saved: string[] = [];
	try {
		await client.query('set session_replication_role = replica');
		for (const table of [
			'ledger_account',
			'posting',
			'posting_note',
			'ledger_head',
			'balance',
			'lot_position',
			'reservation_position',
			'shipment_current',
			'shipment_line_position',
			'discrepancy_position',
			'shipment_line',
		]) {
			await client.query(`create table saved_${table} as table ${table}`);
			saved.push(table);
		}
		for (const statement of statements) {
			const { rowCount } = await client.query(statement);
			expect(rowCount, statement).toBeGreaterThan(0);
		}
		return await verifyLedger(database.databases.worker);
	} finally {
		for (const table of saved) {
			const columns = await client.query<{ list: string }>(
				`select string_agg(quote_ident(column_name), ', ') as list from information_schema.columns
				where table_name = $1 and is_generated = 'NEVER'`,
				[table],
			);
			const list = columns.rows[0]!.list;
			await client.query(`delete from ${table}`);
			await client.query(`insert into ${table} (${list}) select ${list} from saved_${table}`);
			await client.query(`drop table saved_${table}`);
		}
		await client.end();
	}
}

describe('verify-ledger', () => {
	test('finds nothing where everything went through the front door', async () => {
		const { books, drifts } = await verifyLedger(database.databases.worker);
		expect(drifts).toEqual([]);
		const [count] = await database.query<{ count: string }>('select count(*)::text as count from posting');
		expect(books).toMatchObject([{ cityId: world.dortmund.city, postings: Number(count!.count) }]);
		expect(books[0]!.head).toMatch(/^[0-9a-f]{64}$/);
	});

	const anyPosting = `id = (select id from posting where reason = 'received' order by sequence limit 1)`;
	const plants = {
		'chain-gap': [`delete from posting where ${anyPosting}`],
		'chain-link': [`update posting set previous_hash = sha256('x') where ${anyPosting}`],
		'chain-hash': [`update posting set recorded_at = recorded_at + interval '1 day' where ${anyPosting}`],
		head: ['update ledger_head set sequence = sequence - 1'],
		note: [`update posting_note set body = '{"note":"nothing happened"}'`],
		reversal: [`update posting set quantity = quantity + 1 where reverses is not null`],
		'foreign-account': [`update ledger_account set donor_id = gen_random_uuid() where kind = 'donor'`],
		balance: [`update balance set quantity = quantity + 1 where quantity > 0`],
		overdrawn: [`update posting set quantity = quantity + 1000 where ${anyPosting}`],
		'lot-position': ['update lot_position set reserved = reserved - 1'],
		reservation: ['update reservation_position set departed = departed - 1'],
		'shipment-state': [`update shipment_current set state = 'received' where state = 'lost'`],
		'shipment-dates': ['update shipment_current set received_at = null where received_at is not null'],
		departure: [`update shipment_line set quantity = quantity + 1`],
		receipt: ['update shipment_line_position set accepted = accepted + 1 where accepted > 0'],
		transit: [`update shipment_current set state = 'arrived' where state = 'lost'`],
		discrepancy: ['update discrepancy_position set settled = 0 where settled > 0'],
		use: ['update shipment_line_position set in_use = 0 where in_use > 0'],
	} as const satisfies Record<(typeof driftChecks)[number], readonly string[]>;

	test.each(driftChecks)('finds planted drift of the kind "%s"', async (check) => {
		const { drifts } = await withPlanted(plants[check]);
		expect(drifts.map((drift) => drift.check)).toContain(check);
		const found = drifts.find((drift) => drift.check === check)!;
		expect(found.expected).not.toBe(found.found);
		expect(found.subject).toMatch(/^[0-9a-f-]{36}$/);
	});

	test('finds nothing again once each planted drift is undone', async () => {
		expect((await verifyLedger(database.databases.worker)).drifts).toEqual([]);
	});

	test('counts an erased note as erased, not as drift', async () => {
		const client = new pg.Client({ connectionString: database.url });
		await client.connect();
		await client.query('set session_replication_role = replica');
		await client.query('delete from posting_note');
		await client.end();
		expect((await verifyLedger(database.databases.worker)).drifts).toEqual([]);
	});

	test('still finds nothing after goods moved on', async () => {
		granted(await receiveRest());
		expect((await verifyLedger(database.databases.worker)).drifts).toEqual([]);
	});
});

async function receiveRest() {
	const lotId = await world.aLot(3, { placeId: world.hubId });
	const shipmentId = await aShipment(world, [[await world.aReservation(lotId, quantity(3)), 3]]);
	await sendOff(world, shipmentId);
	const [line] = await linesOf(world, shipmentId);
	return receive(world, shipmentId, [counted(line!, { accepted: 1, refused: 2 })]);
}
