import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { hour, later } from '#lib/kernel/instant.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { freshDatabase } from '#test/database.ts';
import { anArticleDesk, now } from '#test/laws/article-desk.ts';
import { agreeToEmbargo, setEmbargo } from '../article-commands.server.ts';
import { tellWaiting } from './tell-waiting-job.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const desk = await anArticleDesk(database);
const { deedOf, theirs, as, begin, submit } = desk;
const services = { databases: database.databases, clock: fixedClock(now), config: readConfig({}, '/tmp') };
const until = later(now, 24 * hour);

const mails = () =>
	database.query<{ recipient: string; subject: string; text: string }>(
		'select recipient, subject, body_text as text from mail order by recipient',
	);
beforeEach(async () => {
	await tellWaiting(services);
	await database.query('delete from mail');
});

describe('whoever an article waits for', () => {
	it('hears of it once: those who may review it and wrote none of it, in their language', async () => {
		const id = await begin('Zur Prüfung');
		await submit(id);
		const counts = await Promise.all([tellWaiting(services), tellWaiting(services)]);
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
		const [mail, ...others] = await mails();
		expect([mail?.recipient, mail?.subject, others]).toEqual([
			'coordinator@dortmund.example',
			'Zur Prüfung: Titel Zur Prüfung',
			[],
		]);
		expect(mail?.text).toContain(`/de/office/newsroom/${id}/de`);
		expect(await tellWaiting(services)).toBe(0);
	});

	it('is not told of what was settled before anybody could be told', async () => {
		const id = await begin();
		await submit(id);
		await desk.approve(id);
		expect(await tellWaiting(services)).toBe(0);
		expect(await mails()).toEqual([]);
	});

	it('hears of an embargo in the partner city, and of the new one where it was set anew', async () => {
		const id = await begin('Sperrfrist');
		const set = (moment: typeof until) => as(deedOf(), (trx) => setEmbargo(trx, { id, until: moment }, deedOf()));
		await set(until);
		await set(later(until, hour));
		expect(await tellWaiting(services)).toBe((await mails()).length);
		const told = await mails();
		expect(told.map(({ recipient }) => recipient)).toContain('partner-officer@zhytomyr.example');
		expect(told.every(({ recipient }) => recipient.endsWith('@zhytomyr.example'))).toBe(true);
		expect(new Set(told.map(({ recipient }) => recipient)).size).toBe(told.length);
		expect(told[0]?.subject).toContain('Ембарго чекає на вашу згоду');
	});

	it('is not told where the other city has agreed already', async () => {
		const id = await begin();
		await as(deedOf(), (trx) => setEmbargo(trx, { id, until }, deedOf()));
		await as(theirs(), (trx) => agreeToEmbargo(trx, { id, until }, theirs()));
		expect(await tellWaiting(services)).toBe(0);
	});
});
