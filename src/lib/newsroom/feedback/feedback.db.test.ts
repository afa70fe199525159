import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, instant, later } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity, inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import { keptDays } from './feedback.ts';
import { forgetFeedback, receiveFeedback, settleFeedback } from './feedback-commands.server.ts';
import { listAddressees, listFeedback } from './feedback-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, worker, public: publicDb } = database.databases;
const at = instant('2026-11-22T10:00:00Z');
let cities: TestCities;
beforeAll(async () => {
	cities = await layOutCities(database);
});

const inDortmund = <Value>(work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: cities.dortmund.id, account: cities.dortmund.administrator }, work);
const message = { page: '/de/figures', message: 'Die Tabelle wird nicht vorgelesen.', email: 'reader@city.example' };

describe('messages of readers', () => {
	const id = anId<'feedback'>();

	it('come from nobody signed in and are read by the city they are written to', async () => {
		await inCity(app, { city: cities.dortmund.id, account: null }, (trx) =>
			receiveFeedback(trx, id, message, { language: 'de', at }),
		);
		expect(await inDortmund((trx) => listFeedback(trx))).toMatchObject([{ id, ...message, settledAt: null }]);
		const elsewhere = { city: cities.zhytomyr.id, account: cities.zhytomyr.administrator };
		expect(await inCity(app, elsewhere, (trx) => listFeedback(trx))).toEqual([]);
		await inCity(app, elsewhere, (trx) => settleFeedback(trx, id, at));
		expect(await inDortmund((trx) => listFeedback(trx))).toMatchObject([{ settledAt: null }]);
		await expect(inPublic(publicDb, (trx) => listFeedback(trx))).rejects.toThrow('permission denied');
	});

	it('are settled once, on the record', async () => {
		await inDortmund((trx) => settleFeedback(trx, id, at));
		await inDortmund((trx) => settleFeedback(trx, id, later(at, day)));
		expect(await inDortmund((trx) => listFeedback(trx))).toMatchObject([{ settledAt: at }]);
		expect(await database.query(`select from audit_entry where action = 'feedback.settled'`)).toHaveLength(1);
	});

	it('cannot be changed in what they say', async () => {
		const rewritten = inDortmund((trx) => sql`update feedback set message = 'All is well'`.execute(trx));
		await expect(rewritten).rejects.toThrow('permission denied');
	});

	it('are forgotten some time after they were settled, others much later', async () => {
		const open = anId<'feedback'>() as Id<'feedback'>;
		await inDortmund((trx) => receiveFeedback(trx, open, { ...message, email: null }, { language: 'uk', at }));
		const forget = (days: number) => inWorker(worker, (trx) => forgetFeedback(trx, later(at, days * day)));
		const left = async () => (await inDortmund((trx) => listFeedback(trx))).map((each) => each.id);
		await forget(keptDays.settled - 1);
		expect(await left()).toEqual([open, id]);
		await forget(keptDays.settled + 1);
		expect(await left()).toEqual([open]);
		await forget(keptDays.open + 1);
		expect(await left()).toEqual([]);
	});

	it('go to the cities that say how accessible the site is', async () => {
		expect(await inWorker(worker, listAddressees)).toEqual([]);
		await database.query(
			`insert into public_site_text values ($1, 'accessibility', 'de', 'dortmund', '{"en": "Dortmund"}', '[]', '2026-11-22')`,
			[cities.dortmund.id],
		);
		expect(await inWorker(worker, listAddressees)).toEqual([{ id: cities.dortmund.id, names: { en: 'dortmund' } }]);
	});
});
