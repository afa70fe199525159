import { randomUUID } from 'node:crypto';
import { textOf } from '#lib/access/form-values.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { isUuid } from '#lib/kernel/id.ts';
import { toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { services } from '#lib/platform/services.server.ts';
import { formatBase, unitName } from '../catalogue/amount-text.ts';
import { readingUnitOf } from '../catalogue/base-unit.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom, explainPosting } from '../ledger/ledger-texts.ts';
import { readAsOffice, runOfficeCommand } from '../ledger/office-command.server.ts';
import { lockLots, type PostRefusal } from '../ledger/post.server.ts';
import { parseAmount } from '../ledger/typed-amount.ts';
import { itemName } from '../needs/need-texts.ts';
import { lockShipment } from '../shipments/shipment-events.server.ts';
import { momentOf, type Visit } from '../shipments/shipment-page.server.ts';
import { findShipment, type LoadLineRow, listLoad } from '../shipments/shipment-queries.server.ts';
import { exampleAmount, type FieldMessage } from '../shipments/shipment-texts.ts';
import { awaitingEndUse, endUses } from './end-use.ts';
import { receiptMessages } from './receipt-messages.ts';
import { reportUse, type UseRefusal } from './use-commands.server.ts';

/** The received lines whose use nobody has reported yet. */
export async function loadUsePage(locals: Visit, id: string) {
	if (!isUuid(id)) return undefined;
	const { language } = locals;
	const found = await readAsOffice(locals, async (trx) => {
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
		now: toLocalTime(services().clock.now(), zoneOf(language)),
	};
}

/** Records the use a form reports, all lines or none. */
export async function submitUse(
	locals: Visit,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const { language } = locals;
	const say = speak(receiptMessages, language);
	const load = isUuid(id) ? await readAsOffice(locals, (trx) => listLoad(trx, id)) : [];
	const occurredAt = momentOf(textOf(form, 'when'), language);
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
	const command = { name: 'report-use', action: 'use.reported', subjectKind: 'shipment', subjectId: id };
	const answer = await runOfficeCommand<null, FieldMessage>(locals, form, command, async (trx, author) => {
		await lockShipment(trx, id);
		// All at once: each report below also locks the book, and no lot may be waited for while holding it.
		await lockLots(
			trx,
			entries.map(({ row }) => row.lotId),
		);
		for (const { row, kind, field, quantity } of entries) {
			const report = { reportId: randomUUID(), shipmentLineId: row.id, kind, quantity, occurredAt, note };
			const reported = await reportUse(trx, report, author);
			if (!reported.ok) return refused({ field, message: explainUse(reported.refusal, row, locals.language) });
		}
		return ok(null);
	});
	if (answer.ok) return ok(null);
	const { refusal } = answer;
	return refused(['kind' in refusal ? { field: 'form', message: explainPosting(refusal, 'pcs', language) } : refusal]);
}

function explainUse(refusal: UseRefusal | PostRefusal, row: LoadLineRow, language: Visit['language']): string {
	const say = speak(receiptMessages, language);
	const baseUnit = baseUnitFrom(row.baseUnit);
	if (refusal.kind === 'unknown-line') return say('error-unknown-line');
	if (refusal.kind !== 'more-than-received') return explainPosting(refusal, baseUnit, language);
	const left = formatBase(refusal.left, baseUnit, language);
	const wanted = formatBase(refusal.wanted, baseUnit, language);
	return say('error-more-than-received', { position: row.position, left, wanted });
}
