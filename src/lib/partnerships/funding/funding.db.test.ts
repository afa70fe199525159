import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Session } from '#lib/access/session.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership, type TestCities, type TestCity } from '#test/people.ts';
import { evolveFunding, type FundingEvent } from './funding.ts';
import {
	addFunding,
	cancelVoucherByForm,
	type FundingAnswer,
	type FundingWork,
	keepVoucher,
	workOnFunding,
} from './funding-desk.server.ts';
import { loadFunding, loadFundingForm, loadFundings, loadPlanForm } from './funding-pages.server.ts';
import {
	findFunding,
	listFundingDeadlines,
	listFundingEvents,
	listFundingOfPartnership,
} from './funding-queries.server.ts';
import { loadVoucher, loadVouchers, vouchersAsTable } from './voucher-pages.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const partnership = anId<'partnership'>();
const funder = anId<'organisation'>();
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	await layOutPartnership(database, [cities.dortmund, cities.zhytomyr], {
		id: partnership,
		slug: 'dz',
		names: { en: 'DZ' },
	});
	await database.query(
		`insert into organisation (id, city_id, kind, names) values ($1, $2, 'funder', '{"de": "Stiftung"}')`,
		[funder, cities.dortmund.id],
	);
});

function deskIn(city: TestCity, roles: Session['roles'] = ['coordinator']): OfficeDesk {
	const session = { roles } as Session;
	const actor = { city: city.id, account: city.coordinator };
	return { app, actor, session, language: 'de', now: instant('2025-06-30T10:00:00Z') };
}
const granted = <Value>(answer: FundingAnswer<Value>): Value => {
	if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
	return answer.value;
};
const kindsOf = (answer: FundingAnswer<unknown>): string[] => (answer.ok ? [] : answer.refusal.map(({ kind }) => kind));
const facts = {
	'names-de': 'Jugendbegegnung',
	partnership,
	funder,
	eligibleFrom: '2025-01-01',
	eligibleUntil: '2025-12-31',
	rate: '80',
};
const aFunding = (changes = {}) =>
	addFunding(deskIn(cities.dortmund), { idempotencyKey: randomUUID(), ...facts, ...changes }).then(granted);
async function versionOf(id: Id<'funding'>): Promise<string> {
	const rows = await database.query<{ version: number }>('select version from funding_current where funding_id = $1', [
		id,
	]);
	return String(rows[0]!.version);
}
async function work(id: Id<'funding'>, name: FundingWork, typed: Record<string, string>, city = cities.dortmund) {
	const shown = typed['shown'] ?? (await versionOf(id));
	return workOnFunding(deskIn(city), id, name, { idempotencyKey: randomUUID(), shown, ...typed });
}
const move = (id: Id<'funding'>, to: string, changes = {}) =>
	work(id, 'move-funding', { to, on: '2025-03-01', ...changes });
const plan = { lines: '1; Fahrt; 600\n2; Unterkunft; 400', total: '1000', funderShare: '800', ownShare: '200' };
async function running(): Promise<Id<'funding'>> {
	const id = await aFunding();
	granted(await work(id, 'set-funding-plan', plan));
	granted(await move(id, 'applied', { cents: '800' }));
	granted(await move(id, 'granted', { cents: '800' }));
	granted(await move(id, 'running'));
	return id;
}
const voucher = {
	number: 'R-1',
	dated: '2025-04-01',
	payee: 'Bus GmbH',
	purpose: 'Bus',
	amount: '500',
	line: '1',
	paidOn: '2025-04-05',
};
function fileForm(text?: string): FormData {
	const form = new FormData();
	if (text) form.set('file', new File([`%PDF-1.7\n${text}\n%%EOF`], 'r.pdf'));
	return form;
}
const enter = (funding: string, changes = {}, file?: string, city = cities.dortmund) =>
	keepVoucher(deskIn(city), { funding }, fileForm(file), { idempotencyKey: randomUUID(), ...voucher, ...changes });
const auditOf = async (id: string) =>
	(
		await database.query<{ action: string }>('select action from audit_entry where subject_id = $1 order by id', [id])
	).map(({ action }) => action);

describe('a funding', () => {
	it('goes its way from idea to settled, and its history adds up to what lists show', async () => {
		const id = await running();
		granted(await work(id, 'draw-money', { drawnCents: '500,00', drawnOn: '2025-04-01' }));
		granted(await work(id, 'expect-report', { reportKind: 'proof-of-use', reportDue: '2025-05-31' }));
		expect(kindsOf(await move(id, 'settled', { cents: '800', on: '2025-06-30' }))).toEqual(['reports-open']);
		const page = await loadFunding(deskIn(cities.dortmund), id);
		expect(page).toMatchObject({ state: 'running', mayKeep: true, planDiffers: null });
		expect(page!.reports).toMatchObject([{ kind: 'proof-of-use', overdue: true }]);
		granted(await work(id, 'submit-report', { report: page!.reports[0]!.id, submittedOn: '2025-06-20' }));
		granted(await move(id, 'settled', { cents: '780,50', on: '2025-06-30' }));
		const [record, events] = await inCity(app, deskIn(cities.dortmund).actor, async (trx) => [
			await findFunding(trx, id),
			await listFundingEvents(trx, id),
		]);
		const folded = events.reduce<ReturnType<typeof evolveFunding> | undefined>(
			(before, event) => evolveFunding(before, event as FundingEvent),
			undefined,
		)!;
		expect({ ...record, ...folded }).toEqual({ ...record, recordedAt: folded.recordedAt, changedAt: folded.changedAt });
		expect(record).toMatchObject({ settledCents: 78050, drawnCents: 50000, retainUntil: '2030-06-30' });
		expect(await auditOf(id)).toEqual(
			[
				'recorded',
				'plan-set',
				'applied',
				'granted',
				'running',
				'money-drawn',
				'report-expected',
				'report-submitted',
				'settled',
			].map((verb) => `funding.${verb}`),
		);
	});

	it('is read by both cities and kept by one', async () => {
		const id = await running();
		const there = deskIn(cities.zhytomyr);
		expect(await loadFunding(there, id)).toMatchObject({ mayKeep: false, hasVouchers: false });
		expect((await loadFunding(there, id))!.plan).toMatchObject({ total: { spent: null } });
		expect(await loadFundingForm(there, id)).toBeUndefined();
		expect(await loadPlanForm(there, id)).toBeUndefined();
		expect(kindsOf(await work(id, 'draw-money', { drawnCents: '1', drawnOn: '2025-04-01' }, cities.zhytomyr))).toEqual([
			'not-yours',
		]);
		const elsewhere = await aFunding({ partnership: '' });
		expect(await loadFunding(there, elsewhere)).toBeUndefined();
	});

	it('is changed only as its page showed it', async () => {
		const id = await aFunding();
		granted(await work(id, 'correct-funding', { ...facts, 'names-de': 'Jugend' }));
		expect(kindsOf(await work(id, 'correct-funding', { ...facts, shown: '1' }))).toEqual(['changed-meanwhile']);
	});

	it('is recorded once, however often the form is sent', async () => {
		const typed = { idempotencyKey: randomUUID(), ...facts };
		const first = granted(await addFunding(deskIn(cities.dortmund), typed));
		expect(granted(await addFunding(deskIn(cities.dortmund), typed))).toBe(first);
		expect(kindsOf(await addFunding(deskIn(cities.dortmund), { ...typed, rate: '70' }))).toEqual(['key-reused']);
	});

	it.each([
		['a funder nobody knows', { funder: anId() }, ['unknown-funder']],
		['a partnership of others', { partnership: anId() }, ['unknown-partnership']],
		['a period that ends before it begins', { eligibleUntil: '2024-12-31' }, ['period-reversed']],
	])('is not recorded with %s', async (_, changes, kinds) => {
		const answer = await addFunding(deskIn(cities.dortmund), { idempotencyKey: randomUUID(), ...facts, ...changes });
		expect(kindsOf(answer)).toEqual(kinds);
	});

	it('takes no plan that does not add up, and loses no plan for it', async () => {
		const id = await running();
		const wrong = { ...plan, lines: '1; Fahrt; 600\n2; Unterkunft; 500', ownShare: '100' };
		expect(kindsOf(await work(id, 'set-funding-plan', wrong))).toEqual(['plan-total', 'plan-shares']);
		expect((await loadPlanForm(deskIn(cities.dortmund), id))!.typed['lines']).toBe(
			'1; Fahrt; 600,00\n2; Unterkunft; 400,00',
		);
	});

	it('stands in the list of its partnership with sums, and in the calendar with its reports', async () => {
		const id = await running();
		granted(await enter(id));
		granted(await work(id, 'expect-report', { reportKind: 'interim', reportDue: '2025-08-31' }));
		const { list, due } = await inCity(app, deskIn(cities.dortmund).actor, async (trx) => ({
			list: await listFundingOfPartnership(trx, partnership),
			due: await listFundingDeadlines(trx, { until: plainDate('2025-12-31') }),
		}));
		expect(list.find((each) => each.id === id)).toMatchObject({
			spentByLine: [{ number: '1', cents: 50000 }],
			spentCents: 50000,
		});
		expect(due.filter(({ subject }) => subject.id === (id as string))).toMatchObject([
			{
				kind: 'funding-report',
				due: '2025-08-31',
				reportKind: 'interim',
				partnershipId: partnership,
				title: { de: 'Jugendbegegnung' },
			},
		]);
		const listed = await loadFundings(deskIn(cities.dortmund), new URLSearchParams({ state: 'open', partnership }));
		expect(listed.rows.find((row) => row.id === id)).toMatchObject({ state: 'running', report: { overdue: false } });
	});
});

describe('a voucher', () => {
	it('is the keeping city’s alone, and each reading is recorded', async () => {
		const id = await running();
		granted(await enter(id, {}, 'one'));
		const page = await loadVouchers(deskIn(cities.dortmund), id);
		expect(page).toMatchObject({ count: 1, incomplete: 0 });
		expect((await auditOf(id)).filter((action) => action === 'funding.vouchers-read')).toHaveLength(1);
		expect(await loadVouchers(deskIn(cities.zhytomyr), id)).toBeUndefined();
		expect(await loadVouchers(deskIn(cities.dortmund, ['council-reader']), id)).toBeUndefined();
		expect(kindsOf(await enter(id, { number: 'R-2' }, undefined, cities.zhytomyr))).toEqual(['not-yours']);
		const seen = await inCity(app, deskIn(cities.zhytomyr).actor, (trx) => sql`select from voucher`.execute(trx));
		expect(seen.rows).toEqual([]);
	});

	it('is refused before money is granted, twice, with absurd money, and with the scan of another until that is seen', async () => {
		expect(kindsOf(await enter(await aFunding()))).toEqual(['no-vouchers-yet']);
		const id = await running();
		granted(await enter(id, {}, 'scan'));
		expect(kindsOf(await enter(id))).toEqual(['voucher-twice', 'concern', 'concern']);
		expect(kindsOf(await enter(id, { amount: '-5', dated: '2025-02-30' }))).toEqual(['not-a-day', 'money-negative']);
		const other = { number: 'R-2', amount: '10', dated: '2025-04-02' };
		expect(await enter(id, other, 'scan')).toMatchObject({ refusal: [{ kind: 'concern', concern: 'document-twice' }] });
		granted(await enter(id, { ...other, 'accept-document-twice': 'on' }, 'scan'));
	});

	it('is corrected as its page showed it, keeps its scan, and stays on record when it is cancelled', async () => {
		const id = await running();
		granted(await enter(id, {}, 'kept'));
		const desk = deskIn(cities.dortmund);
		const { rows } = (await loadVouchers(desk, id))!;
		const which = { funding: id, voucher: rows[0]!.id };
		const form = (await loadVoucher(desk, id, which.voucher))!;
		const typed = { idempotencyKey: randomUUID(), ...form.typed, mark: form.mark, amount: '499,99' };
		granted(await keepVoucher(desk, which, fileForm(), typed));
		expect(kindsOf(await keepVoucher(desk, which, fileForm(), { ...typed, idempotencyKey: randomUUID() }))).toEqual([
			'changed-meanwhile',
		]);
		expect((await loadVouchers(desk, id))!.rows[0]).toMatchObject({
			amount: '499,99\u00a0€',
			documentId: rows[0]!.documentId,
		});
		const cancel = { idempotencyKey: randomUUID(), cancelledFor: '' };
		expect(kindsOf(await cancelVoucherByForm(desk, which, cancel))).toEqual(['reason-needed']);
		granted(await cancelVoucherByForm(desk, which, { ...cancel, cancelledFor: 'doppelt' }));
		expect(await loadVouchers(desk, id)).toMatchObject({
			count: 0,
			sum: '0,00\u00a0€',
			rows: [{ cancelledFor: 'doppelt' }],
		});
		expect(kindsOf(await work(id, 'set-funding-plan', { ...plan, lines: '2; Alles; 1000' }))).toEqual([
			'plan-line-in-use',
		]);
		granted(await enter(id));
	});

	it('leaves as a table in which nothing is carried out', async () => {
		const id = await running();
		granted(await enter(id, { payee: '=HYPERLINK("x")' }));
		const table = await vouchersAsTable(deskIn(cities.dortmund), id);
		expect(table!.split('\r\n')[1]).toBe(
			`R-1;2025-04-01;"'=HYPERLINK(""x"")";Bus;1;Fahrt;500,00;2025-04-05;Scan fehlt`,
		);
	});
});

describe('the database holds the law for fundings', () => {
	const asDortmund = (text: string) => inCity(app, deskIn(cities.dortmund).actor, (trx) => sql.raw(text).execute(trx));
	let id: Id<'funding'>;
	beforeAll(async () => {
		id = await running();
	});
	it.each([
		[
			'history is not rewritten',
			(f: string) => `update funding_event set at = now() where funding_id = '${f}'`,
			/permission denied/,
		],
		[
			'history is not deleted',
			(f: string) => `delete from funding_event where funding_id = '${f}'`,
			/permission denied/,
		],
		[
			'no move but those permitted',
			(f: string) => `update funding_current set version = version + 1, state = 'idea' where funding_id = '${f}'`,
			/no move leads/,
		],
		[
			'no version is skipped',
			(f: string) => `update funding_current set version = version + 2 where funding_id = '${f}'`,
			/does not follow/,
		],
		[
			'lines come to the total',
			(f: string) =>
				`delete from funding_line where funding_id = '${f}' and number = '2'; update funding_current set version = version + 1 where funding_id = '${f}'`,
			/its lines come to/,
		],
		[
			'no more is called than granted',
			(f: string) => `update funding_current set version = version + 1, drawn_cents = 80001 where funding_id = '${f}'`,
			/funding_drawn_within_grant/,
		],
		[
			'the funder keeps to its rate',
			(f: string) =>
				`update funding_current set version = version + 1, rate_basis_points = 7900 where funding_id = '${f}'`,
			/funding_share_within_rate/,
		],
		[
			'a voucher is worth something',
			(f: string) =>
				`insert into voucher (id, funding_id, city_id, number, dated, payee, purpose, amount_cents, entered_at) values (gen_random_uuid(), '${f}', current_city(), 'x', '2025-01-01', 'x', 'x', -1, now())`,
			/voucher_amount_sensible/,
		],
		[
			'a voucher names a line of the plan',
			(f: string) =>
				`insert into voucher (id, funding_id, city_id, number, dated, payee, purpose, amount_cents, line_number, entered_at) values (gen_random_uuid(), '${f}', current_city(), 'x', '2025-01-01', 'x', 'x', 1, '9', now())`,
			/voucher_line_is_in_the_plan/,
		],
		['a voucher is not deleted', (f: string) => `delete from voucher where funding_id = '${f}'`, /permission denied/],
	])('%s', async (_, statement, refusal) => {
		await expect(asDortmund(statement(id))).rejects.toThrow(refusal);
	});
});
