import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLink, linkPath } from '#lib/access/links.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { frameMessages } from '#lib/i18n/frame/frame-messages.ts';
import { hour, later } from '#lib/kernel/instant.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { roundMessages } from '#lib/relief/allocation-rounds/round-messages.ts';
import { needListMessages } from '#lib/relief/need-lists/need-list-messages.ts';
import { needMessages } from '#lib/relief/needs/need-messages.ts';
import { offerMessages } from '#lib/relief/offers/offer-messages.ts';
import { receiptMessages } from '#lib/relief/receipts/receipt-messages.ts';
import { readingRefusalText } from '#lib/relief/recognition/reading/reading-messages.ts';
import type { ReadingRefusal } from '#lib/relief/recognition/reading/reading-refusal.ts';
import { anId } from '#test/database.ts';
import { layOutRelief, type TestRelief } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { bomb } from '../fixtures/file-makers/broken.ts';
import { startBrowser } from './browser.ts';
import { layOutNeed, sendGenerators, storeGenerators } from './pages/goods.ts';
import { enter, sendTwice, sit } from './pages/walker.ts';

// What goes wrong at a desk and on a phone: each refusal says in the reader's language what is wrong, keeps what was typed
// and leaves nothing half done (law 11).

let site: RunningSite;
let browser: Browser;
let relief: TestRelief;

beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite({ worker: true }), startBrowser()]);
	relief = await layOutRelief(site.database, site.cities);
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

const coordinatorAt = (language: Language = 'de') =>
	enter(site, browser, site.cities.dortmund.coordinator, { language, javaScript: false });
const officerAt = (language: Language = 'uk') =>
	enter(site, browser, site.cities.zhytomyr.officer, { language, javaScript: false });

const countOf = async (table: string, where = 'true') =>
	Number((await site.database.query<{ count: string }>(`select count(*) from ${table} where ${where}`))[0]!.count);
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click();
const fixture = (name: string) => readFile(`test/fixtures/files/${name}`);

describe.each(languages)('a list that cannot be read, sent by somebody who reads %s,', (language) => {
	const lists = speak(needListMessages, language);
	let page: Page;
	beforeAll(async () => {
		page = await officerAt(language);
	});
	afterAll(() => page.context().close());

	async function upload(name: string, buffer: Buffer): Promise<void> {
		await page.goto(`/${language}/office/need-lists/new`);
		await page.getByLabel(lists('listTitle')).fill('Liste 7 «А»');
		await page.getByLabel(lists('file')).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
		await press(page, lists('uploadButton'));
	}

	const small: readonly [what: string, name: string, file: () => Promise<Buffer>, refusal: ReadingRefusal][] = [
		['a picture called a table', 'list.xlsx', () => fixture('photo.png'), { kind: 'unsupported', found: 'image' }],
		['an empty file', 'list.xlsx', async () => Buffer.alloc(0), { kind: 'empty-file' }],
		['a table with a password', 'list.xlsx', () => fixture('protected.xlsx'), { kind: 'password-protected' }],
		['letters nobody can make out', 'list.txt', () => fixture('no-encoding.txt'), { kind: 'unknown-encoding' }],
		['half a file', 'list.xlsx', () => fixture('truncated.xlsx'), { kind: 'broken-file', found: 'xlsx' }],
	];

	it.each(small)('as %s, is refused beside its field, and what was typed stays', async (_, name, file, refusal) => {
		await upload(name, await file());
		const alert = page.getByRole('alert');
		expect(await alert.innerText()).toContain(readingRefusalText(refusal, language));
		expect(await page.getByLabel(lists('listTitle')).inputValue()).toBe('Liste 7 «А»');
		expect(await page.getByLabel(lists('file')).getAttribute('aria-invalid')).toBe('true');
		expect(await countOf('need_list')).toBe(0);
	});
});

describe('a file that takes long to look at', () => {
	const rows = (count: number) => Buffer.from(`Назва;Кількість\n${'Ковдра тепла;12\n'.repeat(count)}`);
	const large: readonly [what: string, name: string, file: () => Buffer, refusal: ReadingRefusal][] = [
		['unpacks a thousandfold', 'list.xlsx', () => Buffer.from(bomb()), { kind: 'unpacks-too-large', limitBytes: 64e6 }],
		['has 100,000 rows', 'list.csv', () => rows(100_000), { kind: 'too-many-rows', sheet: null, limit: 20_000 }],
		[
			'has 50 megabytes',
			'list.csv',
			() => Buffer.alloc(50e6, 'a;1\n'),
			{ kind: 'too-large', bytes: 50e6, limitBytes: 20e6 },
		],
	];

	it.each(large)('because it %s is refused, and nothing of it is taken over', async (_, name, file, refusal) => {
		const page = await officerAt('uk');
		await page.goto('/uk/office/need-lists/new');
		await page.getByLabel(speak(needListMessages, 'uk')('listTitle')).fill('Великий список');
		// A large file is handed over as the form would send it: the browser under test takes none above 50 MB.
		const sent = { ...(await drawn(page)), file: { name, mimeType: 'application/octet-stream', buffer: file() } };
		const answer = await page.request.post('/uk/office/need-lists/new', {
			multipart: sent,
			headers: { origin: site.url, accept: 'text/html' },
		});
		const says = readingRefusalText(refusal, 'uk');
		if (answer.url().endsWith('/new')) expect(plain(await answer.text())).toContain(says);
		else {
			await expect
				.poll(async () => plain(await (await page.request.get(answer.url())).text()), { interval: 500 })
				.toContain(says);
		}
		expect(await countOf('need_list_entry')).toBe(0);
		expect(await countOf('need')).toBe(0);
		await page.context().close();
	});
});

/** The fields of the first form of a page that carries a key, as they are drawn. */
async function drawn(page: Page): Promise<Record<string, string>> {
	const fields = await page
		.locator('form:has([name="idempotencyKey"])')
		.first()
		.evaluate((form) =>
			[...new FormData(form as HTMLFormElement)].flatMap(([name, value]) =>
				typeof value === 'string' ? [[name, value]] : [],
			),
		);
	return Object.fromEntries(fields);
}

/** The words of a page, without its markup. */
function plain(html: string): string {
	const text = html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]*>/g, ' ');
	const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
	return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? '').replace(/[ \n\t]+/g, ' ');
}

const absurd = ['-5', '0', '1,5', 'zwölf', '99999999999999999999', '1e9', '12 oder 13', '½'];

describe('a quantity that is none', () => {
	const needs = speak(needMessages, 'de');
	const offers = speak(offerMessages, 'de');
	let page: Page;
	beforeAll(async () => {
		page = await coordinatorAt();
	});
	afterAll(() => page.context().close());

	it.each(absurd)('(%s) is refused in the form of a need, with everything else still there', async (typed) => {
		await page.goto('/de/office/needs/new');
		await page.locator('#item').fill('PWR-GEN-D06');
		await page.locator('#amount').fill(typed);
		await page.getByLabel(needs('purpose')).selectOption('medical');
		await page.getByLabel(needs('note')).fill('Für die Klinik');
		await press(page, needs('submit'));
		expect(await page.getByRole('alert').count()).toBe(1);
		expect(await page.locator('#amount').inputValue()).toBe(typed);
		expect(await page.locator('#amount').getAttribute('aria-invalid')).toBe('true');
		expect(await page.getByLabel(needs('note')).inputValue()).toBe('Für die Klinik');
		expect(await countOf('need')).toBe(0);
	});

	it.each(['-5', '21', 'zwölf', '99999999999999999999'])(
		'(%s) is refused where an offer is accepted',
		async (typed) => {
			await page.goto('/de/office/offers/new');
			await page.getByLabel(offers('offered')).fill('20 Schlafsäcke');
			await page.getByLabel(offers('donor-company')).check();
			await page.getByLabel(offers('donorName')).fill('Muster GmbH');
			await press(page, offers('saveOffer'));
			await page.waitForURL(/\/offers\/[0-9a-f-]{36}/);
			const amount = page.locator('input[name^="accept-"]');
			await amount.fill(typed);
			await press(page, offers('accept'));
			expect(await page.getByRole('alert').count()).toBe(1);
			expect(await amount.inputValue()).toBe(typed);
			expect(await countOf('lot')).toBe(0);
		},
	);
});

describe('a form that is sent again', () => {
	const needs = speak(needMessages, 'de');

	it('has one effect, and with other content under the same key none', async () => {
		const page = await coordinatorAt();
		await page.goto('/de/office/needs/new');
		await page.locator('#item').fill('PWR-GEN-D06');
		await page.locator('#amount').fill('4');
		await page.getByLabel(needs('purpose')).selectOption('medical');
		await page.getByLabel(needs('urgency2')).check();
		const submit = page.getByRole('button', { name: needs('submit'), exact: true });
		const answers = await sendTwice(page, submit);
		expect(answers).toEqual([expect.stringMatching(/^303/), answers[0]]);
		expect(await countOf('need')).toBe(1);
		await page.locator('#amount').fill('5');
		await submit.click();
		expect(await page.getByRole('alert').innerText()).toContain(needs('errorKeyReused'));
		expect(await countOf('need')).toBe(1);
		await page.context().close();
	});

	it('from a page that is no longer true says what happened meanwhile', async () => {
		const [first, second] = [await coordinatorAt(), await coordinatorAt('en')];
		const [need] = await site.database.query<{ id: string }>('select need_id as id from need_current');
		await first.goto(`/de/office/needs/${need!.id}`);
		await second.goto(`/en/office/needs/${need!.id}`);
		await press(first, needs('verifyAndOpen'));
		await first.getByText(needs('done')).first().waitFor();
		await press(second, speak(needMessages, 'en')('verifyAndOpen'));
		expect(await second.getByRole('alert').count()).toBe(1);
		expect(await second.locator('main').innerText()).toContain(speak(needMessages, 'en')('open'));
		expect(await countOf('need_current', `state = 'open'`)).toBe(1);
		await Promise.all([first.context().close(), second.context().close()]);
	});
});

describe('two coordinators at one proposal', () => {
	const say = speak(roundMessages, 'de');

	it('do not overwrite each other: the second is told, and nothing is promised from a page that is no longer true', async () => {
		await storeGenerators(site, relief, 20);
		const [first, second] = [await coordinatorAt(), await coordinatorAt()];
		await first.goto('/de/office/allocations');
		await press(first, say('open'));
		await first.waitForURL(/\/allocations\/[0-9a-f-]{36}/);
		await second.goto(new URL(first.url()).pathname);
		await first
			.locator('input[name="quantity"]')
			.first()
			.evaluate((field) => {
				field.closest('details')?.setAttribute('open', '');
			});
		await first.locator('input[name="quantity"]').first().fill('1');
		await first.locator('details input[name="reason"]').first().fill('Nur zur Probe');
		await first
			.getByRole('button', { name: say('pin'), exact: true })
			.first()
			.click();
		await first.waitForURL(/adjusted/);
		await press(second, say('decide'));
		expect(await second.getByRole('alert').innerText()).toContain(say('errorChanged'));
		expect(await countOf('reservation')).toBe(0);
		await Promise.all([first.context().close(), second.context().close()]);
	});
});

describe('a count on arrival that cannot be', () => {
	const say = speak(receiptMessages, 'uk');
	let page: Page;
	let path: string;

	beforeAll(async () => {
		path = `/uk/office/shipments/${await sendGenerators(site, relief, 10)}/receipt`;
		page = await officerAt();
	});
	afterAll(() => page.context().close());

	it.each(['-1', '11', '1,5', 'багато', '99999999999999999999'])(
		'(%s) is refused, and what was typed stays',
		async (typed) => {
			await page.goto(path);
			await page.locator('input[name^="accepted-"]').fill(typed);
			await page.getByLabel(say('received-by')).fill('Марія');
			await press(page, say('send'));
			expect(await page.getByRole('alert').count()).toBe(1);
			expect(await page.locator('input[name^="accepted-"]').inputValue()).toBe(typed);
			expect(await page.getByLabel(say('received-by')).inputValue()).toBe('Марія');
			expect(await countOf('receipt')).toBe(0);
		},
	);
});

const ofOneThing = ['needs', 'need-lists/*/review', 'offers', 'stock', 'shipments', 'allocations', 'discrepancies'];
const addressOf = (path: string, id: string) => (path.includes('*') ? path.replace('*', id) : `${path}/${id}`);

describe.each(languages)('an address that leads nowhere, opened by somebody who reads %s,', (language) => {
	const say = speak(frameMessages, language);

	it.each(['unknown', 'no-id', '%00', "' or 1=1 --"])('(%s) says so in that language', async (kind) => {
		const page = await coordinatorAt(language);
		for (const path of ofOneThing) {
			const id = kind === 'unknown' ? anId() : encodeURIComponent(kind);
			const answer = await page.request.get(`/${language}/office/${addressOf(path, id)}`, {
				headers: { accept: 'text/html' },
			});
			const text = await answer.text();
			expect([path, answer.status()]).toEqual([path, 404]);
			expect(text).toContain(`<html lang="${language}"`);
			expect(plain(text)).toContain(say('error-title-notFound'));
		}
		await page.context().close();
	});

	it('as a public operation or a page nobody built says so as well', async () => {
		const context = await sit(site, browser, { language });
		for (const path of ['operations/nowhere', 'nothing/here', 'offer/not-a-link']) {
			const answer = await context.request.get(`/${language}/${path}`, { headers: { accept: 'text/html' } });
			expect([path, answer.status()]).toEqual([path, expect.toBeOneOf([404, 410])]);
			expect(await answer.text()).toContain(`<html lang="${language}"`);
		}
		await context.close();
	});
});

describe('what belongs to another city', () => {
	it('is neither shown nor said to exist', async () => {
		const foreign = anId();
		await layOutNeed(site, foreign, relief.quake, 777_123);
		const page = await officerAt();
		const get = async (path: string) => {
			const answer = await page.request.get(path, { headers: { accept: 'text/html' } });
			return [answer.status(), await answer.text()] as const;
		};
		const [unknown, unknownText] = await get(`/uk/office/needs/${anId()}`);
		const [status, text] = await get(`/uk/office/needs/${foreign}`);
		expect([status, unknown]).toEqual([404, 404]);
		const withoutIds = (html: string) => html.replace(/[0-9a-f-]{36}|nonce="[^"]*"/g, '');
		expect(withoutIds(text)).toBe(withoutIds(unknownText));
		expect((await get('/uk/office/needs'))[1]).not.toContain('777');
		for (const path of ['stock', `stock/${anId()}`, 'offers', 'offers/new', 'accounts', 'audit', 'shipments/new']) {
			const [refused, words] = await get(`/uk/office/${path}`);
			expect([path, refused]).toEqual([path, 403]);
			expect(words).toContain('<html lang="uk"');
			expect(words).not.toMatch(/Lager Hafen|Technisches Hilfswerk|dortmund\.example/);
		}
		await page.context().close();
	});
});

describe('a link that is too old', () => {
	it.each(languages)('says so in %s and lets nobody in', async (language) => {
		const account = site.cities.zhytomyr.officer;
		const path = await inWorker(site.database.databases.worker, async (trx) =>
			linkPath(language, await createLink(trx, account, 'sign-in', site.now())),
		);
		const made = site.now();
		await site.tell({ now: later(made, 30 * 24 * hour) });
		const context = await sit(site, browser, { language });
		const headers = { accept: 'text/html', origin: site.url };
		const looked = await context.request.get(path, { headers });
		const used = await context.request.post(path, { headers, form: {}, maxRedirects: 0 });
		expect(used.status()).toBe(410);
		for (const text of [await looked.text(), await used.text()]) {
			expect(text).toContain(`<html lang="${language}"`);
			expect(text).not.toContain('Olena Kowaltschuk');
		}
		expect(await context.cookies()).toEqual([]);
		await context.close();
		await site.tell({ now: made });
	});
});
