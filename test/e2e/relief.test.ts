import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicationTick } from '#lib/accountability/disclosure/disclosure.ts';
import { publicMessages } from '#lib/accountability/public-site/public-messages.ts';
import { publish } from '#lib/accountability/publication/publication.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { hour, later } from '#lib/kernel/instant.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { roundMessages } from '#lib/relief/allocation-rounds/round-messages.ts';
import { verifyLedger } from '#lib/relief/ledger/verify-ledger.server.ts';
import { needListMessages } from '#lib/relief/need-lists/need-list-messages.ts';
import { needMessages } from '#lib/relief/needs/need-messages.ts';
import { offerMessages } from '#lib/relief/offers/offer-messages.ts';
import { receiptMessages } from '#lib/relief/receipts/receipt-messages.ts';
import { shipmentMessages } from '#lib/relief/shipments/shipment-messages.ts';
import { layOutRelief, type TestRelief } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { startBrowser } from './browser.ts';
import { expectUsableAsItIs, lookAt } from './pages/looks.ts';
import { enter, remember, sendTwice, sit, tabTo, type Visits } from './pages/walker.ts';

// The story of product.md as its people walk it, from a list in Ukrainian to figures anybody can read.

let site: RunningSite;
let browser: Browser;
let relief: TestRelief;
const visits: Visits = new Map();

beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite({ worker: true }), startBrowser()]);
	relief = await layOutRelief(site.database, site.cities);
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

const needs = { de: speak(needMessages, 'de'), uk: speak(needMessages, 'uk') };
const lists = { de: speak(needListMessages, 'de'), uk: speak(needListMessages, 'uk') };
const offers = speak(offerMessages, 'de');
const rounds = speak(roundMessages, 'de');
const shipments = { de: speak(shipmentMessages, 'de'), uk: speak(shipmentMessages, 'uk') };
const receipts = { de: speak(receiptMessages, 'de'), uk: speak(receiptMessages, 'uk') };

const textOf = (page: Page) => page.locator('main').innerText();
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click();
const countOf = async (table: string, where = 'true') =>
	(await site.database.query<{ count: string }>(`select count(*) from ${table} where ${where}`))[0]!.count;

/** Somebody from Zhytomyr, on whatever they have. */
const officerAt = (seat: { width?: number; javaScript?: boolean } = {}) =>
	enter(site, browser, site.cities.zhytomyr.officer, { language: 'uk', ...seat }, visits);

/** Somebody from Dortmund's international office. */
const coordinatorAt = (seat: { javaScript?: boolean } = {}) =>
	enter(site, browser, site.cities.dortmund.coordinator, { language: 'de', ...seat }, visits);

describe('from a need list to public figures', () => {
	let officer: Page;
	let coordinator: Page;
	let shipment: string;

	beforeAll(async () => {
		officer = await officerAt();
		coordinator = await coordinatorAt();
	});

	describe('the needs', () => {
		it('come in as the file the partner city has, and are reviewed by keys', async () => {
			await officer.goto('/uk/office/need-lists/new');
			await officer.getByLabel(lists.uk('file')).setInputFiles('test/fixtures/files/form-uk.xlsx');
			await tabTo(officer, officer.getByRole('button', { name: lists.uk('uploadButton') }));
			await officer.keyboard.press('Enter');
			await officer.waitForURL(/\/review\?done=uploaded/);
			const open = officer.locator('#review > ol > li');
			await officer.getByText(lists.uk('keysHint')).waitFor();
			await expect.poll(() => open.count()).toBe(3);
			await expectUsableAsItIs(officer);
			await officer.keyboard.press('1');
			await expect.poll(() => open.count()).toBe(2);
			await officer.keyboard.press('2');
			await expect.poll(() => open.count()).toBe(1);
			await officer.keyboard.press('u');
			await expect.poll(() => open.count()).toBe(2);
			await officer.keyboard.press('k');
			await officer.keyboard.press('1');
			await expect.poll(() => open.count()).toBe(1);
			// "1 500 packs of bandages": how many are in a pack nobody wrote.
			await officer.keyboard.press('1');
			await officer.getByRole('alert').getByText('упаковки').waitFor();
			await open.getByLabel(needs.uk('content')).fill('10');
			await open.getByRole('radio').first().focus();
			await officer.keyboard.press('1');
			await expect.poll(() => open.count()).toBe(0);
			await officer.getByRole('button', { name: lists.uk('finish') }).waitFor();
		});

		it('begin to exist, once, when the review is finished, even if the button is pressed twice', async () => {
			const finish = officer.getByRole('button', { name: lists.uk('finish') });
			const [first, second] = await sendTwice(officer, finish);
			expect(first).toMatch(/^303 .*done=finished/);
			expect(second).toBe(first);
			expect(await countOf('need')).toBe('4');
			await officer.reload();
			await officer.getByRole('link', { name: lists.uk('toNeeds') }).click();
			await officer.waitForURL(/\/office\/needs\?list=/);
			expect(await officer.locator('main tbody tr').count()).toBe(4);
			expect(await textOf(officer)).toContain('25');
		});

		it('can be pasted from a letter and reviewed without a script', async () => {
			const page = await officerAt({ javaScript: false });
			await page.goto('/uk/office/need-lists/new');
			await page.getByLabel(lists.uk('text')).fill('Ковдри теплі – 200 шт\nЩось незрозуміле для складу – 3 шт\n');
			await press(page, lists.uk('uploadButton'));
			await page.waitForURL(/\/review/);
			const open = page.locator('#review > ol > li');
			for (let left = await open.count(); left > 0; left--) {
				await open.first().getByLabel(lists.uk('notGoods')).check();
				await press(page, lists.uk('saveAll'));
			}
			await press(page, lists.uk('finish'));
			expect(await textOf(page)).toContain(lists.uk('finishedTitle'));
			await page.context().close();
		});

		it('are verified and opened by the coordinator, one of them without a script', async () => {
			const plain = await coordinatorAt({ javaScript: false });
			for (let page = plain; ; page = coordinator) {
				await page.goto('/de/office/needs?state=submitted');
				const first = page.locator('main tbody tr a').first();
				if ((await first.count()) === 0) break;
				await first.click();
				await press(page, needs.de('verifyAndOpen'));
				await page.waitForURL(/done=/);
			}
			await plain.context().close();
			expect(await countOf('need_current', `state = 'open'`)).toBe(await countOf('need_current'));
		});

		it('of another destination are written into the form', async () => {
			await coordinator.goto('/de/office/needs/new');
			await coordinator.getByLabel(needs.de('operation')).selectOption({ label: 'Erdbebenhilfe' });
			await coordinator.locator('#item').fill('PWR-GEN-D06');
			await coordinator.locator('#amount').fill('15');
			await coordinator.getByLabel(needs.de('purpose')).selectOption({ label: needs.de('purposeMedical') });
			await coordinator.getByLabel(needs.de('urgency3')).check();
			await press(coordinator, needs.de('submit'));
			await coordinator.waitForURL(/\/needs\/[0-9a-f-]{36}/);
			await press(coordinator, needs.de('verifyAndOpen'));
			expect(await textOf(coordinator)).toContain(needs.de('open'));
		});
	});

	describe('the goods', () => {
		it('are offered in the donor’s words and accepted into stock', async () => {
			await coordinator.goto('/de/office/offers/new');
			await coordinator.getByLabel(offers('offered')).fill('20 Diesel-Stromerzeuger 5 kW dreiphasig');
			await coordinator.getByLabel(offers('donor-agency')).check();
			await coordinator.getByLabel(offers('donorName')).fill('Technisches Hilfswerk');
			await coordinator.getByLabel(offers('place')).selectOption(relief.hub);
			await press(coordinator, offers('saveOffer'));
			await coordinator.waitForURL(/\/offers\/[0-9a-f-]{36}/);
			await coordinator.getByRole('link', { name: offers('correct') }).click();
			await coordinator.getByLabel(offers('item')).fill('PWR-GEN-D06');
			await coordinator.getByLabel(offers('amount'), { exact: true }).fill('20');
			await press(coordinator, offers('save'));
			await coordinator.waitForURL(/\/offers\/[0-9a-f-]{36}(\?|$)/);
			const accept = coordinator.getByRole('button', { name: offers('accept') });
			const answers = await sendTwice(coordinator, accept);
			expect(answers).toEqual([expect.stringMatching(/^303/), answers[0]]);
			expect(await countOf('lot')).toBe('1');
			await coordinator.goto('/de/office/stock');
			expect(await textOf(coordinator)).toMatch(/Stromerzeuger[\s\S]*20/);
		});
	});

	describe('the allocation', () => {
		it('gives both destinations a fair share, with reasons', async () => {
			await coordinator.goto('/de/office/allocations');
			await expectUsableAsItIs(coordinator);
			await press(coordinator, rounds('open'));
			await coordinator.waitForURL(/\/allocations\/[0-9a-f-]{36}/);
			const amounts = await coordinator
				.locator('input[name="quantity"]')
				.evaluateAll((inputs) => inputs.map((input) => Number((input as HTMLInputElement).value)));
			// 20 for the 35 that Zhytomyr asks for and the 15 of the earthquake area: two fifths of each.
			expect(amounts.toSorted((a, b) => a - b)).toEqual([6, 14]);
			expect((await coordinator.getByRole('table').innerText()).match(/\(40\s%\)/g)).toHaveLength(4);
			const text = await textOf(coordinator);
			expect(text).toContain('Schytomyr');
			expect(text).toContain('Türkei und Syrien');
			expect(text).toContain(rounds('unmetTitle'));
		});

		it('shows what a change by hand costs', async () => {
			const line = coordinator.locator('main li', { has: coordinator.locator('input[name="quantity"]') });
			const zhytomyr = line.filter({ hasText: 'für Schytomyr' }).first();
			await zhytomyr.locator('summary').click();
			await zhytomyr.locator('input[name="quantity"]').fill('18');
			await zhytomyr.locator('input[name="reason"]').fill('Das Krankenhaus steht ohne Strom');
			await zhytomyr.getByRole('button', { name: rounds('pin') }).click();
			await coordinator.waitForURL(/adjusted/);
			const text = await textOf(coordinator);
			expect(text).toContain(rounds('fixed'));
			expect(text).toContain('Das Krankenhaus steht ohne Strom');
			expect(text).toContain('−4');
			expect(text).toContain('+4');
			await expectUsableAsItIs(coordinator);
		});

		it('becomes a promise once, however often it is decided', async () => {
			const decide = coordinator.getByRole('button', { name: rounds('decide') });
			const answers = await sendTwice(coordinator, decide);
			expect(answers).toEqual([expect.stringMatching(/^303/), answers[0]]);
			expect(await countOf('reservation')).toBe('2');
			await coordinator.goto('/de/office/allocations');
			await coordinator.locator('main tbody a').first().click();
			expect(await textOf(coordinator)).toContain(rounds('state-decided'));
			expect(await coordinator.getByRole('button', { name: rounds('decide') }).count()).toBe(0);
		});
	});

	describe('the shipment', () => {
		it('is planned from what was promised, loaded, sealed and sent off', async () => {
			await coordinator.goto('/de/office/shipments/new');
			const tab = coordinator.getByRole('link', { name: 'Hilfe für Schytomyr' });
			if ((await tab.count()) > 0) await tab.first().click();
			await coordinator.getByLabel(shipments.de('authority')).fill('Ratsbeschluss vom 9. Februar 2023');
			await coordinator.getByLabel(shipments.de('origin')).selectOption(relief.hub);
			await coordinator.getByLabel(shipments.de('destination')).selectOption(relief.site);
			await coordinator.getByLabel(shipments.de('crew-driver', { number: 1 })).fill('Erika Fahrerin');
			await press(coordinator, shipments.de('new-shipment'));
			await coordinator.waitForURL(/\/shipments\/[0-9a-f-]{36}/);
			shipment = new URL(coordinator.url()).pathname.replace('/de/', '/');
			await expectUsableAsItIs(coordinator);
			await coordinator.goto(`/de${shipment}/receipt`);
			expect(await textOf(coordinator)).toContain(receipts.de('not-departed'));
			await coordinator.goto(`/de${shipment}`);
			for (const move of ['loading-started', 'sealed', 'departed'] as const) {
				await coordinator
					.getByLabel(shipments.de(`move-${move}`))
					.first()
					.check();
				await coordinator
					.getByRole('button', { name: shipments.de('report') })
					.first()
					.click();
				await coordinator.waitForURL(/done=moved/);
				await coordinator.goto(`/de${shipment}`);
			}
			await coordinator.getByText(shipments.de('state-departed'), { exact: true }).first().waitFor();
		});

		it('is counted on a phone, and what is wrong with it is told to the sender', async () => {
			const phone = await officerAt({ width: 320 });
			await phone.goto(`/uk${shipment}`);
			await phone.getByRole('link', { name: shipments.uk('receipt-record') }).click();
			await phone.waitForURL(/\/receipt$/);
			await expectUsableAsItIs(phone);
			await phone.locator('input[name^="accepted-"]').fill('15');
			await phone.getByText(receipts.uk('not-all-right')).click();
			await phone.locator('input[name^="damaged-"]').fill('1');
			await phone.locator('input[name^="reason-damaged-"]').fill('пробитий бак');
			await phone.locator('input[name^="missing-"]').fill('2');
			await phone.locator('input[name^="reason-missing-"]').fill('у кузові їх не було');
			const answers = await sendTwice(phone, phone.getByRole('button', { name: receipts.uk('send') }));
			expect(answers).toEqual([expect.stringContaining('done=receipt-discrepancy'), answers[0]]);
			expect(await countOf('receipt')).toBe('1');
			await phone.goto(`/uk${shipment}/receipt`);
			expect(await textOf(phone)).toContain(receipts.uk('nothing-open'));
			await phone.context().close();
			await expect
				.poll(() => countOf('mail', `recipient = 'coordinator@dortmund.example' and language = 'de'`))
				.toBe('1');
		});

		it('ends when each discrepancy is settled', async () => {
			for (const settlement of ['claimed', 'written-off'] as const) {
				await coordinator.goto('/de/office/discrepancies');
				await coordinator.locator('main tbody a').first().click();
				await coordinator.waitForURL(/\/discrepancies\/[0-9a-f-]{36}/);
				if (settlement === 'claimed') await expectUsableAsItIs(coordinator);
				await coordinator.getByLabel(receipts.de(`settlement-${settlement}`), { exact: true }).check();
				await coordinator.getByLabel(receipts.de('settle-note')).fill('mit dem Lager geklärt');
				await press(coordinator, receipts.de('settle'));
				await coordinator.waitForURL(/done=settled/);
			}
			await coordinator.goto(`/de${shipment}`);
			expect(await textOf(coordinator)).toContain(shipments.de('state-closed-with-discrepancy'));
		});
	});

	describe('the public figures', () => {
		const day = 24 * hour;
		const goTo = async (days: number) => {
			const now = later(site.start, days * day);
			await site.tell({ now });
			await inWorker(site.database.databases.worker, (trx) => publish(trx, now));
		};
		/** What a stranger reads of the operation, but for the line that says when. */
		const read = async (language: Language): Promise<string> => {
			const context = await sit(site, browser, { language, javaScript: false });
			const page = await context.newPage();
			remember(page, 'stranger', visits);
			await page.goto(`/${language}/operations/zhytomyr`);
			const text = await page.locator('main').innerText();
			await context.close();
			expect(text).toContain(tickText(language));
			return text.replaceAll(tickText(language), '');
		};
		const tickText = (language: Language): string =>
			speak(publicMessages, language)('asOf', { moment: formatInstant(publicationTick(site.now()), language) });

		it('stand still until three days after the shipment ended, then move, in every language', async () => {
			const inAll = async () => [await read('de'), await read('uk'), await read('en')];
			const none = languages.map((language) => speak(publicMessages, language)('deliveriesNone'));
			await goTo(1);
			const before = await inAll();
			expect(before).toEqual(none.map((sentence) => expect.stringContaining(sentence)));
			await goTo(2.9);
			expect(await inAll()).toEqual(before);
			await goTo(4.2);
			const after = await inAll();
			expect(after).toEqual(none.map((sentence) => expect.not.stringContaining(sentence)));
			expect(after).toEqual(Array(3).fill(expect.stringMatching(/: 15 /)));
		});

		it('rest on books without a contradiction', async () => {
			const { drifts, books } = await verifyLedger(site.database.databases.worker);
			expect(drifts).toEqual([]);
			expect(books.length).toBeGreaterThan(0);
		});
	});
});

describe.each(languages)('every page of the walk, in %s,', (language) => {
	it('can be used by everyone: small and large, light and dark', async () => {
		const walks = [...visits].map(async ([who, paths]) => {
			const page =
				who === 'stranger'
					? await (await sit(site, browser, { language })).newPage()
					: await enter(site, browser, who, { language });
			const faults: string[] = [];
			for (const path of paths.values()) faults.push(...(await lookAt(page, `/${language}${path}`)));
			await page.context().close();
			return faults;
		});
		expect((await Promise.all(walks)).flat()).toEqual([]);
	}, 400_000);
});
