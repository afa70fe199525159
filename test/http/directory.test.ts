import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOutPartnership, layOutRelief, type TestRelief } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, hidden, type Session } from '#test/visitor.ts';

let site: RunningSite;
const { get, post, enter, read } = aVisitor(() => site);
let relief: TestRelief;

beforeAll(async () => {
	site = await startRunningSite();
	relief = await layOutRelief(site.database, site.cities);
	const { dortmund, zhytomyr } = site.cities;
	await layOutPartnership(site.database, [dortmund, zhytomyr]);
});
afterAll(() => site.stop());

const locationOf = (answer: Response) => answer.headers.get('location') ?? '';
const directory = '/de/office/directory';

describe('the directory, without a line of JavaScript,', () => {
	let coordinator: Session;
	let officer: Session;
	let reader: Session;
	let warehouse: Session;
	beforeAll(async () => {
		coordinator = await enter(site.cities.dortmund.coordinator);
		warehouse = await enter(site.cities.dortmund.warehouse);
		reader = await enter(site.cities.dortmund.reader);
		officer = await enter(site.cities.zhytomyr.officer);
	});

	it('opens an operation after saying what is wrong with it, and opens it once', async () => {
		const form = await read(`${directory}/operations/new`, coordinator);
		const fields = {
			idempotencyKey: hidden(form, 'idempotencyKey'),
			'names-de': '',
			slug: 'Winter 26',
			openedOn: '2026-01-05',
		};
		const wrong = await post(`${directory}/operations/new`, fields, coordinator);
		expect(wrong.status).toBe(400);
		const said = await wrong.text();
		for (const sentence of ['in mindestens einer Sprache', '2 bis 40 Kleinbuchstaben', 'value="Winter 26"']) {
			expect(said).toContain(sentence);
		}
		const mended = { ...fields, 'names-de': 'Winterhilfe', slug: 'winter', partner: site.cities.zhytomyr.id };
		const [first, second] = [
			await post(`${directory}/operations/new`, mended, coordinator),
			await post(`${directory}/operations/new`, mended, coordinator),
		];
		expect(first.status).toBe(303);
		expect(locationOf(second)).toBe(locationOf(first));
		expect(await read(locationOf(first), coordinator)).toContain('Die Hilfsmaßnahme ist eröffnet');
		expect(await read(`${directory}/operations`, officer)).toContain('Winterhilfe');
	});

	it('shows a partner city what another leads, and takes no change of it', async () => {
		const path = `${directory}/operations/${relief.operation}`;
		const page = await read(path, officer);
		expect(page).toContain('Geleitet von dortmund');
		expect(page).not.toContain('?/close');
		const closing = await post(`${path}?/close`, { closedOn: '2026-01-06' }, officer);
		expect(closing.status).toBe(403);
		expect((await get(`${directory}/operations/new`, officer)).status).toBe(403);
		expect((await get(`${directory}/organisations`, officer)).status).toBe(403);
	});

	it('lets a partner officer enter a site of their own city, and correct no place of another', async () => {
		const form = await read('/uk/office/directory/places/new?kind=site', officer);
		const fields = {
			idempotencyKey: hidden(form, 'idempotencyKey'),
			kind: 'site',
			'names-uk': 'Лікарня № 2',
			restricted: 'on',
		};
		const added = await post('/uk/office/directory/places/new', fields, officer);
		expect(added.status).toBe(303);
		expect(await read(locationOf(added), officer)).toContain('Місце додано.');
		const idempotencyKey = crypto.randomUUID();
		const path = `${directory}/places/${relief.hub}?/correct`;
		const theirs = await post(path, { idempotencyKey, 'names-de': 'Unser' }, officer);
		expect(await theirs.text()).toContain('Ihre Stadt pflegt diesen Eintrag nicht');
	});

	it('puts each look at an address on the audit trail, and lets nobody look who need not', async () => {
		const path = `${directory}/places/${relief.site}`;
		const page = await read(path, warehouse);
		expect(page).toContain('geschützter Ort, Schytomyr');
		expect(page).not.toContain('Schule 5');
		const looks = () =>
			site.database.query(`select from audit_entry where action = 'place.address-read' and subject_id = $1`, [
				relief.site,
			]);
		expect((await get(`${path}/address`, warehouse)).status).toBe(404);
		expect(await looks()).toHaveLength(0);
		await site.database.query(
			`with planned as (
				insert into shipment (id, city_id, operation_id, number, transport, destination_id, created_at)
				select gen_random_uuid(), o.lead_city_id, o.id, '2026-017', 'own', $2, now() from operation o where o.id = $1 returning id)
			insert into shipment_event (shipment_id, sequence, kind, occurred_at, recorded_at)
			select id, 1, 'planned', now(), now() from planned`,
			[relief.operation, relief.site],
		);
		expect(await read(`${path}/address`, warehouse)).toContain('Schule 5');
		expect(await looks()).toHaveLength(1);
		expect((await get(`${path}/address`, reader)).status).toBe(403);
		expect((await get(directory, reader)).status).toBe(403);
		expect(await looks()).toHaveLength(1);
	});

	it('keeps an organisation, and shows what somebody else stored meanwhile before it is replaced', async () => {
		const path = `${directory}/organisations/${relief.donor}`;
		const shown = await read(path, coordinator);
		const fields = { mark: hidden(shown, 'mark'), kind: 'agency', publicNameAllowed: 'on' };
		const send = (changes: Record<string, string>) =>
			post(path, { idempotencyKey: crypto.randomUUID(), ...fields, ...changes }, coordinator);
		const first = await send({ 'names-de': 'THW' });
		expect(locationOf(first)).toBe(`${path}?done=corrected`);
		const late = await send({ 'names-de': 'THW Bonn' });
		expect(late.status).toBe(409);
		const page = await late.text();
		expect(page).toContain('Jemand anderes hat dies geändert');
		expect(page).toContain('Name (Deutsch): THW');
		const again = await send({ mark: hidden(page, 'mark'), 'names-de': 'THW Bonn' });
		expect(again.status).toBe(303);
		expect(await read(`${directory}/organisations?q=bonn`, coordinator)).toContain('THW Bonn');
	});
});
