import { afterAll, expect, test } from 'vitest';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { listOutbox } from '#lib/platform/mail/outbox.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, at, granted } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, sendOff } from '#test/laws/shipment-world.ts';
import { notifyDiscrepanciesJob, recordReceiptAndNotify } from './receipt-notice.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);

async function aCoordinator(city: string, email: string, language: string): Promise<void> {
	const id = anId();
	await database.query(
		`insert into account (id, city_id, email, name, language, created_at) values ($1, $2, $3, 'Someone', $4, now())`,
		[id, city, email, language],
	);
	await database.query(`insert into account_role (account_id, role, granted_at) values ($1, 'coordinator', now())`, [
		id,
	]);
}

test('the coordinators of the sending city hear of each discrepancy, each in their language and once', async () => {
	await aCoordinator(world.dortmund.city, 'anna@dortmund.example', 'de');
	await aCoordinator(world.dortmund.city, 'ivan@dortmund.example', 'uk');
	await aCoordinator(world.zhytomyr.city, 'olena@zhytomyr.example', 'uk');
	const lotId = await world.aLot(20, { placeId: world.hubId });
	const shipmentId = await aShipment(world, [[await world.aReservation(lotId, 20), 20]]);
	await sendOff(world, shipmentId);
	const [line] = await linesOf(world, shipmentId);
	const receiptId = anId();
	const receipt = {
		receiptId,
		shipmentId,
		placeId: world.siteId,
		receivedBy: '',
		note: '',
		receivedAt: at(60),
		lines: [counted(line!, { accepted: 17, damaged: 1, missing: 2 })],
		extras: [],
	};
	const author = { at: at(60), account: world.zhytomyr.account };
	granted(await world.as(world.zhytomyr, (trx) => recordReceiptAndNotify(trx, receipt, author)));

	const services = {
		databases: database.databases,
		clock: fixedClock(at(61)),
		log: silentLog,
		config: readConfig({ ORIGIN: 'https://tandem.example' }, '/'),
	};
	const context = { services, log: silentLog, attempt: 1, lastAttempt: false, signal: new AbortController().signal };
	await notifyDiscrepanciesJob.runOn({ receiptId }, context);
	await notifyDiscrepanciesJob.runOn({ receiptId }, context);

	const mails = (await inWorker(database.databases.worker, (trx) => listOutbox(trx))).toSorted((a, b) =>
		a.to.localeCompare(b.to),
	);
	expect(mails.map((mail) => mail.to)).toEqual(['anna@dortmund.example', 'ivan@dortmund.example']);
	expect(mails[0]).toMatchObject({ subject: 'Transport 2023-001: 2 Abweichungen beim Empfang' });
	expect(mails[0]?.text).toContain('2 Stück fehlend. not on the truck');
	expect(mails[0]?.text).toContain('https://tandem.example/de/office/discrepancies');
	expect(mails[1]).toMatchObject({ subject: 'Транспорт 2023-001: 2 розбіжності під час отримання' });
});
