import { afterAll, expect, it } from 'vitest';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import { inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { aPartnershipWorld } from '#test/laws/partnership-world.ts';
import { aReliefWorld, at, granted } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from '#test/laws/shipment-world.ts';
import { publicationTick } from '../disclosure/disclosure.ts';
import { findPromisesPage } from '../public-site/partnership-page.server.ts';
import { publish } from './publication.server.ts';

const database = await freshDatabase();
afterAll(database.close);

it('the ledger’s figure stands beside a promise of goods when the shipment that shows it is public, and not before', async () => {
	const world = await aReliefWorld(database);
	const pair = await aPartnershipWorld(world);
	const firstPublic = later(publicationTick(later(at(60), 72 * hour)), day);
	const figureAt = async (now: Instant) => {
		await inWorker(database.databases.worker, (trx) => publish(trx, now));
		const asked = { slug: 'pair', language: 'en' } as const;
		const page = await inPublic(database.databases.public, (trx) => findPromisesPage(trx, asked));
		return page?.promises[0]?.figure;
	};
	expect(await figureAt(firstPublic)).toMatch(/^25 promised, 0 received/);
	const [promised, other] = [await world.aLot(30), await world.aLot(9, { itemCode: 'SHE-BED-CMP' })];
	const shipment = await aShipment(world, [
		[await world.aReservation(promised, 25), 25],
		[await world.aReservation(other, 9), 9],
	]);
	const another = await aShipment(world, [[await world.aReservation(promised, 5), 5]]);
	for (const [id, units] of [
		[shipment, { accepted: 23, damaged: 2 }],
		[another, { accepted: 5 }],
	] as const) {
		await sendOff(world, id);
		const lines = await linesOf(world, id);
		granted(
			await receive(world, id, [counted(lines[0]!, units), ...(lines[1] ? [counted(lines[1], { accepted: 9 })] : [])]),
		);
	}
	await pair.keepPromiseBy(shipment, 61);
	expect(await figureAt(publicationTick(later(at(60), 71 * hour)))).toBeUndefined();
	expect(await figureAt(firstPublic)).toMatch(/^25 promised, 23 received – from the ledger, as of \d+ March 2023$/);
});
