import { randomUUID } from 'node:crypto';
import { textOf } from '#lib/access/form-values.ts';
import { may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { services } from '#lib/platform/services.server.ts';
import { editableAmount, formatBase } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom } from '../ledger/ledger-texts.ts';
import { readAsOffice, runOfficeCommand } from '../ledger/office-command.server.ts';
import type { PostRefusal } from '../ledger/post.server.ts';
import { parseAmount } from '../ledger/typed-amount.ts';
import { itemName } from '../needs/need-texts.ts';
import { momentOf, type Visit } from '../shipments/shipment-page.server.ts';
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
export async function loadDiscrepanciesPage(locals: Visit, url: URL) {
	const state = url.searchParams.get('state') === 'settled' ? 'settled' : 'open';
	const [openedAt = '', id = ''] = (url.searchParams.get('after') ?? '').split('~');
	const after = /^\d{10,14}$/.test(openedAt) && isUuid(id) ? { openedAt: Number(openedAt) as Instant, id } : null;
	const rows = await readAsOffice(locals, (trx) => listDiscrepancies(trx, state === 'open', after, pageSize + 1));
	const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
	return {
		state: state as 'open' | 'settled',
		rows: rows.slice(0, pageSize).map((row) => discrepancyText(row, locals.language)),
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
export async function loadDiscrepancyPage(locals: Visit, id: string) {
	if (!isUuid(id)) return undefined;
	const found = await readAsOffice(locals, async (trx) => {
		const row = await findDiscrepancy(trx, id);
		return row && { row, events: await listDiscrepancyEvents(trx, id) };
	});
	if (!found) return undefined;
	const { language } = locals;
	const { row, events } = found;
	const maySettle = may(locals.session, 'discrepancies.settle');
	const discrepancy = { kind: row.kind, open: row.open, hasLine: row.lotId !== null };
	return {
		...discrepancyText(row, language),
		editable: editableAmount(row.open, baseUnitFrom(row.baseUnit ?? 'pcs'), language),
		events: events.map((event) => eventText(event, row, language)),
		settlements: maySettle && row.open > 0 ? settlementsOffered(discrepancy, row.side) : [],
		maySettle,
		idempotencyKey: randomUUID(),
		now: toLocalTime(services().clock.now(), zoneOf(language)),
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
export async function submitSettlement(locals: Visit, id: string, form: FormData): Promise<Result<null, FieldMessage>> {
	const { language } = locals;
	const row = isUuid(id) ? await readAsOffice(locals, (trx) => findDiscrepancy(trx, id)) : undefined;
	const baseUnit = baseUnitFrom(row?.baseUnit ?? 'pcs');
	const typed = textOf(form, 'quantity');
	const amount = parseAmount(typed, baseUnit, language);
	if (!amount.ok) return refused(explainSettlement({ kind: 'no-amount', typed }, baseUnit, language));
	const settlement = settlements.find((each) => each === textOf(form, 'settlement'));
	if (!settlement) {
		const message = speak(receiptMessages, language)('error-settlement-not-permitted');
		return refused({ field: 'settlement', message });
	}
	const occurredAt = momentOf(textOf(form, 'when'), language);
	if (occurredAt === undefined)
		return refused({ field: 'when', message: speak(receiptMessages, language)('error-no-time') });
	const note = textOf(form, 'note').slice(0, 2000);
	const settle = { discrepancyId: id, settlement, quantity: amount.value, note, occurredAt };
	const command = {
		name: 'settle-discrepancy',
		action: 'discrepancy.settled',
		subjectKind: 'discrepancy',
		subjectId: id,
	};
	const answer = await runOfficeCommand<unknown, SettleRefusal | PostRefusal>(locals, form, command, (trx, author) =>
		settleDiscrepancy(trx, settle, author),
	);
	return answer.ok ? ok(null) : refused(explainSettlement(answer.refusal, baseUnit, language));
}

/** Adds a remark from the form of a discrepancy's page. */
export async function submitNote(locals: Visit, id: string, form: FormData): Promise<Result<null, FieldMessage>> {
	const command = {
		name: 'note-on-discrepancy',
		action: 'discrepancy.noted',
		subjectKind: 'discrepancy',
		subjectId: id,
	};
	const note = textOf(form, 'note').slice(0, 2000);
	const answer = await runOfficeCommand<null, SettleRefusal>(locals, form, command, (trx, author) =>
		noteOnDiscrepancy(trx, id, note, author),
	);
	return answer.ok ? ok(null) : refused(explainSettlement(answer.refusal, 'pcs', locals.language));
}
