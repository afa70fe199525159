import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLink, linkPath } from '#lib/access/links.server.ts';
import { publish } from '#lib/accountability/publication/publication.server.ts';
import { day, later } from '#lib/kernel/instant.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { aPartnershipWorld } from '#test/laws/partnership-world.ts';
import { aReliefWorld, granted, type ReliefWorld, start } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from '#test/laws/shipment-world.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';

let site: RunningSite;
let cookie: string;

/** The world of the laws with the cities of the running site in the place of its own. */
async function settle(world: ReliefWorld): Promise<void> {
	const pair = await aPartnershipWorld(world);
	const lot = await world.aLot(30);
	const shipment = await aShipment(world, [[await world.aReservation(lot, 25), 25]]);
	await sendOff(world, shipment);
	const [line] = await linesOf(world, shipment);
	granted(await receive(world, shipment, [counted(line!, { accepted: 25 })]));
	await pair.keepPromiseBy(shipment, 61);
	await site.database.query('insert into partnership_city values ($1, $2)', [
		pair.partnershipId,
		site.cities.dortmund.id,
	]);
	const { databases } = site.database;
	await inWorker(databases.worker, (trx) => publish(trx, later(start, 60 * day)));
}

beforeAll(async () => {
	site = await startRunningSite();
	await settle(await aReliefWorld(site.database));
	await site.tell({ now: later(start, 60 * day) });
	const account = site.cities.dortmund.coordinator;
	const link = await inWorker(site.database.databases.worker, (trx) => createLink(trx, account, 'sign-in', site.now()));
	const answer = await fetch(site.url + linkPath('de', link), {
		method: 'POST',
		redirect: 'manual',
		headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', origin: site.url },
	});
	cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterAll(() => site.stop());

async function read(path: string, headers: Record<string, string> = {}): Promise<string> {
	const answer = await fetch(new URL(path, site.url), {
		redirect: 'manual',
		headers: { accept: 'text/html', ...headers },
	});
	expect(answer.status, path).toBe(200);
	return answer.text();
}

/** The ids of the entries on a page, in order. */
const entriesOf = (page: string) => [...page.matchAll(/<li id="([a-z]+-[a-z0-9-]+)"/g)].map(([, id]) => id!);
const story = (language: Language) => `/${language}/partnerships/pair/story`;
const words: Record<Language, readonly string[]> = {
	de: [
		'Council: Beschlossen',
		'Abkommen unterzeichnet',
		'Zusage gegeben',
		'Stromerzeuger: 25 Stück',
		'Zusage eingehalten',
	],
	uk: ['Council: Ухвалено', 'Угоду підписано', 'Дано обіцянку', 'Генератор: 25 штук', 'Обіцянку виконано'],
	en: ['Council: Approved', 'Agreement signed', 'Promise made', 'Generator: 25 pieces', 'Promise kept'],
};

describe('the public story line, without a line of JavaScript,', () => {
	it.each(languages)('leads from the resolution to the receipt (%s)', async (language) => {
		const page = await read(story(language));
		expect(page).not.toMatch(/<script(?![^>]*type="application)/);
		for (const said of words[language]) expect(page).toContain(said);
		const kinds = entriesOf(page).map((id) => id.split('-')[0]);
		const chain = ['paper', 'promise', 'agreement', 'shipment'];
		expect(kinds.filter((kind, index) => chain.includes(kind!) && kinds.indexOf(kind) === index)).toEqual(chain);
		for (const other of languages) expect(page).toContain(`hreflang="${other}" href="${site.url}${story(other)}"`);
		const [, receipt = ''] = /href="([^"]*operations\/zhytomyr#d-[^"]*)"/.exec(page) ?? [];
		const delivery = receipt.split('#')[1] ?? 'none';
		expect(await read(receipt)).toContain(`id="${delivery}"`);
		const [, resolution = ''] = /href="([^"]*\/council#r-[^"]*)"/.exec(page) ?? [];
		expect(await read(resolution)).toContain(`id="${resolution.split('#')[1]}"`);
	});

	it('is narrowed down by its address alone, and says so where nothing is left', async () => {
		const promises = entriesOf(await read(`${story('en')}?kind=promise`));
		expect(promises).toHaveLength(2);
		expect(promises[1]).toBe(`${promises[0]}-outcome`);
		expect(entriesOf(await read(`${story('en')}?kind=promise&year=2022`))).toEqual([promises[0]]);
		expect(await read(`${story('en')}?kind=promise&year=1999`)).toContain('Nothing of this kind');
		for (const nonsense of ['?kind=x&year=-1&page=0', `?year=${'9'.repeat(9999)}`, '?kind=%00', '?page=99999999']) {
			expect(entriesOf(await read(story('en') + nonsense)).length, nonsense).toBeGreaterThan(5);
		}
	});

	it('has an address for each entry that leads to it, whatever else is asked, or says that it is gone', async () => {
		const page = await read(story('uk'));
		const permanent = [...page.matchAll(/href="([^"]*\?entry=[^"#]*)#([^"]*)"/g)];
		expect(permanent.map(([, , id]) => id)).toEqual(entriesOf(page));
		const [, address = '', id = ''] = permanent.at(-1)!;
		expect(entriesOf(await read(`${address.replaceAll('&amp;', '&')}&kind=paper`))).toContain(id);
		expect(await read(`${story('en')}?entry=paper-gone`)).toContain('not there any more');
	});

	it('is on the front page with what happened last', async () => {
		const front = await read('/en/partnerships/pair');
		expect(front).toContain('What happened last');
		expect(front).toContain(`href="${story('en')}"`);
	});

	it('is not there for a partnership nobody knows', async () => {
		const answer = await fetch(`${site.url}/en/partnerships/nowhere/story`);
		expect(answer.status).toBe(404);
	});
});

describe('the story line in the office', () => {
	const office = '/de/office/story-line?partnership=pair';

	it('leads to the records, and is linked from its partnership and the navigation', async () => {
		const page = await read(office, { cookie });
		expect(page).toContain('Abkommen unterzeichnet');
		expect(page).toMatch(/href="\/de\/office\/agreements\/[0-9a-f-]{36}"/);
		expect(page).toMatch(/href="\/de\/office\/council\/[0-9a-f-]{36}"/);
		const [, linked = ''] =
			/href="([^"]*story-line\?partnership=[^"]*)"/.exec(await read('/de/office/partnerships/pair', { cookie })) ?? [];
		expect(entriesOf(await read(linked, { cookie }))).toEqual(entriesOf(page));
		expect(await read('/de/office', { cookie })).toContain('href="/de/office/story-line"');
	});

	it('is narrowed down by kind, theme and year', async () => {
		const agreements = entriesOf(await read(`${office}&kind=agreement`, { cookie }));
		expect(agreements.every((id) => id.startsWith('agreement-'))).toBe(true);
		const page = await read(office, { cookie });
		const theme = /<option value="([0-9a-f-]{36})"[^>]*>\s*Water/.exec(page)?.[1] ?? 'none';
		expect(await read(`${office}&theme=${theme}`, { cookie })).not.toContain('Abkommen unterzeichnet');
		expect(entriesOf(await read(`${office}&year=2022`, { cookie })).length).toBeGreaterThan(0);
	});

	it('is nothing for somebody else’s partnership', async () => {
		const elsewhere = await fetch(`${site.url}/de/office/story-line?partnership=elsewhere`, {
			headers: { accept: 'text/html', cookie },
		});
		expect(elsewhere.status).toBe(404);
	});
});
