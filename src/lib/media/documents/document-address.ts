import type { PublicDocumentId, StoredDocument } from './document.ts';

const mark = (sha256: string) => sha256.slice(0, 12);

/** Where the public downloads a document that is public. Its name tells its kind and never what the file was called. */
export function publicDocumentAddress({
	publicId,
	kind,
	sha256,
}: Pick<StoredDocument, 'publicId' | 'kind' | 'sha256'>): string {
	return `/documents/${publicId}/${mark(sha256)}.${kind === 'jpeg' ? 'jpg' : kind}`;
}

/** Reads the public id of a document in an address; undefined where it is none. */
export function parsePublicDocumentId(text: string): PublicDocumentId | undefined {
	return /^[0-9a-f]{32}$/.test(text) ? (text as PublicDocumentId) : undefined;
}
