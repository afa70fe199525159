import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { compoundKind, containerOf, packageKind, textKind } from './file-kind.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ForeignKind, ReadableKind, ReadingRefusal } from './reading-refusal.ts';
import { readZipDirectory, type ZipPart } from './zip-directory.ts';

/** A file that may be read, and what was learnt of it on the way. */
export type Guarded =
	| {
			readonly container: 'package';
			readonly kind: 'xlsx' | 'ods' | 'docx';
			readonly parts: readonly ZipPart[];
	  }
	| { readonly container: 'binary'; readonly kind: 'xls' }
	| {
			readonly container: 'text';
			readonly kind: 'xml-table' | 'html' | 'mail' | 'text';
			readonly decoded: DecodedText;
	  };

/**
 * Looks at a file before any parser does: size, magic bytes (a suffix proves nothing), the directory of packed files,
 * encryption, encoding. Costs one pass at most and unpacks nothing.
 */
export function guardFile(bytes: Uint8Array, limits: ReadingLimits): Result<Guarded, ReadingRefusal> {
	if (bytes.length === 0) return refused({ kind: 'empty-file' });
	if (bytes.length > limits.fileBytes) {
		return refused({ kind: 'too-large', bytes: bytes.length, limitBytes: limits.fileBytes });
	}
	const container = containerOf(bytes);
	if (typeof container === 'object') return unsupported(container.foreign);
	switch (container) {
		case 'package':
			return guardPackage(bytes, limits);
		case 'compound': {
			const kind = compoundKind(bytes);
			if (kind === 'encrypted') return refused({ kind: 'password-protected' });
			return kind === 'xls' ? ok({ container: 'binary', kind }) : unsupported(kind.foreign);
		}
		case 'biff':
			return ok({ container: 'binary', kind: 'xls' });
		case 'text':
			return guardText(bytes);
	}
}

function unsupported(found: ForeignKind): Result<never, ReadingRefusal> {
	return refused({ kind: 'unsupported', found });
}

function guardPackage(bytes: Uint8Array, limits: ReadingLimits): Result<Guarded, ReadingRefusal> {
	const directory = readZipDirectory(bytes, limits);
	if (!directory.ok) {
		// Without a directory only the suffix could tell what it was; most packed lists are Excel files.
		switch (directory.refusal.kind) {
			case 'broken':
				return refused({ kind: 'broken-file', found: likelyKind(bytes) });
			case 'unsafe':
				return refused({ kind: 'unsafe-content', found: likelyKind(bytes) });
			case 'encrypted':
				return refused({ kind: 'password-protected' });
			case 'too-many-parts':
				return refused({ kind: 'too-many-parts', limit: limits.packedParts });
			case 'unpacks-too-large':
				return refused({ kind: 'unpacks-too-large', limitBytes: limits.unpackedBytes });
		}
	}
	const parts = directory.value;
	if (statedType(bytes, parts)?.startsWith('application/vnd.oasis.opendocument.text')) return unsupported('open-text');
	const kind = packageKind(new Set(parts.map((part) => part.name)));
	if (typeof kind === 'object') return unsupported(kind.foreign);
	return ok({ container: 'package', kind, parts });
}

/** OpenDocument files begin with a stored part that names their type (ODF 1.3, part 2, 3.3). */
function statedType(bytes: Uint8Array, parts: readonly ZipPart[]): string | undefined {
	const part = parts.find((each) => each.name === 'mimetype' && each.method === 0 && each.packedBytes < 200);
	return part && new TextDecoder().decode(bytes.subarray(part.dataAt, part.dataAt + part.packedBytes));
}

function likelyKind(bytes: Uint8Array): Extract<ReadableKind, 'xlsx' | 'docx' | 'ods'> {
	const start = new TextDecoder('latin1').decode(bytes.subarray(0, 8_000));
	if (start.includes('word/')) return 'docx';
	return start.includes('mimetypeapplication/vnd.oasis') ? 'ods' : 'xlsx';
}

function guardText(bytes: Uint8Array): Result<Guarded, ReadingRefusal> {
	const decoded = decodeText(bytes);
	if (!decoded.ok) {
		return decoded.refusal.kind === 'no-text' ? unsupported('unknown') : refused({ kind: 'unknown-encoding' });
	}
	if (decoded.value.text.trim() === '') return refused({ kind: 'empty-file' });
	const kind = textKind(decoded.value.text);
	if (kind === 'json') return unsupported('json');
	if (kind === 'xml-table' && declaresType(decoded.value.text)) return refused({ kind: 'unsafe-content', found: kind });
	return ok({ container: 'text', kind, decoded: decoded.value });
}

/** A document type with entities: the way to the "billion laughs" and to reading the server's files. */
export function declaresType(xml: string): boolean {
	return /<!DOCTYPE|<!ENTITY/i.test(xml);
}
