import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hour, later } from '#lib/kernel/instant.ts';
import { mailNews } from '#lib/newsroom/subscriptions/mail-news-job.server.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { aNewsroom, type NewsroomWorld } from '#test/laws/newsroom-world.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, hidden, refusedWith, taken } from '#test/visitor.ts';

let site: RunningSite;
let room: NewsroomWorld;
const { get, post, enter, read } = aVisitor(() => site);

beforeAll(async () => {
	site = await startRunningSite();
	room = await aNewsroom(site.database, site.cities);
	room.now = later(site.now(), -hour);
	const energy = await room.term('topic', 'energy');
	await room.publish('de', { title: 'Davor', text: 'Ein Satz.', slug: 'davor' }, { terms: [energy] });
	room.now = site.now();
});
afterAll(() => site.stop());

interface Mail {
	readonly recipient: string;
	readonly subject: string;
	readonly body_text: string;
	readonly unsubscribe_url: string | null;
}
const mails = () => site.database.query<Mail>('select * from mail order by queued_at');
const mailTo = async (email: string) => (await mails()).findLast(({ recipient }) => recipient === email);
const linkIn = (mail: Mail | undefined) => new URL(/https?:\S+/.exec(mail?.body_text ?? '')?.[0] ?? '').pathname;
const addresses = () => site.database.query('select email, confirmed_at is not null as confirmed from subscription');
const mainOf = (page: string) => /<main[\s\S]*<\/main>/.exec(page)?.[0];

async function ask(email: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
	const page = await read('/de/subscribe');
	const wish = { language: 'de', rhythm: 'at-once', consent: 'on', 'term-topic/energy': 'on' };
	return post('/de/subscribe', { idempotencyKey: hidden(page, 'idempotencyKey'), email, ...wish, ...fields });
}

describe('a reader', () => {
	it('asks for news by mail, and is written to but not signed up', async () => {
		const page = await read('/de/subscribe?topic=energy');
		expect(page).toMatch(/<input[^>]*name="term-topic\/energy"[^>]*checked/);
		await refusedWith(
			await ask('keine', { consent: '' }),
			'Geben Sie eine E-Mail-Adresse an',
			'Ohne Ihre Einwilligung',
		);
		const answer = await ask('reader@city.example');
		expect(answer.status).toBe(200);
		expect(await answer.text()).toContain('Sehen Sie in Ihr Postfach');
		expect(await addresses()).toEqual([{ email: 'reader@city.example', confirmed: false }]);
	});

	it('confirms by a button: whoever only opens the link confirms nothing', async () => {
		const link = linkIn(await mailTo('reader@city.example'));
		const looked = await get(link);
		expect(Object.fromEntries(looked.headers)).toMatchObject({
			'cache-control': 'no-store',
			'x-robots-tag': 'noindex',
			'referrer-policy': 'same-origin',
		});
		expect(await looked.text()).not.toContain('reader@city.example');
		expect(await addresses()).toMatchObject([{ confirmed: false }]);
		const own = await taken(await post(`${link}?/confirm`, {}));
		expect(await addresses()).toMatchObject([{ confirmed: true }]);
		expect(await taken(await get(link))).toBe(own);
		expect(await read(`${own}?done=confirmed`)).toContain('Ihr Abonnement ist bestätigt.');
		expect(await taken(await post(`${own}?/save`, { language: 'uk', rhythm: 'weekly' }))).toBe(own);
		const changed = await site.database.query('select language, rhythm, terms from subscription');
		expect(changed).toEqual([{ language: 'uk', rhythm: 'weekly', terms: [] }]);
		await refusedWith(await post(`${own}?/save`, { language: 'xx', rhythm: 'hourly' }), 'Bitte wählen');
		await post(`${own}?/save`, { language: 'de', rhythm: 'at-once' });
	});

	it('cannot be found out: a known address is answered as an unknown one', async () => {
		const known = mainOf(await (await ask('reader@city.example')).text());
		const unknown = mainOf(await (await ask('stranger@city.example')).text());
		expect(known).toBe(unknown);
		expect((await mailTo('reader@city.example'))?.subject).toBe('Ihre Nachrichten per E-Mail');
		expect((await mailTo('stranger@city.example'))?.subject).toBe('Bitte bestätigen: Nachrichten per E-Mail');
	});

	it('who never asked keeps everybody from asking again', async () => {
		const link = linkIn(await mailTo('stranger@city.example'));
		const answer = await post(`${link}?/refuse`, {});
		expect(await answer.text()).toContain('Mit dieser Adresse kann niemand mehr abonnieren');
		expect((await mails()).filter(({ recipient }) => recipient.startsWith('stranger'))).toEqual([]);
		expect((await ask('stranger@city.example')).status).toBe(200);
		expect(await mailTo('stranger@city.example')).toBeUndefined();
		expect(await read(link)).toContain('Dieser Link gilt nicht mehr');
	});

	it('is told of what is published, and leaves by one click of a mail program', async () => {
		await room.publish('de', { title: 'Generatoren sind da', text: 'Ein Satz.', slug: 'generatoren' });
		const config = readConfig({ ORIGIN: site.url }, '/tmp');
		await mailNews({ databases: site.database.databases, clock: { now: site.now }, config });
		const mail = await mailTo('reader@city.example');
		expect(mail?.subject).toBe('Generatoren sind da');
		expect((await get(new URL(/https?:\S+/.exec(mail!.body_text)![0]).pathname)).status).toBe(200);
		const oneClick = mail!.unsubscribe_url!;
		expect((await get(new URL(oneClick).pathname)).status).toBe(303);
		expect(await addresses()).toHaveLength(1);
		// The mail provider's server names no origin.
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const body = 'List-Unsubscribe=One-Click';
		const left = await fetch(oneClick, { method: 'POST', headers, body });
		expect(left.status).toBe(204);
		expect(await addresses()).toEqual([]);
		expect((await fetch(oneClick, { method: 'POST', headers, body })).status).toBe(204);
		expect(await read(new URL(oneClick).pathname.replace('/unsubscribe', ''))).toContain('Dieser Link gilt nicht mehr');
		expect(await mailTo('reader@city.example')).toBeUndefined();
	});

	it('sees nothing behind a link that was not sent', async () => {
		for (const token of ['A'.repeat(43), 'short']) {
			expect(await read(`/de/subscribe/${token}`)).toContain('Dieser Link gilt nicht mehr');
			expect(await read(`/de/subscribe/confirm/${token}`)).toContain('Dieser Link gilt nicht mehr');
		}
	});
});

describe('the newsroom', () => {
	it('keeps press lists, sends them what may leave the house, and lets everybody leave', async () => {
		const editor = await enter(site.cities.dortmund.editor);
		const lists = '/de/office/newsroom/lists';
		const key = async (path: string) => ({ idempotencyKey: hidden(await read(path, editor), 'idempotencyKey') });
		await refusedWith(await post(lists, { ...(await key(lists)), language: 'de' }, editor), 'Bitte');
		const list = await taken(await post(lists, { ...(await key(lists)), name: 'Lokales', language: 'de' }, editor));
		const unfit = { ...(await key(list)), email: 'jo', basis: 'asked', proof: 'Mail' };
		await refusedWith(await post(`${list}?/add`, unfit, editor), 'Geben Sie eine E-Mail-Adresse an');
		const added = { ...unfit, name: 'Jo Nal', outlet: 'Stadtblatt', email: 'jo@blatt.example' };
		await taken(await post(`${list}?/add`, added, editor));
		const page = await read(list, editor);
		const text = /<option value="([0-9a-f-]+ de)"[^>]*>\s*Generatoren sind da/.exec(page)?.[1] ?? '';
		await taken(await post(`${list}?/send`, { ...(await key(list)), text }, editor));
		expect(await read(list, editor)).toContain('1 wartet');
		await refusedWith(
			await post(`${list}?/send`, { ...(await key(list)), text }, editor),
			'ging schon an diesen Verteiler',
		);
		const mail = await mailTo('jo@blatt.example');
		expect(mail?.subject).toBe('Presse: Generatoren sind da');
		const leave = new URL(mail!.unsubscribe_url!).pathname.replace('/unsubscribe', '');
		expect(await read(leave)).toContain('Aus dem Presseverteiler austragen');
		const oneClick = site.url + new URL(mail!.unsubscribe_url!).pathname;
		expect((await fetch(oneClick, { method: 'POST' })).status).toBe(204);
		expect(await read(leave)).toContain('Sie sind ausgetragen');
		expect(await mailTo('jo@blatt.example')).toBeUndefined();
		expect(await read(list, editor)).not.toContain('jo@blatt.example');
	});

	it('sees numbers and no address', async () => {
		const page = await read('/de/office/newsroom/readers', await enter(site.cities.dortmund.editor));
		expect(page).toContain('Leserschaft per E-Mail');
		expect(page).toContain('Generatoren sind da');
		expect(page).not.toContain('@city.example');
		const officer = await enter(site.cities.dortmund.warehouse);
		expect((await get('/de/office/newsroom/readers', officer)).status).toBe(403);
	});
});
