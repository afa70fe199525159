import { afterAll, describe, expect, it } from 'vitest';
import { day, instant, later } from '#lib/kernel/instant.ts';
import { writeCalendar } from '#lib/partnerships/events/calendar.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { aPartnershipWorld } from '#test/laws/partnership-world.ts';
import { aReliefWorld, at } from '#test/laws/relief-world.ts';
import { publish } from '../publication/publication.server.ts';
import { findPublicEntry, listPublicEntries } from './public-calendar.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const pair = await aPartnershipWorld(world);
const place = { url: new URL('https://tandem.example/en/x'), language: 'en' } as const;

async function entries() {
	await inWorker(database.databases.worker, (trx) => publish(trx, later(at(0), 30 * day)));
	return listPublicEntries(database.databases.public, 'pair', place);
}
const change = (set: string) =>
	database.query(
		`begin; set local session_replication_role = replica; update event set ${set} where id = '${pair.cooperation.eventId}'; commit`,
	);

describe('the public calendar of a partnership', () => {
	it('holds what was confirmed and may be read, without place or hour while it lies ahead', async () => {
		const all = await entries();
		expect(all.map(({ summary }) => summary)).toEqual(['Workshop on water']);
		expect(all[0]).toMatchObject({ location: null, time: { kind: 'days', from: '2023-06-14', until: '2023-06-15' } });
	});

	it('tells place and hours where its keeper says so, and once it took place', async () => {
		const open = { location: 'A hall', time: { kind: 'hours', startsAt: instant('2023-06-14T07:00:00Z') } };
		await change('place_ahead = true');
		expect((await entries())[0]).toMatchObject(open);
		await change(`place_ahead = false, state = 'held'`);
		expect((await entries())[0]).toMatchObject(open);
		await change(`state = 'confirmed'`);
	});

	it('keeps the ids of its entries, and finds one by its public id only', async () => {
		const [one] = await entries();
		const [same] = await entries();
		expect(same?.uid).toBe(one?.uid);
		const publicId = one!.uid.replace('@tandem.example', '');
		expect(publicId).not.toBe(pair.cooperation.eventId);
		expect(one!.url).toBe(`https://tandem.example/en/partnerships/pair/cooperation#r-${publicId}`);
		expect(await findPublicEntry(database.databases.public, publicId, place)).toEqual(one);
		expect(await findPublicEntry(database.databases.public, pair.cooperation.eventId, place)).toBeUndefined();
		expect(await listPublicEntries(database.databases.public, 'nowhere', place)).toEqual([]);
	});

	it('marks what was called off, and never tells a link, a name or a reason', async () => {
		await change(`state = 'cancelled', revision = 7`);
		const text = writeCalendar('Tandem', await entries());
		expect(text).toContain('STATUS:CANCELLED');
		expect(text).toContain('SEQUENCE:7');
		expect(text).not.toMatch(/meet\.example|guest|interpreter|speaker|Welcome|Noted/i);
		await change(`state = 'confirmed', revision = 0`);
	});
});
