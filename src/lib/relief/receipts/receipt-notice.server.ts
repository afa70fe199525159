import { sql } from 'kysely';
import { z } from 'zod';
import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Result } from '#lib/kernel/result.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom } from '../ledger/ledger-texts.ts';
import type { Author } from '../ledger/post.server.ts';
import { itemName } from '../needs/need-texts.ts';
import type { DiscrepancyKind } from './discrepancy.ts';
import {
	type NewReceipt,
	type RecordedReceipt,
	type RecordReceiptRefusal,
	recordReceipt,
} from './receipt-commands.server.ts';
import { receiptMessages } from './receipt-messages.ts';
import { twoCounts } from './receipt-queries.server.ts';
import { reportedText } from './receipt-texts.ts';
import type { TwoCounts } from './two-counts.ts';

interface Recipient {
	accountId: string;
	email: string;
	language: Language;
}

interface NoticeLine {
	number: string;
	kind: DiscrepancyKind;
	quantity: number;
	reason: string;
	itemCode: string | null;
	baseUnit: string | null;
	counts: TwoCounts | null;
}

/**
 * Tells the coordinators of the sending city, each in their language, what a receipt found to deviate. A job, because the
 * receiving city, in whose name a receipt is recorded, doesn't see the sender's accounts. Never twice for one receipt.
 */
export const notifyDiscrepanciesJob = defineJob({
	name: 'notify-discrepancies',
	input: z.object({ receiptId: z.uuid() }),
	run: ({ receiptId }, { services }) =>
		inWorker(services.databases.worker, async (trx) => {
			const lines = await linesOf(trx, receiptId);
			if (lines.length === 0) return;
			const origin = publicOrigin(services.config.http);
			for (const recipient of await coordinatorsOf(trx, receiptId)) {
				const { language } = recipient;
				const say = speak(receiptMessages, language);
				const { number } = lines[0]!;
				const list = lines.map((line) => noticeLine(line, language)).join('\n');
				await queueMail(trx, {
					to: recipient.email,
					language,
					subject: say('mail-subject', { number, count: lines.length }),
					text: say('mail-text', { number, list, link: `${origin}/${language}/office/discrepancies` }),
					dedupeKey: `discrepancies:${receiptId}:${recipient.accountId}`,
				});
			}
		}),
});

function noticeLine(line: NoticeLine, language: Language): string {
	const say = speak(receiptMessages, language);
	return say('mail-line', {
		item: line.itemCode ? itemName(currentCatalogue(), line.itemCode, language) : say('kind-extra'),
		quantity: formatBase(line.quantity, baseUnitFrom(line.baseUnit ?? 'pcs'), language),
		kind: say(`kind-${line.kind}`),
		reason: reportedText(line, baseUnitFrom(line.baseUnit ?? 'pcs'), language),
	});
}

async function linesOf(trx: Trx, receiptId: string): Promise<NoticeLine[]> {
	const { rows } = await sql<NoticeLine>`
		select s.number, d.kind, d.quantity, d.reason, t.item_code, t.base_unit, ${twoCounts} as counts
		from discrepancy d join shipment s on s.id = d.shipment_id
		left join shipment_line l on l.id = d.shipment_line_id left join lot t on t.id = l.lot_id
		where d.receipt_id = ${receiptId} order by l.position, d.kind, d.id`.execute(trx);
	return rows;
}

async function coordinatorsOf(trx: Trx, receiptId: string): Promise<Recipient[]> {
	const { rows } = await sql<Recipient>`
		select a.id as account_id, a.email, a.language
		from receipt r join shipment s on s.id = r.shipment_id join account a on a.city_id = s.city_id
		where r.id = ${receiptId} and a.disabled_at is null
			and exists (select from account_role x where x.account_id = a.id and x.role = 'coordinator')
		order by a.id`.execute(trx);
	return rows;
}

/** Records a receipt and, where anything deviates, asks for the sender to be told; both or neither. */
export async function recordReceiptAndNotify(
	trx: Trx,
	receipt: NewReceipt,
	author: Author,
): Promise<Result<RecordedReceipt, RecordReceiptRefusal>> {
	const recorded = await recordReceipt(trx, receipt, author);
	if (recorded.ok && recorded.value.discrepancyIds.length > 0)
		await enqueue(trx, notifyDiscrepanciesJob, { receiptId: receipt.receiptId }, { id: receipt.receiptId });
	return recorded;
}
