import { sql } from 'kysely';
import { listOperations } from '#lib/directory/directory-queries.server.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import {
	type AllocationPolicy,
	type AllocationProblem,
	defaultPolicy,
	type Item,
	type Lot,
	type Need,
	type Promised,
} from '../allocation/allocation-problem.ts';
import { ancestorsOf, type Catalogue, categoryOf } from '../catalogue/catalogue.ts';
import type { Substitute } from '../catalogue/substitutes.ts';
import type { AttributeCondition } from '../needs/attribute-condition.ts';
import { knownAttributes, solverConditions } from './round-conditions.ts';

/** Days from readiness to arrival that a deadline or an expiry is measured with, and the classes a council votes on. */
export const roundPolicy: AllocationPolicy = { ...defaultPolicy, classes: 4, transportDays: 5 };

/** Medicines must have half a year left when they arrive. */
const medicineRemainingDays = 180;

/**
 * The problem as it stands now: open needs of the operations the acting city leads, its lots, and what it has promised
 * before, which stays promised and counts towards each destination's coverage.
 */
export async function currentProblem(
	trx: Trx,
	catalogue: Catalogue,
	substitutes: readonly Substitute[],
	now: Instant,
): Promise<AllocationProblem> {
	const operations = await ledOperations(trx);
	const asked = await openNeeds(
		trx,
		catalogue,
		operations.map(({ id }) => id),
	);
	const promises = await standingPromises(trx, new Set(asked.map(({ id }) => id)));
	const needs = withoutExcess(asked, promises);
	const lots = await lotsOnOffer(trx, catalogue, promises);
	return {
		asOf: dayOf(now),
		policy: roundPolicy,
		destinations: operations.map(({ id, destination }) => ({ id, name: destination })),
		items: itemsOf(catalogue, [...needs, ...lots], substitutes),
		substitutes,
		needs,
		lots,
		pins: [],
		promises: promises.map(({ need, lot, quantity, confirmed }) => ({ need, lot, quantity, confirmed })),
		bans: [],
	};
}

async function ledOperations(trx: Trx) {
	const acting = await sql<{ city: string }>`select current_city() as city`.execute(trx);
	const city = acting.rows[0]!.city;
	return (await listOperations(trx)).filter(({ leadCityId, closedOn }) => leadCityId === city && closedOn === null);
}

interface NeedRow {
	readonly id: string;
	readonly operationId: string;
	readonly itemCode: string;
	readonly baseUnit: string;
	readonly purpose: string;
	readonly urgency: number;
	readonly deadline: PlainDate | null;
	readonly quantity: number;
	readonly minimumUseful: number | null;
	readonly criticalMinimum: number | null;
	readonly peopleServed: number | null;
	readonly substitutes: boolean;
	readonly conditions: readonly AttributeCondition[];
}

async function openNeeds(trx: Trx, catalogue: Catalogue, operationIds: readonly string[]): Promise<Need[]> {
	const found = await sql<NeedRow>`
		select need_id as id, operation_id, item_code, base_unit, purpose, urgency, deadline, quantity_to as quantity,
			minimum_useful, critical_minimum, people_served, substitutes, conditions
		from need_current
		where operation_id = any(${sqlUuids(operationIds)}) and state = 'open' and quantity_kind <> 'unknown'
		order by need_id`.execute(trx);
	return found.rows.map((row) => {
		const category = categoryOf(catalogue, row.itemCode);
		return {
			id: row.id,
			item: row.itemCode,
			conditions: solverConditions(row.conditions),
			destination: row.operationId,
			operation: row.operationId,
			purpose: row.purpose,
			urgency: row.urgency,
			quantity: row.quantity,
			deadline: row.deadline ?? undefined,
			minimumUseful: row.minimumUseful ?? 1,
			acceptsSubstitutes: row.substitutes,
			minimumRemainingDays: category === 'PHA' ? medicineRemainingDays : 0,
			peopleServed: row.peopleServed ?? undefined,
			criticalMinimum: row.criticalMinimum ?? undefined,
			kind: `${kindOf(catalogue, row.itemCode)}:${row.baseUnit}`,
		};
	});
}

/** What shares are compared in: beds with beds, generators of any size with generators; the item just below the category. */
function kindOf(catalogue: Catalogue, code: string): string {
	return [code, ...ancestorsOf(catalogue, code)].at(-2) ?? code;
}

/** A promise with what it covers of its need. */
interface Standing extends Promised {
	readonly covers: number;
}

/** A need that was corrected below what had been promised counts as asking for what was promised. */
function withoutExcess(needs: readonly Need[], promises: readonly Standing[]): Need[] {
	const covered = new Map<string, number>();
	for (const { need, covers } of promises) covered.set(need, (covered.get(need) ?? 0) + covers);
	return needs.map((need) => {
		const promised = covered.get(need.id) ?? 0;
		return promised > need.quantity ? { ...need, quantity: promised } : need;
	});
}

/** Promises of the acting city that stand: less what was released and what is known not to have arrived. */
async function standingPromises(trx: Trx, needIds: ReadonlySet<string>): Promise<Standing[]> {
	const found = await sql<Standing>`
		select r.need_id as need, r.lot_id as lot, sum(p.quantity - p.released - coalesce(gone.quantity, 0))::bigint as quantity,
			sum(floor((p.quantity - p.released - coalesce(gone.quantity, 0)) * r.factor_numerator::numeric
				/ r.factor_denominator))::bigint as covers
		from reservation r
		join reservation_position p on p.reservation_id = r.id
		left join lateral (
			select sum(case when c.state in ('returned', 'lost') then l.quantity
				else lp.damaged + lp.missing + lp.refused - lp.recovered end) as quantity
			from shipment_line l
			join shipment_line_position lp on lp.shipment_line_id = l.id
			join shipment_current c on c.shipment_id = l.shipment_id
			where l.reservation_id = r.id and c.state <> 'cancelled') gone on true
		where r.city_id = current_city()
		group by 1, 2
		having sum(p.quantity - p.released - coalesce(gone.quantity, 0)) > 0
		order by 1, 2`.execute(trx);
	return found.rows.filter(({ need }) => needIds.has(need)).map((row) => ({ ...row, confirmed: true }));
}

interface LotRow {
	readonly id: string;
	readonly itemCode: string;
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly free: number;
	readonly availableFrom: PlainDate | null;
	readonly expiresOn: PlainDate | null;
	readonly earmarkOperationId: string | null;
	readonly earmarkPurpose: string | null;
	readonly indivisible: boolean;
}

async function lotsOnOffer(trx: Trx, catalogue: Catalogue, promises: readonly Promised[]): Promise<Lot[]> {
	const promised = new Map<string, number>();
	for (const { lot, quantity } of promises) promised.set(lot, (promised.get(lot) ?? 0) + quantity);
	const found = await sql<LotRow>`
		select lot.id, lot.item_code, lot.attributes, p.free, lot.available_from, lot.expires_on,
			lot.earmark_operation_id, o.facts ->> 'earmarkPurpose' as earmark_purpose, lot.indivisible
		from lot
		join lot_position p on p.lot_id = lot.id
		left join offer_line l on l.id = lot.offer_line_id
		left join offer_current o on o.offer_id = l.offer_id
		where lot.city_id = current_city() and (p.free > 0 or lot.id = any(${sqlUuids([...promised.keys()])}))
		order by lot.id`.execute(trx);
	return found.rows.map((row) => ({
		id: row.id,
		item: row.itemCode,
		attributes: knownAttributes(catalogue, row.itemCode, row.attributes),
		quantity: row.free + (promised.get(row.id) ?? 0),
		availableFrom: row.availableFrom ?? undefined,
		expiry: row.expiresOn ?? undefined,
		earmark: {
			destination: undefined,
			operation: row.earmarkOperationId ?? undefined,
			purpose: row.earmarkPurpose ?? undefined,
		},
		indivisible: row.indivisible,
		multiple: 1,
	}));
}

/** The part of the catalogue the problem speaks of, parents before their children. */
function itemsOf(
	catalogue: Catalogue,
	things: readonly { readonly item: string }[],
	substitutes: readonly Substitute[],
): Item[] {
	const codes = new Set<string>();
	const spoken = [...things.map(({ item }) => item), ...substitutes.flatMap(({ wanted, given }) => [wanted, given])];
	for (const code of spoken) for (const each of [code, ...ancestorsOf(catalogue, code)]) codes.add(each);
	const known = catalogue.items.filter(({ code }) => codes.has(code));
	const unknown = [...codes].filter((code) => !catalogue.byCode.has(code)).sort();
	return [
		...known.map(({ code, parent, names }) => ({ id: code, parent: parent ?? undefined, name: names })),
		...unknown.map((code) => ({ id: code, parent: undefined, name: { en: code } })),
	];
}
