import { afterAll, describe, expect, it } from 'vitest';
import { publicationTick } from '#lib/accountability/disclosure/disclosure.ts';
import { publish } from '#lib/accountability/publication/publication.server.ts';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import { findRevision } from '#lib/newsroom/articles/article-queries.server.ts';
import { viewDraft } from '#lib/newsroom/articles/draft-view.server.ts';
import { keptQuery } from '#lib/newsroom/articles/figures/figure-change-queries.server.ts';
import { viewChanges } from '#lib/newsroom/articles/figures/figure-changes-view.server.ts';
import { askFigures } from '#lib/newsroom/articles/figures/figure-values.server.ts';
import { noteFigureChanges } from '#lib/newsroom/articles/figures/note-figures-job.server.ts';
import { loadArticle } from '#lib/newsroom/reading/reading-pages.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { installJobQueue } from '#lib/platform/jobs/queue.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { platformJobs } from '#lib/platform/platform-jobs.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities } from '#test/people.ts';
import { aNewsroom } from './newsroom-world.ts';
import { aReliefWorld, at, granted } from './relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from './shipment-world.ts';

// A figure tells nobody anything before the public may know it (R1, R2, R9): not its readers, not those who preview a text, not
// the desk, and not in what it does not say any more.

const database = await freshDatabase();
afterAll(database.close);
await installJobQueue(database.url, platformJobs, silentLog);
const world = await aReliefWorld(database);
const room = await aNewsroom(database, await layOutCities(database));
for (const { city, account } of [world.dortmund, world.zhytomyr]) {
	await database.query(
		`insert into account (id, city_id, email, name, language, created_at) values ($1, $2, $3, 'A', 'en', now())`,
		[account, city, `${account}@example.org`],
	);
}
const needId = await world.aNeed(100);
await database.query(`update need_current set created_at = $1, version = version + 1`, [new Date(at(0)).toISOString()]);

const aSite = { origin: 'https://tandem.example', findStory: () => Promise.resolve([]) };
const received = at(60);
const firstPublic = later(publicationTick(later(received, 72 * hour)), day);
const tick = (now: Instant) =>
	inWorker(database.databases.worker, async (trx) => {
		await publish(trx, now);
		await noteFigureChanges(trx, 'https://tandem.example');
	});

const asked = 'received PWR-GEN operation/zhytomyr';
const bounded = `${asked} from 2023-01-01`;
const text = `Es sind [[figure: ${asked}]], seit Januar [[figure: ${bounded}]].`;

/** Everything somebody can learn of the figures, wherever a page shows one. */
async function everythingSaid(id: Awaited<ReturnType<typeof room.publish>>): Promise<string> {
	const key = 'de';
	const atDesk = await room.as('editor', async (trx) => {
		const written = await findRevision(trx, { id, key });
		return [await viewDraft(trx, written!, key, false), await viewChanges(trx, { id, key, revision: 1 }, key)];
	});
	// The city that took the goods in may read every receipt in its office, and yet not by a figure.
	const toTheReceiver = await world.as(world.zhytomyr, async (trx) => {
		const ask = await askFigures(trx, [keptQuery(asked), keptQuery(bounded)]);
		return [ask(keptQuery(asked)), ask(keptQuery(bounded))];
	});
	const toReaders = await loadArticle(database.databases.public, key, 'generatoren', aSite);
	const toEditors = await database.query('select subject, body_text from mail order by 1, 2');
	return JSON.stringify([atDesk, toTheReceiver, toReaders, toEditors]);
}

async function arrive(units: number, minute: number): Promise<void> {
	const lotId = await world.aLot(units, { placeId: world.hubId });
	const shipmentId = await aShipment(world, [[await world.aReservation(lotId, units, needId), units]]);
	await sendOff(world, shipmentId);
	const [line] = await linesOf(world, shipmentId);
	granted(await receive(world, shipmentId, [counted(line!, { accepted: units })], { minute }));
}

describe('a figure', () => {
	it('says the same until the day the public may know, and then what the public knows', async () => {
		await arrive(5, 60);
		await tick(firstPublic);
		const id = await room.publish('de', { title: 'Generatoren', slug: 'generatoren', text });
		const before = await everythingSaid(id);
		expect(before).toContain('"text":"5 Stück"');
		await arrive(17, 24 * 60);
		expect(await everythingSaid(id)).toBe(before);
		await tick(firstPublic);
		expect(await everythingSaid(id)).toBe(before);
		await tick(later(firstPublic, 5 * day));
		const after = await everythingSaid(id);
		expect(after).toContain('"published":{"text":"5 Stück"');
		expect(after).toContain('"today":{"text":"22 Stück"');
		expect(after).toContain('Es sind');
	});
});
