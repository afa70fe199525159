import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { granted } from '#test/laws/relief-world.ts';
import { twoDesks } from '#test/laws/two-desks.ts';
import type { Evidence } from '../evidence.ts';
import type { PromiseFacts, PromiseMove } from './promise.ts';
import {
	addEvidence,
	correctPromise,
	makePromise,
	makePromises,
	movePromise,
	withdrawEvidence,
} from './promise-commands.server.ts';
import {
	countPromises,
	findPromise,
	listOverduePromises,
	listPromiseDeadlines,
	listPromiseEvents,
	listPromises,
	listPromisesOfPartnership,
	listPromisesOfSource,
	lockOwnPromise,
	type PromiseFilter,
	type PromiseId,
} from './promise-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const today = plainDate('2024-06-01');
const fuzzy = (text: string) => parseFuzzyDate(text)!;
const { cities, partnership, foreign, inDortmund, inZhytomyr } = await twoDesks(database);
const thw = anId<'organisation'>();
const neighbour = anId<'organisation'>();
const stranger = anId<'city'>();

beforeAll(async () => {
	await database.query(
		`insert into city (id, slug, names, country, latitude, longitude, time_zone)
		values ($1, 'lviv', '{"en": "Lviv"}', 'UA', 50, 24, 'Europe/Kyiv')`,
		[stranger],
	);
	await database.query(
		`insert into organisation (id, city_id, kind, names, public_name_allowed) values
			($1, $2, 'agency', '{"de": "Technisches Hilfswerk"}', true), ($3, $2, 'private-person', '{"de": "Nachbarin"}', false)`,
		[thw, cities.dortmund.id, neighbour],
	);
});

const deed = () => ({ at: instant('2024-06-01T10:00:00Z'), account: cities.dortmund.coordinator });

const agreement = { kind: 'record', ref: { kind: 'agreement', id: anId<'agreement'>() } } as const;
const generators: PromiseFacts = {
	text: { de: '25 Stromerzeuger', uk: '25 генераторів', en: '25 generators' },
	kind: 'goods',
	quantity: { amount: quantity(25), unit: 'Stück', itemCode: 'PWR-GEN' },
	source: { kind: 'press-conference', address: null, quotation: 'Das THW liefert in den kommenden Wochen.' },
	made: fuzzy('2023-03-14'),
	due: fuzzy('2023-05'),
	owner: { role: 'coordinator', organisationId: thw },
	isPublic: true,
};
const make = async (changes: Partial<PromiseFacts> = {}) =>
	granted(
		await inDortmund((trx) =>
			makePromise(trx, { partnershipId: partnership, facts: { ...generators, ...changes } }, deed()),
		),
	);
const proof = (url = 'https://example.org/lieferung'): Evidence => ({
	address: { kind: 'link', url },
	note: '',
	on: null,
});
const kept: PromiseMove = { to: 'kept', on: fuzzy('2023-03-31'), note: null };
const find = (id: PromiseId) => inDortmund(async (trx) => (await findPromise(trx, id))!);

describe('a promise', () => {
	it('is kept on record with everything that was said of it', async () => {
		const id = await make();
		expect(await find(id)).toMatchObject({
			...generators,
			owner: { role: 'coordinator', organisationId: thw, organisationNames: { de: 'Technisches Hilfswerk' } },
			state: 'made',
			since: generators.made,
			firstDue: generators.due,
			version: 1,
			evidence: [],
		});
	});

	it('is followed until it is kept, and its history tells every step', async () => {
		const id = await make();
		const unshown = await inDortmund((trx) => movePromise(trx, { id, shown: 1, move: kept }, deed()));
		expect(unshown).toEqual({ ok: false, refusal: [{ kind: 'shown-or-said' }] });
		granted(await inDortmund((trx) => movePromise(trx, { id, shown: 1, move: kept, evidence: proof() }, deed())));
		const promise = await find(id);
		expect(promise).toMatchObject({ state: 'kept', since: kept.on, version: 3, evidence: [proof()] });
		const evidenceId = promise.evidence[0]!.id;
		const last = { id, shown: 3, evidenceId, reason: 'falsche Seite' };
		expect(await inDortmund((trx) => withdrawEvidence(trx, last, deed()))).toMatchObject({ ok: false });
		const again: PromiseMove = { to: 'under-way', on: fuzzy('2023-05'), note: { de: 'Fünf kamen nicht an.' } };
		granted(await inDortmund((trx) => movePromise(trx, { id, shown: 3, move: again }, deed())));
		granted(await inDortmund((trx) => withdrawEvidence(trx, { ...last, shown: 4 }, deed())));
		const facts = { ...generators, due: fuzzy('2025') };
		granted(await inDortmund((trx) => correctPromise(trx, { id, shown: 5, facts, reason: 'später' }, deed())));
		expect(await find(id)).toMatchObject({ due: fuzzy('2025'), firstDue: fuzzy('2023-05'), note: again.note });
		const events = await inDortmund((trx) => listPromiseEvents(trx, id));
		expect(events.map(({ kind }) => kind)).toEqual([
			'promiseMade',
			'evidenceAdded',
			'promiseMoved',
			'promiseMoved',
			'evidenceWithdrawn',
			'promiseCorrected',
		]);
		expect(events[0]?.by).toBe('Anna Beispiel');
	});

	it('reads the same from its events as from the list', async () => {
		const id = await make();
		granted(await inDortmund((trx) => movePromise(trx, { id, shown: 1, move: kept, evidence: proof() }, deed())));
		const told = (await inDortmund((trx) => lockOwnPromise(trx, id)))!;
		const { madeAt, changedAt, owner, ...rest } = told;
		expect(await find(id)).toMatchObject({ ...rest, owner });
		expect(madeAt).toBe(changedAt);
	});

	it('answers a page that is out of date and changes nothing', async () => {
		const id = await make();
		granted(await inDortmund((trx) => addEvidence(trx, { id, shown: 1, evidence: proof() }, deed())));
		expect(
			await inDortmund((trx) => addEvidence(trx, { id, shown: 1, evidence: proof('https://b.example') }, deed())),
		).toEqual({ ok: false, refusal: [{ kind: 'changed-meanwhile' }] });
		expect((await find(id)).evidence).toHaveLength(1);
	});

	it.each([
		['a private person as its owner', { owner: { role: 'coordinator', organisationId: neighbour } }, 'unknown-owner'],
		['an owner nobody knows', { owner: { role: 'editor', organisationId: anId() } }, 'unknown-owner'],
		['a day before it was made', { due: fuzzy('2023-03-13') }, 'due-before-made'],
	] as const)('is not made with %s', async (_what, changes, kind) => {
		const facts = { ...generators, ...changes } as PromiseFacts;
		const answer = await inDortmund((trx) => makePromise(trx, { partnershipId: partnership, facts }, deed()));
		expect(answer).toMatchObject({ ok: false, refusal: [{ kind }] });
	});

	it('belongs to a partnership of its city', async () => {
		const draft = {
			partnershipId: foreign,
			facts: { ...generators, owner: { ...generators.owner, organisationId: null } },
		};
		expect(await inDortmund((trx) => makePromise(trx, draft, deed()))).toEqual({
			ok: false,
			refusal: [{ kind: 'unknown-partnership' }],
		});
	});

	it('is read by both cities, moved by the one that keeps it, and unknown to others', async () => {
		const id = await make();
		expect(await inZhytomyr((trx) => findPromise(trx, id))).toMatchObject({ state: 'made' });
		expect(await inZhytomyr((trx) => movePromise(trx, { id, shown: 1, move: kept }, deed()))).toEqual({
			ok: false,
			refusal: [{ kind: 'not-yours' }],
		});
		const actor = { city: stranger, account: anId<'account'>() };
		expect(await inCity(app, actor, (trx) => findPromise(trx, id))).toBeUndefined();
		expect(await inCity(app, actor, (trx) => listPromiseEvents(trx, id))).toEqual([]);
	});

	it('comes with others of the same source', async () => {
		const source = { kind: 'agreement', address: agreement, quotation: '' } as const;
		const several = ['Workshops', 'Jugendaustausch'].map((de) => ({
			...generators,
			quantity: null,
			text: { de },
			source,
		}));
		const make = (facts: readonly PromiseFacts[]) =>
			inDortmund((trx) => makePromises(trx, { partnershipId: partnership, several: facts }, deed()));
		expect((await make(several)).ok).toBe(true);
		const found = await inDortmund((trx) => listPromisesOfSource(trx, agreement));
		expect(found.map(({ text }) => text.de).sort()).toEqual(['Jugendaustausch', 'Workshops']);
		const answer = await make([{ ...several[0]!, due: fuzzy('2022') }]);
		expect(answer).toMatchObject({ ok: false, refusal: [{ kind: 'due-before-made' }] });
	});
});

describe('lists of promises', () => {
	const all: PromiseFilter = { state: 'all', role: null, partnershipId: null, words: [], today };
	let open: PromiseId;
	let overdue: PromiseId;
	let done: PromiseId;
	const mine = <Row extends { readonly id: PromiseId }>(rows: readonly Row[]) =>
		rows.map(({ id }) => id).filter((id) => [open, overdue, done].includes(id));
	const list = (changes: Partial<PromiseFilter>) =>
		inDortmund((trx) => listPromises(trx, { ...all, ...changes }, { offset: 0, limit: 500 }));

	beforeAll(async () => {
		open = await make({ text: { de: 'Eurocities-Pilot' }, due: fuzzy('2024-06'), kind: 'project', quantity: null });
		overdue = await make({
			text: { de: 'Jugendaustausch', uk: 'Молодіжний обмін' },
			due: fuzzy('2023'),
			kind: 'exchange',
			quantity: null,
			owner: { role: 'editor', organisationId: null },
		});
		done = await make({ text: { de: 'Feldbetten' } });
		granted(await inDortmund((trx) => movePromise(trx, { id: done, shown: 1, move: kept, evidence: proof() }, deed())));
	});

	it('hold what is open, overdue, kept, of a role, of a partnership, with words in any language', async () => {
		expect(mine(await list({}))).toHaveLength(3);
		expect(mine(await list({ state: 'open' }))).toEqual([overdue, open]);
		expect(mine(await list({ state: 'overdue' }))).toEqual([overdue]);
		for (const state of ['kept', 'settled'] as const) expect(mine(await list({ state }))).toEqual([done]);
		expect(mine(await list({ role: 'editor' }))).toEqual([overdue]);
		expect(mine(await list({ words: ['Молодіжний'] }))).toEqual([overdue]);
		expect(mine(await list({ words: ['hilfswerk', 'pilot'] }))).toEqual([open]);
		expect(mine(await list({ partnershipId: foreign }))).toEqual([]);
		const counts = await inDortmund((trx) => countPromises(trx, { ...all, words: ['jugendaustausch', 'молод'] }));
		expect(counts).toEqual({ open: 1, overdue: 1, settled: 0, all: 1 });
	});

	it('tell reports and the calendar what is due, to the last day it may mean', async () => {
		expect(mine(await inDortmund((trx) => listOverduePromises(trx, today)))).toEqual([overdue]);
		expect(mine(await inZhytomyr((trx) => listPromisesOfPartnership(trx, partnership)))).toHaveLength(3);
		const due = (until: string) => inDortmund((trx) => listPromiseDeadlines(trx, { until: plainDate(until) }));
		const of = async (until: string) =>
			(await due(until)).filter(({ subject }) => [open, overdue, done].some((id) => id === (subject.id as string)));
		expect(await of('2024-06-29')).toMatchObject([
			{ kind: 'promise', due: '2023-12-31', ownerRole: 'editor', partnershipId: partnership },
		]);
		expect(await of('2024-06-30')).toHaveLength(2);
	});
});

describe('the database repeats the law', () => {
	const law = async (statement: string) => database.query(statement, [await make()]);
	const to = (state: string, rest = '') =>
		`update promise_current set version = 2, state = '${state}', since_on = '2024-01-01'${rest} where promise_id = $1`;

	it.each([
		['changes what happened', `update promise_event set data = '{}' where promise_id = $1`, /append-only/],
		['deletes what happened', 'delete from promise_event where promise_id = $1', /append-only/],
		['calls a promise kept without showing or saying how', to('kept'), /promise_kept_is_shown_or_said/],
		['calls a promise partly kept without showing or saying how', to('partly-kept'), /promise_kept_is_shown_or_said/],
		['breaks a promise without a word', to('broken'), /promise_failed_has_a_reason/],
		['withdraws a promise without a word', to('withdrawn'), /promise_failed_has_a_reason/],
		['skips a version', `update promise_current set version = 3 where promise_id = $1`, /does not follow/],
		[
			'has a promise kept before it was made',
			`update promise_current set version = 2, state = 'under-way', since_on = '2023-03-13' where promise_id = $1`,
			/was made before that day/,
		],
		[
			'has a promise due before it was made',
			`update promise_current set version = 2, due_on = '2022-01-01', due_precision = 'year' where promise_id = $1`,
			/promise_due_after_it_was_made/,
		],
		[
			'counts in halves of nothing',
			`update promise_current set version = 2, unit = null where promise_id = $1`,
			/whole/,
		],
		[
			'has a promise from nowhere',
			`update promise_current set version = 2, quotation = '' where promise_id = $1`,
			/promise_has_a_source/,
		],
	])('nobody %s, not even a superuser', async (_what, statement, message) => {
		await expect(law(statement)).rejects.toThrow(message);
	});

	it('nobody moves a promise where the table of moves does not lead, nor takes it up again without a word', async () => {
		const id = await make();
		const words = `, note = '{"de": "Nein."}'`;
		const move = (version: number, state: string, rest: string) =>
			database.query(
				`update promise_current set version = ${version}, state = '${state}'${rest} where promise_id = $1`,
				[id],
			);
		await move(2, 'withdrawn', words);
		await expect(move(3, 'kept', '')).rejects.toThrow(/no move leads from withdrawn to kept/);
		await expect(move(3, 'made', '')).rejects.toThrow(/no move leads from withdrawn to made/);
		await expect(move(3, 'under-way', ', note = null')).rejects.toThrow(/taken up again with a reason/);
	});

	it('nobody empties the history or begins with anything but a promise made', async () => {
		await expect(database.query('truncate promise_event')).rejects.toThrow(/append-only/);
		const id = await make();
		await expect(
			database.query(
				`insert into promise_current select (p).* from (select jsonb_populate_record(c,
					jsonb_build_object('state', 'kept', 'promise_id', gen_random_uuid())) as p from promise_current c where promise_id = $1) x`,
				[id],
			),
		).rejects.toThrow(/begins by being made/);
	});

	it('nobody keeps a promise in another city’s name', async () => {
		const id = await make();
		const write = (id: Id<'city'>, promise: PromiseId) =>
			inZhytomyr((trx) =>
				sql`insert into promise_event (promise_id, city_id, sequence, kind, data, at)
					values (${promise}, ${id}, 9, 'promiseMoved', '{}', now())`.execute(trx),
			);
		await expect(write(cities.dortmund.id, id)).rejects.toThrow(/row-level security/);
		await expect(write(cities.zhytomyr.id, id)).rejects.toThrow(/foreign key/);
		const changed = await inZhytomyr((trx) => sql`update promise_current set version = 2`.execute(trx));
		expect(changed.numAffectedRows).toBe(0n);
	});
});
