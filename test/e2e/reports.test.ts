import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLink, linkPath } from '#lib/access/links.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Id } from '#lib/kernel/id.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { freshDatabase } from '#test/database.ts';
import type { TestCities } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { loadStory } from '../../db/seed/story.server.ts';
import { expectAccessible, expectNoSidewaysScroll, startBrowser } from './browser.ts';

const database = await freshDatabase();
let site: RunningSite;
let browser: Browser;
let accounts: ReadonlyMap<Role, Id<'account'>>;

beforeAll(async () => {
	const { databases } = database;
	await loadStory({ databases, clock: systemClock, log: silentLog, config: readConfig({}, process.cwd()) }, 160);
	const rows = await database.query<{ role: Role; id: Id<'account'> }>(
		`select r.role, a.id from account a join account_role r on r.account_id = a.id join city c on c.id = a.city_id
		where c.slug = 'dortmund'`,
	);
	accounts = new Map(rows.map(({ role, id }) => [role, id]));
	// The people are those of the story.
	const on = { database, cities: {} as TestCities };
	[site, browser] = await Promise.all([startRunningSite({ on }), startBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
	await database.close();
});

async function enter(context: BrowserContext, role: Role): Promise<Page> {
	const account = accounts.get(role)!;
	const link = await inWorker(database.databases.worker, (trx) => createLink(trx, account, 'sign-in', site.start));
	const page = await context.newPage();
	await page.goto(linkPath('de', link));
	await page.locator('main form button').click();
	await page.waitForURL(/\/office/);
	return page;
}

const open = (javaScriptEnabled: boolean) =>
	browser.newContext({ baseURL: site.url, locale: 'de-DE', javaScriptEnabled });

describe('a council member', () => {
	it('reads a report and follows a figure down to its receipts', async () => {
		const page = await enter(await open(true), 'council-reader');
		const visited: string[] = [];
		await page.goto('/de/office/reports');
		visited.push(page.url());
		const row = page.getByRole('row').filter({ hasText: 'Eingereicht' }).filter({ hasText: '2023' });
		await row.getByRole('link', { name: 'Bericht an den Rat' }).click();
		await page.getByText('Alle Zahlen des Berichts gelten unverändert.').waitFor();
		visited.push(page.url());
		expect(await page.getByRole('link', { name: 'Texte schreiben' }).count()).toBe(0);

		const generators = page.getByRole('row').filter({ hasText: 'Stromerzeuger' }).filter({ hasText: 'THW' });
		await generators.getByRole('link', { name: '25 Stück' }).click();
		await page.getByRole('heading', { level: 1, name: 'Stromerzeuger 2023' }).waitFor();
		visited.push(page.url());
		const said = page.getByRole('definition').filter({ hasText: '25 Stück angekommen' });
		expect(await said.count()).toBe(2);
		const receipts = page.getByRole('table', { name: 'Empfangsbestätigungen' });
		expect(await receipts.getByRole('row').nth(1).innerText()).toMatch(/Nr\. 1[\s\S]*25 Stück[\s\S]*0 Stück/);
		expect(await page.getByRole('table', { name: 'Buchungen im Hauptbuch' }).innerText()).toContain('Empfangen');
		await receipts.getByRole('link').click();
		await page.waitForURL(/\/office\/shipments\//);
		await page.getByText('Stromerzeuger').first().waitFor();

		for (const url of visited) {
			await page.setViewportSize({ width: 320, height: 900 });
			await page.emulateMedia({ colorScheme: 'dark' });
			await page.goto(url);
			await expectAccessible(page);
			await expectNoSidewaysScroll(page);
		}
	});
});

describe('a coordinator', () => {
	it('writes a report without scripts, takes it along as a file and hands it in', async () => {
		const context = await open(false);
		const page = await enter(context, 'coordinator');
		const send = (name: string) => page.getByRole('button', { name, exact: true }).click();
		await page.goto('/de/office/reports/new');
		await page.getByLabel('Erster Tag').fill('2025-12-31');
		await page.getByLabel('Letzter Tag').fill('2025-01-01');
		await send('Bericht beginnen');
		await page.getByRole('link', { name: 'Der letzte Tag liegt vor dem ersten.' }).waitFor();
		await page.getByLabel('Erster Tag').fill('2025-01-01');
		await page.getByLabel('Letzter Tag').fill('2025-06-30');
		await send('Bericht beginnen');
		await page.getByText('Der Entwurf ist angelegt.').waitFor();

		await send('Bericht einreichen');
		await page.getByRole('link', { name: 'Es ist noch kein Text geschrieben.' }).waitFor();
		await page.getByRole('link', { name: 'Texte schreiben' }).click();
		await page.locator('[name=summary-uk]').fill('Перше півріччя.');
		await send('Speichern');
		await page.getByText('Texte und Zeitraum sind gespeichert.').waitFor();
		expect(await page.locator('p[lang=uk]').innerText()).toBe('Перше півріччя.');

		const address = page.url().split('?')[0]!;
		for (const [name, start] of [
			['uk.pdf', '%PDF-'],
			['en.docx', 'PK'],
		] as const) {
			const file = await context.request.get(`${address}/file/${name}`);
			expect((await file.body()).toString('latin1', 0, start.length)).toBe(start);
		}
		expect((await context.request.get(`${address}/file/fr.pdf`)).status()).toBe(404);

		await send('Bericht einreichen');
		await page.getByText('Der Bericht ist eingereicht und unveränderlich.').waitFor();
		expect(await page.locator('code').innerText()).toMatch(/^[0-9a-f]{64}$/);
		expect((await page.goto(`${address}/edit`))?.status()).toBe(404);
		await page.goto(address);
		await page.getByText('Zurückziehen', { exact: true }).click();
		await page.getByLabel('Grund').fill('Falscher Zeitraum');
		await send('Bericht zurückziehen');
		await page.getByText('Der Bericht ist zurückgezogen.').waitFor();
	});
});
