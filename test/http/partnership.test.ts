import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, hidden, type Session } from '#test/visitor.ts';

let site: RunningSite;
const { get, post, enter, read } = aVisitor(() => site);
const council = randomUUID();

beforeAll(async () => {
	site = await startRunningSite();
	const { dortmund, zhytomyr } = site.cities;
	await layOutPartnership(site.database, [dortmund, zhytomyr], {
		kind: 'contact',
		status: 'initiating',
		since: '2022-03-01',
	});
	await site.database.query(
		`insert into organisation (id, city_id, kind, names) values ($1, $2, 'council', '{"de": "Rathaus"}')`,
		[council, dortmund.id],
	);
});
afterAll(() => site.stop());

/** Sends the form of a page as a browser without a script would; answers where it leads. */
async function send(
	path: string,
	fields: Record<string, string | File>,
	session: Session,
	action = '',
): Promise<string> {
	const key = hidden(await read(path, session), 'idempotencyKey');
	const answer = await post(path + action, { idempotencyKey: key, ...fields }, session);
	expect(answer.status, await answer.text()).toBe(303);
	return answer.headers.get('location') ?? '';
}

const office = '/de/office';
const pathOf = (location: string) => location.split('?')[0]!;
const idOf = (location: string) => pathOf(location).split('/').at(-1)!;

describe('a partnership, without a line of JavaScript,', () => {
	let coordinator: Session;
	let officer: Session;
	let reader: Session;
	let person: string;
	let agreement: string;
	beforeAll(async () => {
		coordinator = await enter(site.cities.dortmund.coordinator);
		reader = await enter(site.cities.dortmund.reader);
		officer = await enter(site.cities.zhytomyr.officer, 'uk');
	});

	it('gets the people who act for it, found under every spelling by the partner', async () => {
		const postId = idOf(
			await send(
				`${office}/people/posts/new`,
				{ 'names-de': 'Oberbürgermeisterin', organisation: council, sole: 'on' },
				coordinator,
			),
		);
		const form = await read(`${office}/people/new`, coordinator);
		const wrong = await post(`${office}/people/new`, { idempotencyKey: hidden(form, 'idempotencyKey') }, coordinator);
		expect(wrong.status).toBe(400);
		expect(await wrong.text()).toContain('Bitte füllen Sie dieses Feld aus.');
		person = pathOf(await send(`${office}/people/new`, { 'names-de': 'Halyna Schymanska' }, coordinator));
		await send(`${person}/tenures/new`, { post: postId, began: '2020' }, coordinator);
		const found = await read('/uk/office/people?q=Шиманська', officer);
		expect(found).toContain('Halyna Schymanska');
		expect(found).toContain('Oberbürgermeisterin');
		const again = await post(
			`${office}/people/new`,
			{ idempotencyKey: randomUUID(), 'names-uk': 'Галина Шиманська' },
			coordinator,
		);
		expect(await again.text()).toContain('ist bereits eingetragen');
	});

	it('gets its agreement with signatory and scan, which the partner reads in Ukrainian', async () => {
		const facts = {
			kind: 'solidarity',
			'title-de': 'Abkommen',
			signedOn: '23.02.2023',
			mode: 'online',
			renewal: 'none',
		};
		const fresh = `${office}/agreements/new?partnership=pair`;
		const wrong = await post(fresh, { ...facts, idempotencyKey: randomUUID(), validUntil: '2022-01-01' }, coordinator);
		expect(wrong.status).toBe(400);
		const said = await wrong.text();
		expect(said).toContain('Das Abkommen endet, bevor es beginnt.');
		expect(said).toContain('value="23.02.2023"');
		agreement = pathOf(await send(fresh, facts, coordinator));
		const page = await read(agreement, coordinator);
		const who = new RegExp(`value="(${idOf(person)} [^"]+)"`).exec(page)?.[1];
		await send(
			agreement,
			{ who: who!, side: site.cities.dortmund.id, signedAs: 'H. Šymansʹka' },
			coordinator,
			'?/addSignatory',
		);
		const file = new File(['%PDF-1.7 scan'], '../Abkommen.pdf');
		await send(agreement, { file }, coordinator, '?/addScan');
		const bad = await post(
			`${agreement}?/addScan`,
			{ idempotencyKey: randomUUID(), file: new File(['<svg/>'], 'a.svg') },
			coordinator,
		);
		expect(await bad.text()).toContain('könnte Programme ausführen');
		const theirs = await read(agreement.replace('/de/', '/uk/'), officer);
		for (const text of ['H. Šymansʹka', '23 лютого 2023', 'Oberbürgermeisterin']) expect(theirs).toContain(text);
		const document = /\/uk\/office\/documents\/([0-9a-f-]{36})/.exec(theirs)![1]!;
		const download = await get(`/uk/office/documents/${document}/file`, officer);
		expect(await download.text()).toBe('%PDF-1.7 scan');
		expect(download.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Abkommen.pdf");
		expect(download.headers.get('x-content-type-options')).toBe('nosniff');
	});

	it('gets a new standing that rests on the agreement, once and in order', async () => {
		const standing = `${office}/partnerships/pair/standing`;
		const basis = `agreement ${idOf(agreement)}`;
		const fields = { kind: 'solidarity', status: 'active', since: '2023-02-23', basis };
		expect(await send(standing, fields, coordinator, '?/state')).toContain('done=standing-stated');
		const again = await post(
			`${standing}?/state`,
			{ ...fields, idempotencyKey: randomUUID(), since: '2022' },
			coordinator,
		);
		const said = await again.text();
		expect(said).toContain('Das gilt bereits.');
		expect(said).toContain('Die letzte Angabe gilt ab 23. Februar 2023.');
		const theirs = await read('/uk/office/partnerships/pair', officer);
		expect(theirs).toContain('Партнерство солідарності, активне');
		expect(theirs.indexOf('Контакт')).toBeLessThan(theirs.indexOf('Партнерство солідарності, активне'));
	});

	it('keeps contact details from those who need not know them', async () => {
		await send(
			`${person}/contact`,
			{ mark: hidden(await read(`${person}/contact`, coordinator), 'mark'), phone: '0231 500' },
			coordinator,
		);
		expect(await read(`${person}/contact`, coordinator)).toContain('0231 500');
		expect((await get(`${person}/contact`, officer)).status).toBe(404);
		expect((await get(`${person}/contact`, reader)).status).toBe(403);
		for (const page of [person, agreement, `${office}/partnerships/pair`]) {
			expect(await read(page, reader)).not.toContain('0231 500');
		}
	});

	it('is changed by nobody who only reads', async () => {
		const answer = await post(`${agreement}?/addSignatory`, { idempotencyKey: randomUUID() }, reader);
		expect(answer.status).toBe(403);
		expect((await get(`${office}/partnerships/pair/standing`, reader)).status).toBe(403);
	});
});
