import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { storeDocument } from '#lib/media/documents/document-commands.server.ts';
import type { DocumentUpload } from '#lib/media/documents/document-upload.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { Deed } from './funding.ts';
import { lockFunding } from './funding-commands.server.ts';
import type { FundingRefusal } from './funding-refusal.ts';
import { decideVoucher, type Voucher } from './voucher.ts';
import type { VoucherEntry } from './voucher-form.ts';
import { findVoucherWithFile, lockVouchers } from './voucher-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly FundingRefusal[]>>;

interface EnteredVoucher {
	readonly fundingId: Id<'funding'>;
	readonly entry: VoucherEntry;
	/** Its scan; a voucher that has one keeps it where nothing new is handed in. */
	readonly upload?: DocumentUpload | undefined;
}

/** Enters a voucher. Refuses what {@link decideVoucher} refuses, and anything before the money was granted. */
export async function enterVoucher(trx: Trx, entered: EnteredVoucher, deed: Deed): Answer<Voucher['id']> {
	const id = randomUUID() as Voucher['id'];
	const decided = await decide(trx, entered, { id, documentId: null }, deed);
	if (!decided.ok) return decided;
	const { number, dated, payee, purpose, amountCents, lineNumber, paidOn, accepted } = decided.value;
	const documentId = await keepFile(trx, entered, null, deed);
	await sql`insert into voucher (id, funding_id, city_id, number, dated, payee, purpose, amount_cents, line_number, document_id,
			paid_on, accepted, entered_at, entered_by)
		values (${id}, ${entered.fundingId}, current_city(), ${number}, ${dated}, ${payee}, ${purpose}, ${amountCents},
			${lineNumber}, ${documentId}, ${paidOn}, ${[...accepted]}::text[], ${sqlInstant(deed.at)}, ${deed.account})`.execute(
		trx,
	);
	await recordAudit(trx, { action: 'voucher.entered', subjectKind: 'voucher', subjectId: id });
	return ok(id);
}

/** Corrects a voucher as its page showed it (`mark`). */
export async function correctVoucher(
	trx: Trx,
	entered: EnteredVoucher & { readonly id: Voucher['id']; readonly isAsShown: (voucher: Voucher) => boolean },
	deed: Deed,
): Answer<null> {
	const { id, fundingId } = entered;
	const before = (await lockVouchers(trx, fundingId)).find((voucher) => voucher.id === id);
	if (!before) return refused([{ kind: 'not-yours' }]);
	if (!entered.isAsShown(before)) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = await decide(trx, entered, before, deed);
	if (!decided.ok) return decided;
	const { number, dated, payee, purpose, amountCents, lineNumber, paidOn, accepted } = decided.value;
	const documentId = await keepFile(trx, entered, before.documentId, deed);
	await sql`update voucher set number = ${number}, dated = ${dated}, payee = ${payee}, purpose = ${purpose},
		amount_cents = ${amountCents}, line_number = ${lineNumber}, document_id = ${documentId}, paid_on = ${paidOn},
		accepted = ${[...accepted]}::text[] where id = ${id}`.execute(trx);
	await recordAudit(trx, { action: 'voucher.corrected', subjectKind: 'voucher', subjectId: id });
	return ok(null);
}

/** Cancels a voucher with a reason. It stays on record and counts no more. */
export async function cancelVoucher(
	trx: Trx,
	{ id, fundingId, reason }: { id: Voucher['id']; fundingId: Id<'funding'>; reason: string },
	deed: Deed,
): Answer<null> {
	const before = (await lockVouchers(trx, fundingId)).find((voucher) => voucher.id === id);
	if (!before) return refused([{ kind: 'voucher-cancelled' }]);
	await sql`update voucher set cancelled_at = ${sqlInstant(deed.at)}, cancelled_for = ${reason} where id = ${id}`.execute(
		trx,
	);
	await recordAudit(trx, { action: 'voucher.cancelled', subjectKind: 'voucher', subjectId: id });
	return ok(null);
}

async function decide(
	trx: Trx,
	{ fundingId, entry, upload }: EnteredVoucher,
	{ id, documentId }: Pick<Voucher, 'id' | 'documentId'>,
	deed: Deed,
): Answer<Voucher> {
	// The lock on the funding lets nobody change the plan, or enter another voucher, in between.
	const funding = await lockFunding(trx, fundingId);
	if (!funding) return refused([{ kind: 'not-yours' }]);
	if (!['granted', 'running', 'settled'].includes(funding.state)) return refused([{ kind: 'no-vouchers-yet' }]);
	const others = (await lockVouchers(trx, fundingId)).filter((voucher) => voucher.id !== id);
	const same = upload && (await findVoucherWithFile(trx, upload.sha256));
	const voucher = { ...entry, id, documentId: upload ? null : documentId };
	const decided = decideVoucher(funding, voucher, others, dayOf(deed.at));
	// Without a new file what was accepted of the old one stays accepted.
	const twice = upload ? same !== undefined && same !== documentId : entry.accepted.includes('document-twice');
	if (!twice || (decided.ok && decided.value.accepted.includes('document-twice'))) return decided;
	const concern = { kind: 'concern', concern: 'document-twice' } as const;
	if (!entry.accepted.includes('document-twice')) {
		return refused(decided.ok ? [concern] : [...decided.refusal, concern]);
	}
	return decided.ok ? ok({ ...decided.value, accepted: [...decided.value.accepted, 'document-twice'] }) : decided;
}

async function keepFile(
	trx: Trx,
	{ upload, entry, fundingId }: EnteredVoucher,
	before: Voucher['documentId'],
	{ at }: Deed,
): Promise<Voucher['documentId']> {
	if (!upload) return before;
	const { rows } = await sql<{ partnershipId: Id<'partnership'> | null }>`
		select partnership_id from funding where id = ${fundingId}`.execute(trx);
	const title = { en: `${entry.number} ${entry.payee}` };
	const partnershipId = rows[0]?.partnershipId ?? null;
	return storeDocument(trx, upload, { partnershipId, title, language: null, disclosure: 'need-to-know', at });
}
