import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import type { DocumentId, PublicDocumentId, StoredDocument } from './document.ts';

const documentRecord = sql`
	select d.id, d.public_id, d.city_id, d.partnership_id, d.title, d.language, d.disclosure, d.kind, d.file_name, d.size_bytes, d.sha256,
		d.stored_at, d.erased_at, (select names from city where city.id = d.city_id) as city_names,
		(select hidden_at from document_hidden h where h.document_id = d.id) as hidden_at,
		exists (select from document_release r where r.document_id = d.id) as released
	from document d`;

/** A file the acting city may know of, without its bytes. */
export async function findDocument(trx: Trx, id: DocumentId): Promise<StoredDocument | undefined> {
	const found = await sql<StoredDocument>`${documentRecord} where d.id = ${id}`.execute(trx);
	return found.rows[0];
}

/** A file the acting city keeps, locked until the end of the transaction. */
export async function lockOwnDocument(trx: Trx, id: DocumentId): Promise<StoredDocument | undefined> {
	const found = await sql<StoredDocument>`${documentRecord}
		where d.id = ${id} and d.city_id = current_city() for update of d`.execute(trx);
	return found.rows[0];
}

/** Those of several files the acting city may know of, in the order they were stored: for the records that point to them. */
export async function listDocuments(trx: Trx, ids: readonly DocumentId[]): Promise<StoredDocument[]> {
	if (ids.length === 0) return [];
	const found = await sql<StoredDocument>`${documentRecord}
		where d.id = any(${sqlUuids(ids)}) order by d.stored_at, d.id`.execute(trx);
	return found.rows;
}

/** The files of a partnership that its cities share, newest first. */
export async function listDocumentsOfPartnership(
	trx: Trx,
	partnershipId: Id<'partnership'>,
): Promise<StoredDocument[]> {
	const found = await sql<StoredDocument>`${documentRecord}
		where d.partnership_id = ${partnershipId} and d.disclosure = 'partners'
		order by d.stored_at desc, d.id limit 500`.execute(trx);
	return found.rows;
}

/** The bytes; undefined where the file was erased. Whoever hands out a need-to-know file puts that on the audit trail. */
export async function findDocumentBytes(trx: Trx, id: DocumentId): Promise<Buffer | undefined> {
	const found = await sql<{ bytes: Buffer }>`select bytes from document_file where document_id = ${id}`.execute(trx);
	return found.rows[0]?.bytes;
}

/** A document that is public now, with its bytes. Reads the public projection. */
export async function findPublicDocument(
	publicTrx: Trx,
	publicId: PublicDocumentId,
): Promise<(Pick<StoredDocument, 'title' | 'language' | 'kind' | 'sha256'> & { readonly bytes: Buffer }) | undefined> {
	const found = await sql<Pick<StoredDocument, 'title' | 'language' | 'kind' | 'sha256'> & { readonly bytes: Buffer }>`
		select title, language, kind, sha256, bytes from public_document_file where public_id = ${publicId}`.execute(
		publicTrx,
	);
	return found.rows[0];
}

/** What anybody may know of a document that is public. */
export type PublicDocument = Pick<
	StoredDocument,
	'id' | 'publicId' | 'title' | 'language' | 'kind' | 'sizeBytes' | 'sha256'
>;

/** Those of several documents that are public now. Reads the public projection. */
export async function listPublicDocuments(
	publicTrx: Trx,
	ids: readonly DocumentId[],
): Promise<readonly PublicDocument[]> {
	if (ids.length === 0) return [];
	const found = await sql<PublicDocument>`select id, public_id, title, language, kind, size_bytes, sha256
		from public_document where id = any(${sqlUuids(ids)})`.execute(publicTrx);
	return found.rows;
}
