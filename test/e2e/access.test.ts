import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLink, linkPath } from '#lib/access/links.server.ts';
import type { LinkPurpose } from '#lib/access/sign-in-policy.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { expectAccessible, expectNoSidewaysScroll, smallTargets, startBrowser } from './browser.ts';

let site: RunningSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite(), startBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

async function linkFor(account: Id<'account'>, purpose: LinkPurpose, language: Language = 'de'): Promise<string> {
	const token = await inWorker(site.database.databases.worker, (trx) => createLink(trx, account, purpose, site.start));
	return linkPath(language, token);
}

async function enter(context: BrowserContext, account: Id<'account'>, language: Language = 'de'): Promise<Page> {
	const page = await context.newPage();
	await page.goto(await linkFor(account, 'sign-in', language));
	await page.locator('main form button').click();
	await page.waitForURL(/\/office/);
	return page;
}

/** Gives the browser an authenticator that knows its owner, as a phone or a laptop has one. */
async function withAuthenticator(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('WebAuthn.enable');
	await session.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
}

describe('somebody invited to real work', () => {
	beforeAll(() => site.tell({ demo: false }));
	afterAll(() => site.tell({ demo: true }));

	it('sets up a passkey in a browser, signs out, and signs in with it', async () => {
		const context = await browser.newContext({ baseURL: site.url });
		const page = await context.newPage();
		const violations: string[] = [];
		page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
		await withAuthenticator(page);
		await page.goto(await linkFor(site.cities.zhytomyr.officer, 'invitation', 'uk'));
		await page.getByRole('button', { name: 'Продовжити' }).click();
		await page.waitForURL(/\/uk\/account\/passkeys$/);
		await page.goto('/uk/office/audit');
		await page.waitForURL(/\/uk\/account\/passkeys$/);
		await page.getByLabel('Назва пристрою').fill('Робочий ноутбук');
		await page.getByRole('button', { name: 'Створити ключ доступу' }).click();
		await page.waitForURL(/\/uk\/office$/);
		await page.goto('/uk/account/passkeys');
		expect(await page.locator('main').innerText()).toContain('Робочий ноутбук');
		await page.goto('/uk/sign-out');
		await page.locator('main form button').click();
		await page.waitForURL(/\/uk\/sign-in\?out/);
		await page.goto('/uk/sign-in?to=/uk/account');
		await page.getByRole('button', { name: 'Увійти з ключем доступу' }).click();
		await page.waitForURL((url) => url.pathname === '/uk/account');
		expect(await page.locator('main').innerText()).toContain('partner-officer@zhytomyr.example');
		// The office's pages are other people's work; that one is missing is no fault of this one.
		expect(violations.filter((text) => !/404|403/.test(text))).toEqual([]);
		await context.close();
	});

	it('is told when the browser has no key, and can try again', async () => {
		const context = await browser.newContext({ baseURL: site.url });
		const page = await context.newPage();
		await page.addInitScript(() => {
			navigator.credentials.get = () => Promise.reject(new DOMException('cancelled', 'NotAllowedError'));
		});
		await page.goto('/en/sign-in');
		await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
		await page.getByText('cancelled or took too long').waitFor();
		expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isEnabled()).toBe(true);
		await context.close();
	});
});

describe('without a script', () => {
	it('a link, the account, inviting somebody and signing out all work', async () => {
		const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
		const page = await enter(context, site.cities.dortmund.administrator);
		await page.goto('/de/office/accounts');
		await page.getByRole('textbox', { name: 'Name' }).fill('Iryna Neu');
		await page.getByLabel('E-Mail-Adresse').fill('iryna@dortmund.example');
		await page.locator('form#form button').click();
		expect(await page.getByRole('alert').innerText()).toContain('mindestens eine Rolle');
		expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Iryna Neu');
		await page.getByLabel('Pressestelle').check();
		await page.locator('form#form button').click();
		await page.waitForURL(/done=account-invited/);
		await page.getByRole('link', { name: 'Iryna Neu' }).click();
		await page.getByLabel('Lager').check();
		await page.getByRole('button', { name: 'Speichern' }).click();
		expect(await page.locator('main').innerText()).toContain('Die Rollen wurden geändert');
		await page.getByRole('button', { name: 'Konto schließen' }).click();
		expect(await page.locator('main').innerText()).toContain('Das Konto wurde geschlossen');
		await page.goto('/de/office/audit?area=account');
		expect(await page.locator('tbody tr').allInnerTexts()).toHaveLength(3);
		await page.goto('/de/account');
		await page.getByRole('textbox', { name: 'Name' }).fill('  Ada   Amt-Neu ');
		await page.getByRole('button', { name: 'Speichern' }).click();
		expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Ada Amt-Neu');
		await page.goto('/de/sign-out');
		await page.locator('main form button').click();
		await page.waitForURL(/\/de\/sign-in\?out/);
		await context.close();
	});
});

const publicPages = ['/sign-in', '/sign-in?to=/de/office', '/sign-in/link/nothing', '/sign-out', '/refused'];
const ownPages = ['/account', '/account/passkeys', '/account/passphrase', '/office/accounts', '/office/audit'];
const looks = [
	{ width: 320, theme: 'dark' },
	{ width: 1280, theme: 'light' },
] as const;

describe.each(languages)('the pages of access in %s', (language) => {
	it.each(looks)('have no barrier a machine can find ($width pixels, $theme)', async ({ width, theme }) => {
		const viewport = { width, height: 900 };
		const context = await browser.newContext({ baseURL: site.url, colorScheme: theme, viewport });
		const look = async (page: Page, path: string): Promise<void> => {
			await page.goto(`/${language}${path}`);
			await expectAccessible(page);
			await expectNoSidewaysScroll(page).catch((error) => {
				throw new Error(`${path} scrolls sideways`, { cause: error });
			});
			expect(await smallTargets(page, 24), path).toEqual([]);
		};
		const stranger = await context.newPage();
		for (const path of publicPages) await look(stranger, path);
		const page = await enter(context, site.cities.dortmund.administrator, language);
		for (const path of [...ownPages, `/office/accounts/${site.cities.dortmund.editor}`]) await look(page, path);
		await context.close();
	});
});
