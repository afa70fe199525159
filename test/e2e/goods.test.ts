import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOutGoods } from '#test/laws/goods-on-site.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { expectAccessible, expectNoSidewaysScroll, smallTargets, startBrowser } from './browser.ts';
import { enter } from './pages/walker.ts';

let site: RunningSite;
let browser: Browser;
let ids: Awaited<ReturnType<typeof layOutGoods>>;
beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite(), startBrowser()]);
	ids = await layOutGoods(site);
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

describe('the pages of goods', () => {
	it('are fit for everyone, from the stock to a receipt counted on a phone', async () => {
		const desk = await enter(site, browser, site.cities.dortmund.coordinator, { language: 'de', width: 1280 });
		for (const path of [
			'/de/office/stock',
			`/de/office/stock/${ids.lot}`,
			'/de/office/shipments',
			'/de/office/shipments/new',
		]) {
			await desk.goto(path);
			await expectFit(desk);
		}
		await desk.locator('input[name="transport"][value="donor"]').check();
		await desk.locator('input[name="authority"]').fill('Ratsbeschluss vom 9. Februar 2023');
		await desk.locator('main form button').last().click();
		await desk.waitForURL(/done=planned/);
		const shipment = new URL(desk.url()).pathname;
		for (const move of ['loading-started', 'sealed', 'departed']) {
			await desk.locator(`input[name="move"][value="${move}"]`).first().check();
			await desk.locator('form[action="?/move"] button').first().click();
			await desk.waitForURL(/done=moved/);
			await expectFit(desk);
		}

		const phone = await enter(site, browser, site.cities.zhytomyr.officer, { language: 'uk', width: 390 });
		await phone.goto(`${shipment.replace('/de/', '/uk/')}/receipt`);
		await expectFit(phone);
		await phone.locator('input[name^="accepted-"]').fill('18');
		await phone.locator('main form details summary').first().click();
		await phone.locator('input[name^="damaged-"]').fill('2');
		await phone.locator('main form button').last().click();
		await phone.locator('#error-summary').waitFor();
		await expectFit(phone);
		await phone.locator('input[name^="reason-damaged-"]').fill('бак погнуто');
		await phone.locator('main form button').last().click();
		await phone.waitForURL(/done=receipt-discrepancy/);
		await expectFit(phone);
		for (const path of [`${shipment.replace('/de/', '/uk/')}/use`, '/uk/office/discrepancies']) {
			await phone.goto(path);
			await expectFit(phone);
		}
		await phone.locator('main table a').first().click();
		await phone.waitForURL(/discrepancies\/[0-9a-f-]{36}/);
		await expectFit(phone);
	});
});
