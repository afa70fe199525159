import { randomUUID } from 'node:crypto';
import { audited, recordAudit } from '#lib/access/audit.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { fromLocalTime, toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { placeName } from '../ledger/ledger-texts.ts';
import { authorOf } from '../ledger/post.server.ts';
import { unloadLine } from './load-commands.server.ts';
import { loadLineText, loadWeight } from './load-view.server.ts';
import { listShipmentReceipts } from './receipts-of-shipment.server.ts';
import { isLoadable, isOnItsWay, movesOffered, type ShipmentMove, shipmentMoveKinds } from './shipment.ts';
import { moveShipment, noteOnShipment } from './shipment-commands.server.ts';
import { shipmentMessages } from './shipment-messages.ts';
import {
	type EventRow,
	findShipment,
	listCrew,
	listEvents,
	listLoad,
	listPlanParts,
	listShipments,
	type Phase,
	phases,
	type ShipmentDetail,
	type ShipmentRow,
} from './shipment-queries.server.ts';
import {
	capabilityOfMove,
	explainShipment,
	type FieldMessage,
	type ShipmentPageRefusal,
	sideExits,
} from './shipment-texts.ts';

const pageSize = 50;

/** One phase of the shipments, a page of it. */
export async function loadShipmentsPage(desk: OfficeDesk, url: URL) {
	const asked = url.searchParams.get('phase') ?? '';
	const phase: Phase = Object.hasOwn(phases, asked) ? (asked as Phase) : 'preparing';
	const [changedAt = '', id = ''] = (url.searchParams.get('before') ?? '').split('~');
	const before = /^\d{10,14}$/.test(changedAt) && isUuid(id) ? { changedAt: Number(changedAt) as Instant, id } : null;
	const rows = await readForPage(desk, (trx) => listShipments(trx, phase, before, pageSize + 1));
	const shown = rows.slice(0, pageSize);
	const last = rows.length > pageSize ? shown.at(-1) : undefined;
	return {
		phase,
		phases: Object.keys(phases) as Phase[],
		rows: shown.map((row) => shipmentLine(row, desk.language)),
		first: before ? `?phase=${phase}` : undefined,
		next: last && `?phase=${phase}&before=${last.changedAt}~${last.id}`,
		mayPlan: may(desk.session, 'shipments.plan'),
	};
}

function shipmentLine(row: ShipmentRow, language: Language) {
	const planned = row.plannedDeparture
		? `${formatDate(row.plannedDeparture, language)} (${speak(shipmentMessages, language)('planned')})`
		: '–';
	return {
		id: row.id,
		number: row.number,
		state: row.state,
		operation: readableText(row.operationNames, language).text,
		departure: row.departedAt ? formatInstant(row.departedAt, language) : planned,
		lines: row.lines,
		discrepancies: row.openDiscrepancies,
	};
}

/** A shipment with its plan, load list, timeline and receipts, and the moves open to whoever reads it. */
export async function loadShipmentPage(desk: OfficeDesk, id: string) {
	if (!isUuid(id)) return undefined;
	const found = await readForPage(desk, async (trx) => {
		const shipment = await findShipment(trx, id);
		if (!shipment) return undefined;
		return {
			shipment,
			load: await listLoad(trx, id),
			events: await listEvents(trx, id),
			parts: await listPlanParts(trx, id),
			receipts: await listShipmentReceipts(trx, id),
		};
	});
	if (!found) return undefined;
	const { language, session } = desk;
	const { shipment, load, parts } = found;
	const sender = shipment.side === 'sender';
	const moves = movesOffered(shipment.state, shipment.side).filter((move) => may(session, capabilityOfMove[move]));
	return {
		id,
		number: shipment.number,
		state: shipment.state,
		version: shipment.version,
		operation: readableText(shipment.operationNames, language).text,
		facts: factsOf(shipment, language),
		stops: parts.stops,
		weight: loadWeight(load, parts.vehicles, language),
		load: load.map((row) => loadLineText(row, language)),
		timeline: found.events.map((row) => eventText(row, language)),
		receipts: found.receipts.map((row) => ({ ...row, when: formatInstant(row.receivedAt, language) })),
		nextMoves: moves.filter((move) => !sideExits.includes(move)),
		otherMoves: moves.filter((move) => sideExits.includes(move)),
		mayLoad: sender && isLoadable(shipment.state) && may(session, 'shipments.load'),
		mayPlan: sender && ['planned', 'loading', 'sealed'].includes(shipment.state) && may(session, 'shipments.plan'),
		mayReceive: isOnItsWay(shipment.state) && may(session, 'receipts.write'),
		mayReportUse: found.receipts.length > 0 && may(session, 'receipts.write'),
		maySeeCrew: may(session, 'places.read-address'),
		idempotencyKey: randomUUID(),
		now: toLocalTime(desk.now, zoneOf(language)),
	};
}

function factsOf(shipment: ShipmentDetail, language: Language) {
	const say = speak(shipmentMessages, language);
	const day = (date: ShipmentDetail['plannedDeparture']) => date && `${formatDate(date, language)} (${say('planned')})`;
	const transport = say(`transport-${shipment.transport}`);
	const facts = [
		[say('operation'), readableText(shipment.operationNames, language).text],
		[say('transport'), shipment.carrier ? `${transport}: ${shipment.carrier}` : transport],
		[say('origin'), shipment.origin && placeName(shipment.origin, language)],
		[say('destination'), shipment.destination && placeName(shipment.destination, language)],
		[say('authority'), shipment.authority],
		[
			say('departure'),
			shipment.departedAt ? formatInstant(shipment.departedAt, language) : day(shipment.plannedDeparture),
		],
		[say('arrival'), shipment.arrivedAt ? formatInstant(shipment.arrivedAt, language) : day(shipment.plannedArrival)],
		[say('note'), shipment.note || null],
	] as const;
	return facts.flatMap(([term, text]) => (text === null ? [] : [{ term, text }]));
}

const planFields = {
	transport: 'transport',
	carrier: 'carrier',
	originId: 'origin',
	destinationId: 'destination',
	authority: 'authority',
	plannedDeparture: 'planned-departure',
	plannedArrival: 'planned-arrival',
	note: 'note',
} as const;

function eventText(row: EventRow, language: Language) {
	const say = speak(shipmentMessages, language);
	const changed = Object.keys(row.details.changed ?? {}) as (keyof typeof planFields)[];
	const fields = changed.filter((field) => field in planFields).map((field) => say(planFields[field]));
	const receipt =
		row.details.number === undefined ? undefined : say('event-receipt-number', { number: row.details.number });
	return {
		title: say(`event-${row.kind}`),
		when: formatInstant(row.occurredAt, language),
		datetime: new Date(row.occurredAt).toISOString(),
		text:
			row.details.note ?? (fields.length > 0 ? say('event-changed-fields', { fields: fields.join(', ') }) : receipt),
		recorded: say('event-by', {
			when: formatInstant(row.recordedAt, language),
			who: row.actorName ?? say('event-by-other-city'),
		}),
		state: row.kind === 'lost' || row.kind === 'turned-back' ? ('problem' as const) : undefined,
	};
}

/** Reports a move from the shipment's page. */
export async function reportMove(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const { language } = desk;
	const move = shipmentMoveKinds.find((each): each is ShipmentMove => each === textOf(form, 'move'));
	if (!isUuid(id) || !move) return refused([explainShipment({ kind: 'unknown-shipment' }, language)]);
	if (!may(desk.session, capabilityOfMove[move]))
		return refused([explainShipment({ kind: 'not-permitted' }, language)]);
	const occurredAt = momentOf(textOf(form, 'when'), desk);
	if (occurredAt === undefined) return refused([explainShipment({ kind: 'no-time' }, language)]);
	const note = textOf(form, 'note').slice(0, 1000);
	const seenVersion = Number(textOf(form, 'version')) || undefined;
	const sent = { name: 'move-shipment', subject: id, typed: typedForm(form) };
	const record = { action: `shipment.${move}`, subjectKind: 'shipment', subjectId: id };
	const answer = await runForm<unknown, ShipmentPageRefusal>(desk, sent, (trx, key) =>
		audited(
			trx,
			record,
			moveShipment(trx, { shipmentId: id, move, occurredAt, note, seenVersion }, authorOf(desk, key)),
		),
	);
	return answer.ok ? ok(null) : refused(answer.refusal.map((each) => explainShipment(each, language)));
}

/** The moment a form names; empty or the minute it was opened in means now. Undefined where it names none. */
export function momentOf(text: string, { now, language }: Pick<OfficeDesk, 'now' | 'language'>): Instant | undefined {
	const zone = zoneOf(language);
	return text === '' || text === toLocalTime(now, zone) ? now : fromLocalTime(text, zone);
}

/** Adds a remark from the shipment's page. */
export async function addNote(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const sent = { name: 'note-on-shipment', subject: id, typed: typedForm(form) };
	const record = { action: 'shipment.noted', subjectKind: 'shipment', subjectId: id };
	const answer = await runForm<null, ShipmentPageRefusal>(desk, sent, (trx, key) =>
		audited(trx, record, noteOnShipment(trx, id, textOf(form, 'note').slice(0, 1000), authorOf(desk, key))),
	);
	return answer.ok ? ok(null) : refused(answer.refusal.map((each) => explainShipment(each, desk.language)));
}

/** Takes a line off the load list. */
export async function removeLine(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const { language } = desk;
	const line = textOf(form, 'line');
	if (!isUuid(line)) return refused([explainShipment({ kind: 'unknown-line' }, language)]);
	if (!may(desk.session, 'shipments.load')) return refused([explainShipment({ kind: 'not-permitted' }, language)]);
	const sent = { name: 'unload-line', subject: id, typed: typedForm(form) };
	const record = { action: 'shipment.line-unloaded', subjectKind: 'shipment', subjectId: id };
	const answer = await runForm<null, ShipmentPageRefusal>(desk, sent, (trx) =>
		audited(trx, record, unloadLine(trx, id, line)),
	);
	return answer.ok ? ok(null) : refused(answer.refusal.map((each) => explainShipment(each, language)));
}

/** Drivers and plates, each look on the audit trail (R11). Undefined where the reader may not. */
export async function revealCrew(desk: OfficeDesk, id: string) {
	if (!isUuid(id) || !may(desk.session, 'places.read-address')) return undefined;
	return inCity(desk.app, desk.actor, async (trx) => {
		await recordAudit(trx, { action: 'shipment.crew-read', subjectKind: 'shipment', subjectId: id });
		return listCrew(trx, id);
	});
}
