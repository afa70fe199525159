import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { type Actor, inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aSearchWorld, otherCatalogue, past } from '#test/laws/search-world.ts';
import { indexChanges, keepRules } from './index-entries.server.ts';
import { readWaiting, search } from './search.server.ts';
import { allSearchKinds, type SearchKind } from './search-kind.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aSearchWorld(database);
const { dortmund, zhytomyr, stranger } = world;
await world.index();

const ask = (actor: Actor, typed: string, kind: SearchKind | null = null) =>
	inCity(database.databases.app, actor, (trx) =>
		search(trx, { typed, kinds: allSearchKinds, kind, offset: 0, limit: 20 }, currentCatalogue()),
	);
async function kindsFound(actor: Actor, typed: string): Promise<string[]> {
	return (await ask(actor, typed)).counts.map(({ kind }) => kind);
}

/** What of each kind a city may read, asked of the records themselves; what is never searched is left out here too. */
const readable: Readonly<Record<SearchKind, string>> = {
	need: 'select need_id as id from need_current',
	'need-list': `select id from need_list where state <> 'discarded'`,
	offer: 'select offer_id as id from offer_current',
	lot: 'select id from lot',
	shipment: 'select id from shipment',
	discrepancy: 'select id from discrepancy',
	partnership: 'select id from partnership where id in (select visible_partnerships())',
	agreement: 'select id from agreement',
	paper: 'select id from paper',
	mandate: 'select mandate_id as id from mandate_current',
	theme: 'select id from theme',
	project: 'select id from project',
	promise: 'select promise_id as id from promise_current',
	event: 'select id from event',
	exchange: 'select id from exchange',
	funding: 'select funding_id as id from funding_current',
	report: `select id from report where kind = 'council'`,
	'proof-of-use': `select id from report where kind = 'proof-of-use'`,
	person: 'select id from person',
	organisation: `select id from organisation where city_id = current_city() and kind <> 'private-person'`,
	place: 'select id from place where not restricted or city_id = current_city()',
	operation: 'select id from operation',
	document: `select id from document where disclosure = 'partners' and erased_at is null`,
};

describe('who finds what', () => {
	const readers = { 'the keeping city': dortmund, 'its partner': zhytomyr, 'a stranger': stranger };

	it.each(Object.entries(readers).flatMap(([who, actor]) => allSearchKinds.map((kind) => [who, kind, actor] as const)))(
		'%s finds exactly the records of the kind %s it may read',
		async (_, kind, actor) => {
			const [found, allowed] = await inCity(database.databases.app, actor, async (trx) => [
				await sql<{ id: string }>`select record_id as id from search_entry where kind = ${kind}`.execute(trx),
				await sql<{ id: string }>`${sql.raw(readable[kind])}`.execute(trx),
			]);
			expect(found.rows.map(({ id }) => id).sort()).toEqual(allowed.rows.map(({ id }) => id).sort());
			if (actor === dortmund) expect(found.rows.length).toBeGreaterThan(0);
		},
	);

	it.each([
		['Jugendbegegnungen', 'exchange'],
		['молодіжного обміну', 'exchange'],
		['Erasmus', 'exchange'],
		['Solidaritätspartnerschaft', 'partnership'],
	])('by %j what is called so in none of its own texts: a record of the kind %s', async (typed, kind) => {
		expect(await kindsFound(dortmund, typed)).toContain(kind);
	});

	it('searches past row-level security by the same rule', async () => {
		for (const actor of [dortmund, zhytomyr, stranger]) {
			const seen = await inCity(database.databases.app, actor, async (trx) => {
				const { rows } = await sql<{ kind: string; recordId: string }>`
					select kind, record_id from search_matching('2023 | on | we | generator:* | wat:* | ab:* | b:*', 'x',
						${[...allSearchKinds]}::text[], 1000)`.execute(trx);
				const policy = await sql<{ key: string }>`select kind || record_id as key from search_entry`.execute(trx);
				return { rows, readable: new Set(policy.rows.map(({ key }) => key)) };
			});
			for (const { kind, recordId } of seen.rows) expect(seen.readable).toContain(kind + recordId);
			if (actor === dortmund) expect(seen.rows.length).toBeGreaterThan(5);
		}
	});

	it('shows nothing to nobody', async () => {
		const rows = await database.databases.app
			.transaction()
			.execute((trx) => sql`select from search_entry`.execute(trx));
		expect(rows.rows).toEqual([]);
	});

	it('never knows what is need-to-know, not even as a word of its vocabulary', async () => {
		for (const table of ['search_entry', 'search_word']) {
			const rows = await database.query(`select * from ${table} t where t::text ilike '%secret%'`);
			expect(rows, table).toEqual([]);
		}
		expect((await ask(dortmund, 'SECRETdriver')).found).toBe('none');
	});
});

describe('what is found', () => {
	it.each<[string, SearchKind]>([
		['generators', 'need'],
		['Generatoren', 'lot'],
		['генераторів', 'lot'],
		['Stromerzeuger', 'need'],
		['VIN-0815', 'lot'],
		['Schymanska', 'person'],
		['Шиманської', 'person'],
		['Shimanskaja', 'person'],
		['лікарня', 'need-list'],
		['Rollstühle Rampe Feldbett', 'offer'],
		['wheelchair', 'discrepancy'],
		['"DS 4711"', 'paper'],
		['Konzepte', 'document'],
		['solidarity', 'agreement'],
		['Wasserwerk water', 'project'],
		['intention', 'promise'],
		['Verwendungsnachweis', 'proof-of-use'],
	])('%s: a record of the kind %s', async (typed, kind) => {
		expect(await kindsFound(dortmund, typed)).toContain(kind);
	});

	it('is mended where it was mistyped, and says which spelling it is for', async () => {
		const { found, counts } = await ask(dortmund, 'solidraity');
		expect([found, counts.map(({ kind }) => kind)]).toEqual(['mended', expect.arrayContaining(['agreement'])]);
	});

	it('is what has some of the words where nothing has all', async () => {
		expect((await ask(dortmund, 'Generator Quetzalcoatl')).found).toBe('some');
		expect((await ask(dortmund, 'Quetzalcoatl')).found).toBe('none');
	});

	it('can be narrowed to a kind, and counts the others nonetheless', async () => {
		const { hits, counts } = await ask(dortmund, 'generator', 'need');
		expect(new Set(hits.map(({ kind }) => kind))).toEqual(new Set(['need']));
		expect(counts.length).toBeGreaterThan(1);
	});

	it('is nothing, and no error, for what makes no sense', async () => {
		const absurd = [
			'',
			'…',
			'!',
			'& | ! <-> :* ()',
			"'",
			'\\',
			"''''",
			'a:*',
			'%_%',
			'\0',
			'\u{1F69A}',
			'"',
			'"""',
			'\ud800',
		];
		for (const typed of [...absurd, 'x'.repeat(10_000), '" '.repeat(5000), 'ab '.repeat(3000), '9'.repeat(5000)]) {
			await expect(ask(dortmund, typed)).resolves.toMatchObject({ found: expect.any(String) });
		}
	});
});

describe('how the search keeps up', () => {
	const titles = async (actor: Actor, typed: string) => (await ask(actor, typed)).hits.map(({ title }) => title);
	const waiting = () => inCity(database.databases.app, dortmund, readWaiting);

	it('finds what was entered or changed, says what is still to come, and forgets the old words', async () => {
		const id = anId();
		await database.query(
			`insert into organisation (id, city_id, kind, names) values ($1, $2, 'company', '{"de": "Zwirnfabrik Mustertal"}')`,
			[id, dortmund.city],
		);
		expect((await waiting()).waiting).toBe(1);
		expect(await titles(dortmund, 'Zwirnfabrik')).toEqual([]);
		await world.index();
		expect(await waiting()).toEqual({ waiting: 0, oldest: null });
		expect(await titles(dortmund, 'Zwirnfabrik')).toEqual([{ de: 'Zwirnfabrik Mustertal' }]);
		await database.query(`update organisation set names = '{"de": "Weberei Mustertal"}' where id = $1`, [id]);
		await world.index();
		expect(await titles(dortmund, 'Zwirnfabrik')).toEqual([]);
		expect(await titles(dortmund, 'Weberei')).toHaveLength(1);
		expect(
			await database.query(`select word from search_word where word ~ 'zwirn|weber|mustertal' order by 1`),
		).toEqual([{ word: 'mustertal' }, { word: 'weberei' }]);
	});

	it('hides at once what fewer may read from now on', async () => {
		expect(await kindsFound(dortmund, 'site')).toContain('place');
		await database.query('update place set restricted = true where id = $1', [world.siteId]);
		expect(await kindsFound(dortmund, 'site')).not.toContain('place');
		await world.index();
		expect(await kindsFound(dortmund, 'site')).not.toContain('place');
		expect(await kindsFound(zhytomyr, 'site')).toContain('place');
	});

	it('loses what was erased or deleted in the same transaction', async () => {
		expect(await kindsFound(dortmund, 'Konzept')).toContain('document');
		await past(database, [
			'set local session_replication_role = origin',
			`update document set erased_at = now() where disclosure = 'partners'`,
		]);
		expect(await kindsFound(dortmund, 'Konzept')).not.toContain('document');
		expect(await kindsFound(dortmund, 'Bericht Rat')).toContain('report');
		await database.query('delete from report');
		expect(await kindsFound(dortmund, 'Bericht Rat')).not.toContain('report');
		await world.index();
		expect(
			await database.query(`select from search_entry where kind in ('report', 'proof-of-use', 'document')`),
		).toEqual([]);
	});

	it('takes a mandate from the partner with the paper it stands in', async () => {
		const [row] = await database.query<{ paper: string }>(`select paper_id as paper from mandate_current limit 1`);
		await database.query(
			`insert into paper_partnership (paper_id, partnership_id, city_id, linked_at) values ($1, $2, $3, now())`,
			[row!.paper, world.partnershipId, dortmund.city],
		);
		await world.index();
		expect(await kindsFound(zhytomyr, 'erstatten')).toEqual(['mandate']);
		await database.query('delete from paper_partnership where paper_id = $1', [row!.paper]);
		expect(await kindsFound(zhytomyr, 'erstatten')).toEqual([]);
		await world.index();
		expect(await kindsFound(zhytomyr, 'erstatten')).toEqual([]);
		expect(await kindsFound(dortmund, 'erstatten')).toEqual(['mandate']);
	});

	it('loses nothing where indexing breaks off in the middle', async () => {
		await database.query(
			`insert into organisation (id, city_id, kind, names) values ($1, $2, 'company', '{"de": "Abbruchprobe"}')`,
			[anId(), dortmund.city],
		);
		const broken = inWorker(database.databases.worker, async (trx) => {
			await indexChanges(trx, currentCatalogue());
			throw new Error('the power went');
		});
		await expect(broken).rejects.toThrow('the power went');
		expect((await waiting()).waiting).toBe(1);
		await world.index();
		expect(await kindsFound(dortmund, 'Abbruchprobe')).toEqual(['organisation']);
	});

	it('indexes everything again by other rules, and once by the same', async () => {
		const { worker } = database.databases;
		expect(await inWorker(worker, (trx) => keepRules(trx, otherCatalogue))).toBe(true);
		expect(await inWorker(worker, (trx) => keepRules(trx, otherCatalogue))).toBe(false);
		const entries = await database.query<{ count: string }>('select count(*) from search_entry');
		expect((await waiting()).waiting).toBeGreaterThanOrEqual(Number(entries[0]!.count));
		await world.index();
		expect((await waiting()).waiting).toBe(0);
		expect(await database.query('select count(*) from search_entry')).toEqual(entries);
	});
});
