import { existsSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '#lib/kernel/language.ts';
import { themeCookie } from '#lib/ui/theme.ts';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Where a Chromium is: told by CHROMIUM_PATH, else the one that comes as a package, else the system's own. The package's
 * has no window to draw and is three times as fast as the system's, but there is one for Linux on x64 only.
 */
async function browserPath(): Promise<string> {
	const told = process.env.CHROMIUM_PATH;
	if (told) return told;
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		return systemBrowsers.find((path) => existsSync(path)) ?? chromium.executablePath();
	}
	// The package unpacks the libraries it needs only where it believes itself on that platform, and reads this at import.
	process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
	const { default: packaged } = await import('@sparticuz/chromium');
	return packaged.executablePath();
}

/** The machine may be busy; what is waited for is what counts. In milliseconds. */
const patience = 120_000;

/** One browser for a test file; close it in `afterAll`. */
export async function startBrowser(): Promise<Browser> {
	const args = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
	const browser = await chromium.launch({
		executablePath: await browserPath(),
		args,
		chromiumSandbox: process.getuid?.() !== 0,
		timeout: patience,
	});
	browser.on('context', (context) => context.setDefaultTimeout(patience));
	return browser;
}

export interface Visit {
	readonly lang?: Language;
	/** Below the language: "/news". */
	readonly path?: string;
	/** What the reader's system prefers. */
	readonly theme?: 'light' | 'dark';
	/** What the reader chose on the site, whatever the system says. */
	readonly chosenTheme?: 'light' | 'dark';
	readonly width?: number;
	readonly height?: number;
	readonly javaScript?: boolean;
}

/** Opens a page as somebody with this language, taste and window would; fonts are loaded when it returns. */
export async function openPage(browser: Browser, site: { readonly url: string }, visit: Visit = {}): Promise<Page> {
	const { lang = 'de', path = '', theme = 'light', width = 1280, height = 900, javaScript = true } = visit;
	const context = await browser.newContext({
		colorScheme: theme,
		viewport: { width, height },
		javaScriptEnabled: javaScript,
		locale: { de: 'de-DE', uk: 'uk-UA', en: 'en-GB' }[lang],
		baseURL: site.url,
	});
	if (visit.chosenTheme) await context.addCookies([{ name: themeCookie, value: visit.chosenTheme, url: site.url }]);
	const page = await context.newPage();
	await page.goto(`/${lang}${path}`);
	if (javaScript) await page.evaluate(() => document.fonts.ready);
	return page;
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Findings = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations'>;

/**
 * No violation of WCAG 2.2 A and AA, nor of axe's best practices, that a machine can find. A page gets axe once however
 * often it is looked at: `AxeBuilder.analyze` hands it over at each look, which takes five times as long as the look.
 */
export async function expectAccessible(page: Page): Promise<void> {
	for (const frame of page.frames()) {
		if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(new AxeBuilder({ page })['script']());
	}
	const { violations } = await page.evaluate((runOnly) => {
		const { axe } = window as unknown as { axe: { run(on: Document, options: object): Promise<Findings> } };
		return axe.run(document, { runOnly, resultTypes: ['violations'] });
	}, rules);
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
	expect(found).toEqual([]);
}

/** Nothing sticks out at the right: a reader who enlarges the page 400 % need not scroll sideways (WCAG 1.4.10). */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
	const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	expect(excess).toBeLessThanOrEqual(0);
}

/** Links and controls smaller than `least` CSS pixels each way, except links inside a sentence (WCAG 2.5.8). */
export async function smallTargets(page: Page, least: number): Promise<string[]> {
	return page.evaluate((pixels) => {
		const isInline = (element: Element): boolean =>
			element.matches('a') &&
			getComputedStyle(element).display === 'inline' &&
			element.closest('p, li, td, th, h3, h4, dd') !== null;
		return [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
			.filter((element) => element.checkVisibility() && !isInline(element) && !element.closest('.ui-skip-link'))
			.filter((element) => {
				const { width, height } = element.getBoundingClientRect();
				return width < pixels || height < pixels;
			})
			.map((element) => `${element.tagName} ${element.textContent?.trim() ?? ''}`);
	}, least);
}
