import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { expectAccessible, expectNoSidewaysScroll } from '../browser.ts';
import { tabTo } from './walker.ts';

const windows = [
	{ width: 1280, height: 900 },
	{ width: 320, height: 640 },
];
const themes = ['light', 'dark'] as const;

/**
 * What keeps somebody from using the page at `path`: wide or narrow, light or dark, by keys. Everything folded is
 * opened: what nobody sees nobody can check.
 */
export async function lookAt(page: Page, path: string): Promise<readonly string[]> {
	expect((await page.goto(path))?.status(), path).toBe(200);
	await page.locator('details').evaluateAll((all) => {
		for (const each of all) (each as HTMLDetailsElement).open = true;
	});
	const faults: string[] = [];
	for (const size of windows) {
		await page.setViewportSize(size);
		const note = (what: string) => (error: Error) => faults.push(`${path} ${size.width} ${what}: ${error.message}`);
		await expectNoSidewaysScroll(page).catch(note('sideways'));
		for (const colorScheme of themes) {
			await page.emulateMedia({ colorScheme });
			await expectAccessible(page).catch(note(colorScheme));
		}
		await reachByKeys(page).catch(note('by keys'));
	}
	return faults;
}

/** Looks at the page somebody stands on in every language while their work on it is open; it passes with that work. */
export async function expectUsableAsItIs(page: Page): Promise<void> {
	const { pathname, search } = new URL(page.url());
	const beside = await page.context().newPage();
	const faults: string[] = [];
	for (const language of languages) {
		faults.push(...(await lookAt(beside, pathname.replace(/^\/\w+/, `/${language}`) + search)));
	}
	await beside.close();
	expect(faults).toEqual([]);
}

/** From the top of the page by the tab key alone to the first thing there is to do on it. */
async function reachByKeys(page: Page): Promise<void> {
	const action = page
		.locator('main :is(form[method="post" i] button[type="submit"], a.kern-btn):visible:not([tabindex="-1"])')
		.first();
	if ((await action.count()) === 0) return;
	await page.evaluate(() => {
		document.body.tabIndex = -1;
		document.body.focus();
		document.body.removeAttribute('tabindex');
	});
	await page.keyboard.press('Tab');
	expect(await page.locator('.ui-skip-link:focus').count(), 'the first key leads past the navigation').toBe(1);
	await page.keyboard.press('Enter');
	await tabTo(page, action);
}
