import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { DocumentRefusal, FileKind } from './document.ts';
import { zipEntryNames } from './zip-entries.ts';

/** The media type to store with a kind; downloads are never shown as pages of ours, whatever it is. */
export const mediaTypes: Readonly<Record<FileKind, string>> = {
	pdf: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	odt: 'application/vnd.oasis.opendocument.text',
	ods: 'application/vnd.oasis.opendocument.spreadsheet',
	png: 'image/png',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
	eml: 'message/rfc822',
	txt: 'text/plain; charset=utf-8',
};

/** What a file field offers to choose from. */
export const acceptedEndings = '.pdf,.docx,.xlsx,.odt,.ods,.png,.jpg,.jpeg,.webp,.eml,.txt';

const endings: Readonly<Record<FileKind, RegExp>> = {
	pdf: /\.pdf$/i,
	docx: /\.docx$/i,
	xlsx: /\.xlsx$/i,
	odt: /\.odt$/i,
	ods: /\.ods$/i,
	png: /\.png$/i,
	jpeg: /\.jpe?g$/i,
	webp: /\.webp$/i,
	eml: /\.eml$/i,
	txt: /\.txt$/i,
};

/** The name for a download: with the ending of what the file is, also where it was handed in under another one. */
export function downloadName(fileName: string, kind: FileKind): string {
	return endings[kind].test(fileName) ? fileName : `${fileName}.${kind === 'jpeg' ? 'jpg' : kind}`;
}

/**
 * What a file is, by its bytes; the name only tells mail from plain text. Refuses what Tandem cannot vouch for: programs
 * in Office files, pages and vector graphics that may carry scripts, and formats few can open.
 */
export function detectFileKind(bytes: Uint8Array, fileName: string): Result<FileKind, DocumentRefusal> {
	if (bytes.length === 0) return refused({ kind: 'file-empty', fileName });
	if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return ok('png');
	if (startsWith(bytes, [0xff, 0xd8, 0xff])) return ok('jpeg');
	if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return ok('webp');
	// Readers take a PDF whose header stands anywhere in the first kilobyte.
	if (ascii(bytes, 0, 1024).includes('%PDF-')) return ok('pdf');
	if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refused({ kind: 'file-of-old-office', fileName });
	if (ascii(bytes, 0, 4) === 'PK\u0003\u0004') return kindOfZip(bytes, fileName);
	return kindOfText(bytes, fileName);
}

function kindOfZip(bytes: Uint8Array, fileName: string): Result<FileKind, DocumentRefusal> {
	const names = zipEntryNames(bytes);
	if (!names) return refused({ kind: 'file-is-damaged', fileName });
	if (names.some((name) => /(^|\/)vbaProject\.bin$|^Basic\/|^Scripts\//i.test(name))) {
		return refused({ kind: 'file-has-macros', fileName });
	}
	if (names.includes('word/document.xml')) return ok('docx');
	if (names.includes('xl/workbook.xml')) return ok('xlsx');
	// An OpenDocument file names its type in its first entry, uncompressed.
	const start = ascii(bytes, 0, 200);
	if (start.includes('mimetypeapplication/vnd.oasis.opendocument.text')) return ok('odt');
	if (start.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return ok('ods');
	return refused({ kind: 'file-kind-unknown', fileName });
}

function kindOfText(bytes: Uint8Array, fileName: string): Result<FileKind, DocumentRefusal> {
	const start = ascii(bytes, 0, 2000)
		.replace(/^[^\x20-\x7e]+/, '')
		.trimStart();
	if (/^<(!doctype|html|svg|\?xml|script)/i.test(start)) return refused({ kind: 'file-is-a-page', fileName });
	const isMail = /^(from|to|date|subject|received|return-path|message-id|mime-version|delivered-to|x-[\w-]+):/i.test(
		start,
	);
	if (endings.eml.test(fileName) && isMail) return ok('eml');
	const isText = endings.txt.test(fileName) && !bytes.includes(0);
	return isText ? ok('txt') : refused({ kind: 'file-kind-unknown', fileName });
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
	return magic.every((byte, at) => bytes[at] === byte);
}

function ascii(bytes: Uint8Array, from: number, until: number): string {
	return String.fromCharCode(...bytes.subarray(from, until));
}
