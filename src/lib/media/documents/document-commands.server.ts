import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
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
