import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createLink, linkPath } from '#lib/access/links.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import type { RunningSite } from '#test/running-site.ts';

type AccountId = Id<'account'>;

/** How somebody sits in front of the site. */
export interface Seat {
	readonly language: Language;
	readonly width?: number;
	readonly theme?: 'light' | 'dark';
	readonly javaScript?: boolean;
}

/** Pages somebody looked at, one of each kind and without their language: they are looked at again in the others. */
export type Visits = Map<AccountId | 'stranger', Map<string, string>>;

/** Signs somebody in by a link, as people are, and answers with the page of the office they stand on. */
export async function enter(
	site: RunningSite,
	browser: Browser,
	account: AccountId,
	seat: Seat,
	visits?: Visits,
): Promise<Page> {
	const context = await sit(site, browser, seat);
	const page = await context.newPage();
	if (visits) remember(page, account, visits);
	const token = await inWorker(site.database.databases.worker, (trx) =>
		createLink(trx, account, 'sign-in', site.now()),
	);
	await page.goto(linkPath(seat.language, token));
	await page.locator('main form button').click();
	await page.waitForURL(/\/office$/);
	return page;
}

/** A browser window of its own, with its own cookies. */
export async function sit(site: RunningSite, browser: Browser, seat: Seat): Promise<BrowserContext> {
	const context = await browser.newContext({
		baseURL: site.url,
		viewport: { width: seat.width ?? 1280, height: 900 },
		colorScheme: seat.theme ?? 'light',
		javaScriptEnabled: seat.javaScript ?? true,
		timezoneId: 'Europe/Berlin',
	});
	return context;
}

/** Keeps the address of every page somebody stood on, whether the server or a script brought it; a used link is none. */
export function remember(page: Page, who: AccountId | 'stranger', visits: Visits): void {
	const seen = visits.get(who) ?? new Map<string, string>();
	visits.set(who, seen);
	page.on('framenavigated', (frame) => {
		const { pathname } = new URL(frame.url());
		if (frame !== page.mainFrame() || !/^\/(de|uk|en)(\/(?!sign-in)|$)/.test(pathname)) return;
		const path = pathname.slice(3);
		seen.set(path.replace(/[0-9a-f-]{36}/g, ''), path);
	});
}

/** Goes from control to control by the tab key until it stands on `target`; fails where no key leads there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	const reached = () => target.evaluate((element) => element === document.activeElement);
	for (let presses = 0; presses < 200; presses++) {
		if (await reached()) return;
		await page.keyboard.press('Tab');
	}
	expect(await reached(), `the tab key leads to ${target}`).toBe(true);
}

/** Sends the form of a page that is open in two windows from both at once: the same key, the same content. */
export async function sendTwice(page: Page, button: Locator): Promise<readonly string[]> {
	const sent = await button.evaluate((element) => {
		const control = element as HTMLButtonElement;
		const form = control.form!;
		const data = new FormData(form, control);
		const fields = [...data].map(([name, value]) => [name, String(value)] as [string, string]);
		return { address: form.action, fields };
	});
	const send = async (): Promise<string> => {
		const headers = { origin: new URL(page.url()).origin, accept: 'text/html' };
		const form = new URLSearchParams(sent.fields.map(([name, value]) => [name, value])).toString();
		const answer = await page.request.post(sent.address, {
			headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
			data: form,
			maxRedirects: 0,
		});
		return `${answer.status()} ${answer.headers()['location'] ?? refusalIn(await answer.text())}`;
	};
	return Promise.all([send(), send()]);
}

/** What a page that was answered says is wrong. */
export function refusalIn(html: string): string {
	const alert = /role="alert"[^>]*>([\s\S]*?)<\/(?:ul|section|div)>/.exec(html)?.[1] ?? '';
	return alert
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}
