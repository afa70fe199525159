import { createHash } from 'node:crypto';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type DocumentRefusal, type FileKind, largestFileBytes, plainFileName } from './document.ts';
import { detectFileKind } from './file-kind.ts';

/** A file that was sent and found to be what Tandem takes. */
export interface DocumentUpload {
	readonly fileName: string;
	readonly kind: FileKind;
	readonly bytes: Uint8Array;
	readonly sha256: string;
}

/** The file a form sent in a field; undefined where none was chosen. Refuses what Tandem does not take, and says why. */
export async function readDocumentUpload(
	form: FormData,
	field = 'file',
): Promise<Result<DocumentUpload | undefined, DocumentRefusal>> {
	const file = form.get(field);
	if (!(file instanceof File) || (file.size === 0 && file.name === '')) return ok(undefined);
	const fileName = plainFileName(file.name);
	if (file.size > largestFileBytes) return refused({ kind: 'file-too-large', fileName, bytes: file.size });
	const bytes = new Uint8Array(await file.arrayBuffer());
	return documentFrom(fileName, bytes);
}

/** The same where a file is needed; its refusals go with those of the other fields. */
export async function readNeededUpload(form: FormData): Promise<Result<DocumentUpload, readonly DocumentRefusal[]>> {
	const upload = await readDocumentUpload(form);
	if (!upload.ok) return refused([upload.refusal]);
	return upload.value ? ok(upload.value) : refused([{ kind: 'file-missing' }]);
}

/** The same for bytes that come from elsewhere than a form. */
export function documentFrom(name: string, bytes: Uint8Array): Result<DocumentUpload, DocumentRefusal> {
	const fileName = plainFileName(name);
	if (bytes.length > largestFileBytes) return refused({ kind: 'file-too-large', fileName, bytes: bytes.length });
	const kind = detectFileKind(bytes, fileName);
	if (!kind.ok) return kind;
	return ok({ fileName, kind: kind.value, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
}
