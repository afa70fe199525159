import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak } from '#lib/i18n/catalogue.ts';
import { hour, later } from '#lib/kernel/instant.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { articleMessages } from '#lib/newsroom/articles/article-messages.ts';
import { mailNews } from '#lib/newsroom/subscriptions/mail-news-job.server.ts';
import { subscriptionMessages } from '#lib/newsroom/subscriptions/subscription-messages.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { freshDatabase } from '#test/database.ts';
import { type ArrivedGoods, arrivedGoods } from '#test/fixtures/arrived-goods.ts';
import { aPicture } from '#test/fixtures/images.ts';
import { layOutCities } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { startBrowser } from './browser.ts';
import { expectUsableAsItIs, lookAt } from './pages/looks.ts';
import { enter, sit } from './pages/walker.ts';

// An article as its people make and read it: from a wrong number in a draft to the correction readers see.

let site: RunningSite;
let goods: ArrivedGoods;
let browser: Browser;

beforeAll(async () => {
	const database = await freshDatabase();
	const on = { database, cities: await layOutCities(database) };
	goods = await arrivedGoods(database, on.cities, () => site.url);
	[site, browser] = await Promise.all([startRunningSite({ on, worker: true }), startBrowser()]);
	await goods.publishThem(site.now());
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
	await site?.database.close();
});

const say = speak(articleMessages, 'de');
const newsroom = '/de/office/newsroom';
const figure = '[[figure: received PWR-GEN operation/zhytomyr]]';
const titles: Readonly<Record<Language, string>> = {
	de: 'Stromerzeuger sind angekommen',
	uk: 'Генератори прибули',
	en: 'Generators have arrived',
};
const slugs: Readonly<Record<Language, string>> = { de: 'stromerzeuger', uk: 'heneratory', en: 'generators' };

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) await page.locator(`main [name="${name}"]`).fill(value);
}

const press = (page: Page, deed: string) => page.locator(`main form[action="?/${deed}"] button`).first().click();
const textOf = (page: Page) => page.locator('main').innerText();
const mailsTo = (recipient: string) =>
	site.database.query<{ subject: string; body_text: string }>(
		'select subject, body_text from mail where recipient = $1 order by queued_at',
		[recipient],
	);

/** What somebody reads who has no account, no script and a small window. */
async function readersSee(language: Language): Promise<string> {
	await site.tell({ now: later(site.now(), 2000) });
	const context = await sit(site, browser, { language, width: 360, javaScript: false });
	const page = await context.newPage();
	const answer = await page.goto(`/${language}/news/${slugs[language]}`);
	const text = answer?.status() === 200 ? await textOf(page) : `${answer?.status()}`;
	await context.close();
	return text.replace(/\s+/g, ' ');
}

describe('an article from its first word to its correction', () => {
	const reader = 'leserin@city.example';
	let editor: Page;
	let coordinator: Page;
	let article: string;
	let image: string;
	const texts: Readonly<Record<Language, string>> = {
		de: `Angekommen sind ${figure}.`,
		uk: `Прибуло ${figure}.`,
		en: `${figure} have arrived.`,
	};

	beforeAll(async () => {
		// The text field that needs no script; the editor in its place has a walk of its own.
		const seat = { language: 'de', javaScript: false } as const;
		editor = await enter(site, browser, site.cities.dortmund.editor, seat);
		coordinator = await enter(site, browser, site.cities.dortmund.coordinator, seat);
	});

	it('has a reader before it is written: she asks for mail and confirms', async () => {
		const context = await sit(site, browser, { language: 'de', width: 360, javaScript: false });
		const page = await context.newPage();
		await page.goto('/de/subscribe');
		await fill(page, { email: reader });
		await page.locator('main [name="consent"]').check();
		await page.getByRole('button', { name: speak(subscriptionMessages, 'de')('subscribe') }).click();
		const [mail] = await mailsTo(reader);
		await page.goto(new URL(/https?:\S+/.exec(mail!.body_text)![0]).pathname);
		await press(page, 'confirm');
		expect(await textOf(page)).toContain(reader);
		await context.close();
	});

	it('gets a picture, with its words in three languages and its credit', async () => {
		await editor.goto('/de/office/images/new');
		const buffer = Buffer.from(await aPicture({ width: 1200, height: 800, hue: 40 }));
		const file = { name: 'hafen.jpg', mimeType: 'image/jpeg', buffer };
		await editor.locator('[name="files"]').setInputFiles(file);
		await editor.locator('#form button[type="submit"]').click();
		await editor.waitForURL(/only=/);
		image = /only=([0-9a-f-]{36})/.exec(editor.url())![1]!;
		await editor.goto(`/de/office/images/${image}`);
		const words = { 'alt-de': 'Kisten im Lager', 'alt-uk': 'Ящики на складі', 'alt-en': 'Boxes in a store' };
		await fill(editor, { ...words, credit: 'Tandem' });
		await editor.locator('main [name="licence"]').selectOption('own');
		await editor.locator('main [name="consent"][value="nobody"]').check();
		await press(editor, 'correct');
		await editor.waitForURL(/done=corrected/);
		const undrawn = () => site.database.query('select from image where drawn_at is null');
		await expect.poll(undrawn, { interval: 500 }).toEqual([]);
	});

	it('is told of its wrong number before anybody reviews it', async () => {
		await editor.goto(`${newsroom}/new`);
		const wrong = `[[image: ${image}]]\n\nAngekommen sind 30 Stromerzeuger.`;
		await fill(editor, { title: titles.de, teaser: 'Was da ist.', blocks: wrong, slug: slugs.de });
		await editor.getByRole('button', { name: say('article-add') }).click();
		await editor.waitForURL(/\/de\?done=begun/);
		article = new URL(editor.url()).pathname.replace(/\/de$/, '');
		expect(await textOf(editor)).toContain('Stromerzeuger: 17 Stück angekommen');
		const desk = await enter(site, browser, site.cities.dortmund.editor, { language: 'de' });
		await desk.goto(`${article}/de`);
		await expectUsableAsItIs(desk);
	});

	it('is mended with a figure out of the ledger, and told in two more languages', async () => {
		for (const language of languages) {
			await editor.goto(`${article}/${language}/edit`);
			const blocks = `[[image: ${image}]]\n\n${texts[language]}`;
			await fill(editor, { title: titles[language], teaser: titles[language], blocks, slug: slugs[language] });
			await editor.getByRole('button', { name: say('save'), exact: true }).click();
			await editor.waitForURL(/done=saved/);
		}
		await editor.goto(`${article}/de`);
		expect(await textOf(editor)).toContain('Angekommen sind 17 Stück.');
	});

	it('is read by a second person and waits for its time, unseen until then', async () => {
		const time = new Date(later(site.now(), 2 * hour)).toLocaleString('sv', { timeZone: 'Europe/Berlin' });
		for (const language of languages) {
			await editor.goto(`${article}/${language}`);
			await press(editor, 'submit');
			await coordinator.goto(`${article}/${language}`);
			await press(coordinator, 'approve');
			await editor.goto(`${article}/${language}`);
			await editor.locator('summary', { hasText: say('schedule') }).click();
			await fill(editor, { releaseAt: time.slice(0, 16).replace(' ', 'T') });
			await press(editor, 'schedule');
			await editor.waitForURL(/done=schedule/);
		}
		expect(await Promise.all(languages.map(readersSee))).toEqual(['404', '404', '404']);
	});

	it('is public at its time in three languages, and in the reader’s mail once', async () => {
		await site.tell({ now: later(site.now(), 2 * hour) });
		await expect.poll(() => readersSee('de'), { interval: 500 }).toContain('Angekommen sind 17 Stück.');
		await expect.poll(() => readersSee('uk'), { interval: 500 }).toContain('Прибуло 17 штук');
		await expect.poll(() => readersSee('en'), { interval: 500 }).toContain('17 pieces have arrived.');
		const subjects = async () => (await mailsTo(reader)).map(({ subject }) => subject);
		await expect.poll(subjects, { interval: 500 }).toContain(titles.de);
		const context = await sit(site, browser, { language: 'de' });
		const page = await context.newPage();
		await page.goto(`/de/news/${slugs.de}`);
		expect(await page.getByAltText('Kisten im Lager').count()).toBe(1);
		for (const language of languages) {
			expect(await lookAt(page, `/${language}/news/${slugs[language]}`)).toEqual([]);
		}
		await context.close();
	});

	it('shows both numbers once a receipt is corrected, and calls its editor', async () => {
		await goods.correctReceipt();
		await goods.publishThem(site.now());
		expect(await readersSee('de')).toContain('Angekommen sind 17 Stück (heute: 19 Stück).');
		expect(await mailsTo('editor@dortmund.example')).not.toEqual([]);
		await editor.goto(`${article}/de`);
		await press(editor, 'correct-figures');
	});

	it('is corrected past a second person, and readers see what was wrong', async () => {
		await press(editor, 'submit');
		await coordinator.goto(`${article}/de`);
		await press(coordinator, 'approve');
		await editor.goto(`${article}/de`);
		await editor.locator('main form[action="?/publish"] [value="correction"]').check();
		await press(editor, 'publish');
		await editor.waitForURL(/done=publish/);
		const seen = await readersSee('de');
		expect(seen).toContain('Angekommen sind 19 Stück.');
		expect(seen).toContain('Zuvor hieß es');
		const config = readConfig({ ORIGIN: site.url }, '/tmp');
		await mailNews({ databases: site.database.databases, clock: { now: site.now }, config });
		const told = (await mailsTo(reader)).filter(({ subject }) => subject === titles.de);
		expect(told).toHaveLength(1);
	});
});
