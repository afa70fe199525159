import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/access/audit.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { formatBase, unitName } from '../catalogue/amount-text.ts';
import { readingUnitOf } from '../catalogue/base-unit.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom, explainPosting } from '../ledger/ledger-texts.ts';
import { authorOf, lockLots, type PostRefusal } from '../ledger/post.server.ts';
import { parseAmount } from '../ledger/typed-amount.ts';
import { itemName } from '../needs/need-texts.ts';
import { lockShipment } from '../shipments/shipment-events.server.ts';
import { momentOf } from '../shipments/shipment-page.server.ts';
import { findShipment, type LoadLineRow, listLoad } from '../shipments/shipment-queries.server.ts';
import { exampleAmount, type FieldMessage } from '../shipments/shipment-texts.ts';
import { awaitingEndUse, endUses } from './end-use.ts';
import { receiptMessages } from './receipt-messages.ts';
import { reportUse, type UseRefusal } from './use-commands.server.ts';

/** The received lines whose use nobody has reported yet. */
export async function loadUsePage(desk: OfficeDesk, id: string) {
	if (!isUuid(id)) return undefined;
	const { language } = desk;
	const found = await readForPage(desk, async (trx) => {
		const shipment = await findShipment(trx, id);
		return shipment && { shipment, load: await listLoad(trx, id) };
	});
	if (!found) return undefined;
	return {
		id,
		number: found.shipment.number,
		lines: found.load
			.filter((row) => awaitingEndUse(row) > 0)
			.map((row) => ({
				id: row.id,
				position: row.position,
				item: itemName(currentCatalogue(), row.itemCode, language),
				serialNumber: row.serialNumber,
				left: formatBase(awaitingEndUse(row), baseUnitFrom(row.baseUnit), language),
				unit: unitName(readingUnitOf(baseUnitFrom(row.baseUnit)).unit, language),
			})),
		idempotencyKey: randomUUID(),
		now: toLocalTime(desk.now, zoneOf(language)),
	};
}

/** Records the use a form reports, all lines or none. */
export async function submitUse(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const { language } = desk;
	const say = speak(receiptMessages, language);
	const load = isUuid(id) ? await readForPage(desk, (trx) => listLoad(trx, id)) : [];
	const occurredAt = momentOf(textOf(form, 'when'), desk);
	if (occurredAt === undefined) return refused([{ field: 'when', message: say('error-no-time') }]);
	const errors: FieldMessage[] = [];
	const entries = load.flatMap((row) =>
		endUses.flatMap((kind) => {
			const field = `${kind}-${row.id}`;
			const typed = textOf(form, field);
			const baseUnit = baseUnitFrom(row.baseUnit);
			const amount = parseAmount(typed, baseUnit, language);
			if (amount.ok) return amount.value > 0 ? [{ row, kind, field, quantity: amount.value }] : [];
			const values = { position: row.position, typed, example: exampleAmount(baseUnit, language) };
			errors.push({ field, message: say('error-no-amount', values) });
			return [];
		}),
	);
	if (errors.length > 0) return refused(errors);
	if (entries.length === 0) return refused([{ field: 'form', message: say('error-nothing-counted') }]);
	const note = textOf(form, 'note').trim().slice(0, 2000);
	const sent = { name: 'report-use', subject: id, typed: typedForm(form) };
	const answer = await runForm<null, FieldMessage>(desk, sent, async (trx, key) => {
		await lockShipment(trx, id);
		// All at once: each report below also locks the book, and no lot may be waited for while holding it.
		await lockLots(
			trx,
			entries.map(({ row }) => row.lotId),
		);
		for (const { row, kind, field, quantity } of entries) {
			const report = { reportId: randomUUID(), shipmentLineId: row.id, kind, quantity, occurredAt, note };
			const reported = await reportUse(trx, report, authorOf(desk, key));
			if (!reported.ok) return refused({ field, message: explainUse(reported.refusal, row, language) });
		}
		await recordAudit(trx, { action: 'use.reported', subjectKind: 'shipment', subjectId: id });
		return ok(null);
	});
	if (answer.ok) return answer;
	return refused(
		answer.refusal.map((refusal) =>
			'kind' in refusal ? { field: 'form', message: explainPosting(refusal, 'pcs', language) } : refusal,
		),
	);
}

function explainUse(refusal: UseRefusal | PostRefusal, row: LoadLineRow, language: Language): string {
	const say = speak(receiptMessages, language);
	const baseUnit = baseUnitFrom(row.baseUnit);
	if (refusal.kind === 'unknown-line') return say('error-unknown-line');
	if (refusal.kind !== 'more-than-received') return explainPosting(refusal, baseUnit, language);
	const left = formatBase(refusal.left, baseUnit, language);
	const wanted = formatBase(refusal.wanted, baseUnit, language);
	return say('error-more-than-received', { position: row.position, left, wanted });
}
