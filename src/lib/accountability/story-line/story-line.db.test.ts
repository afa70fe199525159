import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#lib/kernel/plain-date.ts';
import type { Actor } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aPartnershipWorld } from '#test/laws/partnership-world.ts';
import { aReliefWorld, granted } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from '#test/laws/shipment-world.ts';
import { compareEntries, type StoryKind, storyKinds, storyPrecisions } from './story-line.ts';
import { countStory, findStoryPlace, listStory, listStoryThemes, type StoryScope } from './story-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const pair = await aPartnershipWorld(world);
const { partnershipId } = pair;
const [list, theme, project, event, exchange, funding, report] = Array.from({ length: 7 }, () => anId()) as string[];

/** Runs SQL as somebody for whom no trigger holds. */
const lay = (statements: string) =>
	database.query(`begin; set local session_replication_role = replica; ${statements}; commit`);

beforeAll(async () => {
	const { dortmund, zhytomyr, operationId } = world;
	const need = await world.aNeed(40);
	const lot = await world.aLot(30);
	const shipment = await aShipment(world, [[await world.aReservation(lot, 25, need), 25]]);
	await sendOff(world, shipment);
	const [line] = await linesOf(world, shipment);
	granted(await receive(world, shipment, [counted(line!, { accepted: 24, missing: 1 })]));
	await pair.keepPromiseBy(shipment, 61);
	await lay(`
		insert into use_report values ('${anId()}', '${line}', 'in-use', 7, '', '2023-03-24 10:00+01', now(), null, '${zhytomyr.city}');
		insert into need_list (id, operation_id, city_id, title, origin, language, sha256, state, purpose, urgency, created_at, finished_at)
			values ('${list}', '${operationId}', '${zhytomyr.city}', 'Потреби', 'text', 'uk', repeat('a', 64), 'finished', 'general', 2,
				'2023-02-20 23:30Z', now());
		insert into theme (id, partnership_id, city_id, names, goals, state, since_on, since_precision, steps)
			values ('${theme}', '${partnershipId}', '${dortmund.city}', '{"en": "Rivers"}', '{6}', 'agreed', '2023-03-01', 'month', 2);
		insert into theme_step (theme_id, city_id, sequence, state, since_on, since_precision, at)
			values ('${theme}', '${dortmund.city}', 1, 'proposed', '2023-01-01', 'year', now()),
				('${theme}', '${dortmund.city}', 2, 'agreed', '2023-03-01', 'month', now());
		insert into project (id, partnership_id, city_id, code, names, state, since_on, since_precision, steps)
			values ('${project}', '${partnershipId}', '${dortmund.city}', 'P-1', '{"en": "Wells"}', 'running', '2023-05-01', 'month', 2);
		insert into project_theme (project_id, theme_id, city_id, partnership_id)
			values ('${project}', '${theme}', '${dortmund.city}', '${partnershipId}');
		insert into project_step (project_id, city_id, sequence, state, since_on, since_precision, at)
			values ('${project}', '${dortmund.city}', 1, 'planned', '2023-04-01', 'day', now()),
				('${project}', '${dortmund.city}', 2, 'running', '2023-05-01', 'month', now());
		insert into event (id, partnership_id, city_id, kind, title, began_on, began_precision, mode, is_public, place_ahead, programmes,
				subjects, state, created_at, changed_at)
			values ('${event}', '${partnershipId}', '${dortmund.city}', 'workshop', '{"en": "Workshop"}', '2023-06-01', 'day', 'online',
				false, false, '{}', '[{"kind": "project", "id": "${project}"}]', 'held', now(), now()),
				('${anId()}', '${partnershipId}', '${dortmund.city}', 'workshop', '{"en": "Nothing held"}', '2023-07-01', 'day', 'online',
				false, false, '{}', '[]', 'planned', now(), now());
		insert into exchange (id, partnership_id, city_id, kind, title, host_id, starts_on, ends_on, travel_days, is_public, programmes,
				state, created_at)
			values ('${exchange}', '${partnershipId}', '${dortmund.city}', 'culture', '{"en": "Choirs"}', '${dortmund.city}', '2024-05-01',
				'2024-05-05', 2, false, '{}', 'held', now());
		insert into funding values ('${funding}', '${dortmund.city}', '${partnershipId}', now(), null);
		insert into funding_current (funding_id, partnership_id, city_id, version, state, names, subjects, tolerance_per_cent,
				retention_years, granted_cents, recorded_at, changed_at)
			values ('${funding}', '${partnershipId}', '${dortmund.city}', 3, 'running', '{"en": "Money for wells"}',
				'[{"kind": "event", "id": "${event}"}]', 20, 5, 123456, now(), now());
		insert into funding_event values ('${funding}', '${dortmund.city}', 2, 'fundingMoved',
			'{"from": "applied", "to": "granted", "on": "2023-04-17", "cents": 123456, "note": ""}', now(), null);
		insert into report (id, city_id, partnership_id, kind, period_from, period_until, created_at)
			values ('${report}', '${dortmund.city}', '${partnershipId}', 'council', '2023-01-01', '2023-12-31', now());
		insert into report_submission (report_id, content, sha256, submitted_at)
			values ('${report}', '{}', encode(sha256('{}'), 'hex'), '2024-02-01 12:00Z');
		with line as (insert into offer_line (id, offer_id, position, description, item_code, base_unit, quantity, accepted_quantity, facts)
			values ('${line}', '${line}', 1, 'Generators', 'PWR-GEN', 'pcs', 30, 30, '{}') returning id)
			update lot set offer_line_id = line.id from line where lot.id = '${lot}';
		insert into offer (id, city_id, origin, created_at) values ('${line}', '${dortmund.city}', 'office', now());
		insert into offer_current (offer_id, city_id, version, state, facts, created_at, changed_at, words)
			values ('${line}', '${dortmund.city}', 2, 'accepted', '{}', now(), now(), '');
		insert into offer_event values ('${line}', 2, 'offerAccepted', '{}', '2023-02-26 09:00Z', null)`);
});

const scope = (changes: Partial<StoryScope> = {}): StoryScope => ({
	partnershipId,
	kinds: storyKinds,
	theme: null,
	...changes,
});
const whole = { year: null, offset: 0 };
const told = (reader: Actor, changes?: Partial<StoryScope>) =>
	world.as(reader, (trx) => listStory(trx, scope(changes), whole));
const kindsOf = async (reader: Actor) => [...new Set((await told(reader)).map(({ fact }) => fact.kind))].toSorted();

describe('the story line of a partnership', () => {
	it('tells every kind of record, each with what its sentence needs', async () => {
		const entries = await told(world.dortmund);
		expect(entries).toEqual(entries.toSorted(compareEntries));
		expect(await kindsOf(world.dortmund)).toEqual([...storyKinds].toSorted());
		const of = (kind: StoryKind) => entries.filter((entry) => entry.fact.kind === kind);
		const named = (id: string) => entries.filter((entry) => entry.id.startsWith(id));
		const solidarity = { en: 'Solidarity with Ukraine' };
		expect(of('paper').find(({ fact }) => fact.kind === 'paper' && fact.title.en === solidarity.en)).toMatchObject({
			when: { date: '2022-03-31', precision: 'day' },
			fact: { body: 'Council', outcome: 'approved', title: solidarity },
		});
		expect(named(`theme-${theme}`)).toMatchObject([
			{ when: { date: '2023-03-01', precision: 'month' }, fact: { state: 'agreed' } },
		]);
		expect(named(`project-${project}`)).toMatchObject([
			{ id: `project-${project}-2`, source: { kind: 'project', id: project }, fact: { state: 'running' } },
		]);
		expect(named(`event-${event}`)).toMatchObject([{ fact: { eventKind: 'workshop', title: { en: 'Workshop' } } }]);
		expect(named(`exchange-${exchange}`)).toMatchObject([
			{ when: { date: '2024-05-01' }, fact: { exchangeKind: 'culture' } },
		]);
		expect(JSON.stringify(entries)).not.toContain('Nothing held');
		expect(named(`promise-${pair.promiseId}`)).toMatchObject([
			{ when: { date: '2022-10-04' }, fact: { state: 'made', note: null } },
			{ id: `promise-${pair.promiseId}-outcome`, when: { date: '2023-02-27' }, fact: { state: 'kept' } },
		]);
		expect(named(`funding-${funding}`)).toMatchObject([{ when: { date: '2023-04-17' }, fact: { cents: 123456 } }]);
		expect(of('need')).toMatchObject([
			{ when: { date: '2023-02-21' }, fact: { list: 'Потреби' }, source: { kind: 'need-list', id: list } },
			{ fact: { list: null, goods: [{ itemCode: 'PWR-GEN', quantity: 40 }] } },
		]);
		const generators = (quantity: number) => ({ goods: [{ itemCode: 'PWR-GEN', baseUnit: 'pcs', quantity }] });
		expect(of('offer')).toMatchObject([{ when: { date: '2023-02-26' }, fact: generators(30) }]);
		expect(of('allocation')).toMatchObject([{ when: { date: '2023-02-27' }, fact: generators(25) }]);
		expect(of('shipment')).toMatchObject([{ when: { date: '2023-02-27' }, fact: generators(24) }]);
		expect(of('use')).toMatchObject([{ when: { date: '2023-03-24' }, fact: generators(7) }]);
		expect(of('report')).toMatchObject([{ when: { date: '2024-02-01' }, fact: { until: '2023-12-31' } }]);
	});

	it('gives every entry an id of its own', async () => {
		const ids = (await told(world.dortmund)).map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('shows each city what it may see: the partner no offers and no reports, a stranger nothing', async () => {
		const partner = await kindsOf(world.zhytomyr);
		expect(storyKinds.filter((kind) => !partner.includes(kind))).toEqual(['offer', 'report']);
		const [need] = (await told(world.zhytomyr)).filter(({ fact }) => fact.kind === 'allocation');
		expect(need?.source.kind).toBe('need');
		expect(await told(world.stranger)).toEqual([]);
	});

	it('is narrowed down to a theme with its projects, their events and the money for them', async () => {
		const themes = await world.as(world.dortmund, (trx) => listStoryThemes(trx, partnershipId));
		expect(themes.map(({ names }) => names.en)).toEqual(['Water', 'Rivers']);
		const entries = await told(world.dortmund, { theme: theme as never });
		expect(entries.map(({ fact }) => fact.kind)).toEqual(['theme', 'funding', 'project', 'event']);
	});
});

describe('a long story line', () => {
	const many = 400;
	beforeAll(async () => {
		const days = Array.from({ length: many }, (_, index) => addDays(plainDate('2031-01-01'), (index * 37) % 90));
		const rows = days.map((date, index) => {
			const precision = storyPrecisions.filter((each) => each !== 'week')[index % 3]!;
			const on = precision === 'day' ? date : precision === 'month' ? `${date.slice(0, 7)}-01` : '2031-01-01';
			return `('${anId()}', '${partnershipId}', '${world.dortmund.city}', 'annex', '{"en": "A ${index}"}', '{}', '${on}', '${precision}', 'unknown', 'none')`;
		});
		await lay(`insert into agreement (id, partnership_id, city_id, kind, title, languages, signed_on, signed_precision, mode, renewal)
			values ${rows.join(', ')}`);
	});

	it('comes page by page in exactly the order of compareEntries', async () => {
		const read = (offset: number) => world.as(world.dortmund, (trx) => listStory(trx, scope(), { year: 2031, offset }));
		const pages = [await read(0), await read(150), await read(300), await read(450)];
		expect(pages.map(({ length }) => length)).toEqual([150, 150, 100, 0]);
		const entries = pages.flat();
		expect(entries).toEqual(entries.toSorted(compareEntries));
		expect(new Set(entries.map(({ id }) => id)).size).toBe(many);
		const place = await world.as(world.dortmund, (trx) => findStoryPlace(trx, scope(), entries[317]!.id));
		expect(place).toEqual({ year: 2031, before: 317 });
	});

	it('is counted by year and kind', async () => {
		const counts = await world.as(world.dortmund, (trx) => countStory(trx, scope()));
		expect(counts.filter(({ year }) => year === 2031)).toEqual([{ year: 2031, kind: 'agreement', count: many }]);
		const papers = await world.as(world.dortmund, (trx) =>
			listStory(trx, scope({ kinds: ['paper'] }), { year: 2022, offset: 0 }),
		);
		expect(counts.find(({ year }) => year === 2022)).toEqual({ year: 2022, kind: 'paper', count: papers.length });
	});

	it('knows nothing of an entry that is not there', async () => {
		expect(await world.as(world.dortmund, (trx) => findStoryPlace(trx, scope(), 'paper-1'))).toBeUndefined();
	});
});
