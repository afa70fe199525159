import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anId } from '#test/database.ts';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, hidden, type Session, taken } from '#test/visitor.ts';

let site: RunningSite;
const { get, post, enter, read } = aVisitor(() => site);
const partnership = anId<'partnership'>();

beforeAll(async () => {
	site = await startRunningSite();
	const { dortmund, zhytomyr } = site.cities;
	await layOutPartnership(site.database, [dortmund, zhytomyr], { id: partnership });
});
afterAll(() => site.stop());

const newsroom = '/de/office/newsroom';

describe('the newsroom, without a line of JavaScript,', () => {
	let editor: Session;
	let coordinator: Session;
	let officer: Session;
	let reader: Session;
	let edition = '';

	beforeAll(async () => {
		const { dortmund, zhytomyr } = site.cities;
		[editor, coordinator, officer, reader] = await Promise.all([
			enter(dortmund.editor),
			enter(dortmund.coordinator),
			enter(zhytomyr.officer),
			enter(dortmund.reader),
		]);
	});

	const fieldsOf = async (path: string, session: Session) => {
		const page = await read(path, session);
		return { idempotencyKey: hidden(page, 'idempotencyKey'), shown: hidden(page, 'shown'), page };
	};
	/** Presses one of the buttons of an edition's page. */
	const press = async (deed: string, session: Session, fields: Record<string, string> = {}) => {
		const { idempotencyKey, shown } = await fieldsOf(edition, session);
		return post(`${edition}?/${deed}`, { idempotencyKey, shown, ...fields }, session);
	};

	it('says what is wrong with a text by its block and keeps what was typed', async () => {
		const { idempotencyKey } = await fieldsOf(`${newsroom}/new`, editor);
		const typed = {
			kind: 'news',
			edition: 'de',
			partnership,
			title: 'Hilfe',
			blocks: 'Gut.\n\nDas ist **offen.\n\n[[video: x]]',
		};
		const answer = await post(`${newsroom}/new`, { ...typed, idempotencyKey }, editor);
		expect(answer.status).toBe(400);
		const page = await answer.text();
		expect(page).toContain('Absatz 2, Text: Ein ** ist geöffnet');
		expect(page).toContain('Absatz 3, Art: „[[video: x]]“');
		expect(page).toContain('Das ist **offen.');
		const blocks = 'Am 14. März fuhren <script>alert(1)</script> 25 Generatoren ab.';
		edition = await taken(await post(`${newsroom}/new`, { ...typed, blocks, idempotencyKey }, editor));
		const shown = await read(edition, editor);
		expect(shown).toContain('&lt;script>alert(1)&lt;/script>');
		expect(shown).toContain('Der Vorspann fehlt.');
	});

	it('overwrites nobody: who was overtaken sees both texts and decides', async () => {
		const [mine, theirs] = await Promise.all([read(`${edition}/edit`, editor), read(`${edition}/edit`, editor)]);
		const text = { title: 'Hilfe', teaser: 'Vorspann', slug: 'hilfe' };
		const fields = (page: string, blocks: string) => ({
			...text,
			blocks,
			idempotencyKey: hidden(page, 'idempotencyKey'),
			startedFrom: hidden(page, 'startedFrom'),
		});
		await taken(await post(`${edition}/edit`, fields(mine, '25 Generatoren sind da.'), editor));
		const late = await post(`${edition}/edit`, fields(theirs, '52 Generatoren sind da.'), editor);
		expect(late.status).toBe(409);
		const page = await late.text();
		expect(page).toContain('<del>25</del>');
		expect(page).toContain('<ins>52</ins>');
		expect(hidden(page, 'startedFrom')).toBe('2');
		await taken(await post(`${edition}/edit`, fields(page, '25 Generatoren sind da, 52 folgen.'), editor));
		const history = await read(`${edition}/revisions?from=2&to=3`, editor);
		expect(history).toContain('<ins>, 52 folgen</ins>');
	});

	it('lets nobody approve their own text, and readers of the office change nothing', async () => {
		await taken(await press('submit', editor));
		const own = await press('approve', editor);
		expect(own.status).toBe(400);
		expect(await own.text()).toContain('Niemand gibt frei, woran er selbst geschrieben hat.');
		expect((await press('approve', reader)).status).toBe(400);
		expect((await get(`${edition}/edit`, reader)).headers.get('location') ?? 'refused').toContain('refused');
		await taken(await press('approve', coordinator));
	});

	it('lets people without an account read a draft by a link that ends', async () => {
		const made = await post(`${edition}?/preview`, {}, editor);
		expect(made.headers.get('cache-control')).toBe('no-store');
		const path = /\/de\/preview\/[\w-]{43}/.exec(await made.text())?.[0] ?? '';
		const seen = await get(path);
		expect([seen.status, seen.headers.get('cache-control'), seen.headers.get('x-robots-tag')]).toEqual([
			200,
			'no-store',
			'noindex, nofollow',
		]);
		expect(await seen.text()).toContain('25 Generatoren sind da, 52 folgen.');
		const kept = await site.database.query<{ count: number }>('select count(*)::int as count from article_preview');
		expect(kept[0]?.count).toBe(1);
		await taken(await press('end-previews', editor));
		expect((await get(path)).status).toBe(404);
		expect((await get(`/de/preview/${'x'.repeat(43)}`)).status).toBe(404);
	});

	it('keeps a joint embargo until the other city has agreed', async () => {
		const article = edition.replace(/\/de$/, '');
		const { idempotencyKey } = await fieldsOf(article, editor);
		const past = { embargoUntil: '2020-01-01T10:00', idempotencyKey };
		const refused = await post(`${article}?/set-embargo`, past, editor);
		expect(await refused.text()).toContain('Dieser Zeitpunkt ist vorbei.');
		const year = new Date(site.start).getUTCFullYear() + 1;
		await taken(await post(`${article}?/set-embargo`, { ...past, embargoUntil: `${year}-01-01T10:00` }, editor));
		const now = await press('publish', editor, { update: 'first' });
		expect(await now.text()).toContain('Die Sperrfrist gilt bis');
		await taken(await press('embargo', editor, { update: 'first' }));
		expect(await read(edition, editor)).toContain('Die andere Stadt hat der Sperrfrist noch nicht zugestimmt');
		const theirs = await read(article.replace('/de/', '/uk/'), officer);
		expect(theirs).toContain('Погодити ембарго');
		const agreement = { idempotencyKey: hidden(theirs, 'idempotencyKey'), until: hidden(theirs, 'until') };
		await taken(await post(`${article}?/agree-embargo`, agreement, officer));
		expect(await read(article, editor)).toContain('Beide Städte haben zugestimmt.');
	});

	it('publishes once what is sent twice, and withdraws with a reason', async () => {
		const article = edition.replace(/\/de$/, '');
		const { idempotencyKey } = await fieldsOf(article, editor);
		await taken(await post(`${article}?/lift-embargo`, { liftReason: 'Empfang bestätigt', idempotencyKey }, editor));
		const { page: _, ...form } = await fieldsOf(edition, editor);
		const sent = { ...form, update: 'first' };
		await taken(await post(`${edition}?/publish`, sent, editor));
		await taken(await post(`${edition}?/publish`, sent, editor));
		const published = await site.database.query(`select from article_event where kind = 'textPublished'`);
		expect(published).toHaveLength(1);
		const silent = await press('withdraw', editor, { withdrawReason: '' });
		expect(await silent.text()).toContain('Bitte nennen Sie den Grund.');
		await taken(await press('withdraw', editor, { withdrawReason: 'Falsche Zahl', leadsTo: '/de/figures' }));
		expect(await read(edition, editor)).toContain('Falsche Zahl');
	});

	it('answers absurd addresses with a page, never with an error', async () => {
		const odd = ['?page=-3&stage=lost&edition=xx&kind=&term=1&q=%27%25_', `?q=${'a'.repeat(5000)}`];
		for (const query of odd) expect((await get(newsroom + query, editor)).status).toBe(200);
		for (const path of ['/x', `/${anId()}`, `/${anId()}/de`, `/${anId()}/fr/edit`]) {
			expect((await get(newsroom + path, editor)).status, path).toBe(404);
		}
		expect((await get(`${edition}/revisions?from=99&to=x`, editor)).status).toBe(200);
	});
});

describe('a text that says other than the records, without a line of JavaScript,', () => {
	const query = (text: string, values: unknown[] = []) => site.database.query(text, values);
	let editor: Session;
	let coordinator: Session;
	let edition = '';

	beforeAll(async () => {
		const { dortmund, zhytomyr } = site.cities;
		[editor, coordinator] = await Promise.all([enter(dortmund.editor), enter(dortmund.coordinator)]);
		await query(
			`insert into operation (id, slug, names, lead_city_id, partner_city_id, partnership_id, destination, country, latitude,
				longitude, opened_on)
			values ($1, 'winter', '{"de": "Winterhilfe"}', $2, $3, $4, '{"de": "Schytomyr"}', 'UA', 50, 28, '2023-01-01')`,
			[anId(), dortmund.id, zhytomyr.id, partnership],
		);
		await query(
			`insert into public_operation (slug, names, destination, lead_city, partnership, country, latitude, longitude, opened_on)
			values ('winter', '{"de": "Winterhilfe"}', '{}', '{}', '{"slug": "pair", "names": {"de": "Paar"}}', 'UA', 50, 28,
				'2023-01-01')`,
		);
		await query(
			`insert into public_item (operation_slug, item_code, base_unit, needed, needs, needs_unknown, promised, received, in_use)
			values ('winter', 'PWR-GEN-D60', 'pcs', 60, 3, 0, 48, 25, 20)`,
		);
	});

	const press = async (deed: string, session: Session, fields: Record<string, string> = {}) => {
		const page = await read(edition, session);
		const form = { idempotencyKey: hidden(page, 'idempotencyKey'), shown: hidden(page, 'shown') };
		return post(`${edition}?/${deed}`, { ...form, ...fields }, session);
	};
	const begin = async (blocks: string) => {
		const page = await read(`${newsroom}/new`, editor);
		const facts = { kind: 'news', edition: 'de', partnership, title: 'Winterhilfe', teaser: 'Vorspann' };
		const sent = { ...facts, blocks, idempotencyKey: hidden(page, 'idempotencyKey') };
		edition = await taken(await post(`${newsroom}/new`, sent, editor));
	};

	it('is told what the ledger says, cannot be approved so, and goes out mended', async () => {
		await begin('Am Montag, dem 14. März 2023, kamen 30 Stromerzeuger an.');
		const told = await read(edition, editor);
		expect(told).toContain('2 Angaben weichen von den Akten ab.');
		expect(told).toContain('Stromerzeuger: 25 Stück angekommen (Winterhilfe)');
		expect(told).toContain('Der Tag war ein Dienstag.');
		await taken(await press('submit', editor));
		const refused = await press('approve', coordinator);
		expect(refused.status).toBe(400);
		expect(await refused.text()).toContain('„30 Stromerzeuger“ weicht von den Akten ab.');
		const page = await read(`${edition}/edit`, editor);
		const text = { title: 'Winterhilfe', teaser: 'Vorspann', slug: 'winterhilfe' };
		const blocks = 'Am Dienstag, dem 14. März 2023, kamen 25 Stromerzeuger an.';
		const form = { idempotencyKey: hidden(page, 'idempotencyKey'), startedFrom: hidden(page, 'startedFrom') };
		await taken(await post(`${edition}/edit`, { ...text, ...form, blocks }, editor));
		const mended = await read(edition, editor);
		expect(mended).toContain('Keine Angabe weicht von den Akten ab');
		expect(mended).toContain('[[figure: received PWR-GEN operation/winter]]');
		await taken(await press('submit', editor));
		await taken(await press('approve', coordinator));
		await taken(await press('publish', editor, { update: 'first' }));
	});

	it('goes out where somebody answers for it by name and with a reason', async () => {
		await begin('Zugesagt sind 50 Stromerzeuger.');
		await taken(await press('submit', editor));
		const claim = hidden(await read(edition, coordinator), 'claim');
		const silent = await press('sign-off', coordinator, { claim, given: 'yes', signOffReason: ' ' });
		expect(silent.status).toBe(400);
		expect(await silent.text()).toContain('Bitte nennen Sie den Grund.');
		const word = { claim, given: 'yes', signOffReason: 'Zwei kamen heute telefonisch hinzu' };
		await taken(await press('sign-off', coordinator, word));
		expect(await read(edition, editor)).toMatch(
			/Anna Beispiel steht für die Angabe ein[^<]*Zwei kamen heute telefonisch hinzu/,
		);
		await taken(await press('approve', coordinator));
		await taken(await press('publish', editor, { update: 'first' }));
	});
});
