import { afterAll, describe, expect, it } from 'vitest';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import { inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aPartnershipWorld } from '#test/laws/partnership-world.ts';
import { aReliefWorld, at, granted } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from '#test/laws/shipment-world.ts';
import { publicationTick } from '../disclosure/disclosure.ts';
import { hideFromPublic } from '../disclosure/disclosure-commands.server.ts';
import {
	countPublicStory,
	findPublicStoryPlace,
	listNewestStory,
	listPublicStory,
} from '../story-line/public-story-queries.server.ts';
import { compareEntries } from '../story-line/story-line.ts';
import { publish } from './publication.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const pair = await aPartnershipWorld(world);
const firstPublic = later(publicationTick(later(at(60), 72 * hour)), day);

const publishAt = (now: Instant) => inWorker(database.databases.worker, (trx) => publish(trx, now));
const whole = { kind: null, year: null, offset: 0 } as const;
const story = () => inPublic(database.databases.public, (trx) => listPublicStory(trx, 'pair', whole));
const shipments = async () => (await story()).filter(({ fact }) => fact.kind === 'shipment');
const outcomes = async () => (await story()).filter(({ id }) => id.endsWith('-outcome'));

describe('the public story line', () => {
	it('is told in order from what was published, with nothing of what was not', async () => {
		await publishAt(firstPublic);
		const entries = await story();
		expect(entries).toEqual(entries.toSorted(compareEntries));
		expect([...new Set(entries.map(({ fact }) => fact.kind))].toSorted()).toEqual(
			['agreement', 'exchange', 'funding', 'paper', 'project', 'promise', 'standing', 'theme'].toSorted(),
		);
		const text = JSON.stringify(await database.query('select * from public_story_entry'));
		expect(text).not.toMatch(
			/draft|proposal|internal|mayor said|our own|ourselves|Noted|Summer|Oles|Signatory|REF-4711/i,
		);
		expect(text).not.toContain(pair.promiseId);
	});

	it('tells of a shipment only when the lag is over, first by its week and after thirty days by its day', async () => {
		const lot = await world.aLot(30);
		const shipmentId = await aShipment(world, [[await world.aReservation(lot, 25), 25]]);
		await sendOff(world, shipmentId);
		const tooEarly = publicationTick(later(at(60), 71 * hour));
		const { version } = await publishAt(tooEarly);
		const [line] = await linesOf(world, shipmentId);
		granted(await receive(world, shipmentId, [counted(line!, { accepted: 24, missing: 1 })]));
		await pair.keepPromiseBy(shipmentId, 61);
		expect((await publishAt(tooEarly)).version).toBe(version);
		expect([await shipments(), await outcomes()]).toEqual([[], []]);
		await publishAt(firstPublic);
		expect(await shipments()).toMatchObject([
			{
				when: { date: '2023-02-27', precision: 'week' },
				fact: { number: null, goods: [{ itemCode: 'PWR-GEN', quantity: 24 }] },
				source: { kind: 'delivery', operation: 'zhytomyr' },
			},
		]);
		expect(await outcomes()).toMatchObject([{ when: { precision: 'month' }, fact: { state: 'kept' } }]);
		const ids = (await story()).map(({ id }) => id);
		await publishAt(later(firstPublic, 40 * day));
		expect(await shipments()).toMatchObject([{ when: { date: '2023-02-27', precision: 'day' } }]);
		expect((await story()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
	});

	it('finds every entry by its id, and the newest ones first', async () => {
		await inPublic(database.databases.public, async (trx) => {
			const entries = await listPublicStory(trx, 'pair', whole);
			const in2023 = entries.filter(({ when }) => when.date.startsWith('2023'));
			const last = in2023.at(-1)!;
			expect(await findPublicStoryPlace(trx, 'pair', last.id)).toEqual({ year: 2023, before: in2023.length - 1 });
			expect(await findPublicStoryPlace(trx, 'elsewhere', last.id)).toBeUndefined();
			expect(await listNewestStory(trx, 'pair', 3)).toEqual(entries.slice(-3).toReversed());
			const counts = await countPublicStory(trx, 'pair');
			expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(entries.length);
			expect(await listPublicStory(trx, 'pair', { kind: 'promise', year: 2022, offset: 0 })).toHaveLength(1);
		});
	});

	it('forgets what was hidden with the next publication', async () => {
		const { city } = world.zhytomyr;
		const hide = {
			id: anId<'hiding'>(),
			operationId: world.operationId as never,
			shipmentId: null,
			hidden: true,
			reason: 'safety',
			at: at(61),
		};
		granted(await world.as({ city, account: null }, (trx) => hideFromPublic(trx, hide)));
		await publishAt(later(firstPublic, 40 * day));
		expect([await shipments(), await outcomes()]).toEqual([[], []]);
	});
});
