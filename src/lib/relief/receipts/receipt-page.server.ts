import { randomUUID } from 'node:crypto';
import { audited } from '#lib/access/audit.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { isUuid } from '#lib/kernel/id.ts';
import { toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { editableAmount, formatBase, unitName } from '../catalogue/amount-text.ts';
import { readingUnitOf } from '../catalogue/base-unit.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom, placeName } from '../ledger/ledger-texts.ts';
import { authorOf } from '../ledger/post.server.ts';
import { itemName } from '../needs/need-texts.ts';
import { needText } from '../shipments/load-view.server.ts';
import { hasDeparted, isOnItsWay } from '../shipments/shipment.ts';
import { momentOf } from '../shipments/shipment-page.server.ts';
import { findShipment, type LoadLineRow, listLoad } from '../shipments/shipment-queries.server.ts';
import type { FieldMessage } from '../shipments/shipment-texts.ts';
import { latestReceipt, type RecordedReceipt } from './receipt-commands.server.ts';
import { parseReceipt } from './receipt-form.ts';
import { recordReceiptAndNotify } from './receipt-notice.server.ts';
import { listSites } from './receipt-queries.server.ts';
import { explainReceipt, type LineOfForm, type ReceiptPageRefusal } from './receipt-texts.ts';

/**
 * The lines of the load list with what is still to be counted; `?prefill=declared` proposes it as accepted. `seen` is the
 * latest receipt the reader knows of: what others record from now on makes this one a second count, which is kept too.
 */
export async function loadReceiptPage(desk: OfficeDesk, id: string, url: URL) {
	if (!isUuid(id)) return undefined;
	const { language } = desk;
	const found = await readForPage(desk, async (trx) => {
		const shipment = await findShipment(trx, id);
		if (!shipment) return undefined;
		return {
			shipment,
			load: await listLoad(trx, id),
			sites: await listSites(trx, shipment.operationId),
			seen: await latestReceipt(trx, id),
		};
	});
	if (!found) return undefined;
	const prefilled = url.searchParams.get('prefill') === 'declared';
	return {
		id,
		number: found.shipment.number,
		receivable: isOnItsWay(found.shipment.state),
		departed: hasDeparted(found.shipment.state),
		prefilled,
		lines: found.load.map((row) => {
			const baseUnit = baseUnitFrom(row.baseUnit);
			return {
				id: row.id,
				position: row.position,
				item: itemName(currentCatalogue(), row.itemCode, language),
				serialNumber: row.serialNumber,
				need: needText(row, language),
				loaded: formatBase(row.quantity, baseUnit, language),
				open: formatBase(row.outstanding, baseUnit, language),
				counted: row.outstanding === 0,
				partly: row.outstanding < row.quantity,
				unit: unitName(readingUnitOf(baseUnit).unit, language),
				proposed: prefilled ? editableAmount(row.outstanding, baseUnit, language) : '',
			};
		}),
		sites: found.sites.map((site) => ({ value: site.id, label: placeName(site.place, language) })),
		seen: String(found.seen),
		destinationId: found.shipment.destinationId ?? '',
		idempotencyKey: randomUUID(),
		receiptId: randomUUID(),
		now: toLocalTime(desk.now, zoneOf(language)),
	};
}

function formLines(load: readonly LoadLineRow[]): LineOfForm[] {
	return load.map((row) => ({ id: row.id, position: row.position, baseUnit: baseUnitFrom(row.baseUnit) }));
}

/** Records the receipt a form describes. Answers what the shipment's page should say. */
export async function submitReceipt(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<'receipt' | 'receipt-open' | 'receipt-discrepancy' | 'receipt-beside', readonly FieldMessage[]>> {
	const { language } = desk;
	const load = isUuid(id) ? await readForPage(desk, (trx) => listLoad(trx, id)) : [];
	const lines = formLines(load);
	const parsed = parseReceipt(form, lines, language);
	if (!parsed.ok) return parsed;
	const receivedAt = momentOf(textOf(form, 'when'), desk);
	if (receivedAt === undefined) return refused([explainReceipt({ kind: 'no-time' }, lines, language)]);
	const receiptId = isUuid(textOf(form, 'receiptId')) ? textOf(form, 'receiptId') : randomUUID();
	const seen = /^\d{1,6}$/.test(textOf(form, 'seen')) ? Number(textOf(form, 'seen')) : undefined;
	const receipt = { ...parsed.value, receiptId, shipmentId: id, receivedAt, seen };
	const sent = { name: 'record-receipt', subject: id, typed: typedForm(form) };
	const record = { action: 'receipt.recorded', subjectKind: 'shipment', subjectId: id };
	type Recorded = Pick<RecordedReceipt, 'outstanding' | 'beside' | 'discrepancyIds'>;
	const answer = await runForm<Recorded, ReceiptPageRefusal>(desk, sent, (trx, key) =>
		audited(trx, record, recordReceiptAndNotify(trx, receipt, authorOf(desk, key))),
	);
	if (!answer.ok) return refused(answer.refusal.map((each) => explainReceipt(each, lines, language)));
	const { outstanding, beside, discrepancyIds } = answer.value;
	if (beside > 0) return ok('receipt-beside');
	if (discrepancyIds.length > 0) return ok('receipt-discrepancy');
	return ok(outstanding > 0 ? 'receipt-open' : 'receipt');
}
