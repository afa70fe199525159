import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import type { Disclosure, DocumentId } from './document.ts';
import type { DocumentUpload } from './document-upload.server.ts';

/** What is told of a file with its bytes. */
export interface DocumentRecord {
	readonly partnershipId: Id<'partnership'> | null;
	readonly title: LocalizedText;
	readonly language: Language | null;
	readonly disclosure: Disclosure;
	readonly at: Instant;
}

/** Keeps a file for the acting city, with an entry in the audit trail. Call it inside a command: a form sent twice then keeps it once. */
export async function storeDocument(trx: Trx, upload: DocumentUpload, record: DocumentRecord): Promise<DocumentId> {
	const id = randomUUID() as DocumentId;
	await sql`
		insert into document (id, city_id, partnership_id, title, language, disclosure, kind, file_name, size_bytes, sha256,
			stored_at, stored_by)
		values (${id}, current_city(), ${record.partnershipId}, ${sqlJson(record.title)}, ${record.language},
			${record.disclosure}, ${upload.kind}, ${upload.fileName}, ${upload.bytes.length}, ${upload.sha256},
			${sqlInstant(record.at)}, current_account())`.execute(trx);
	await sql`insert into document_file (document_id, bytes) values (${id}, ${Buffer.from(upload.bytes)})`.execute(trx);
	await recordAudit(trx, { action: 'document.stored', subjectKind: 'document', subjectId: id });
	return id;
}

/** Corrects title and language of a file the acting city keeps. */
export async function correctDocument(
	trx: Trx,
	id: DocumentId,
	{ title, language }: Pick<DocumentRecord, 'title' | 'language'>,
): Promise<void> {
	await sql`update document set title = ${sqlJson(title)}, language = ${language}
		where id = ${id} and city_id = current_city()`.execute(trx);
	await recordAudit(trx, { action: 'document.corrected', subjectKind: 'document', subjectId: id });
}

/** Removes the bytes of a file the acting city keeps, for good; its record stays and says so. */
export async function eraseDocument(trx: Trx, id: DocumentId, at: Instant): Promise<void> {
	await sql`update document set erased_at = ${sqlInstant(at)}, erased_by = current_account()
		where id = ${id} and city_id = current_city()`.execute(trx);
	await recordAudit(trx, { action: 'document.erased', subjectKind: 'document', subjectId: id });
}

/**
 * Makes the documents public that a published record offers for download, in the stead of those it offered before; none takes
 * them all back. Call it in the transaction that publishes or withdraws. `cityId` is whose record it is: its city can take back what
 * the worker released for it. Throws for what is need-to-know or erased.
 */
export async function releaseDocuments(
	trx: Trx,
	subject: { readonly kind: string; readonly id: string; readonly cityId?: Id<'city'> },
	ids: readonly DocumentId[],
	at: Instant,
): Promise<void> {
	await sql`delete from document_release where subject_kind = ${subject.kind} and subject_id = ${subject.id}
		and document_id <> all(${sqlUuids(ids)})`.execute(trx);
	await sql`
		insert into document_release (document_id, subject_kind, subject_id, city_id, released_at)
		select document_id, ${subject.kind}, ${subject.id},
			coalesce(current_city(), ${subject.cityId ?? null}, (select city_id from document where id = document_id)),
			${sqlInstant(at)}
		from unnest(${sqlUuids(ids)}) as document_id on conflict do nothing`.execute(trx);
}

/** Takes a document off every public page at once, or takes that back for the acting city (R14). Any city that sees it may. */
export async function hideDocument(
	trx: Trx,
	id: DocumentId,
	{ hidden, reason, at }: { readonly hidden: boolean; readonly reason: string; readonly at: Instant },
): Promise<void> {
	await sql`insert into document_hiding (document_id, city_id, hidden, reason, decided_at, account_id)
		values (${id}, current_city(), ${hidden}, ${reason}, ${sqlInstant(at)}, current_account())`.execute(trx);
	const action = hidden ? 'document.hidden' : 'document.shown';
	await recordAudit(trx, { action, subjectKind: 'document', subjectId: id });
}
