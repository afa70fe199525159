import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, instant, later } from '#lib/kernel/instant.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { installJobQueue } from '#lib/platform/jobs/queue.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { sendMailJob } from '#lib/platform/mail/send-mail.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutTwoCities } from '#test/fixtures/relief/sample-cities.ts';
import { aNeed } from '#test/fixtures/relief/sample-need.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { addNeed, moveNeed } from './need-commands.server.ts';
import { expireStaleNeeds, remindOfNeeds } from './need-jobs.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const cities = layOutTwoCities();
const noon = instant('2023-02-24T12:00:00Z');
const clock = fixedClock(noon);
const services = {
	databases: database.databases,
	clock,
	config: readConfig({ ORIGIN: 'https://tandem.example.org' }, '/tmp'),
};
const account = anId<'account'>();
const officer = { city: cities.zhytomyr, account };
const catalogue = currentCatalogue();

beforeAll(async () => {
	for (const statement of cities.statements) await database.query(statement);
	await installJobQueue(database.url, [sendMailJob(() => Promise.resolve(true))], silentLog);
	await database.query(
		`insert into account (id, city_id, email, name, language, created_at) values ($1, $2, 'olena@example.org', 'Olena', 'uk', now())`,
		[account, cities.zhytomyr],
	);
	await database.query(
		`insert into account_role (account_id, role, granted_at) values ($1, 'partner-officer', now())`,
		[account],
	);
});

async function open(urgency: 1 | 4): Promise<Id<'need'>> {
	const needId = anId<'need'>();
	const input = { needId, operationId: cities.operation, facts: aNeed({ urgency }), upTo: 'open' } as const;
	const sending = { key: anId<'command'>(), at: clock.now(), account };
	const added = await inCity(database.databases.app, officer, (trx) => addNeed(trx, catalogue, input, sending));
	if (!added.ok) throw new Error(added.refusal.kind);
	return needId;
}
const stored = async (id: Id<'need'>) =>
	(await database.query('select * from need_current where need_id = $1', [id]))[0];
const mails = () => database.query('select * from mail order by queued_at');

describe('needs age', () => {
	it('are reminded of once before their end, expire after it, and come back when renewed', async () => {
		clock.set(noon);
		const urgent = await open(1);
		const patient = await open(4);
		clock.set(later(noon, 9 * day));
		expect(await remindOfNeeds(services)).toBe(0);
		clock.set(later(noon, 11 * day));
		expect(await remindOfNeeds(services)).toBe(1);
		expect(await remindOfNeeds(services)).toBe(0);
		const sent = await mails();
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({ recipient: 'olena@example.org', language: 'uk' });
		expect(sent[0]?.['body_text']).toContain('https://tandem.example.org/uk/office/needs');
		clock.set(later(noon, 14 * day));
		expect(await expireStaleNeeds(services)).toBe(1);
		expect(await stored(urgent)).toMatchObject({ state: 'expired' });
		expect(await stored(patient)).toMatchObject({ state: 'open' });
		const version = (await stored(urgent))?.['version'] as number;
		await inCity(database.databases.app, officer, (trx) =>
			moveNeed(
				trx,
				catalogue,
				{ needId: urgent, move: 'renew', shown: version },
				{ key: anId(), at: clock.now(), account },
			),
		);
		expect(await stored(urgent)).toMatchObject({ state: 'open', reminded_at: null });
	});

	it('two workers at once remind and expire each need once', async () => {
		const before = (await mails()).length;
		clock.set(later(noon, 14 * day + 11 * day));
		const reminded = await Promise.all([remindOfNeeds(services), remindOfNeeds(services)]);
		expect(reminded.reduce((sum, each) => sum + each)).toBe(1);
		expect((await mails()).length - before).toBe(1);
		clock.set(later(noon, 60 * day));
		const expired = await Promise.all([expireStaleNeeds(services), expireStaleNeeds(services)]);
		expect(expired.reduce((sum, each) => sum + each)).toBe(1);
	});
});
