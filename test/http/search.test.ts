import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexChanges } from '#lib/accountability/search/index-entries.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { anId } from '#test/database.ts';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor } from '#test/visitor.ts';

let site: RunningSite;
const { get, enter } = aVisitor(() => site);
const [partnership, agreement, paper] = [anId<'partnership'>(), anId(), anId()];

beforeAll(async () => {
	site = await startRunningSite();
	const { dortmund, zhytomyr } = site.cities;
	const { query } = site.database;
	await layOutPartnership({ query }, [dortmund, zhytomyr], { id: partnership });
	await query(
		`insert into agreement (id, partnership_id, city_id, kind, title, languages, signed_on, signed_precision, mode, renewal)
		values ($1, $2, $3, 'solidarity', $4, '{de,uk}', '2023-02-23', 'day', 'online', 'none')`,
		[agreement, partnership, dortmund.id, { de: 'Abkommen <b>mit</b> Schytomyr', uk: 'Угода з Житомиром' }],
	);
	await query(
		`insert into paper (id, city_id, reference, names, kind, is_public, created_at)
		values ($1, $2, 'DS 4711', '{"de": "Schytomyr intern"}', 'report', false, now())`,
		[paper, dortmund.id],
	);
	const { worker } = site.database.databases;
	while ((await inWorker(worker, (trx) => indexChanges(trx, currentCatalogue()))) > 0);
});
afterAll(() => site.stop());

async function reader(account: Id<'account'>): Promise<(path: string) => Promise<{ status: number; text: string }>> {
	const session = await enter(account);
	return async (path) => {
		const page = await get(path, session);
		return { status: page.status, text: (await page.text()).replace(/<!--.*?-->/g, '') };
	};
}
const hitsOf = (page: string) =>
	[...page.matchAll(/<h2><a href="\/[a-z]{2}\/office\/([^"]+)"/g)].map(([, path]) => path);

describe('the search of the office', () => {
	it('is at the top of every page, as a form that needs no script', async () => {
		const read = await reader(site.cities.dortmund.coordinator);
		const { text } = await read('/de/office');
		expect(text).toMatch(/<form action="\/de\/office\/search" method="get">\s*<input type="search" name="q"/);
	});

	it('finds what the reader may read, marks it, and lets no text become markup', async () => {
		const read = await reader(site.cities.dortmund.coordinator);
		const { status, text } = await read('/de/office/search?q=Shitomir');
		expect(status).toBe(200);
		expect(hitsOf(text).sort()).toEqual([`agreements/${agreement}`, `council/${paper}`].sort());
		expect(text).toContain('&lt;b>mit&lt;/b> <mark>Schytomyr</mark>');
		expect(text).not.toContain('<b>mit');
	});

	it('finds for the partner, in Ukrainian, what is shared and nothing else', async () => {
		const read = await reader(site.cities.zhytomyr.officer);
		const { text } = await read('/uk/office/search?q=%D0%96%D0%B8%D1%82%D0%BE%D0%BC%D0%B8%D1%80');
		expect(hitsOf(text)).toEqual([`agreements/${agreement}`]);
		expect(text).toContain('Угода з <mark>Житомиром</mark>');
	});

	it.each([
		['nothing', ''],
		['only marks', '%26+%7C+!'],
		['ten thousand letters', 'x'.repeat(10_000)],
		['a script', '%3Cscript%3Ealert(1)%3C/script%3E'],
		['a page and kind that make no sense', 'Paar&page=-5&kind=constructor'],
		['a page far beyond', 'Paar&page=99999'],
	])('answers %s with a page', async (_, typed) => {
		const read = await reader(site.cities.dortmund.coordinator);
		const { status, text } = await read(`/en/office/search?q=${typed}`);
		expect(status).toBe(200);
		expect(text).not.toContain('<script>alert');
	});

	it('is nobody’s who is not signed in', async () => {
		const page = await fetch(`${site.url}/de/office/search?q=Paar`, { redirect: 'manual' });
		expect(page.status).toBe(401);
	});
});
