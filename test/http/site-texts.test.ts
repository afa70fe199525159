import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor } from '#test/visitor.ts';

let site: RunningSite;
const { get, post, enter } = aVisitor(() => site);
beforeAll(async () => {
	site = await startRunningSite();
});
afterAll(() => site.stop());

const say = (text: string, shown: number) => ({ text, shown: String(shown), idempotencyKey: randomUUID() });
const form = '/de/office/site-texts/accessibility/de';

describe('the pages a site must have', () => {
	it('are linked at the foot of every page, also while nobody has written them', async () => {
		for (const language of languages) {
			for (const page of ['imprint', 'privacy', 'accessibility', 'easy-language']) {
				expect(await (await get(`/${language}`)).text()).toContain(`href="/${language}/${page}"`);
				expect((await get(`/${language}/${page}`)).status).toBe(200);
			}
		}
	});

	it('are written by administrators alone, without a script, and read by everybody a moment later', async () => {
		const editor = await enter(site.cities.dortmund.editor);
		expect((await get(form, editor)).status).toBe(403);
		const administrator = await enter(site.cities.dortmund.administrator);
		const refused = await post(form, say('Gut.\n\n[[image: x]]', 0), administrator);
		expect(refused.status).toBe(400);
		expect(await refused.text()).toContain('[[image: x]]');
		const saved = await post(form, say('## Ziel\n\nAlle **können** lesen <b>.', 0), administrator);
		expect([saved.status, saved.headers.get('location')]).toEqual([303, '/de/office/site-texts?done=saved']);
		const page = (await (await get('/de/accessibility')).text()).replace(/<!--.*?-->/g, '');
		expect(page).toMatch(/<h2[^>]*>Ziel<\/h2>/);
		expect(page).toContain('<strong>können</strong> lesen &lt;b>.');
		expect(await (await get('/uk/accessibility')).text()).toContain('lang="de"');
		const late = await post(form, say('Anders', 0), administrator);
		expect(late.status).toBe(400);
	});

	it('are answered from the cache with a strong tag until they change', async () => {
		const path = '/de/imprint';
		const first = await get(path, { 'accept-encoding': 'br' });
		const tag = first.headers.get('etag') ?? '';
		expect(tag).toMatch(/^"[\w-]{22}-br"$/);
		expect((await get(path, { 'accept-encoding': 'br', 'if-none-match': tag })).status).toBe(304);
		expect((await get(path, { 'accept-encoding': 'identity', 'if-none-match': tag })).status).toBe(200);
		const administrator = await enter(site.cities.dortmund.administrator);
		await post('/de/office/site-texts/imprint/de', say('Wer wir sind', 0), administrator);
		await site.tell({ now: (site.now() + 1000) as never });
		const changed = await get(path, { 'accept-encoding': 'br', 'if-none-match': tag });
		expect(changed.status).toBe(200);
		expect(await changed.text()).toContain('Wer wir sind');
	});
});

describe('a barrier', () => {
	const message = { message: 'Das <Menü> lässt sich nicht öffnen.', page: '/de', email: '' };

	it('is reported once, however often the form is sent, and settled by the office', async () => {
		const sent = { ...message, idempotencyKey: randomUUID() };
		for (const answer of [await post('/de/accessibility', sent), await post('/de/accessibility', sent)]) {
			expect(answer.status).toBe(200);
			expect(await answer.text()).toContain('Vielen Dank');
		}
		const coordinator = await enter(site.cities.dortmund.coordinator);
		expect(await (await get('/de/office', coordinator)).text()).toContain('/de/office/feedback');
		const list = await (await get('/de/office/feedback', coordinator)).text();
		expect(list.split('Das &lt;Menü>').length).toBe(2);
		const id = /name="id" value="([^"]+)"/.exec(list)?.[1] ?? '';
		expect((await post('/de/office/feedback', { id }, coordinator)).status).toBe(303);
		expect(await (await get('/de/office/feedback', coordinator)).text()).not.toContain('name="id"');
	});

	it('keeps what was typed where something is missing, and stops floods and machines', async () => {
		const incomplete = await post('/uk/accessibility', {
			...message,
			message: '',
			email: 'x',
			idempotencyKey: randomUUID(),
		});
		expect(incomplete.status).toBe(400);
		const page = await incomplete.text();
		expect(page).toContain('value="x"');
		expect(page).toContain('href="#message"');
		const machine = { ...message, website: 'x', idempotencyKey: randomUUID() };
		expect((await post('/de/accessibility', machine)).status).toBe(200);
		const answers: number[] = [];
		for (let at = 0; at < 7; at++) {
			answers.push((await post('/de/accessibility', { ...message, idempotencyKey: randomUUID() })).status);
		}
		expect(answers.at(-1)).toBe(400);
		const kept = await site.database.query('select from feedback');
		expect(kept.length).toBeLessThan(8);
	});
});
