import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexChanges } from '#lib/accountability/search/index-entries.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { addDays, dayOf } from '#lib/kernel/plain-date.ts';
import { makePromise } from '#lib/partnerships/promises/promise-commands.server.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { anId } from '#test/database.ts';
import { granted } from '#test/laws/relief-world.ts';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { expectAccessible, expectNoSidewaysScroll, smallTargets, startBrowser } from './browser.ts';
import { enter } from './pages/walker.ts';

let site: RunningSite;
let browser: Browser;
let partnershipId: Id<'partnership'>;
const paths: string[] = ['partnerships', 'partnerships/pair', 'partnerships/pair/standing', 'partnerships/pair/side'];

beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite(), startBrowser()]);
	const { dortmund, zhytomyr } = site.cities;
	partnershipId = await layOutPartnership(site.database, [dortmund, zhytomyr], {
		kind: 'contact',
		status: 'initiating',
		since: '2022-03-01',
	});
	await site.database.query(
		`insert into organisation (id, city_id, kind, names) values ($1, $2, 'council', '{"de": "Rathaus"}')`,
		[anId(), dortmund.id],
	);
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

const below = (page: Page): string => new URL(page.url()).pathname.split('/office/')[1]!;

describe('the office of a partnership', () => {
	it('leads from a post to a person, an agreement and a standing that rests on it', async () => {
		const page = await enter(site, browser, site.cities.dortmund.coordinator, { language: 'de' });
		const send = (name: string) => page.getByRole('button', { name, exact: true }).click();

		await page.goto('/de/office/people/posts/new');
		await page.locator('[name=names-de]').fill('Oberbürgermeisterin');
		await page.getByLabel('Organisation').selectOption({ label: 'Rathaus' });
		await send('Amt hinzufügen');
		await page.getByText('Das Amt ist hinzugefügt.').waitFor();
		paths.push(below(page), 'people/posts');

		await page.goto('/de/office/people/new');
		await send('Person hinzufügen');
		await page.getByRole('link', { name: 'Name im Gebrauch: Bitte füllen Sie dieses Feld aus.' }).click();
		await page.locator('[name=names-uk]').fill('Галина Шиманська');
		await send('Person hinzufügen');
		await page.getByText('Die Person ist hinzugefügt.').waitFor();
		const person = below(page);
		await page.getByRole('link', { name: 'Amtszeit hinzufügen' }).click();
		await page.getByLabel('Amt', { exact: true }).selectOption({ label: 'Oberbürgermeisterin, Rathaus' });
		await page.getByLabel('Von').fill('2020');
		await send('Amtszeit hinzufügen');
		await page.getByText('Die Amtszeit ist hinzugefügt.').waitFor();
		paths.push('people?q=Shymanska', person, `${person}/correct`, `${person}/contact`, `${person}/tenures/new`);

		await page.goto('/de/office/partnerships/pair');
		await page.getByRole('link', { name: 'Abkommen hinzufügen' }).click();
		await page.getByLabel('Art', { exact: true }).selectOption({ label: 'Partnerschaftsabkommen' });
		await page.locator('[name=title-de]').fill('Abkommen der Städte');
		await page.getByLabel('Unterzeichnet am').fill('09.07.2025');
		await send('Abkommen hinzufügen');
		await page.getByText('Das Abkommen ist hinzugefügt.').waitFor();
		const agreement = below(page);
		await page.getByText('Unterzeichnende Person hinzufügen').first().click();
		await page
			.getByLabel('Person und Amt')
			.selectOption({ label: 'Halyna Schymanska (Галина Шиманська), Oberbürgermeisterin' });
		await page.getByLabel('Für welche Stadt').selectOption('dortmund');
		await page.getByLabel('Name wie unterschrieben').fill('H. Šymansʹka');
		await send('Unterzeichnende Person hinzufügen');
		await page.getByText('Die unterzeichnende Person ist hinzugefügt.').waitFor();
		paths.push(agreement, `${agreement}/correct`, 'agreements/new?partnership=pair', 'documents/new');

		await page.goto('/de/office/partnerships/pair/standing');
		await page.getByLabel('Art', { exact: true }).selectOption({ label: 'Städtepartnerschaft' });
		await page.getByLabel('Stand', { exact: true }).selectOption({ label: 'aktiv' });
		await page.getByLabel('Ab welchem Tag').fill('09.07.2025');
		await page
			.getByLabel('Vorlage oder Abkommen')
			.selectOption({ label: 'Abkommen, 9. Juli 2025: Abkommen der Städte' });
		await send('Neuen Stand festhalten');
		await page.getByText('Städtepartnerschaft, aktiv').waitFor();
		expect(await page.getByRole('link', { name: 'Abkommen der Städte' }).count()).toBe(2);
		await page.context().close();
	});

	// Each page once, every other one as on a phone at night: the two looks share all components.
	it.each([
		{ width: 320, theme: 'dark', language: 'uk', turn: 0 },
		{ width: 1280, theme: 'light', language: 'de', turn: 1 },
	] as const)(
		'has no barrier a machine can find ($width pixels, $theme, $language)',
		async ({ width, theme, language, turn }) => {
			const page = await enter(site, browser, site.cities.dortmund.coordinator, { language, theme, width });
			for (const path of paths.filter((_, at) => at % 2 === turn)) {
				const answer = await page.goto(`/${language}/office/${path}`);
				expect(answer?.status(), path).toBe(200);
				await expectAccessible(page);
				await expectNoSidewaysScroll(page);
				expect(await smallTargets(page, 24), path).toEqual([]);
			}
			await page.context().close();
		},
	);
});

/** Promises something of Zhytomyr's that is on its officer's desk and due in three days. */
async function promiseOfZhytomyr(text: string): Promise<void> {
	const { id: city, officer: account } = site.cities.zhytomyr;
	const today = dayOf(site.start);
	const facts = {
		text: { uk: text },
		kind: 'other',
		quantity: null,
		source: { kind: 'meeting', address: null, quotation: 'Надішлемо.' },
		made: { date: addDays(today, -9), precision: 'day' },
		due: { date: addDays(today, 3), precision: 'day' },
		owner: { role: 'partner-officer', organisationId: null },
		isPublic: false,
	} as const;
	granted(
		await inCity(site.database.databases.app, { city, account }, (trx) =>
			makePromise(trx, { partnershipId, facts }, { at: site.start, account }),
		),
	);
}

describe('the partner officer', () => {
	it('sees her tasks in Ukrainian and does one, with a record she searched for as evidence', async () => {
		await promiseOfZhytomyr('Надіслати список шкіл');
		const { worker } = site.database.databases;
		while ((await inWorker(worker, (trx) => indexChanges(trx, currentCatalogue()))) > 0);
		const page = await enter(site, browser, site.cities.zhytomyr.officer, { language: 'uk' });
		const task = page.locator('main').getByRole('link', { name: 'Надіслати список шкіл' });
		await page.getByRole('heading', { name: 'Спливає протягом семи днів' }).waitFor();
		await task.click();
		await page.getByRole('heading', { level: 1, name: 'Надіслати список шкіл' }).waitFor();
		await expectAccessible(page);
		const form = page.locator('form[action="?/move"]');
		await form.getByRole('radio', { name: 'Виконано', exact: true }).check();
		await form.locator('[name=evidenceNote]').fill('Список у додатку');
		await form.locator('[name=evidenceAddress]').fill('Пара');
		await form.getByRole('button', { name: 'Знайти запис' }).click();
		await page.getByRole('heading', { level: 1, name: 'Вибрати запис' }).waitFor();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		expect(await smallTargets(page, 24)).toEqual([]);
		await page.getByRole('button', { name: /Вибрати.*Пара/ }).click();
		await form.locator('[name=evidenceAddress]').waitFor();
		expect(await form.locator('[name=evidenceAddress]').inputValue()).toBe(`/uk/office/partnerships/${partnershipId}`);
		expect(await form.locator('[name=evidenceNote]').inputValue()).toBe('Список у додатку');
		expect(await form.getByRole('radio', { name: 'Виконано', exact: true }).isChecked()).toBe(true);
		await form.locator('[name=on]').press('Enter');
		await page.getByText('Новий стан записано.').waitFor();
		await page.goto('/uk/office');
		expect(await task.count()).toBe(0);
		await page.context().close();
	});
});
