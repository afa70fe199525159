import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { expectAccessible, expectNoSidewaysScroll, smallTargets, startBrowser } from './browser.ts';
import { enter } from './pages/walker.ts';

let site: RunningSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite(), startBrowser()]);
	const { dortmund, zhytomyr } = site.cities;
	await layOutPartnership(site.database, [dortmund, zhytomyr]);
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

async function expectFit(page: Page): Promise<void> {
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	expect(await smallTargets(page, 24)).toEqual([]);
}

const verdicts = async (page: Page, kind: 'met' | 'missed' | 'open') =>
	page.locator(`[data-verdict="${kind}"]`).count();

describe('a youth exchange', () => {
	it('is planned against the rules of Erasmus+: missed, mended, met, and read by the partner', async () => {
		const desk = await enter(site, browser, site.cities.dortmund.coordinator, { language: 'de', width: 1280 });
		await desk.goto('/de/office/exchanges/new');
		const fill = async (values: Record<string, string>) => {
			for (const [name, value] of Object.entries(values)) await desk.locator(`[name="${name}"]`).fill(value);
		};
		const group = (row: number, people: string) =>
			fill({
				[`group-${row}-participants`]: people,
				[`group-${row}-leaders`]: '1',
				[`group-${row}-youngest`]: '14',
				[`group-${row}-oldest`]: '17',
			});
		await fill({ 'title-de': 'Sommer in Dortmund', startsOn: '2027-07-05', endsOn: '2027-07-08' });
		await group(0, '9');
		const check = async () => {
			await desk.getByRole('button', { name: 'Prüfen, ohne zu speichern' }).click();
			await desk.getByText('Geprüft. Gespeichert ist noch nichts.').waitFor();
		};
		await check();
		expect([await verdicts(desk, 'missed'), await verdicts(desk, 'open')]).toEqual([1, 6]);
		await desk.getByText('Verlängern Sie das Programm um 1 Tag.').waitFor();
		await expectFit(desk);

		await group(1, '6');
		await check();
		expect([await verdicts(desk, 'missed'), await verdicts(desk, 'open')]).toEqual([2, 0]);
		await desk.getByText('Gewinnen Sie 1 Person mehr.').waitFor();

		await fill({ endsOn: '2027-07-11', 'group-1-participants': '7' });
		await desk.getByRole('button', { name: 'Begegnung planen' }).click();
		await desk.waitForURL(/done=planned/);
		expect([await verdicts(desk, 'met'), await verdicts(desk, 'missed')]).toEqual([10, 0]);
		await desk.getByText('Alle 10 Regeln sind erfüllt.').waitFor();
		await expectFit(desk);
		const path = new URL(desk.url()).pathname;

		await desk.goto(`${path}/people`);
		await desk.locator('[name="group"]').selectOption({ index: 1 });
		await fill({ givenName: 'Solomiia', birthYear: '2011' });
		await desk.locator('#participant button').click();
		await desk.waitForURL(/done=kept/);
		await expectFit(desk);

		const phone = await enter(site, browser, site.cities.zhytomyr.officer, { language: 'uk', width: 320 });
		await phone.goto(path.replace('/de/', '/uk/'));
		await phone.getByText('Усі правила виконано (10).').waitFor();
		await expectFit(phone);
		expect(await phone.content()).not.toContain('Solomiia');
		const list = await phone.goto(`${path.replace('/de/', '/uk/')}/people`);
		expect(list?.status()).toBe(404);
	}, 60_000);
});
