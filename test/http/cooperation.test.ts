import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexChanges } from '#lib/accountability/search/index-entries.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, hidden, type Session } from '#test/visitor.ts';

let site: RunningSite;
const { get, post, enter, read } = aVisitor(() => site);
beforeAll(async () => {
	site = await startRunningSite();
	const { dortmund, zhytomyr } = site.cities;
	await layOutPartnership(site.database, [dortmund, zhytomyr]);
});
afterAll(() => site.stop());

const chosen = (page: string, name: string): string => {
	const select = page.split(`name="${name}"`)[1]?.split('</select>')[0] ?? '';
	return /<option value="([^"]+)" selected/.exec(select)?.[1] ?? '';
};

const promises = '/de/office/promises';
const source = '/de/office/agreements/0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
const several = `${promises}/several?of=${encodeURIComponent(source)}`;

describe('promises, without a line of JavaScript,', () => {
	let coordinator: Session;
	let officer: Session;
	let reader: Session;
	beforeAll(async () => {
		coordinator = await enter(site.cities.dortmund.coordinator);
		officer = await enter(site.cities.zhytomyr.officer);
		reader = await enter(site.cities.dortmund.reader);
	});

	it('come in several from one agreement, after a look at each, and once', async () => {
		const first = await read(several, coordinator);
		const lines = '- 200 Feldbetten\n- Jugendaustausch\n\n- Jugendaustausch';
		const shared = { partnership: chosen(first, 'partnership'), language: 'de', sourceKind: 'agreement' };
		const empty = await post(`${promises}/several?/look`, { ...shared, lines: ' \n' }, coordinator);
		expect([empty.status, (await empty.text()).includes('mindestens eine Zusage')]).toEqual([400, true]);
		const look = await post(
			`${promises}/several?/look&of=${encodeURIComponent(source)}`,
			{ ...shared, lines, sourceAddress: source, role: 'coordinator', public: 'on' },
			coordinator,
		);
		const second = await look.text();
		expect(second).toContain('Sehen Sie jede Zusage an');
		expect(second).not.toContain('name="line-2"');
		const fields = {
			...shared,
			idempotencyKey: hidden(second, 'idempotencyKey'),
			sourceAddress: source,
			role: 'coordinator',
			public: 'on',
			made: '2023-02-23',
			'line-0': '200 Feldbetten',
			'lineKind-0': 'goods',
			'lineDue-0': '2022',
			'line-1': 'Jugendaustausch',
			'lineKind-1': 'exchange',
			'lineDue-1': '2023',
		};
		const wrong = await post(`${promises}/several?/add`, fields, coordinator);
		const said = await wrong.text();
		expect(wrong.status).toBe(400);
		expect(said).toContain('href="#lineDue-0"');
		expect(said).toContain('value="2022"');
		const mended = { ...fields, 'lineDue-0': '05.2023' };
		for (const _ of [1, 2]) expect((await post(`${promises}/several?/add`, mended, coordinator)).status).toBe(303);
		const list = await read(`${promises}?state=overdue`, coordinator);
		expect(list.match(/\/de\/office\/promises\/[0-9a-f-]{36}"/g)).toHaveLength(2);
		expect(await read(several, coordinator)).toContain('Aus dieser Quelle bereits erfasst');
	});

	it('are called kept only with something that shows it, and the partner city reads what', async () => {
		const list = await read(`${promises}?q=Feldbetten`, coordinator);
		const path = /\/de\/office\/promises\/[0-9a-f-]{36}/.exec(list)?.[0] ?? '';
		const page = await read(path, coordinator);
		expect(page).toContain('31. Mai 2023');
		const move = {
			idempotencyKey: hidden(page, 'idempotencyKey'),
			shown: hidden(page, 'shown'),
			to: 'kept',
			on: '2023-03-31',
		};
		const unshown = await post(`${path}?/move`, move, coordinator);
		const said = await unshown.text();
		expect([unshown.status, said.includes('Noch zeigt nichts'), said.includes('value="31.03.2023"')]).toEqual([
			400,
			true,
			true,
		]);
		const shipment = '/de/office/shipments/1b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
		const shown = { ...move, evidenceAddress: shipment, evidenceNote: 'Empfang bestätigt' };
		expect((await post(`${path}?/move`, shown, coordinator)).status).toBe(303);
		const stale = { ...move, idempotencyKey: randomUUID(), to: 'broken', 'note-de': 'Nein.' };
		const late = await post(`${path}?/move`, stale, coordinator);
		expect([late.status, (await late.text()).includes('Jemand anderes')]).toEqual([400, true]);
		const theirs = await read(path.replace('/de/', '/uk/'), officer);
		for (const text of ['Виконано', shipment.replace('/de/', '/uk/'), 'Empfang bestätigt']) {
			expect(theirs).toContain(text);
		}
		expect(theirs).not.toContain('?/move');
		expect(await read(`${promises}?state=overdue`, coordinator)).not.toContain(path);
	});

	it('take a record that was searched for as evidence, with everything typed before', async () => {
		const list = await read(`${promises}?q=Jugendaustausch`, coordinator);
		const path = /\/de\/office\/promises\/[0-9a-f-]{36}/.exec(list)?.[0] ?? '';
		const page = await read(path, coordinator);
		const choose = `/de/office/choose-record?form=promise-evidence&id=${path.split('/').at(-1)}`;
		expect(page.replaceAll('&amp;', '&')).toContain(`formaction="${choose}"`);
		const typed = {
			idempotencyKey: hidden(page, 'idempotencyKey'),
			shown: hidden(page, 'shown'),
			evidenceAddress: 'Feldbetten',
			evidenceNote: 'Foto',
		};
		const { worker } = site.database.databases;
		while ((await inWorker(worker, (trx) => indexChanges(trx, currentCatalogue()))) > 0);
		const found = await (await post(choose, typed, coordinator)).text();
		expect(hidden(found, 'evidenceNote')).toBe('Foto');
		expect(found).toContain(`action="${path}?/evidence"`);
		const record = /name="evidenceAddress" value="(\/de\/office\/promises\/[^"]+)"/.exec(found)?.[1] ?? '';
		const { evidenceAddress: _, ...kept } = typed;
		const back = await post(`${path}?/evidence`, { ...kept, chosen: 'yes', evidenceAddress: record }, coordinator);
		const again = await back.text();
		expect(back.status).toBe(200);
		expect(again).toContain(`value="${record}"`);
		expect(again).toContain('value="Foto"');
		const sent = { ...kept, evidenceAddress: record, idempotencyKey: hidden(again, 'idempotencyKey') };
		expect((await post(`${path}?/evidence`, sent, coordinator)).status).toBe(303);
		expect((await get('/de/office/choose-record?form=nothing', coordinator)).status).toBe(404);
	});

	it('are read by the council and kept by those whose work it is', async () => {
		const list = await read(promises, reader);
		expect(list).toContain('Jugendaustausch');
		expect(list).not.toContain(`${promises}/new`);
		expect((await get(`${promises}/new`, reader)).status).toBe(403);
		const path = /\/de\/office\/promises\/[0-9a-f-]{36}/.exec(list)?.[0] ?? '';
		expect((await post(`${path}?/move`, { to: 'broken' }, reader)).status).toBe(403);
		const theirs = { idempotencyKey: randomUUID(), shown: '1', to: 'broken', on: '2024', 'note-uk': 'Ні.' };
		const foreign = await post(`${path}?/move`, theirs, officer);
		expect(await foreign.text()).toContain('Ihre Stadt führt diesen Eintrag nicht');
	});
});

describe('a project and its theme, without a line of JavaScript,', () => {
	it('are planned after contradictory days are told, reach a milestone and are measured', async () => {
		const coordinator = await enter(site.cities.dortmund.coordinator);
		const officer = await enter(site.cities.zhytomyr.officer);
		const themeForm = await read('/de/office/themes/new', coordinator);
		const theme = await post(
			'/de/office/themes/new',
			{
				idempotencyKey: hidden(themeForm, 'idempotencyKey'),
				partnership: chosen(themeForm, 'partnership'),
				on: '2023',
				'names-de': 'Stadtentwicklung',
				'goal-11': 'on',
			},
			coordinator,
		);
		expect(theme.status).toBe(303);
		const themePath = (theme.headers.get('location') ?? '').split('?')[0] ?? '';
		const unsaid = { idempotencyKey: randomUUID(), shown: '1', to: 'agreed', on: '03.2023' };
		expect(await (await post(`${themePath}?/move`, unsaid, coordinator)).text()).toContain('wo es vereinbart wurde');
		const agreed = { ...unsaid, idempotencyKey: randomUUID(), agreedIn: source };
		expect((await post(`${themePath}?/move`, agreed, coordinator)).status).toBe(303);

		const form = await read('/de/office/projects/new', coordinator);
		const fields = {
			idempotencyKey: hidden(form, 'idempotencyKey'),
			partnership: chosen(form, 'partnership'),
			on: '2024',
			code: 'dz-1',
			'names-de': 'Energieberatung',
			[`theme-${themePath.split('/').at(-1)}`]: 'on',
			begins: '2025',
			ends: '03.2024',
			budget: '12.500,00',
		};
		const wrong = await post('/de/office/projects/new', fields, coordinator);
		const said = await wrong.text();
		expect(wrong.status).toBe(400);
		for (const text of ['href="#ends"', 'bevor es beginnt', 'value="12.500,00"']) expect(said).toContain(text);
		const planned = await post('/de/office/projects/new', { ...fields, ends: '2026' }, coordinator);
		expect(planned.status).toBe(303);
		const path = (planned.headers.get('location') ?? '').split('?')[0] ?? '';

		const send = async (deed: string, more: Record<string, string>) =>
			(await post(`${path}?/${deed}`, { idempotencyKey: randomUUID(), shown: '1', ...more }, coordinator)).status;
		expect(await send('milestone', { 'milestone-de': 'Auftakt', due: '2025-02-01' })).toBe(303);
		const options = (page: string, name: string) =>
			/<option value="([0-9a-f-]{36})"/.exec(page.split(`name="${name}"`)[1] ?? '')?.[1] ?? '';
		const which = options(await read(path, coordinator), 'which');
		expect(await send('settle', { which, state: 'reached', settledOn: '2025-02-03' })).toBe(400);
		const reached = { which, state: 'reached', settledOn: '2025-02-03', outcomeNote: 'Protokoll liegt vor' };
		expect(await send('settle', reached)).toBe(303);
		expect(await send('indicator', { 'indicator-de': 'Beratungen', unit: 'Gebäude', target: '12,5' })).toBe(303);
		const indicatorId = options(await read(path, coordinator), 'indicatorId');
		const value = { indicatorId, asOf: '2025-03-01', valueSource: 'Protokoll' };
		expect(await send('measure', { ...value, value: 'viele' })).toBe(400);
		expect(await send('measure', { ...value, value: '5' })).toBe(303);
		expect(await send('move', { to: 'running', on: '2025' })).toBe(303);
		const page = await read(path, officer);
		for (const text of ['1 von 1 Meilenstein erreicht', '5,0', '40', 'Läuft', 'Stadtentwicklung', '12.500,00']) {
			expect(page).toContain(text);
		}
		expect(page).not.toContain('?/move');
	});
});
