import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { present } from '#lib/kernel/assert.ts';
import { type Instant, instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import { installJobQueue } from '#lib/platform/jobs/queue.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { sendMailJob } from '#lib/platform/mail/send-mail.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { accountStatement, layOutTwoCities } from '#test/fixtures/relief/sample-cities.ts';
import { aLine, anOffer } from '#test/fixtures/relief/sample-offer.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import type { OfferLine, OfferState } from './offer.ts';
import { acceptOfferLines, addOffer, confirmOffer, correctOfferFacts, finishOffer } from './offer-commands.server.ts';
import { listOffers } from './offer-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const cities = layOutTwoCities();
const coordinator: Actor = { city: cities.dortmund, account: anId() };
const partner: Actor = { city: cities.zhytomyr, account: anId() };
const donor: Actor = { city: cities.dortmund, account: null };
const context = { catalogue: currentCatalogue(), origin: 'https://tandem.example.org' };
const noon = instant('2023-02-24T12:00:00Z');
const sending = (actor = coordinator) => ({ key: anId<'command'>(), at: noon, account: actor.account });
const as = <Value>(work: (trx: Trx) => Promise<Value>, actor = coordinator) =>
	inCity(database.databases.app, actor, work);
const contact = {
	donorKind: 'agency',
	donorName: 'THW',
	contactName: '',
	email: 'donor@example.org',
	phone: '',
	language: 'de',
	anonymous: false,
} as const;

beforeAll(async () => {
	for (const statement of cities.statements) await database.query(statement);
	await database.query(accountStatement(cities.dortmund, present(coordinator.account, 'account')));
	await installJobQueue(database.url, [sendMailJob(() => Promise.resolve(true))], silentLog);
});

async function add(lines: readonly OfferLine[], origin: 'office' | 'public' = 'office', sent = sending()) {
	const added = await as((trx) => addOffer(trx, context, { origin, facts: anOffer({ lines }), contact }, sent));
	if (!added.ok) throw new Error(added.refusal.kind);
	return added.value;
}
const lotsOf = (offerId: string) =>
	database.query('select l.* from offer_line o join lot l on l.offer_line_id = o.id where o.offer_id = $1', [offerId]);
const mailsAbout = (offerId: string) =>
	database.query('select * from mail where dedupe_key like $1 order by queued_at, dedupe_key', [`offer:${offerId}%`]);

describe('an offer', () => {
	it('is recorded once however often the form arrives, and its donor written to once', async () => {
		const sent = sending();
		const results = await Promise.all([1, 2, 3].map(() => add([aLine()], 'office', sent)));
		expect(new Set(results.map(({ offerId }) => offerId)).size).toBe(1);
		expect(await mailsAbout(results[0]!.offerId)).toHaveLength(1);
	});

	it('from the public form counts once the donor has confirmed it', async () => {
		const { offerId, state, version } = await add([aLine()], 'public', sending(donor));
		expect(state).toBe('draft');
		const confirm = () => as((trx) => confirmOffer(trx, context, { offerId, shown: version }, sending(donor)), donor);
		expect(await confirm()).toMatchObject({ ok: true, value: { state: 'submitted' } });
		expect(await confirm()).toMatchObject({ ok: false, refusal: { kind: 'changed-meanwhile' } });
		expect((await mailsAbout(offerId)).map((mail) => mail['subject'])).toEqual([
			'Bitte bestätigen Sie Ihr Angebot',
			'Ihr Angebot ist eingegangen',
		]);
	});

	it('keeps only hashes of its private links', async () => {
		const { offerId } = await add([aLine()]);
		const [mail] = await mailsAbout(offerId);
		const token = /offer\/([A-Za-z0-9_-]{43})/.exec(mail?.['body_text'] as string)?.[1] ?? '';
		const links = await database.query('select * from offer_link where offer_id = $1', [offerId]);
		expect(links).toHaveLength(1);
		expect(JSON.stringify(links)).not.toContain(token);
	});

	it('is seen by its city and not by the partner', async () => {
		const { offerId } = await add([aLine()]);
		const seen = (actor: Actor) =>
			as(
				async (trx) =>
					(
						await trx
							.selectFrom('offerCurrent' as never)
							.selectAll()
							.where('offerId' as never, '=', offerId as never)
							.execute()
					).length,
				actor,
			);
		expect(await seen(coordinator)).toBe(1);
		expect(await seen(partner)).toBe(0);
	});
});

describe('the audit trail', () => {
	it('names each offer the office recorded, once, and none a donor sent', async () => {
		const sent = sending();
		const { offerId } = await add([aLine()], 'office', sent);
		await add([aLine()], 'office', sent).catch(() => undefined);
		const fromDonor = await add([aLine()], 'public', sending(donor));
		const entries = (id: string) => database.query(`select action from audit_entry where subject_id = $1`, [id]);
		expect(await entries(offerId)).toEqual([{ action: 'offer.add' }]);
		expect(await entries(fromDonor.offerId)).toEqual([]);
	});
});

describe('the list of offers', () => {
	it('finds words by their beginnings, page after page, in the state asked for', async () => {
		const made: string[] = [];
		for (const count of [1, 2, 3]) {
			const description = `Quittenpresse Nummer ${count}`;
			made.push((await add([aLine({ description })])).offerId);
		}
		const list = (
			search: string,
			before: { at: Instant; id: string } | null,
			limit = 2,
			state: OfferState | null = null,
		) => as((trx) => listOffers(trx, { state, search }, { before, limit }));
		const first = await list('quitten', null);
		const last = first.at(-1)!;
		const second = await list('quitten', { at: last.changedAt, id: last.offerId });
		expect([...first, ...second].map(({ offerId }) => offerId).sort()).toEqual(made.toSorted());
		expect(await list('quitten', null, 9, 'declined')).toEqual([]);
		expect(
			await as((trx) => listOffers(trx, { state: null, search: 'quitten' }, { before: null, limit: 9 }), partner),
		).toEqual([]);
	});
});

describe('accepting', () => {
	it('in part makes a lot of the part, with its share of weight and value', async () => {
		const line = aLine({ quantity: 25 as Quantity, weightGrams: 1001 });
		const { offerId, version } = await add([line, aLine({ itemCode: null, quantity: null, baseUnit: null })]);
		const lines = [{ lineId: line.id, quantity: 10 }];
		const accepted = await as((trx) =>
			acceptOfferLines(trx, context, { offerId, shown: version, lines, note: '' }, sending()),
		);
		expect(accepted).toMatchObject({ ok: true, value: { state: 'partly-accepted' } });
		expect(await lotsOf(offerId)).toMatchObject([{ item_code: 'PWR-GEN' }]);
		const [stored] = await database.query('select * from offer_line where id = $1', [line.id]);
		expect(stored).toMatchObject({ accepted_quantity: '10' });
		const [position] = await database.query(
			'select p.accepted from lot_position p join lot l on l.id = p.lot_id where l.offer_line_id = $1',
			[line.id],
		);
		expect(position).toMatchObject({ accepted: '10' });
	});

	it('a part now and the rest later makes two lots, and the donor is told each time what was accepted', async () => {
		const line = aLine({ quantity: 25 as Quantity });
		const { offerId, version } = await add([line]);
		const accept = (shown: number, quantity: number, note: string) =>
			as((trx) =>
				acceptOfferLines(trx, context, { offerId, shown, lines: [{ lineId: line.id, quantity }], note }, sending()),
			);
		expect(await accept(version, 10, 'Danke!')).toMatchObject({ ok: true, value: { state: 'partly-accepted' } });
		expect(await accept(version + 1, 15, '')).toMatchObject({ ok: true, value: { state: 'accepted' } });
		expect(await lotsOf(offerId)).toHaveLength(2);
		const [, part, whole] = await mailsAbout(offerId);
		expect(part?.['subject']).toBe('Ihr Angebot wurde teilweise angenommen');
		expect(part?.['body_text']).toMatch(/einen Teil.*: 10 Stück.*Danke!.*noch nicht entschieden.*: 15 Stück/s);
		expect(whole?.['subject']).toBe('Ihr Angebot wurde angenommen');
		expect(whole?.['body_text']).toMatch(/: 15 Stück/);
	});

	it('a part, then declining the rest, leaves the lot and tells the donor about the rest', async () => {
		const line = aLine({ quantity: 25 as Quantity });
		const { offerId, version } = await add([line]);
		const lines = [{ lineId: line.id, quantity: 10 }];
		await as((trx) => acceptOfferLines(trx, context, { offerId, shown: version, lines, note: '' }, sending()));
		const end = { offerId, shown: version + 1, move: 'decline', reason: 'Kein Platz im Lager' } as const;
		const declined = await as((trx) => finishOffer(trx, context, end, sending()));
		expect(declined).toMatchObject({ ok: true, value: { state: 'rest-declined' } });
		expect(await lotsOf(offerId)).toHaveLength(1);
		const [, , rest] = await mailsAbout(offerId);
		expect(rest?.['subject']).toBe('Zum Rest Ihres Angebots');
		expect(rest?.['body_text']).toMatch(/: 10 Stück.*: 15 Stück.*Kein Platz im Lager/s);
	});

	it('makes one lot of each serial number', async () => {
		const line = aLine({ quantity: 2 as Quantity, serialNumbers: ['A-1', 'A-2'] });
		const { offerId, version } = await add([line]);
		const lines = [{ lineId: line.id, quantity: 2 }];
		const accepted = await as((trx) =>
			acceptOfferLines(trx, context, { offerId, shown: version, lines, note: '' }, sending()),
		);
		expect(accepted).toMatchObject({ ok: true, value: { state: 'accepted' } });
		expect((await lotsOf(offerId)).map((lot) => lot['serial_number']).sort()).toEqual(['A-1', 'A-2']);
	});

	it('twice at the same moment makes the lots once', async () => {
		const line = aLine();
		const { offerId, version } = await add([line]);
		const lines = [{ lineId: line.id, quantity: 25 }];
		const accept = () =>
			as((trx) => acceptOfferLines(trx, context, { offerId, shown: version, lines, note: '' }, sending()));
		const results = await Promise.all([accept(), accept(), accept()]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await lotsOf(offerId)).toHaveLength(1);
	});

	it('more than offered, nothing, or what nobody knows is refused and changes nothing', async () => {
		const line = aLine();
		const unknown = aLine({ itemCode: null });
		const { offerId, version } = await add([line, unknown]);
		const accept = (lineId: OfferLine['id'], quantity: number) =>
			as((trx) =>
				acceptOfferLines(trx, context, { offerId, shown: version, lines: [{ lineId, quantity }], note: '' }, sending()),
			);
		expect(await accept(line.id, 26)).toMatchObject({
			refusal: { kind: 'accepted-more-than-offered', line: 1, offered: 25 },
		});
		expect(await accept(line.id, 0)).toMatchObject({ refusal: { kind: 'nothing-accepted' } });
		expect(await accept(unknown.id, 5)).toMatchObject({ refusal: { kind: 'item-unknown', line: 2 } });
		expect(await lotsOf(offerId)).toEqual([]);
	});

	it('a serial number that is in stock already is refused as a whole', async () => {
		const accept = async (line: OfferLine) => {
			const { offerId, version } = await add([line]);
			const lines = [{ lineId: line.id, quantity: 1 }];
			return as((trx) => acceptOfferLines(trx, context, { offerId, shown: version, lines, note: '' }, sending()));
		};
		expect(await accept(aLine({ quantity: 1 as Quantity, serialNumbers: ['VIN-7'] }))).toMatchObject({ ok: true });
		expect(await accept(aLine({ quantity: 1 as Quantity, serialNumbers: ['VIN-7'] }))).toMatchObject({
			ok: false,
			refusal: { kind: 'serial-number-taken' },
		});
	});
});

describe('until the city has decided', () => {
	it('the donor corrects and withdraws; afterwards neither', async () => {
		const line = aLine();
		const { offerId, version } = await add([line]);
		const facts = anOffer({ lines: [{ ...line, quantity: 20 as Quantity }] });
		const corrected = await as(
			(trx) => correctOfferFacts(trx, context, { offerId, shown: version, facts, reason: '' }, sending(donor)),
			donor,
		);
		expect(corrected).toMatchObject({ ok: true });
		const withdraw = (shown: number) =>
			as((trx) => finishOffer(trx, context, { offerId, shown, move: 'withdraw', reason: '' }, sending(donor)), donor);
		expect(await withdraw(version + 1)).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
		expect(await withdraw(version + 2)).toMatchObject({ ok: false, refusal: { kind: 'move-not-permitted' } });
	});

	it('what was accepted and not promised on can be released: the lots go back to the donor', async () => {
		const line = aLine();
		const { offerId, version } = await add([line]);
		const lines = [{ lineId: line.id, quantity: 25 }];
		await as((trx) => acceptOfferLines(trx, context, { offerId, shown: version, lines, note: '' }, sending()));
		const released = await as((trx) =>
			finishOffer(trx, context, { offerId, shown: version + 1, move: 'release', reason: 'no transport' }, sending()),
		);
		expect(released).toMatchObject({ ok: true, value: { state: 'released' } });
		const [position] = await database.query(
			'select p.accepted, p.written_off from lot_position p join lot l on l.id = p.lot_id where l.offer_line_id = $1',
			[line.id],
		);
		expect(position?.['accepted']).toBe(position?.['written_off']);
	});
});

describe('the database repeats the law', () => {
	it('events are append-only and an accepted line stays as it is', async () => {
		const line = aLine();
		const { offerId, version } = await add([line]);
		const lines = [{ lineId: line.id, quantity: 25 }];
		await as((trx) => acceptOfferLines(trx, context, { offerId, shown: version, lines, note: '' }, sending()));
		await expect(database.query(`update offer_event set data = '{}'`)).rejects.toThrow(/append-only/);
		await expect(database.query('update offer_line set quantity = 30 where id = $1', [line.id])).rejects.toThrow(
			/has become a lot/,
		);
		await expect(
			database.query(`update offer_current set state = 'draft', version = version + 1 where offer_id = $1`, [offerId]),
		).rejects.toThrow(/no move leads from accepted to draft/);
	});
});
