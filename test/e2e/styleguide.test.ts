import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { expectAccessible, expectNoSidewaysScroll, openPage, smallTargets, startBrowser } from './browser.ts';

// The style guide shows every component in every state: what holds there holds on every page built from them.

let site: RunningSite;
let browser: Awaited<ReturnType<typeof startBrowser>>;

beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite(), startBrowser()]);
});

afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

const looks = languages.flatMap((lang) =>
	(['light', 'dark'] as const).flatMap((theme) => [320, 1280].map((width) => ({ lang, theme, width, search: '' }))),
);
const frames = ['?frame=office', '?confirm'].flatMap((search) => [
	{ lang: 'de' as const, theme: 'light' as const, width: 1280, search },
	{ lang: 'uk' as const, theme: 'dark' as const, width: 320, search },
]);

describe('the style guide', () => {
	it.each([...looks, ...frames])(
		'has no barrier a machine can find in $lang, $theme, $width pixels wide $search',
		async ({ search, ...look }) => {
			const page = await openPage(browser, site, { ...look, path: `/styleguide${search}` });
			await expectAccessible(page);
			await expectNoSidewaysScroll(page);
			expect(await smallTargets(page, 24)).toEqual([]);
			await page.context().close();
		},
	);
});

describe('without a script', () => {
	it('sends none at all', async () => {
		const page = await openPage(browser, site, { path: '/styleguide' });
		expect(await page.locator('script').count()).toBe(0);
		await page.context().close();
	});

	it('leads to the same page in another language', async () => {
		const page = await openPage(browser, site, { path: '/styleguide?frame=office', javaScript: false });
		await page.getByRole('link', { name: 'Українська' }).click();
		expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/uk/styleguide?frame=office');
		expect(await page.locator('html').getAttribute('lang')).toBe('uk');
		await page.context().close();
	});

	it('opens the menu of a phone', async () => {
		const page = await openPage(browser, site, { path: '/styleguide', width: 320, javaScript: false });
		const link = page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name: 'Start' });
		expect(await link.count()).toBe(0);
		await page.getByText('Menü', { exact: true }).click();
		expect(await link.count()).toBe(1);
		await page.context().close();
	});

	it('keeps the appearance somebody chose, on this page and the next, and forgets it again', async () => {
		const page = await openPage(browser, site, { path: '/styleguide', javaScript: false });
		const background = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
		const light = await background();
		await page.getByRole('button', { name: 'Dunkel' }).click();
		expect(new URL(page.url()).pathname).toBe('/de/styleguide');
		expect(await page.locator('html').getAttribute('data-kern-theme')).toBe('dark');
		expect(await background()).not.toBe(light);
		await page.getByRole('link', { name: 'English' }).click();
		expect(await background()).not.toBe(light);
		await page.getByRole('button', { name: 'Automatic' }).click();
		expect(await background()).toBe(light);
		await page.context().close();
	});

	it('follows the system where nobody chose', async () => {
		const [light, dark] = await Promise.all([
			openPage(browser, site, { path: '/styleguide', theme: 'light' }),
			openPage(browser, site, { path: '/styleguide', theme: 'dark' }),
		]);
		const background = (page: typeof light) =>
			page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
		expect(await background(dark)).not.toBe(await background(light));
		await light.context().close();
		await dark.context().close();
	});
});

describe('for the keyboard', () => {
	it('offers to skip to the content first, and shows where the focus is', async () => {
		const page = await openPage(browser, site, { path: '/styleguide' });
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Zum Inhalt springen');
		await page.keyboard.press('Enter');
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
		await page.context().close();
	});

	it('shows a visible outline on everything that takes the focus', async () => {
		const page = await openPage(browser, site, { path: '/styleguide' });
		const bare: string[] = [];
		for (let step = 0; step < 90; step++) {
			await page.keyboard.press('Tab');
			const unmarked = await page.evaluate(() => {
				const element = document.activeElement;
				// Inside a date field the browser moves on to parts of its own and marks them itself.
				if (!element?.matches(':focus') || element === document.body) return '';
				const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
				const card = element.closest('.kern-card');
				const marked = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
				const markedAround = card !== null && parseFloat(getComputedStyle(card).outlineWidth) >= 2;
				return marked || markedAround
					? ''
					: `${element.tagName} ${element.className} ${element.textContent?.trim().slice(0, 30)}`;
			});
			if (unmarked) bare.push(unmarked);
		}
		expect(bare).toEqual([]);
		await page.context().close();
	});
});

describe('what the page weighs', () => {
	it('is one style sheet, fonts of our own, and nothing from anybody else', async () => {
		const page = await openPage(browser, site, { lang: 'uk', path: '/styleguide' });
		const names = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
		expect(names.filter((name) => !name.startsWith(site.url))).toEqual([]);
		expect(names.filter((name) => name.endsWith('.css'))).toHaveLength(1);
		expect(names.filter((name) => name.endsWith('.woff2')).length).toBeLessThanOrEqual(4);
		await page.context().close();
	});
});
