import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import { isLanguage, languages } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import {
	lineOf,
	localizedForm,
	readChoice,
	readLine,
	readLocalized,
	readOptionalId,
	readOptionalLocalized,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { type DocumentId, disclosures, type StoredDocument, titleFromFileName } from './document.ts';
import { publicDocumentAddress } from './document-address.ts';
import { correctDocument, eraseDocument, hideDocument, storeDocument } from './document-commands.server.ts';
import { findDocument, findDocumentBytes, lockOwnDocument } from './document-queries.server.ts';
import { type DocumentFault, formatInWords } from './document-texts.ts';
import { readNeededUpload } from './document-upload.server.ts';
import { downloadName, mediaTypes } from './file-kind.ts';

type Answer<Value> = Result<Value, readonly DocumentFault[]>;

/** Need-to-know files are for those who work with what stands in them. */
function mayRead(desk: OfficeDesk, document: StoredDocument): boolean {
	return document.disclosure === 'partners' || may(desk.session, 'documents.read-restricted');
}

/** A file with its form; undefined where the reader may not know of it. */
export async function loadDocument(desk: OfficeDesk, idText: string) {
	const id = parseId<'document'>(idText);
	const document = id && (await readForPage(desk, (trx) => findDocument(trx, id)));
	if (!document || !mayRead(desk, document)) return undefined;
	const own = document.cityId === desk.actor.city;
	return {
		id: document.id,
		title: readableText(document.title, desk.language),
		kind: document.kind,
		fileName: document.fileName,
		format: formatInWords(document, desk.language),
		sha256: document.sha256,
		language: document.language,
		disclosure: document.disclosure,
		partnershipId: document.partnershipId,
		storedAt: formatInstant(document.storedAt, desk.language),
		erasedAt: document.erasedAt === null ? null : formatInstant(document.erasedAt, desk.language),
		keeper: readableText(document.cityNames, desk.language).text,
		hiddenAt: document.hiddenAt === null ? null : formatInstant(document.hiddenAt, desk.language),
		publicAddress: publicAddressOf(document),
		mayKeep: own && may(desk.session, 'partnership.keep'),
		mayHide: document.disclosure === 'partners' && may(desk.session, 'partnership.keep'),
		typed: { ...localizedForm('title', document.title), language: document.language ?? '' },
		idempotencyKey: randomUUID(),
	};
}

/** Where the public downloads a file now; null where it cannot. */
function publicAddressOf(document: StoredDocument): string | null {
	const isPublic = document.released && document.hiddenAt === null && document.erasedAt === null;
	return isPublic ? publicDocumentAddress(document) : null;
}

/** The bytes of a file for its reader; undefined where there are none for this reader. Readings of need-to-know files are recorded. */
export async function downloadDocument(desk: OfficeDesk, idText: string) {
	const id = parseId<'document'>(idText);
	if (!id) return undefined;
	return inCity(desk.app, desk.actor, async (trx) => {
		const document = await findDocument(trx, id);
		const bytes = document && mayRead(desk, document) ? await findDocumentBytes(trx, id) : undefined;
		if (!document || !bytes) return undefined;
		if (document.disclosure === 'need-to-know') {
			await recordAudit(trx, { action: 'document.read', subjectKind: 'document', subjectId: id });
		}
		const name = downloadName(document.fileName, document.kind);
		return { bytes, name, mediaType: mediaTypes[document.kind] };
	});
}

/** Keeps the file a form sent; answers its id. */
export async function addDocument(desk: OfficeDesk, form: FormData, typed: Typed): Promise<Answer<DocumentId>> {
	if (!may(desk.session, 'partnership.keep')) return refused([{ kind: 'not-permitted' }]);
	const read = together({
		file: await readNeededUpload(form),
		title: readOptionalLocalized(typed, 'title'),
		partnershipId: readOptionalId<'partnership'>(typed, 'partnership'),
		disclosure: readChoice(typed, 'disclosure', disclosures),
	});
	if (!read.ok) return read;
	const { file, title, partnershipId, disclosure } = read.value;
	const sent = { name: 'add-document', subject: null, typed: { ...typed, sha256: file.sha256 } };
	return runForm<DocumentId, DocumentFault>(desk, sent, async (trx) => {
		const known = await sql`select where ${partnershipId}::uuid is null
			or ${partnershipId} in (select visible_partnerships())`.execute(trx);
		if (known.rows.length === 0) return refused([{ kind: 'not-a-member' }]);
		const id = await storeDocument(trx, file, {
			partnershipId,
			disclosure,
			title: title ?? { [desk.language]: titleFromFileName(file.fileName) },
			language: languageOf(typed),
			at: desk.now,
		});
		return ok(id);
	});
}

function languageOf(typed: Typed) {
	const chosen = lineOf(typed, 'language');
	return isLanguage(chosen) ? chosen : null;
}

/** What can be done with a file on its page. */
export type DocumentDeed = 'correct' | 'erase' | 'hide' | 'show';
/** What the page says was done. */
type DocumentNote = 'corrected' | 'erased' | 'hidden' | 'shown';

/** Corrects title and language of a file, erases it, or hides it from the public, as its form says. */
export async function changeDocument(
	desk: OfficeDesk,
	idText: string,
	deed: DocumentDeed,
	typed: Typed,
): Promise<Answer<DocumentNote>> {
	const id = parseId<'document'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'partnership.keep')) return refused([{ kind: 'not-permitted' }]);
	if (deed === 'erase' && typed['confirm'] !== 'on') return refused([{ kind: 'erase-unconfirmed' }]);
	if (deed === 'hide' || deed === 'show') return hideOrShow(desk, id, deed, typed);
	const title = deed === 'correct' ? readLocalized(typed, 'title') : ok({});
	if (!title.ok) return title;
	const sent = { name: `${deed}-document`, subject: id, typed };
	return runForm<DocumentNote, DocumentFault>(desk, sent, async (trx) => {
		const document = await lockOwnDocument(trx, id);
		if (!document || !mayRead(desk, document)) return refused([{ kind: 'not-yours' }]);
		if (document.erasedAt !== null) return refused([{ kind: 'erased-already' }]);
		if (deed === 'erase') {
			await eraseDocument(trx, id, desk.now);
			return ok('erased');
		}
		await correctDocument(trx, id, { title: title.value, language: languageOf(typed) });
		return ok('corrected');
	});
}

/** Any city that sees a file may take it off the public pages: the city under attack knows why, the other need not. */
async function hideOrShow(
	desk: OfficeDesk,
	id: DocumentId,
	deed: 'hide' | 'show',
	typed: Typed,
): Promise<Answer<DocumentNote>> {
	const hidden = deed === 'hide';
	const reason = hidden ? readLine(typed, 'reason', 500) : ok('–');
	if (!reason.ok) return reason;
	return runForm<DocumentNote, DocumentFault>(desk, { name: `${deed}-document`, subject: id, typed }, async (trx) => {
		const document = await findDocument(trx, id);
		if (!document || !mayRead(desk, document)) return refused([{ kind: 'not-yours' }]);
		await hideDocument(trx, id, { hidden, reason: reason.value, at: desk.now });
		return ok(hidden ? 'hidden' : 'shown');
	});
}

/** What the form of a new file begins with. */
export function newDocumentForm(partnershipId: string | null) {
	const typed: Typed = { partnership: partnershipId ?? '', disclosure: 'partners', language: '' };
	return { typed, languages, idempotencyKey: randomUUID() };
}
