import { randomUUID } from 'node:crypto';
import { audited } from '#lib/access/audit.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { editableAmount, formatBase } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom } from '../ledger/ledger-texts.ts';
import type { PostRefusal } from '../ledger/post.server.ts';
import { authorOf } from '../ledger/post.server.ts';
import { parseAmount } from '../ledger/typed-amount.ts';
import { itemName } from '../needs/need-texts.ts';
import { momentOf } from '../shipments/shipment-page.server.ts';
import type { FieldMessage } from '../shipments/shipment-texts.ts';
import { type SettleRefusal, settlements, settlementsOffered } from './discrepancy.ts';
import { noteOnDiscrepancy, settleDiscrepancy } from './discrepancy-commands.server.ts';
import { receiptMessages } from './receipt-messages.ts';
import {
	type DiscrepancyEventRow,
	type DiscrepancyLine,
	findDiscrepancy,
	listDiscrepancies,
	listDiscrepancyEvents,
} from './receipt-queries.server.ts';
import { explainSettlement, reportedText } from './receipt-texts.ts';

const pageSize = 50;

/** Open discrepancies, or settled ones with `?state=settled`; a page of them. */
export async function loadDiscrepanciesPage(desk: OfficeDesk, url: URL) {
	const state = url.searchParams.get('state') === 'settled' ? 'settled' : 'open';
	const [openedAt = '', id = ''] = (url.searchParams.get('after') ?? '').split('~');
	const after = /^\d{10,14}$/.test(openedAt) && isUuid(id) ? { openedAt: Number(openedAt) as Instant, id } : null;
	const rows = await readForPage(desk, (trx) => listDiscrepancies(trx, state === 'open', after, pageSize + 1));
	const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
	return {
		state: state as 'open' | 'settled',
		rows: rows.slice(0, pageSize).map((row) => discrepancyText(row, desk.language)),
		first: after ? `?state=${state}` : undefined,
		next: last && `?state=${state}&after=${last.openedAt}~${last.id}`,
	};
}

function discrepancyText(row: DiscrepancyLine, language: Language) {
	const say = speak(receiptMessages, language);
	const baseUnit = baseUnitFrom(row.baseUnit ?? 'pcs');
	return {
		id: row.id,
		kind: row.kind,
		what: row.itemCode ? itemName(currentCatalogue(), row.itemCode, language) : say('extra-other'),
		quantity: formatBase(row.quantity, baseUnit, language),
		open: formatBase(row.open, baseUnit, language),
		isOpen: row.open > 0,
		reason: reportedText(row, baseUnit, language),
		opened: formatInstant(row.openedAt, language),
		shipmentId: row.shipmentId,
		shipmentNumber: row.shipmentNumber,
		receiptNumber: row.receiptNumber,
		operation: readableText(row.operationNames, language).text,
		lotId: row.lotId,
	};
}

/** A discrepancy with what was done about it, and the settlements open to whoever reads it. */
export async function loadDiscrepancyPage(desk: OfficeDesk, id: string) {
	if (!isUuid(id)) return undefined;
	const found = await readForPage(desk, async (trx) => {
		const row = await findDiscrepancy(trx, id);
		return row && { row, events: await listDiscrepancyEvents(trx, id) };
	});
	if (!found) return undefined;
	const { language } = desk;
	const { row, events } = found;
	const maySettle = may(desk.session, 'discrepancies.settle');
	const discrepancy = { kind: row.kind, open: row.open, hasLine: row.lotId !== null };
	return {
		...discrepancyText(row, language),
		editable: editableAmount(row.open, baseUnitFrom(row.baseUnit ?? 'pcs'), language),
		events: events.map((event) => eventText(event, row, language)),
		settlements: maySettle && row.open > 0 ? settlementsOffered(discrepancy, row.side) : [],
		maySettle,
		idempotencyKey: randomUUID(),
		now: toLocalTime(desk.now, zoneOf(language)),
	};
}

function eventText(event: DiscrepancyEventRow, row: DiscrepancyLine, language: Language) {
	const say = speak(receiptMessages, language);
	const amount =
		event.quantity === null ? undefined : formatBase(event.quantity, baseUnitFrom(row.baseUnit ?? 'pcs'), language);
	return {
		title: event.settlement === null ? say('event-noted') : say(`settlement-${event.settlement}`),
		when: formatInstant(event.occurredAt, language),
		datetime: new Date(event.occurredAt).toISOString(),
		note: amount,
		text: event.note,
		recorded: say('event-by', {
			when: formatInstant(event.recordedAt, language),
			who: event.actorName ?? say('other-city'),
		}),
	};
}

/** Settles from the form of a discrepancy's page. */
export async function submitSettlement(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const { language } = desk;
	const row = isUuid(id) ? await readForPage(desk, (trx) => findDiscrepancy(trx, id)) : undefined;
	const baseUnit = baseUnitFrom(row?.baseUnit ?? 'pcs');
	const typed = textOf(form, 'quantity');
	const amount = parseAmount(typed, baseUnit, language);
	if (!amount.ok) return refused([explainSettlement({ kind: 'no-amount', typed }, baseUnit, language)]);
	const settlement = settlements.find((each) => each === textOf(form, 'settlement'));
	if (!settlement) {
		const message = speak(receiptMessages, language)('error-settlement-not-permitted');
		return refused([{ field: 'settlement', message }]);
	}
	const occurredAt = momentOf(textOf(form, 'when'), desk);
	if (occurredAt === undefined)
		return refused([{ field: 'when', message: speak(receiptMessages, language)('error-no-time') }]);
	const note = textOf(form, 'note').slice(0, 2000);
	const settle = { discrepancyId: id, settlement, quantity: amount.value, note, occurredAt };
	const sent = { name: 'settle-discrepancy', subject: id, typed: typedForm(form) };
	const record = { action: 'discrepancy.settled', subjectKind: 'discrepancy', subjectId: id };
	const answer = await runForm<unknown, SettleRefusal | PostRefusal>(desk, sent, (trx, key) =>
		audited(trx, record, settleDiscrepancy(trx, settle, authorOf(desk, key))),
	);
	return answer.ok ? ok(null) : refused(answer.refusal.map((each) => explainSettlement(each, baseUnit, language)));
}

/** Adds a remark from the form of a discrepancy's page. */
export async function submitNote(
	desk: OfficeDesk,
	id: string,
	form: FormData,
): Promise<Result<null, readonly FieldMessage[]>> {
	const sent = { name: 'note-on-discrepancy', subject: id, typed: typedForm(form) };
	const record = { action: 'discrepancy.noted', subjectKind: 'discrepancy', subjectId: id };
	const note = textOf(form, 'note').slice(0, 2000);
	const answer = await runForm<null, SettleRefusal>(desk, sent, (trx, key) =>
		audited(trx, record, noteOnDiscrepancy(trx, id, note, authorOf(desk, key))),
	);
	return answer.ok ? ok(null) : refused(answer.refusal.map((each) => explainSettlement(each, 'pcs', desk.language)));
}
