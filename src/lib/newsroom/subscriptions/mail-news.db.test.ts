import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, hour, type Instant, instant, later } from '#lib/kernel/instant.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sendMail } from '#lib/platform/mail/send-mail.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aNewsroom, type NewsroomWorld } from '#test/laws/newsroom-world.ts';
import { layOutCities } from '#test/people.ts';
import { handOver, isNewsStillSo } from './hand-over.server.ts';
import { mailNews } from './mail-news-job.server.ts';
import { openIssues, planBatch } from './news-issues.server.ts';
import { isHardBounce, mostSoftBounces, type SubscriptionId, type Wish } from './subscription.ts';
import {
	askSubscription,
	changeWish,
	confirmSubscription,
	endSubscription,
	noteBounce,
} from './subscription-commands.server.ts';
import { addressHash } from './subscription-links.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { worker } = database.databases;
/** A Tuesday, half past ten in Dortmund. */
const start = instant('2023-03-14T09:30:00Z');
const clock = fixedClock(start);
const config = readConfig({ ORIGIN: 'https://tandem.example' }, '/tmp');
const services = { databases: database.databases, clock, config };
const everything: Wish = { language: 'de', rhythm: 'at-once', terms: [], partnerships: [] };
let room: NewsroomWorld;
let energy: Id<'term'>;

beforeAll(async () => {
	room = await aNewsroom(database, await layOutCities(database));
	energy = await room.term('topic', 'energy');
});

beforeEach(async () => {
	for (const table of [
		'news_delivery',
		'news_issue',
		'mail',
		'subscription',
		'subscription_consent',
		'job.job_common',
	]) {
		await database.query(`delete from ${table}`);
	}
	moveTo(later(clock.now(), 30 * day));
});

function moveTo(at: Instant): void {
	clock.set(at);
	room.now = at;
}

/** Somebody who confirmed the address a moment ago. */
async function aReader(email: string, wish: Partial<Wish> = {}): Promise<SubscriptionId> {
	const hash = await addressHash(worker, email);
	const at = later(clock.now(), -1000);
	const asked = await inWorker(worker, (trx) =>
		askSubscription(trx, { email, addressHash: hash, wish: { ...everything, ...wish }, at }),
	);
	if (asked.kind !== 'to-confirm') throw new Error(asked.kind);
	await inWorker(worker, (trx) => confirmSubscription(trx, asked.id, { addressHash: hash, at }));
	return asked.id;
}

let count = 0;
const publish = (title: string, facts = {}, language: 'de' | 'uk' = 'de') =>
	room.publish(language, { title, text: 'Ein Satz.', slug: `news-${++count}` }, facts);

interface Mail {
	readonly id: Id<'mail'>;
	readonly recipient: string;
	readonly subject: string;
	readonly body_text: string;
	readonly body_html: string;
	readonly unsubscribe_url: string;
}
const mails = () => database.query<Mail>('select * from mail order by recipient, subject');
const subjects = async () => (await mails()).map(({ recipient, subject }) => `${recipient}: ${subject}`);

/** A mail server that takes everything, or refuses it. */
async function send(refusal?: number): Promise<readonly string[]> {
	const taken: string[] = [];
	const server = {
		send: (mail: { subject: string }) => {
			taken.push(mail.subject);
			return Promise.resolve(
				refusal === undefined ? undefined : { replyCode: refusal, command: 'RCPT TO', handedOver: false },
			);
		},
	};
	for (const { id } of await mails()) await sendMail(worker, server, id, isNewsStillSo);
	return taken;
}

/** A mail to a reader comes back with this status. */
const bounce = (id: SubscriptionId, status: string) =>
	inWorker(worker, (trx) => noteBounce(trx, id, { mail: anId(), status, hard: isHardBounce(status), at: clock.now() }));

describe('news by mail', () => {
	it('go at once to those who want them at once, in their language and of what they chose', async () => {
		await aReader('all@city.example');
		await aReader('energy@city.example', { terms: ['topic/energy'] });
		await aReader('pair@city.example', { partnerships: ['news-pair'], terms: ['topic/elsewhere'] });
		await aReader('other@city.example', { terms: ['topic/elsewhere'] });
		await aReader('uk@city.example', { language: 'uk' });
		await aReader('weekly@city.example', { rhythm: 'weekly' });
		await publish('Strom für Schytomyr', { terms: [energy] });
		expect(await mailNews(services)).toBe(3);
		expect(await subjects()).toEqual([
			'all@city.example: Strom für Schytomyr',
			'energy@city.example: Strom für Schytomyr',
			'pair@city.example: Strom für Schytomyr',
		]);
		const [first] = await mails();
		expect(first!.body_text).toContain(`https://tandem.example/de/news/news-${count}`);
		expect(first!.unsubscribe_url).toMatch(/^https:\/\/tandem\.example\/de\/subscribe\/[\w-]{43}\/unsubscribe$/);
		expect(await mailNews(services)).toBe(0);
	});

	it('tell nobody of what was there before, and of no minor change', async () => {
		const id = await publish('Davor');
		moveTo(later(clock.now(), hour));
		await aReader('new@city.example');
		await room.save(id, 'de', { title: 'Davor', text: 'Ein besserer Satz.', slug: `news-${count}` });
		await room.release(id, 'de', { kind: 'minor' });
		expect(await mailNews(services)).toBe(0);
		await room.save(id, 'de', { title: 'Davor', text: 'Eine andere Zahl.', slug: `news-${count}` });
		await room.release(id, 'de', { kind: 'correction', wrong: '12 Stück', note: 'Es sind 21 Stück.' });
		expect(await mailNews(services)).toBe(1);
		const [mail] = await mails();
		expect(mail).toMatchObject({ subject: 'Berichtigung: Davor' });
		expect(mail!.body_text).toContain('Es sind 21 Stück.\nZuvor hieß es: 12 Stück');
	});

	it('come as one mail in the morning or on Monday, with each article once', async () => {
		await aReader('daily@city.example', { rhythm: 'daily' });
		await aReader('weekly@city.example', { rhythm: 'weekly' });
		await mailNews(services);
		const id = await publish('Eins');
		await publish('Zwei');
		await room.save(id, 'de', { title: 'Eins', text: 'Mehr dazu.', slug: `news-${count - 1}` });
		await room.release(id, 'de', { kind: 'major', note: 'Mehr dazu.' });
		expect(await mailNews(services)).toBe(0);
		const days: string[][] = [];
		for (let number = 1; number <= 8; number++) {
			moveTo(later(clock.now(), day));
			await mailNews(services);
			days.push((await subjects()).slice());
			await database.query('delete from mail');
		}
		const told = days.flat();
		expect(told.filter((line) => line.startsWith('daily'))).toHaveLength(1);
		expect(told.filter((line) => line.startsWith('weekly'))).toEqual([
			'weekly@city.example: Nachrichten der Woche: 2 Beiträge',
		]);
		expect(days[0]).toHaveLength(days[0]!.some((line) => line.startsWith('weekly')) ? 2 : 1);
	});

	it('are not sent where the article is withdrawn before, at whichever moment', async () => {
		await aReader('reader@city.example');
		const before = await publish('Vor dem Planen');
		await room.withdraw(before, 'de', 'Falsch.');
		expect(await mailNews(services)).toBe(0);

		const planned = await publish('Geplant');
		await inWorker(worker, (trx) => openIssues(trx, clock.now()));
		while ((await inWorker(worker, (trx) => planBatch(trx, clock.now(), 10))) !== undefined);
		await room.withdraw(planned, 'de', 'Falsch.');
		await mailNews(services);
		expect(await mails()).toEqual([]);

		const queued = await publish('Im Postausgang');
		expect(await mailNews(services)).toBe(1);
		await room.withdraw(queued, 'de', 'Falsch.');
		expect(await send()).toEqual([]);
		await mailNews(services);
		expect(await mails()).toEqual([]);
		expect(await database.query(`select sum(dropped)::int as dropped from news_issue`)).toEqual([{ dropped: 2 }]);
	});

	it('leave out of the mail of a day what is withdrawn meanwhile, and tell the rest', async () => {
		await aReader('daily@city.example', { rhythm: 'daily' });
		await mailNews(services);
		const gone = await publish('Zurückgezogen');
		await publish('Bleibt');
		moveTo(later(clock.now(), day));
		await mailNews(services);
		expect((await mails())[0]!.body_text).toContain('Zurückgezogen');
		await room.withdraw(gone, 'de', 'Falsch.');
		expect(await send()).toEqual([]);
		await mailNews(services);
		const [mail, ...others] = await mails();
		expect(others).toEqual([]);
		expect(mail!.body_text).toContain('Bleibt');
		expect(mail!.body_text).not.toContain('Zurückgezogen');
		expect(await send()).toHaveLength(1);
	});

	it('are not sent to who leaves before, and nothing of who left is kept but the proof', async () => {
		const id = await aReader('leaves@city.example');
		await aReader('stays@city.example');
		await publish('Nachricht');
		await mailNews(services);
		await inWorker(worker, (trx) => endSubscription(trx, id, { because: 'left', at: clock.now() }));
		expect(await subjects()).toEqual(['stays@city.example: Nachricht']);
		expect(await send()).toHaveLength(1);
		const dump = await database.query<{ found: string }>(
			`select s::text as found from subscription s union all select m::text from mail m union all select d::text from news_delivery d
			union all select c::text from subscription_consent c union all select j.data::text from job.job_common j`,
		);
		expect(dump.filter(({ found }) => found.includes('leaves@'))).toEqual([]);
		expect(dump.filter(({ found }) => found.includes(id))).toHaveLength(1);
		const proof = await database.query(
			'select ended_because, wording from subscription_consent where ended_at is not null',
		);
		expect(proof).toEqual([{ ended_because: 'left', wording: 1 }]);
	});

	it('stop where the mail server says that there is no such address, and go on where it is only full', async () => {
		await aReader('gone@city.example');
		await publish('Nachricht');
		await mailNews(services);
		await send(550);
		await mailNews(services);
		expect(await database.query('select email from subscription')).toEqual([]);
		const full = await aReader('full@city.example');
		for (let times = 1; times < mostSoftBounces; times++) await bounce(full, '5.2.2');
		await publish('Noch eine');
		await mailNews(services);
		await send(552);
		expect(await database.query('select email from subscription')).toHaveLength(1);
		await mailNews(services);
		expect(await database.query('select email from subscription')).toEqual([]);
		const ends = await database.query('select ended_because from subscription_consent');
		expect(ends).toEqual([{ ended_because: 'bounced' }, { ended_because: 'bounced' }]);
	});

	it('are told once to who changes how often they come', async () => {
		const id = await aReader('changes@city.example');
		await publish('Nachricht');
		await mailNews(services);
		for (const rhythm of ['daily', 'weekly', 'at-once', 'daily'] as const) {
			await inWorker(worker, (trx) => changeWish(trx, id, { ...everything, rhythm }));
			moveTo(later(clock.now(), day));
			await mailNews(services);
		}
		expect(await mails()).toHaveLength(1);
	});

	it('fill the outbox only as fast as it empties', async () => {
		for (let number = 0; number < 3; number++) await aReader(`reader-${number}@city.example`);
		await publish('Nachricht');
		const sender = { worker, origin: 'https://tandem.example', now: clock.now() };
		await inWorker(worker, (trx) => openIssues(trx, clock.now()));
		while ((await inWorker(worker, (trx) => planBatch(trx, clock.now(), 2))) !== undefined);
		await database.query(`update news_delivery set state = 'in-outbox' where subscription_id in (
			select id from subscription where email like 'reader-0%')`);
		expect(await inWorker(worker, (trx) => handOver(trx, sender, 1, 2))).toBe(1);
		expect(await inWorker(worker, (trx) => handOver(trx, sender, 1, 2))).toBe(0);
		expect(await mails()).toHaveLength(1);
	});

	it('go to each reader exactly once, wherever a run crashes and however many workers run', async () => {
		const crash = fc.constantFrom('opened', 'planned', 'handed-over', 'none');
		const names = ['one@city.example', 'three@city.example', 'two@city.example'];
		for (const name of names) await aReader(name);
		await publish('Nachricht');
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ at: crash, workers: fc.integer({ min: 1, max: 3 }) }), { maxLength: 4 }),
				async (runs) => {
					for (const table of ['news_delivery', 'news_issue', 'mail']) await database.query(`delete from ${table}`);
					for (const { at, workers } of runs) {
						const run = () =>
							mailNews(services, (step) => {
								if (step === at) throw new Error('crashed');
							});
						await Promise.allSettled(Array.from({ length: workers }, run));
					}
					await mailNews(services);
					expect((await mails()).map(({ recipient }) => recipient)).toEqual(names);
				},
			),
			{ seed: 42, numRuns: 8 },
		);
	});
});
