import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anId } from '#test/database.ts';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, hidden, refusedWith, type Session, taken } from '#test/visitor.ts';

let site: RunningSite;
const { get, post, enter, read } = aVisitor(() => site);
const partnership = anId<'partnership'>();

beforeAll(async () => {
	site = await startRunningSite();
	const { dortmund, zhytomyr } = site.cities;
	await layOutPartnership(site.database, [dortmund, zhytomyr], { id: partnership });
});
afterAll(() => site.stop());

const council = '/de/office/council';

describe('the council, without a line of JavaScript,', () => {
	let coordinator: Session;
	let officer: Session;
	let reader: Session;
	let warehouse: Session;
	let paper = '';
	beforeAll(async () => {
		coordinator = await enter(site.cities.dortmund.coordinator);
		reader = await enter(site.cities.dortmund.reader);
		warehouse = await enter(site.cities.dortmund.warehouse);
		officer = await enter(site.cities.zhytomyr.officer);
	});

	it('keeps a paper after saying everything that is wrong with it, and keeps it once', async () => {
		const form = await read(`${council}/new`, coordinator);
		expect(form).toContain('Paar');
		const fields = { idempotencyKey: hidden(form, 'idempotencyKey'), kind: 'proposal', reference: 'Nr. 17042-20' };
		const wrong = await post(`${council}/new`, { ...fields, dated: '30.02.2023', url: 'ratsinfo' }, coordinator);
		await refusedWith(
			wrong,
			'„30.02.2023“ ist kein Tag',
			'„ratsinfo“ ist keine Internetadresse',
			'value="Nr. 17042-20"',
		);
		const mended = {
			...fields,
			'names-de': 'Solidaritätspartnerschaft',
			'names-uk': 'Партнерство солідарності',
			dated: '15.01.2023',
			url: 'https://rathaus.example/17042',
			[`partnership-${partnership}`]: 'on',
		};
		paper = await taken(await post(`${council}/new`, mended, coordinator));
		expect(await taken(await post(`${council}/new`, mended, coordinator))).toBe(paper);
		expect(await read(`${council}?q=17042&only=linked`, coordinator)).toContain('Solidaritätspartnerschaft');
	});

	it('keeps what a body made of it, and believes no result that the votes belie', async () => {
		const page = `${paper}/consultations/new`;
		const form = await read(page, coordinator);
		const fields = {
			idempotencyKey: hidden(form, 'idempotencyKey'),
			body: 'Rat der Stadt',
			role: 'decision',
			authoritative: 'on',
			met: '09.02.2023',
			outcome: 'approved',
			votesFor: '40',
			votesAgainst: '40',
			votesAbstained: '2',
		};
		await refusedWith(await post(page, fields, coordinator), 'bei Gleichstand ist abgelehnt');
		await taken(await post(page, { ...fields, votesFor: '41' }, coordinator));
		expect(await read(paper, reader)).toContain('41 Ja, 40 Nein, 2 Enthaltungen');
	});

	it('follows a mandate until something shows that it was fulfilled', async () => {
		const page = `${paper}/mandates/new`;
		const form = await read(page, coordinator);
		const fields = {
			idempotencyKey: hidden(form, 'idempotencyKey'),
			'task-de': 'Vereinbarung unterzeichnen',
			'charged-de': 'Oberbürgermeister',
			due: '2023-03-01',
		};
		const mandate = await taken(await post(page, fields, coordinator));
		const shown = await read(mandate, coordinator);
		expect(shown).toContain('Überfällig seit');
		const move = {
			idempotencyKey: hidden(shown, 'idempotencyKey'),
			version: hidden(shown, 'version'),
			move: 'fulfilled',
			settledOn: '2023-02-23',
		};
		await refusedWith(await post(`${mandate}?/move`, move, coordinator), 'Erfüllt ist nur, was belegt ist');
		const evidence = { evidenceAddress: 'http://example.org/foto', evidenceNote: 'Foto der Urkunde' };
		await refusedWith(
			await post(`${mandate}?/move`, { ...move, ...evidence }, coordinator),
			'ist keine Internetadresse',
		);
		const mended = { ...move, ...evidence, evidenceAddress: 'https://example.org/foto' };
		await taken(await post(`${mandate}?/move`, mended, coordinator));
		const ukrainian = await read(mandate.replace('/de/', '/uk/'), officer);
		for (const said of ['Виконано', 'Foto der Urkunde', 'Доручення записано']) expect(ukrainian).toContain(said);
		expect(ukrainian).not.toContain('?/move');
		expect((await post(`${mandate}?/move`, { ...move, move: 'in-work' }, officer)).status).toBe(403);
		expect(await read(`${council}/mandates?show=settled`, reader)).toContain('Vereinbarung unterzeichnen');
	});

	it('is open to those who decide and read, not to the warehouse', async () => {
		for (const path of ['', '/new', '/mandates', '/sources']) {
			expect((await get(council + path, warehouse)).status, path).toBe(403);
		}
		expect((await get(`${council}/new`, reader)).status).toBe(403);
		expect((await get(`${council}/sources`, reader)).status).toBe(403);
		expect((await get(`${paper}/edit`, officer)).status).toBe(403);
	});

	it('reads from an information system when it is told to, once at a time', async () => {
		const form = await read(`${council}/sources`, coordinator);
		const fields = { idempotencyKey: hidden(form, 'idempotencyKey'), language: 'de', daily: 'on' };
		await refusedWith(
			await post(`${council}/sources`, { ...fields, url: 'ris' }, coordinator),
			'ist keine Internetadresse',
		);
		const url = 'https://ris.example/oparl/system';
		const source = await taken(await post(`${council}/sources`, { ...fields, url }, coordinator));
		const page = await read(source, coordinator);
		expect(page).toContain('Es wird gelesen. Diese Seite lädt sich selbst neu.');
		expect(page).toContain('http-equiv="refresh"');
		await refusedWith(
			await post(`${source}?/start`, { idempotencyKey: anId() }, coordinator),
			'Es wird schon gelesen.',
		);
		await taken(await post(`${source}?/stop`, { idempotencyKey: anId() }, coordinator));
		expect(await read(source, coordinator)).toContain('Mit dem Fehlenden fortfahren');
		const twice = { ...fields, idempotencyKey: anId(), url };
		await refusedWith(await post(`${council}/sources`, twice, coordinator), 'gehört schon zu Ihren Systemen');
		expect((await get(source, officer)).status).toBe(403);
	});
});
