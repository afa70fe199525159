import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aNewsroom } from '../laws/newsroom-world.ts';
import { startBrowser } from './browser.ts';
import { lookAt } from './pages/looks.ts';

let site: RunningSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startRunningSite(), startBrowser()]);
	const room = await aNewsroom(site.database, site.cities);
	room.now = site.start;
	const terms = [await room.term('category', 'relief'), await room.term('topic', 'energy')];
	const text = [
		'Ein **Satz** mit [Verweis](https://example.org).',
		'## Sicherheitsbevollmächtigtenversammlung',
		'> Danke!\n-- Olena | Stadtverwaltung',
		'- eins\n- zwei',
		'@ 2023-03: Ankunft',
	].join('\n\n');
	const contact = { name: 'Presse', phone: '+49 231 0', email: 'presse@stadt.example' };
	const facts = { terms, pressContact: contact, dateline: { de: 'Dortmund' } };
	const id = await room.publish('de', { title: 'Generatoren', slug: 'generatoren', text }, facts);
	await room.save(id, 'de', { title: 'Generatoren', slug: 'generatoren', text: `${text}\n\nNoch einer.` });
	await room.release(id, 'de', { kind: 'correction', wrong: '24', note: 'Es sind 25.' });
	await room.publish(
		'de',
		{ title: 'Sicherheitsbevollmächtigtenversammlung', slug: 'verwandt', text: 'x.' },
		{ terms },
	);
});
afterAll(async () => {
	await browser?.close();
	await site?.stop();
});

describe('the news', () => {
	it('can be read by everybody: wide and narrow, light and dark, without a script', async () => {
		const context = await browser.newContext({ baseURL: site.url });
		const page = await context.newPage();
		const said: string[] = [];
		page.on('console', (message) => said.push(message.text()));
		const faults: string[] = [];
		for (const path of ['/de/news/generatoren', '/de/news', '/uk/news', '/de/accessibility', '/de/easy-language']) {
			faults.push(...(await lookAt(page, path)));
		}
		expect(faults).toEqual([]);
		expect(said, 'nothing the policy of the page refuses').toEqual([]);
		await context.close();
	});
});
