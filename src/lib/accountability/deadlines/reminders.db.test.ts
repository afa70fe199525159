import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { instant, later } from '#lib/kernel/instant.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import { reminderStage } from './deadline.ts';
import { remindOfDeadlines } from './remind-job.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const clock = fixedClock(instant('2025-03-16T06:15:00Z'));
const services = { databases: database.databases, clock, config: readConfig({}, '/tmp') };
const days = ['2025-03-30', '2025-03-31', '2025-04-02', '2025-10-26'] as PlainDate[];
let cities: TestCities;

async function aReportDue(city: string, due: string): Promise<void> {
	const id = anId();
	await database.query(`insert into funding (id, city_id, created_at) values ($1, $2, now())`, [id, city]);
	await database.query(
		`insert into funding_current (funding_id, city_id, version, state, names, tolerance_per_cent, retention_years, recorded_at, changed_at)
		values ($1, $2, 1, 'running', '{"en": "Measure"}', 20, 5, now(), now())`,
		[id, city],
	);
	await database.query(`insert into funding_report values (gen_random_uuid(), $1, $2, 'final', $3)`, [id, city, due]);
}

beforeAll(async () => {
	cities = await layOutCities(database);
	await database.query(`update city set time_zone = 'Europe/Kyiv' where slug = 'zhytomyr'`);
	for (const day of days) {
		await aReportDue(cities.dortmund.id, day);
		await aReportDue(cities.zhytomyr.id, day);
	}
});

async function forget(): Promise<void> {
	await database.query('delete from deadline_digest');
	await database.query('delete from mail');
	await database.query('delete from job.job_common');
}
beforeEach(forget);

const sent = () =>
	database.query<{ account: Id<'account'>; due: string; stage: number; day: string }>(
		'select account_id as account, due::text, stage, day::text from deadline_reminder order by day, due, stage',
	);
const mails = () =>
	database.query<{ recipient: string; language: string; text: string }>(
		'select recipient, language, body_text as text from mail order by recipient',
	);

describe('reminders of deadlines', () => {
	it('go to those who keep the matter, in their language, in one mail', async () => {
		clock.set(instant('2025-03-19T06:15:00Z'));
		expect(await remindOfDeadlines(services)).toBe(4);
		expect((await mails()).map(({ recipient, language }) => [recipient, language])).toEqual([
			['coordinator@dortmund.example', 'de'],
			['coordinator@zhytomyr.example', 'uk'],
			['partner-officer@dortmund.example', 'de'],
			['partner-officer@zhytomyr.example', 'uk'],
		]);
		const [first] = await mails();
		expect(first!.text.match(/Measure/g)).toHaveLength(3);
		expect(first!.text).toContain('30. März 2025 (in 11 Tagen)');
		expect(await remindOfDeadlines(services)).toBe(0);
	});

	it('come 14 and 3 days ahead, on the day and each week after it', async () => {
		for (let day = 0; day < 40; day++) {
			clock.set(later(instant('2025-03-10T06:15:00Z'), day * 86_400_000));
			await remindOfDeadlines(services);
		}
		const rows = await sent();
		const ofOne = rows.filter(({ account, due }) => account === cities.dortmund.coordinator && due === '2025-03-30');
		expect(ofOne.map(({ day, stage }) => [day, stage])).toEqual([
			['2025-03-16', -14],
			['2025-03-27', -3],
			['2025-03-30', 0],
			['2025-04-06', 7],
			['2025-04-13', 14],
		]);
	});

	it('are made up for after a downtime by the last of them, without a flood', async () => {
		clock.set(instant('2025-03-16T06:15:00Z'));
		await remindOfDeadlines(services);
		clock.set(instant('2025-05-20T06:15:00Z'));
		await remindOfDeadlines(services);
		const rows = (await sent()).filter(({ account }) => account === cities.dortmund.coordinator);
		expect(rows.filter(({ day }) => day === '2025-05-20').map(({ due, stage }) => [due, stage])).toEqual([
			['2025-03-30', 49],
			['2025-03-31', 49],
			['2025-04-02', 42],
		]);
		expect((await mails()).filter(({ recipient }) => recipient === 'coordinator@dortmund.example')).toHaveLength(2);
	});

	it('go once where two workers run at the same moment', async () => {
		clock.set(instant('2025-03-27T06:15:00Z'));
		const counts = await Promise.all([1, 2, 3].map(() => remindOfDeadlines(services)));
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
		expect(await mails()).toHaveLength(4);
	});

	it('do not go to closed accounts', async () => {
		clock.set(instant('2025-03-27T06:15:00Z'));
		await database.query('update account set disabled_at = now() where id = $1', [cities.dortmund.officer]);
		expect(await remindOfDeadlines(services)).toBe(3);
		await database.query('update account set disabled_at = null where id = $1', [cities.dortmund.officer]);
	});

	it('are sent exactly once, wherever a run crashes and however the clock jumps', async () => {
		const crash = fc.record({
			at: fc.constantFrom('read', 'written', 'committed'),
			nth: fc.integer({ min: 1, max: 4 }),
		});
		const run = fc.record({
			// Minutes: hours ahead, days ahead, back, and over the nights in which clocks change.
			minutes: fc.oneof(
				fc.integer({ min: 0, max: 1500 }),
				fc.integer({ min: 1000, max: 20_000 }),
				fc.integer({ min: -6000, max: 0 }),
			),
			crash: fc.option(crash),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom('2025-03-15T22:30:00Z', '2025-10-22T22:30:00Z'),
				fc.array(run, { minLength: 1, maxLength: 8 }),
				async (start, runs) => {
					await forget();
					clock.set(instant(start));
					for (const { minutes, crash: wanted } of runs) {
						clock.set(later(clock.now(), minutes * 60_000));
						await crashingRun(wanted);
					}
					await crashingRun(null);
					await expectWhole();
				},
			),
			{ seed: 42, numRuns: 15 },
		);
	}, 60_000);
});

async function crashingRun(crash: { readonly at: string; readonly nth: number } | null): Promise<void> {
	let left = crash?.nth ?? 0;
	const run = remindOfDeadlines(services, (step) => {
		if (step === crash?.at && --left === 0) throw new Error('the process died');
	});
	await run.catch((error: Error) => {
		if (error.message !== 'the process died') throw error;
	});
}

/** What is promised after a run that nothing stopped: no mail and no reminder twice, and none left out that is due now. */
async function expectWhole(): Promise<void> {
	const [rows, letters] = [await sent(), await mails()];
	const names = rows.map(({ account, due, stage }) => `${account} ${due} ${stage}`);
	expect(new Set(names).size).toBe(names.length);
	const digests = new Set(rows.map(({ account, day }) => `${account} ${day}`));
	expect(letters).toHaveLength(digests.size);
	const told = letters.reduce((sum, { text }) => sum + (text.match(/Measure/g)?.length ?? 0), 0);
	expect(told).toBe(rows.length);
	for (const [city, zone] of [
		[cities.dortmund, 'Europe/Berlin'],
		[cities.zhytomyr, 'Europe/Kyiv'],
	] as const) {
		const today = dayOf(clock.now(), zone);
		for (const due of days) {
			const stage = reminderStage(due, today);
			if (stage !== undefined) expect(names).toContain(`${city.coordinator} ${due} ${stage}`);
		}
	}
}
