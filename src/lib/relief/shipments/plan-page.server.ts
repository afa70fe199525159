import { randomUUID } from 'node:crypto';
import { audited, recordAudit } from '#lib/access/audit.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { editableAmount, formatBase } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom, placeName } from '../ledger/ledger-texts.ts';
import { authorOf } from '../ledger/post.server.ts';
import { parseAmount } from '../ledger/typed-amount.ts';
import { itemName } from '../needs/need-texts.ts';
import { loadLines } from './load-commands.server.ts';
import type { LoadRequest } from './load-list.ts';
import { needText } from './load-view.server.ts';
import { fieldsOfPlan, parsePlan, type TypedPlan } from './plan-form.ts';
import { isLoadable } from './shipment.ts';
import { changePlan, planShipment } from './shipment-commands.server.ts';
import { shipmentMessages } from './shipment-messages.ts';
import {
	findShipment,
	type LoadableRow,
	listCrew,
	listLedOperations,
	listLoadable,
	listPlacesOf,
	listPlanParts,
	type PlaceRow,
} from './shipment-queries.server.ts';
import { exampleAmount, explainShipment, type FieldMessage, type ShipmentPageRefusal } from './shipment-texts.ts';

function placeChoices(places: readonly PlaceRow[], language: Language) {
	const choice = (row: PlaceRow) => ({ value: row.id, label: placeName(row.place, language) });
	return {
		origins: places.filter((row) => row.own && row.kind !== 'site').map(choice),
		destinations: places.filter((row) => !row.own || row.kind === 'handover').map(choice),
	};
}

function loadableText(row: LoadableRow, language: Language) {
	const baseUnit = baseUnitFrom(row.baseUnit);
	return {
		reservationId: row.reservationId,
		lotId: row.lotId,
		item: itemName(currentCatalogue(), row.itemCode, language),
		serialNumber: row.serialNumber,
		need: needText(row, language),
		waiting: formatBase(row.waiting, baseUnit, language),
		editable: editableAmount(row.waiting, baseUnit, language),
	};
}

/** What a plan of a new shipment needs to know: the operation, its places, and the promises that wait. */
export async function loadNewShipmentPage(desk: OfficeDesk, url: URL) {
	const { language } = desk;
	const asked = url.searchParams.get('operation') ?? '';
	const found = await readForPage(desk, async (trx) => {
		const operations = await listLedOperations(trx);
		const operationId = (operations.find(({ id }) => id === asked) ?? operations[0])?.id;
		if (!operationId) return { operations, operationId: null, places: [], loadable: [] };
		const places = await listPlacesOf(trx, operationId);
		return { operations, operationId, places, loadable: await listLoadable(trx, operationId) };
	});
	return {
		operationId: found.operationId,
		operations: found.operations.map((row) => ({ value: row.id, label: readableText(row.names, language).text })),
		...placeChoices(found.places, language),
		loadable: found.loadable.map((row) => loadableText(row, language)),
		idempotencyKey: randomUUID(),
		shipmentId: randomUUID(),
	};
}

/** Reads the amounts typed beside promises: `load-<reservation>`. */
function parseLoads(
	form: FormData,
	loadable: readonly LoadableRow[],
	language: Language,
): Result<LoadRequest[], readonly FieldMessage[]> {
	const errors: FieldMessage[] = [];
	const units = new Map(loadable.map((row) => [row.reservationId, baseUnitFrom(row.baseUnit)]));
	const requests: LoadRequest[] = [];
	for (const [name, value] of form) {
		const reservationId = name.startsWith('load-') ? name.slice(5) : '';
		if (!isUuid(reservationId) || typeof value !== 'string') continue;
		const baseUnit = units.get(reservationId) ?? 'pcs';
		const amount = parseAmount(value, baseUnit, language);
		if (!amount.ok) {
			const example = exampleAmount(baseUnit, language);
			errors.push({
				field: name,
				message: speak(shipmentMessages, language)('error-no-amount', { typed: value, example }),
			});
		} else if (amount.value > 0) requests.push({ reservationId, quantity: quantity(amount.value) });
	}
	return errors.length > 0 ? refused(errors) : ok(requests);
}

/** Plans a shipment from the form. Answers its id. */
export async function submitNewShipment(
	desk: OfficeDesk,
	form: FormData,
): Promise<Result<string, readonly FieldMessage[]>> {
	const { language } = desk;
	const operationId = textOf(form, 'operation');
	const shipmentId = textOf(form, 'shipmentId');
	if (!isUuid(operationId) || !isUuid(shipmentId))
		return refused([explainShipment({ kind: 'unknown-operation' }, language)]);
	const loadable = await readForPage(desk, (trx) => listLoadable(trx, operationId));
	const plan = parsePlan(form, language);
	const loads = parseLoads(form, loadable, language);
	if (!plan.ok || !loads.ok) return refused([...(plan.ok ? [] : plan.refusal), ...(loads.ok ? [] : loads.refusal)]);
	const sent = { name: 'plan-shipment', subject: shipmentId, typed: typedForm(form) };
	const record = { action: 'shipment.planned', subjectKind: 'shipment', subjectId: shipmentId };
	const answer = await runForm<unknown, ShipmentPageRefusal>(desk, sent, (trx, key) =>
		audited(
			trx,
			record,
			planShipment(trx, { ...plan.value, shipmentId, operationId, loads: loads.value }, authorOf(desk, key)),
		),
	);
	return answer.ok
		? ok(shipmentId)
		: refused(answer.refusal.map((each) => explainShipment(each, language, unitsOf(loadable))));
}

function unitsOf(loadable: readonly LoadableRow[]) {
	return (reservationId: string) =>
		baseUnitFrom(loadable.find((row) => row.reservationId === reservationId)?.baseUnit ?? 'pcs');
}

/** The plan of a shipment as its form shows it. Drivers are need-to-know, so opening the form is on the audit trail. */
export async function loadPlanPage(desk: OfficeDesk, id: string) {
	if (!isUuid(id)) return undefined;
	const { language } = desk;
	const found = await inCity(desk.app, desk.actor, async (trx) => {
		const shipment = await findShipment(trx, id);
		if (shipment?.side !== 'sender') return undefined;
		await recordAudit(trx, { action: 'shipment.crew-read', subjectKind: 'shipment', subjectId: id });
		const places = await listPlacesOf(trx, shipment.operationId);
		return { shipment, places, crew: await listCrew(trx, id), parts: await listPlanParts(trx, id) };
	});
	if (!found) return undefined;
	const typed: TypedPlan = fieldsOfPlan({ ...found.shipment, ...found.parts, crew: found.crew }, language);
	const { number } = found.shipment;
	return { id, number, typed, ...placeChoices(found.places, language), idempotencyKey: randomUUID() };
}

/** Saves a changed plan from the form. */
export async function submitPlan(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const plan = parsePlan(form, desk.language);
	if (!plan.ok) return plan;
	const sent = { name: 'change-shipment-plan', subject: id, typed: typedForm(form) };
	const record = { action: 'shipment.plan-changed', subjectKind: 'shipment', subjectId: id };
	const answer = await runForm<null, ShipmentPageRefusal>(desk, sent, (trx, key) =>
		audited(trx, record, changePlan(trx, id, plan.value, authorOf(desk, key))),
	);
	return answer.ok ? ok(null) : refused(answer.refusal.map((each) => explainShipment(each, desk.language)));
}

/** Promises that can still go along on a shipment. */
export async function loadLoadPage(desk: OfficeDesk, id: string) {
	if (!isUuid(id)) return undefined;
	const found = await readForPage(desk, async (trx) => {
		const shipment = await findShipment(trx, id);
		if (shipment?.side !== 'sender') return undefined;
		return { shipment, loadable: await listLoadable(trx, shipment.operationId) };
	});
	if (!found) return undefined;
	return {
		id,
		number: found.shipment.number,
		open: isLoadable(found.shipment.state),
		loadable: found.loadable.map((row) => loadableText(row, desk.language)),
		idempotencyKey: randomUUID(),
	};
}

/** Adds to the load list from the form. */
export async function submitLoad(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const { language } = desk;
	const shipment = isUuid(id) ? await readForPage(desk, (trx) => findShipment(trx, id)) : undefined;
	if (!shipment) return refused([explainShipment({ kind: 'unknown-shipment' }, language)]);
	const loadable = await readForPage(desk, (trx) => listLoadable(trx, shipment.operationId));
	const loads = parseLoads(form, loadable, language);
	if (!loads.ok) return loads;
	if (loads.value.length === 0) return refused([explainShipment({ kind: 'nothing-loaded' }, language)]);
	const sent = { name: 'load-shipment', subject: id, typed: typedForm(form) };
	const record = { action: 'shipment.loaded', subjectKind: 'shipment', subjectId: id };
	const answer = await runForm<null, ShipmentPageRefusal>(desk, sent, (trx) =>
		audited(trx, record, loadLines(trx, id, loads.value)),
	);
	return answer.ok
		? ok(null)
		: refused(answer.refusal.map((each) => explainShipment(each, language, unitsOf(loadable))));
}
