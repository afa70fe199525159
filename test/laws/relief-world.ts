import { sql } from 'kysely';
import { type Instant, instant } from '#lib/kernel/instant.ts';
import { type Quantity, quantity } from '#lib/kernel/quantity.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import { type NewLot, openLot } from '#lib/relief/ledger/lot-commands.server.ts';
import { reserve } from '#lib/relief/reservations/reservation-commands.server.ts';
import { anActor, anId, type FreshDatabase } from '#test/database.ts';

/** Two cities, an operation between them, a second one elsewhere, a hub, a site and a donor: enough to move goods. */
export interface ReliefWorld {
	readonly database: FreshDatabase;
	readonly dortmund: Actor;
	readonly zhytomyr: Actor;
	readonly stranger: Actor;
	readonly operationId: string;
	readonly otherOperationId: string;
	readonly hubId: string;
	readonly siteId: string;
	readonly donorId: string;
	as<Value>(actor: Actor, work: (trx: Trx) => Promise<Value>): Promise<Value>;
	aNeed(quantity?: number, operationId?: string): Promise<string>;
	aLot(quantity: number, changes?: Partial<NewLot>): Promise<string>;
	aReservation(lotId: string, quantity: number, needId?: string): Promise<string>;
}

/** The moment the tests of the laws begin; later ones are counted from it. */
export const start = instant('2023-02-27T08:00:00Z');

export function at(minutes: number): Instant {
	return (start + minutes * 60_000) as Instant;
}

export async function aReliefWorld(
	database: FreshDatabase,
	[dortmund, zhytomyr]: readonly [Actor, Actor] = [anActor(), anActor()],
): Promise<ReliefWorld> {
	const stranger = anActor();
	const [operationId, otherOperationId, hubId, siteId, donorId] = [anId(), anId(), anId(), anId(), anId()];
	await layOut(database, [dortmund, zhytomyr, stranger], { operationId, otherOperationId, hubId, siteId, donorId });
	const as: ReliefWorld['as'] = (actor, work) => inCity(database.databases.app, actor, work);

	async function aNeed(wanted = 1000, operation: string = operationId): Promise<string> {
		const needId = anId();
		await database.query('insert into need (id, operation_id, created_at) values ($1, $2, now())', [needId, operation]);
		await database.query(
			`insert into need_current (need_id, operation_id, version, state, item_code, category, purpose, urgency,
				quantity_kind, quantity_from, quantity_to, base_unit, substitutes, conditions, facts, confirmed_at, valid_until,
				created_at, changed_at, words)
			values ($1, $2, 1, 'open', 'PWR-GEN', 'PWR', 'general', 2, 'exact', $3, $3, 'pcs', true, '[]', '{}', now(),
				now() + interval '30 days', now(), now(), '')`,
			[needId, operation, wanted],
		);
		return needId;
	}

	async function aLot(units: number, changes: Partial<NewLot> = {}): Promise<string> {
		const lot = newLot(dortmund, donorId, units, changes);
		granted(await as(dortmund, (trx) => openLot(trx, lot)));
		return lot.lotId;
	}

	async function aReservation(lotId: string, units: number, needId?: string): Promise<string> {
		const reservationId = anId();
		const line = { reservationId, lotId, operationId, needId: needId ?? (await aNeed()), quantity: quantity(units) };
		const request = { decisionId: anId(), lines: [line], at: start, account: dortmund.account };
		granted(await as(dortmund, (trx) => reserve(trx, request)));
		return reservationId;
	}

	const ids = { operationId, otherOperationId, hubId, siteId, donorId };
	return { database, dortmund, zhytomyr, stranger, ...ids, as, aNeed, aLot, aReservation };
}

function newLot(keeper: Actor, donorId: string, units: number, changes: Partial<NewLot>): NewLot {
	return {
		lotId: anId(),
		cityId: keeper.city,
		itemCode: 'PWR-GEN',
		baseUnit: 'pcs',
		quantity: units as Quantity,
		donorId,
		offerLineId: null,
		attributes: {},
		condition: 'used-good',
		expiresOn: null,
		serialNumber: null,
		weightGrams: null,
		volumeMillilitres: null,
		valueCents: null,
		placeId: null,
		availableFrom: null,
		earmarkOperationId: null,
		ownTransport: false,
		indivisible: false,
		at: start,
		account: keeper.account,
		...changes,
	};
}

async function layOut(
	database: FreshDatabase,
	cities: readonly Actor[],
	ids: Readonly<Record<'operationId' | 'otherOperationId' | 'hubId' | 'siteId' | 'donorId', string>>,
): Promise<void> {
	const named = (name: string) => JSON.stringify({ en: name });
	for (const [index, { city }] of cities.entries()) {
		await database.query(
			`insert into city (id, slug, names, country, latitude, longitude, time_zone) values ($1, $2, $3, 'DE', 51, 7, 'Europe/Berlin')
			on conflict (id) do nothing`,
			[city, `city-${index}`, named(`City ${index}`)],
		);
	}
	const [lead, partner, other] = cities.map((actor) => actor.city);
	for (const [id, slug, second] of [
		[ids.operationId, 'zhytomyr', partner],
		[ids.otherOperationId, 'elsewhere', other],
	]) {
		await database.query(
			`insert into operation (id, slug, lead_city_id, partner_city_id, names, destination, country, latitude, longitude, opened_on)
			values ($1, $2, $3, $4, $5, $5, 'UA', 50, 28, '2022-03-01')`,
			[id, slug, lead, second, named(slug ?? '')],
		);
	}
	for (const [id, city, kind] of [
		[ids.hubId, lead, 'hub'],
		[ids.siteId, partner, 'site'],
	]) {
		await database.query('insert into place (id, city_id, kind, names, municipality) values ($1, $2, $3, $4, $4)', [
			id,
			city,
			kind,
			named(kind ?? ''),
		]);
	}
	await database.query(`insert into organisation (id, city_id, kind, names) values ($1, $2, 'agency', $3)`, [
		ids.donorId,
		lead,
		named('THW'),
	]);
}

/** The value of an answer that a test takes for granted. */
export function granted<Value, Refusal>(answer: Result<Value, Refusal>): Value {
	if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
	return answer.value;
}

/** Units by kind of account of a lot, as the balances say. */
export async function standing(world: ReliefWorld, lotId: string): Promise<Record<string, number>> {
	const rows = await world.database.query<{ kind: string; quantity: string }>(
		`select a.kind, sum(b.quantity)::text as quantity from balance b join ledger_account a on a.id = b.account_id
		where b.lot_id = $1 and b.quantity <> 0 group by a.kind order by a.kind`,
		[lotId],
	);
	return Object.fromEntries(rows.map((row) => [row.kind, Number(row.quantity)]));
}

/** The row of a lot's position. */
export async function position(world: ReliefWorld, lotId: string) {
	return world.as(world.dortmund, async (trx) => {
		const { rows } = await sql<{
			accepted: number;
			reserved: number;
			shipped: number;
			writtenOff: number;
			free: number;
		}>`
			select accepted, reserved, shipped, written_off, free from lot_position where lot_id = ${lotId}`.execute(trx);
		return rows[0];
	});
}
