import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleId } from '#lib/newsroom/articles/article-queries.server.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aNewsroom, type NewsroomWorld } from '../laws/newsroom-world.ts';
import { expectAccessible, expectNoSidewaysScroll, startBrowser } from './browser.ts';
import { enter } from './pages/walker.ts';

let site: RunningSite;
let browser: Browser;
let room: NewsroomWorld;
beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite(), startBrowser()]);
	room = await aNewsroom(site.database, site.cities);
	room.now = site.start;
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

const textOf = async (id: ArticleId): Promise<string> => {
	const [row] = await site.database.query<{ blocks: unknown; title: string }>(
		`select title, blocks from article_revision where article_id = $1 and edition = 'de' order by number desc limit 1`,
		[id],
	);
	return JSON.stringify(row?.blocks);
};

/** Sits down before a text and waits until the editor is there. */
async function write(page: Page, id: ArticleId, query = ''): Promise<void> {
	await page.goto(`/de/office/newsroom/${id}/de/edit${query}`);
	await page.getByRole('textbox', { name: 'Text', exact: true }).waitFor();
}

/** What the form would send, which is what the editor holds. */
const written = (page: Page): Promise<string> => page.locator('input[name="blocks"]').inputValue();

async function expectWritten(page: Page, text: string): Promise<void> {
	await expect.poll(() => written(page)).toBe(text);
}

describe('the editor', () => {
	it('is written in with nothing but the keyboard, and what is saved is blocks', async () => {
		const id = await room.draft('de', { title: 'Abfahrt', text: 'Erster Absatz.' });
		const page = await enter(site, browser, site.cities.dortmund.editor, { language: 'de' });
		const said: string[] = [];
		page.on('console', (message) => said.push(message.text()));
		await write(page, id);
		const text = page.getByRole('textbox', { name: 'Text', exact: true });
		await text.focus();
		const { keyboard } = page;
		await keyboard.press('Control+Enter');
		for (const line of ['## Was fährt', '- Strom', 'Wärme', '']) {
			await keyboard.type(line);
			await keyboard.press('Enter');
		}
		await keyboard.type('> Wir helfen.');
		await keyboard.press('Enter');
		await keyboard.type('Thomas Westphal');
		await keyboard.press('Enter');
		await keyboard.type('Oberbürgermeister');
		await keyboard.press('Enter');
		await keyboard.type('Ein ');
		await keyboard.press('Control+b');
		await keyboard.type('fetter');
		await keyboard.press('Control+b');
		await keyboard.type(' Satz.');
		await expectWritten(
			page,
			[
				'Erster Absatz.',
				'## Was fährt',
				'- Strom\n- Wärme',
				'> Wir helfen.\n-- Thomas Westphal | Oberbürgermeister',
				'Ein **fetter** Satz.',
			].join('\n\n'),
		);
		await keyboard.press('Alt+ArrowUp');
		await keyboard.press('Alt+F10');
		await keyboard.press('ArrowRight');
		expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Überschrift');
		await keyboard.press('Escape');
		expect(await text.evaluate((element) => element === document.activeElement)).toBe(true);
		await keyboard.press('Control+k');
		await page.getByLabel('Adresse', { exact: false }).first().waitFor();
		await keyboard.type('javascript:alert(1)');
		await keyboard.press('Enter');
		await page.getByText('Das ist keine Adresse, auf die ein Artikel verweisen darf.').waitFor();
		await page.locator('dialog input[name="link"]').fill('https://example.org/a');
		await keyboard.press('Enter');
		await expect
			.poll(async () => (await written(page)).split('\n\n')[3])
			.toBe('Ein **fetter** Satz.[https://example.org/a](https://example.org/a)');
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Speichern', exact: true }).click();
		await page.waitForURL(/done=saved/);
		const blocks = JSON.parse(await textOf(id)) as readonly { readonly id: string; readonly kind: string }[];
		expect(blocks.map((block) => `${block.id} ${block.kind}`)).toEqual([
			'b1 paragraph',
			'b2 heading',
			'b3 list',
			'b4 paragraph',
			'b5 quote',
		]);
		expect(said, 'nothing the policy of the page refuses').toEqual([]);
		await page.context().close();
	});

	it('takes what is copied from Word as blocks, and nothing of it runs', async () => {
		const id = await room.draft('de', { title: 'Einfügen', text: 'Davor.' });
		const page = await enter(site, browser, site.cities.dortmund.editor, { language: 'de' });
		const said: string[] = [];
		page.on('console', (message) => said.push(message.text()));
		await write(page, id);
		const paste = (html: string, text: string) =>
			page.locator('.ui-editor__text').evaluate(
				(field, [markup, plain]) => {
					const clipboardData = new DataTransfer();
					clipboardData.setData('text/html', markup!);
					clipboardData.setData('text/plain', plain!);
					field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
				},
				[html, text],
			);
		await page.getByRole('textbox', { name: 'Text', exact: true }).focus();
		await page.keyboard.press('Control+Enter');
		const listed = (words: string) =>
			`<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>${words}</p>`;
		await paste(
			`<h1>Aus Word</h1><p class=MsoNormal>Ein <b>Satz</b><img src=x onerror="document.title='x'"></p>${listed('eins')}${listed('zwei')}` +
				`<script>document.title='x'</script><p><a href="javascript:document.title='x'">weg</a></p>`,
			'egal',
		);
		await expectWritten(page, ['Davor.', '## Aus Word', 'Ein **Satz**', '- eins\n- zwei', 'weg'].join('\n\n'));
		await page.keyboard.press('Control+a');
		await page.evaluate(() => document.execCommand('copy'));
		expect(await page.title()).not.toBe('x');
		expect(said, 'nothing the policy of the page refuses').toEqual([]);
		await page.context().close();
	});

	it('puts a story line in by its dialogue, on a phone as well', async () => {
		const id = await room.draft('de', { title: 'Verlauf', text: 'Davor.' });
		const page = await enter(site, browser, site.cities.dortmund.editor, { language: 'de', width: 360, theme: 'dark' });
		await write(page, id);
		await page.getByRole('textbox', { name: 'Text', exact: true }).focus();
		await page.keyboard.press('Control+Alt+i');
		await page.getByRole('button', { name: /^Verlauf/ }).click();
		await page.getByRole('button', { name: 'Einfügen', exact: true }).click();
		await page.getByText(/Hier fehlt etwas/).waitFor();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await page
			.getByRole('button', { name: /^Auswählen: / })
			.first()
			.click();
		await page.getByRole('button', { name: 'Einfügen', exact: true }).click();
		await expectWritten(page, 'Davor.\n\n[[story-line: news-pair]]');
		await page.getByRole('button', { name: 'Ändern …' }).waitFor();
		await page.context().close();
	});

	it('loses nothing where a laptop is closed, with a script and without', async () => {
		const id = await room.draft('de', { title: 'Zugeklappt', text: 'Davor.' });
		const page = await enter(site, browser, site.cities.dortmund.editor, { language: 'de' });
		await write(page, id);
		await page.getByRole('textbox', { name: 'Text', exact: true }).focus();
		await page.keyboard.press('Control+Enter');
		await page.keyboard.type('Und mehr.');
		await page.locator('[data-standing="kept"]').waitFor();
		const address = page.url();
		// Without a line: what is written from now on reaches only the device.
		await page.context().setOffline(true);
		await page.keyboard.type(' Im Zug.');
		await page.locator('[data-standing="offline"]').waitFor({ state: 'attached' });
		await page.close({ runBeforeUnload: false });
		const again = await page.context().newPage();
		await again.context().setOffline(false);
		await again.goto(address);
		await again.getByText('Auf diesem Gerät liegt ein Text, der nicht gespeichert wurde').waitFor();
		await again.getByText('Sie haben hier einen Text, der nicht gespeichert ist').waitFor();
		await again.getByRole('button', { name: 'Damit weiterschreiben' }).click();
		await expectWritten(again, 'Davor.\n\nUnd mehr. Im Zug.');
		await again.close();

		const plain = await enter(site, browser, site.cities.dortmund.editor, { language: 'de', javaScript: false });
		await plain.goto(address);
		await plain.getByRole('link', { name: 'Weiterschreiben' }).click();
		expect(await plain.locator('textarea[name="blocks"]').inputValue()).toContain('Und mehr.');
		await plain.getByRole('button', { name: 'Speichern', exact: true }).click();
		await plain.waitForURL(/done=saved/);
		expect(await textOf(id)).toContain('Und mehr.');
		await page.context().close();
		await plain.context().close();
	});

	it('shows both texts to two who wrote at once, and overwrites none of them', async () => {
		const id = await room.draft('de', { title: 'Zu zweit', text: 'Gemeinsam.' });
		const [mine, hers] = await Promise.all([
			enter(site, browser, site.cities.dortmund.editor, { language: 'de' }),
			enter(site, browser, site.cities.dortmund.officer, { language: 'de' }),
		]);
		await Promise.all([write(mine, id), write(hers, id)]);
		for (const [page, words] of [
			[hers, 'Von ihr.'],
			[mine, 'Von mir.'],
		] as const) {
			await page.getByRole('textbox', { name: 'Text', exact: true }).focus();
			await page.keyboard.press('Control+Enter');
			await page.keyboard.type(words);
			await expectWritten(page, `Gemeinsam.\n\n${words}`);
		}
		await hers.getByRole('button', { name: 'Speichern', exact: true }).click();
		await hers.waitForURL(/done=saved/);
		await mine.getByRole('button', { name: 'Speichern', exact: true }).click();
		await mine.getByText('Der gespeicherte Text und Ihrer').waitFor();
		const diff = (await mine.locator('#meanwhile').innerText()).replace(/\s+/g, ' ');
		expect([diff.includes('Von ihr.'), diff.includes('Von mir.')]).toEqual([true, true]);
		await expectWritten(mine, 'Gemeinsam.\n\nVon mir.');
		await mine.getByRole('button', { name: 'Meinen Text als nächsten Stand speichern' }).click();
		await mine.waitForURL(/done=saved/);
		const rows = await site.database.query<{ number: number; text: string }>(
			`select number, blocks -> -1 -> 'text' -> 0 ->> 'text' as text from article_revision
			where article_id = $1 order by number`,
			[id],
		);
		expect(rows.map(({ number, text }) => `${number} ${text}`)).toEqual(['1 Gemeinsam.', '2 Von ihr.', '3 Von mir.']);
		await mine.context().close();
		await hers.context().close();
	});
});
