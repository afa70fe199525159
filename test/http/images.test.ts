import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPicture, aPictureWithPast } from '#test/fixtures/images.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { until } from '#test/until.ts';
import { aVisitor, hidden, type Session } from '#test/visitor.ts';

let site: RunningSite;
const { get, enter } = aVisitor(() => site);
beforeAll(async () => {
	site = await startRunningSite({ worker: true });
});
afterAll(() => site.stop());

const headersOf = (session?: Session) => ({ accept: 'text/html', origin: site.url, ...session });

/** Sends a page's form as a browser does that runs no script. */
async function send(path: string, fields: Record<string, string | readonly File[]>, session: Session) {
	const page = await (await get(path.split('?')[0]!, session)).text();
	const form = new FormData();
	for (const name of ['idempotencyKey', 'mark']) form.set(name, hidden(page, name));
	for (const [name, value] of Object.entries(fields)) {
		if (typeof value === 'string') form.set(name, value);
		else for (const file of value) form.append(name, file);
	}
	return fetch(site.url + path, { method: 'POST', redirect: 'manual', headers: headersOf(session), body: form });
}

const images = '/de/office/images';
const file = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name);

describe('the picture library, without a line of JavaScript,', () => {
	let editor: Session;
	let page: string;
	beforeAll(async () => {
		editor = await enter(site.cities.dortmund.editor);
	});

	it('takes several pictures at once, keeps those that are fine and says of each other why it is not', async () => {
		const files = [
			file(await aPictureWithPast({ width: 900, height: 700 }), 'hafen.jpg'),
			file(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'logo.svg'),
			file(Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'), 'IMG_1.heic'),
		];
		const answer = await send(`${images}/new`, { files, partnership: '' }, editor);
		const said = await answer.text();
		expect(answer.status).toBe(200);
		expect(said).toContain('1 Bild wurde hinzugefügt.');
		expect(said).toContain('„logo.svg“ ist eine SVG-Datei.');
		expect(said).toContain('Maximale Kompatibilität');
		const only = /only=([0-9a-f-]{36})/.exec(said)![1]!;
		page = `${images}/${only}`;
		const refused = await send(`${images}/new`, { files: [], partnership: '' }, editor);
		expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('mindestens eine Bilddatei')]);
	});

	it('answers other pages while pictures are drawn', async () => {
		const large = file(await aPicture({ width: 4000, height: 3000, hue: 7 }), 'groß.jpg');
		const sending = send(`${images}/new`, { files: [large], partnership: '' }, editor);
		const others = await Promise.all(Array.from({ length: 4 }, () => get('/de')));
		expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect((await sending).status).toBe(303);
	});

	it('shows what the file suggests, takes a click for the focal point, and gives the public what was released', async () => {
		await until(async () => (await (await get(page, editor)).text()).includes('type="image"'));
		const shown = await (await get(page, editor)).text();
		expect(shown).toContain('Олена Коваль / CanaryCredit Житомир');
		expect(shown).not.toContain('CanaryCamera');
		const src = /<img[^>]*src="([^"]+)"/.exec(shown.split('<main')[1]!)![1]!;
		const inOffice = await get(src, editor);
		expect([inOffice.status, inOffice.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
		expect(Buffer.from(await inOffice.arrayBuffer()).includes('Canary')).toBe(false);
		expect((await get(src)).status).toBe(303);

		const clicked = await send(`${page}?/focal`, { 'at.x': '10', 'at.y': '10' }, editor);
		expect(clicked.headers.get('location')).toBe(`${page}?done=focal`);
		const early = await send(`${page}?/release`, {}, editor);
		expect([early.status, await early.text()]).toEqual([400, expect.stringContaining('Es fehlt: Alternativtext')]);
		const facts = { 'alt-de': 'Hafen', 'alt-uk': 'Порт', 'alt-en': 'Port', credit: 'Stadt', licence: 'own' };
		const saved = await send(`${page}?/correct`, { ...facts, consent: 'nobody', partnership: '' }, editor);
		expect(saved.headers.get('location')).toBe(`${page}?done=corrected`);

		const [{ publicId }] = (await site.database.query<{ publicId: string }>(
			`select public_id as "publicId" from image where id = $1`,
			[page.split('/').at(-1)],
		)) as [{ publicId: string }];
		const address = `/images/${publicId}/${src.split('/').at(-1)}`;
		const closed = await get(address);
		const none = await get(`/images/${'0'.repeat(26)}/${src.split('/').at(-1)}`);
		const comparable = ({ headers }: Response) =>
			[...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
		expect([closed.status, comparable(closed), await closed.text()]).toEqual([
			404,
			comparable(none),
			await none.text(),
		]);

		await until(async () => (await send(`${page}?/release`, {}, editor)).status === 303);
		// A file that was asked for in vain is looked for again after ten seconds of the site's clock.
		await site.tell({ now: (site.now() + 60_000) as ReturnType<RunningSite['now']> });
		const open = await get(address);
		expect([open.status, open.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
		expect(open.headers.get('cache-control')).toContain('immutable');
		expect(open.headers.has('last-modified')).toBe(false);
		expect((await get(address.replace(/-[0-9a-f]{12}/, '-000000000000'))).headers.get('location')).toBe(address);

		await send(`${page}?/hide`, { reason: 'a shelter can be recognised' }, editor);
		await site.tell({ now: (site.now() + 10_000) as ReturnType<RunningSite['now']> });
		expect((await get(address)).status).toBe(404);
	});

	it('is closed to those who keep no images', async () => {
		const reader = await enter(site.cities.dortmund.reader);
		expect((await get(images, reader)).status).toBe(403);
		expect((await get(images)).headers.get('location')).toContain('/de/sign-in');
	});
});
