import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, instant, later } from '#lib/kernel/instant.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Databases, Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import type { NeedFacts, NeedPurpose, NeedQuantity } from '#lib/relief/needs/need.ts';
import { type FirstState, finishNeed, recordNeeds } from '#lib/relief/needs/need-commands.server.ts';
import type { OfferFacts, OfferLine } from '#lib/relief/offers/offer.ts';
import { acceptOfferLines, addOffer } from '#lib/relief/offers/offer-commands.server.ts';
import type { OfferContact } from '#lib/relief/offers/offer-form.ts';
import { recordReceipt } from '#lib/relief/receipts/receipt-commands.server.ts';
import { reportUse } from '#lib/relief/receipts/use-commands.server.ts';
import { reserve } from '#lib/relief/reservations/reservation-commands.server.ts';
import type { ShipmentMove } from '#lib/relief/shipments/shipment.ts';
import { moveShipment, planShipment, type ShipmentPlan } from '#lib/relief/shipments/shipment-commands.server.ts';
import type { Cast } from './lay-out-directory.server.ts';
import { type CityKey, type OperationKey, type OrganisationKey, organisations } from './story-directory.ts';

/** A need of the story, in pieces of its item unless `unit` says otherwise. */
export interface ToldNeed {
	readonly operation: OperationKey;
	readonly itemCode: string;
	/** Null where the source gives none. */
	readonly units: number | null;
	readonly purpose: NeedPurpose;
	readonly urgency: 1 | 2 | 3 | 4;
	readonly note: string;
	readonly substitutes?: boolean;
	readonly minimumPower?: number;
	readonly upTo?: FirstState;
}

export interface ToldOffer {
	readonly donor: OrganisationKey;
	readonly lines: readonly {
		readonly itemCode: string;
		/** Null where the source gives none. */
		readonly units: number | null;
		readonly valueCents?: number;
		readonly isNew?: boolean;
	}[];
	readonly ownTransport?: boolean;
	readonly earmark?: OperationKey;
	readonly availableFrom?: PlainDate;
	readonly remark?: string;
	/** The city has not decided yet. */
	readonly undecided?: boolean;
}

/** Something promised: so many units of a lot for a need. */
export interface ToldPromise {
	readonly need: string;
	readonly lot: string;
	readonly units: number;
}

/** Tells the story through the product's own commands, each at its moment, so that every law holds for it too. */
export class Storyteller {
	readonly #databases: Databases;
	readonly cast: Cast;

	constructor(databases: Databases, cast: Cast) {
		this.#databases = databases;
		this.cast = cast;
	}

	as<Value>(city: CityKey, work: (trx: Trx) => Promise<Value>): Promise<Value> {
		return inCity(
			this.#databases.app,
			{ city: this.cast.cities[city] as Id<'city'>, account: this.account(city) },
			work,
		);
	}

	account(city: CityKey): Id<'account'> {
		return this.cast.people[city === 'dortmund' ? 'coordinator' : 'officer'] as Id<'account'>;
	}

	/** Needs of Zhytomyr are reported by its officer; those of the earthquake area by the coordinator. */
	async need(told: ToldNeed, at: Instant): Promise<string> {
		const city = told.operation === 'zhytomyr' ? 'zhytomyr' : 'dortmund';
		const needId = randomUUID() as Id<'need'>;
		const operationId = this.cast.operations[told.operation] as Id<'operation'>;
		const upTo = told.upTo ?? (told.units === null ? 'verified' : 'open');
		const need = { needId, operationId, facts: factsOf(told), upTo };
		const act = { at, account: this.account(city) };
		granted(await this.as(city, (trx) => recordNeeds(trx, currentCatalogue(), [need], act)));
		return needId;
	}

	async closeNeed(needId: string, reason: string, at: Instant): Promise<void> {
		const sending = { key: randomUUID() as Id<'command'>, at, account: this.account('dortmund') };
		const input = { needId: needId as Id<'need'>, move: 'close' as const, reason, shown: 4 };
		granted(await this.as('dortmund', (trx) => finishNeed(trx, currentCatalogue(), input, sending)));
	}

	/**
	 * An offer as the office enters it; what has a quantity is accepted the same day. Answers the lots in the order of the
	 * accepted lines.
	 */
	async offer(told: ToldOffer, at: Instant): Promise<readonly string[]> {
		const lines = told.lines.map(lineOf);
		const facts: OfferFacts = {
			lines,
			availableFrom: told.availableFrom ?? null,
			availableUntil: null,
			placeId: told.ownTransport ? null : (this.cast.places.store as Id<'place'>),
			town: 'Dortmund',
			earmarkOperationId: told.earmark ? (this.cast.operations[told.earmark] as Id<'operation'>) : null,
			earmarkPurpose: null,
			ownTransport: told.ownTransport ?? false,
			remark: told.remark ?? '',
		};
		const context = { catalogue: currentCatalogue(), origin: 'http://localhost' };
		const sending = () => ({ key: randomUUID() as Id<'command'>, at, account: this.account('dortmund') });
		const input = { origin: 'office' as const, facts, contact: contactOf(told.donor) };
		const offer = granted(await this.as('dortmund', (trx) => addOffer(trx, context, input, sending())));
		const known = lines.flatMap(({ id, quantity: units }) => (units === null ? [] : [{ lineId: id, quantity: units }]));
		if (known.length === 0 || told.undecided) return [];
		const acceptance = { offerId: offer.offerId, shown: offer.version, lines: known, note: '' };
		granted(await this.as('dortmund', (trx) => acceptOfferLines(trx, context, acceptance, sending())));
		return this.#lotsOf(known.map(({ lineId }) => lineId));
	}

	async #lotsOf(lineIds: readonly string[]): Promise<readonly string[]> {
		const lots = await this.as('dortmund', (trx) =>
			sql<{ lot: string; line: string }>`
				select id as lot, offer_line_id as line from lot where offer_line_id = any(${sqlUuids(lineIds)})`.execute(trx),
		);
		return lineIds.map((line) => lots.rows.find((row) => row.line === line)!.lot);
	}

	/** One decision; answers the reservations in the order of the promises. */
	async promise(operation: OperationKey, promises: readonly ToldPromise[], at: Instant): Promise<string[]> {
		const operationId = this.cast.operations[operation];
		const lines = promises.map(({ need, lot, units }) => ({
			reservationId: randomUUID(),
			needId: need,
			lotId: lot,
			operationId,
			quantity: quantity(units),
		}));
		const request = { decisionId: randomUUID(), lines, at, account: this.account('dortmund') };
		granted(await this.as('dortmund', (trx) => reserve(trx, request)));
		return lines.map(({ reservationId }) => reservationId);
	}

	async plan(
		operation: OperationKey,
		loads: readonly (readonly [reservationId: string, units: number])[],
		plan: Partial<ShipmentPlan>,
		at: Instant,
	): Promise<string> {
		const shipmentId = randomUUID();
		const shipment = {
			transport: 'own' as const,
			carrier: null,
			originId: this.cast.places.store,
			destinationId: operation === 'zhytomyr' ? this.cast.places.handover : null,
			authority: null,
			plannedDeparture: null,
			plannedArrival: null,
			note: '',
			stops: [],
			vehicles: [],
			crew: [],
			...plan,
			shipmentId,
			operationId: this.cast.operations[operation],
			loads: loads.map(([reservationId, units]) => ({ reservationId, quantity: quantity(units) })),
		};
		granted(await this.as('dortmund', (trx) => planShipment(trx, shipment, { at, account: this.account('dortmund') })));
		return shipmentId;
	}

	async move(shipmentId: string, move: ShipmentMove, at: Instant): Promise<void> {
		const city = move === 'arrived' ? 'zhytomyr' : 'dortmund';
		const command = { shipmentId, move, occurredAt: at, note: '' };
		granted(await this.as(city, (trx) => moveShipment(trx, command, { at, account: this.account(city) })));
	}

	/** Loaded, sealed and departed within an hour. */
	async sendOff(shipmentId: string, departsAt: Instant): Promise<void> {
		await this.move(shipmentId, 'loading-started', later(departsAt, -3_600_000));
		await this.move(shipmentId, 'sealed', later(departsAt, -600_000));
		await this.move(shipmentId, 'departed', departsAt);
	}

	/** Everything on the load list received in good order. */
	async receive(shipmentId: string, receivedAt: Instant, note: string): Promise<readonly string[]> {
		const lines = await this.loadList(shipmentId);
		const noReasons = { damaged: '', missing: '', refused: '' };
		const receipt = {
			receiptId: randomUUID(),
			shipmentId,
			placeId: this.cast.places.handover,
			receivedBy: '',
			note,
			receivedAt,
			lines: lines.map(({ id, units }) => ({
				shipmentLineId: id,
				accepted: units,
				damaged: 0,
				missing: 0,
				refused: 0,
				reasons: noReasons,
			})),
			extras: [],
		};
		const author = { at: receivedAt, account: this.account('zhytomyr') };
		granted(await this.as('zhytomyr', (trx) => recordReceipt(trx, receipt, author)));
		return lines.map(({ id }) => id);
	}

	async putToUse(shipmentLineId: string, units: number, note: string, at: Instant): Promise<void> {
		const report = {
			reportId: randomUUID(),
			shipmentLineId,
			kind: 'in-use' as const,
			quantity: units,
			occurredAt: at,
			note,
		};
		const author = { at, account: this.account('zhytomyr') };
		granted(await this.as('zhytomyr', (trx) => reportUse(trx, report, author)));
	}

	async loadList(shipmentId: string): Promise<readonly { readonly id: string; readonly units: number }[]> {
		return this.as('dortmund', async (trx) => {
			const found = await sql<{ readonly id: string; readonly units: number }>`
				select id, quantity as units from shipment_line where shipment_id = ${shipmentId} order by position`.execute(
				trx,
			);
			return found.rows;
		});
	}
}

/** A day of the story at an hour of the morning in Dortmund. */
export function onDay(day: string, hour = 9): Instant {
	return instant(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
}

function factsOf(told: ToldNeed): NeedFacts {
	const amount = told.units;
	const known: NeedQuantity = amount === null ? { kind: 'unknown' } : { kind: 'exact', amount: quantity(amount) };
	return {
		itemCode: told.itemCode,
		conditions: told.minimumPower ? [{ key: 'power_kva', operator: 'at-least', value: told.minimumPower }] : [],
		quantity: known,
		baseUnit: 'pcs',
		typed: {
			amount: amount === null ? '' : String(amount),
			amountTo: '',
			unit: amount === null ? null : 'pcs',
			content: null,
		},
		phrase: '',
		purpose: told.purpose,
		urgency: told.urgency,
		deadline: null,
		peopleServed: null,
		criticalMinimum: null,
		minimumUseful: null,
		substitutes: told.substitutes ?? true,
		siteId: null,
		note: told.note,
	};
}

function lineOf(line: ToldOffer['lines'][number]): OfferLine {
	const { itemCode, units } = line;
	return {
		id: randomUUID() as Id<'offer-line'>,
		description: currentCatalogue().byCode.get(itemCode)?.names.de ?? itemCode,
		itemCode,
		attributes: {},
		quantity: units === null ? null : quantity(units),
		baseUnit: 'pcs',
		typed: { amount: units === null ? '' : String(units), amountTo: '', unit: 'pcs', content: null },
		condition: line.isNew ? 'new' : 'used-good',
		expiresOn: null,
		valueCents: (line.valueCents ?? null) as EuroCents | null,
		weightGrams: null,
		volumeMillilitres: null,
		indivisible: false,
		serialNumbers: [],
	};
}

function contactOf(donor: OrganisationKey): OfferContact {
	const { kind, names } = organisations[donor];
	return {
		donorKind: kind,
		donorName: names.de,
		contactName: '',
		email: null,
		phone: '',
		language: 'de',
		anonymous: false,
	};
}

/** The story is known to be lawful: a refusal here is a defect of the story or of the law. */
export function granted<Value, Refusal>(answer: Result<Value, Refusal>): Value {
	if (!answer.ok) throw new Error(`the story was refused: ${JSON.stringify(answer.refusal)}`);
	return answer.value;
}
