import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { anId } from '#test/database.ts';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, hidden, refusedWith, type Session, taken } from '#test/visitor.ts';

let site: RunningSite;
const { get, post, enter, read } = aVisitor(() => site);
const partnership = anId<'partnership'>();
const funder = anId<'organisation'>();

beforeAll(async () => {
	site = await startRunningSite();
	const { dortmund, zhytomyr } = site.cities;
	await layOutPartnership(site.database, [dortmund, zhytomyr], { id: partnership });
	await site.database.query(
		`insert into organisation (id, city_id, kind, names) values ($1, $2, 'funder', '{"de": "Stiftung Probe"}')`,
		[funder, dortmund.id],
	);
});
afterAll(() => site.stop());

describe('a funding, without a line of JavaScript,', () => {
	let coordinator: Session;
	let officer: Session;
	let reader: Session;
	let funding = '';
	let today = '';
	beforeAll(async () => {
		today = dayOf(site.start);
		coordinator = await enter(site.cities.dortmund.coordinator);
		reader = await enter(site.cities.dortmund.reader);
		officer = await enter(site.cities.zhytomyr.officer);
	});

	/** Sends a form of a page as the page gave it out. */
	async function send(page: string, action: string, fields: Record<string, string>, file?: File): Promise<Response> {
		const form = await read(page, coordinator);
		const known = { idempotencyKey: hidden(form, 'idempotencyKey'), shown: hidden(form, 'shown') };
		return post(page + action, { ...known, ...fields, ...(file && { file }) }, coordinator);
	}

	it('is recorded, and asks for a plan that adds up to the cent', async () => {
		const fields = { 'names-de': 'Jugendbegegnung', partnership, funder, rate: '80' };
		const period = { eligibleFrom: `${today.slice(0, 4)}-01-01`, eligibleUntil: `${today.slice(0, 4)}-12-31` };
		await refusedWith(
			await send('/de/office/funding/new', '', { ...fields, 'names-de': '', rate: '120', eligibleFrom: '2025-02-30' }),
			'„120“ ist kein Anteil zwischen 0 und 100 Prozent.',
			'„2025-02-30“ ist kein Tag',
		);
		funding = await taken(await send('/de/office/funding/new', '', { ...fields, ...period }));
		const plan = {
			lines: '1; Fahrt; 3; 200,00; 600,00\n2; Unterkunft; 400',
			total: '1.100',
			funderShare: '800',
			ownShare: '200',
		};
		await refusedWith(
			await send(`${funding}/plan`, '', plan),
			'Die Ansätze ergeben 1.000,00 €, die Gesamtsumme sagt 1.100,00 €: Die Differenz ist 100,00 €.',
			'Die Anteile ergeben 1.000,00 €',
		);
		await taken(await send(`${funding}/plan`, '', { ...plan, total: '1.000' }));
		expect(await read(funding, coordinator)).toContain('Unterkunft');
	});

	it('moves on only where the table of states leads', async () => {
		await refusedWith(
			await send(funding, '?/move', { to: 'settled', on: today, cents: '800' }),
			'Von „Idee“ führt nichts zu „Abgerechnet“.',
		);
		for (const to of ['applied', 'granted', 'running']) {
			await taken(await send(funding, '?/move', { to, on: today, cents: to === 'running' ? '' : '800' }));
		}
		await refusedWith(
			await send(funding, '?/draw', { drawnCents: '800,01', drawnOn: today }),
			'Von der Bewilligung sind nur noch 800,00',
		);
		await taken(await send(funding, '?/expect', { reportKind: 'proof-of-use', reportDue: today }));
	});

	it('takes vouchers with their scans, and asks twice about what is odd', async () => {
		const vouchers = `${funding}/vouchers`;
		const voucher = {
			number: 'R-1',
			dated: today,
			payee: '=Bus GmbH',
			purpose: 'Fahrt',
			amount: '500',
			line: '1',
			paidOn: today,
		};
		const scan = new File(['%PDF-1.7\nprobe\n%%EOF'], 'rechnung.pdf', { type: 'application/pdf' });
		await taken(await send(vouchers, '', voucher, scan));
		await refusedWith(
			await send(vouchers, '', { ...voucher, number: 'R-2', amount: '300' }),
			'überschreitet seinen Ansatz',
			'name="accept-over-line"',
		);
		await taken(await send(vouchers, '', { ...voucher, number: 'R-2', amount: '300', 'accept-over-line': 'on' }));
		expect(await read(vouchers, coordinator)).toContain('Von 2 Belegen ist 1 nicht vollständig.');
		const table = await get(`${vouchers}/table`, coordinator);
		expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(await table.text()).toContain('R-1;');
	});

	it('is read by the partner and by the council, its vouchers by neither', async () => {
		expect(await read(funding.replace('/de/', '/uk/'), officer)).toContain('Fahrt');
		expect((await get(`${funding}/vouchers`, officer)).status).toBe(404);
		expect((await get(`${funding}/vouchers`, reader)).status).toBe(403);
		expect((await get(`${funding}/vouchers/table`, reader)).status).toBe(403);
		expect(await read('/de/office/funding', reader)).toContain('Jugendbegegnung');
	});

	it('stands in the calendar of all that is due until its report is handed in', async () => {
		expect(await read('/de/office/deadlines', coordinator)).toContain('Bericht an einen Fördergeber');
		const page = await read(funding, coordinator);
		const report = /<option value="([0-9a-f-]{36})"/.exec(page.slice(page.indexOf('?/submit')))?.[1] ?? '';
		await taken(await send(funding, '?/submit', { report, submittedOn: today }));
		const row = /href="[^"]*">Jugendbegegnung</;
		expect(await read('/de/office/deadlines', coordinator)).not.toMatch(row);
		await taken(await send(funding, '?/move', { to: 'settled', on: today, cents: '790,00' }));
		expect(await read(funding, coordinator)).toContain('Belege aufbewahren bis');
	});
});
