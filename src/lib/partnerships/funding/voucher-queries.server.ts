import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Voucher } from './voucher.ts';

/** A voucher of the acting city. */
export interface VoucherRecord extends Voucher {
	readonly fundingId: Id<'funding'>;
	readonly documentTitle: LocalizedText | null;
	readonly cancelledAt: Instant | null;
	readonly cancelledFor: string | null;
}

const columns = sql`v.id, v.funding_id, v.number, v.dated, v.payee, v.purpose, v.amount_cents, v.line_number, v.document_id,
	v.paid_on, v.accepted, v.cancelled_at, v.cancelled_for, d.title as document_title
	from voucher v left join document d on d.id = v.document_id`;

/**
 * The vouchers of a funding by their day, cancelled ones too, and that they were read. Need-to-know: the keeping city's alone;
 * for every other city the list is empty.
 */
export async function readVouchers(trx: Trx, fundingId: Id<'funding'>): Promise<readonly VoucherRecord[]> {
	const { rows } = await sql<VoucherRecord>`select ${columns}
		where v.funding_id = ${fundingId} and v.city_id = current_city() order by v.dated, v.sequence`.execute(trx);
	if (rows.length > 0) {
		await recordAudit(trx, { action: 'funding.vouchers-read', subjectKind: 'funding', subjectId: fundingId });
	}
	return rows;
}

/** Those that count, locked, to decide about one of them; the caller puts its deed on the audit trail. */
export async function lockVouchers(trx: Trx, fundingId: Id<'funding'>): Promise<readonly VoucherRecord[]> {
	const { rows } = await sql<VoucherRecord>`select ${columns}
		where v.funding_id = ${fundingId} and v.city_id = current_city() and v.cancelled_at is null
		order by v.dated, v.sequence for update of v`.execute(trx);
	return rows;
}

/** Another voucher of the city that a file with these bytes proves already. */
export async function findVoucherWithFile(trx: Trx, sha256: string): Promise<Id<'document'> | undefined> {
	const { rows } = await sql<{ id: Id<'document'> }>`
		select d.id from voucher v join document d on d.id = v.document_id
		where v.city_id = current_city() and v.cancelled_at is null and d.sha256 = ${sha256} limit 1`.execute(trx);
	return rows[0]?.id;
}
