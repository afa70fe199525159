import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type Guarded, guardFile } from './guard.ts';
import { parseMail } from './mail.ts';
import { checkParts } from './package-parts.server.ts';
import { readMarkup } from './read-blocks.ts';
import { joinParts, type ReadDocument, type ReadPart, skip } from './read-document.ts';
import { readSheets } from './read-sheets.ts';
import { asDocument, readTextPart } from './read-text.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ReadableKind, ReadingRefusal } from './reading-refusal.ts';

export interface ReadingRequest {
	readonly bytes: Uint8Array;
	/** Only tells a csv of one column from a text; what a file is, its bytes say. */
	readonly fileName: string | null;
	readonly sheet: string | null;
	readonly limits: ReadingLimits;
}

type Read = Result<ReadDocument, ReadingRefusal>;

/**
 * Reads a file in this very thread. The server goes through `readFile`, which gives the work to a thread it can stop;
 * parsers are loaded only when a file of their kind comes.
 */
export async function readBytes(request: ReadingRequest): Promise<Read> {
	const guarded = guardFile(request.bytes, request.limits);
	if (!guarded.ok) return guarded;
	const file = guarded.value;
	if (file.kind === 'mail') return readMail(request);
	const grids = await sheetsOf(request, file);
	if (grids) {
		if (!grids.ok) return grids;
		const part = readSheets(grids.value, request.sheet ?? undefined, request.limits);
		if (!part.ok) return part;
		const document = asDocument(part.value, file.kind, null);
		return document.ok ? ok({ ...document.value, sheets: grids.value.map((grid) => grid.name ?? '') }) : document;
	}
	const part = await textOf(request, file);
	return part.ok ? asDocument(part.value.part, part.value.kind, encodingOf(file)) : part;
}

function encodingOf(file: Guarded): string | null {
	return file.container === 'text' ? file.decoded.encoding : null;
}

async function sheetsOf({ bytes, limits }: ReadingRequest, file: Guarded) {
	switch (file.kind) {
		case 'xlsx': {
			const { readXlsxGrids } = await import('./read-xlsx.server.ts');
			return readXlsxGrids(bytes, file.parts, limits);
		}
		case 'ods': {
			const checked = checkParts(bytes, file.parts, file.kind, (name) => name === 'META-INF/manifest.xml');
			if (!checked.ok) return checked;
			if (/encryption-data/.test(checked.value.get('META-INF/manifest.xml') ?? '')) {
				return refused({ kind: 'password-protected' } as const);
			}
			const { readWorkbookGrids } = await import('./read-workbook.server.ts');
			return readWorkbookGrids(bytes, file.kind, limits);
		}
		case 'xls':
		case 'xml-table': {
			const { readWorkbookGrids } = await import('./read-workbook.server.ts');
			return readWorkbookGrids(bytes, file.kind, limits);
		}
		default:
			return undefined;
	}
}

async function textOf(
	{ bytes, fileName, limits }: ReadingRequest,
	file: Guarded,
): Promise<Result<{ part: ReadPart; kind: ReadableKind }, ReadingRefusal>> {
	if (file.container === 'package') {
		const { readDocx } = await import('./read-docx.server.ts');
		const part = await readDocx(bytes, file.parts, limits);
		return part.ok ? ok({ part: part.value, kind: 'docx' }) : part;
	}
	if (file.container !== 'text') return refused({ kind: 'unsupported', found: 'unknown' });
	if (file.kind === 'html') {
		const part = readMarkup(file.decoded.text, limits);
		return part.ok ? ok({ part: part.value, kind: 'html' }) : part;
	}
	return readTextPart(file.decoded.text, /\.(?:csv|tsv)$/i.test(fileName ?? ''), limits);
}

/** A saved mail: its words and, as sheets of their own, the lists attached to it. */
async function readMail(request: ReadingRequest): Promise<Read> {
	const mail = parseMail(request.bytes);
	const body = mailBody(mail, request.limits);
	if (!body.ok) return body;
	const attached: ReadPart[] = [];
	const sheets: string[] = [];
	const refusedAttachments: { name: string; refusal: ReadingRefusal }[] = [];
	for (const { name, bytes } of mail.attachments.slice(0, 10)) {
		const guarded = guardFile(bytes, request.limits);
		const read =
			guarded.ok && guarded.value.kind === 'mail'
				? refused({ kind: 'unsupported', found: 'unknown' } as const)
				: await readBytes({ ...request, bytes, fileName: name, sheet: null });
		if (!read.ok) {
			refusedAttachments.push({ name, refusal: read.refusal });
			continue;
		}
		sheets.push(name);
		attached.push(inSheet(read.value, name));
	}
	const unread = refusedAttachments.map(({ name }) => skip(0, name, 'attachment', name));
	const part = joinParts([body.value, ...attached, { title: null, columns: [], lines: [], skipped: unread }]);
	// The first attachment that was refused says more than "no line found".
	const [failed] = refusedAttachments;
	if (part.lines.length === 0) return refused(failed ? failed.refusal : { kind: 'no-lines' });
	const title = mail.subject ?? part.title;
	return ok({ kind: 'mail', encoding: null, sheets, refusedAttachments, ...part, title });
}

/** The plain words, unless the list stands in a table that only the HTML body has. */
function mailBody(mail: ReturnType<typeof parseMail>, limits: ReadingLimits): Result<ReadPart, ReadingRefusal> {
	const html = mail.html === null ? undefined : readMarkup(mail.html, limits);
	if (html?.ok && (mail.plain === null || html.value.columns.some((column) => column.role === 'quantity'))) return html;
	if (mail.plain === null || mail.plain.trim() === '') return html ?? ok(joinParts([]));
	const plain = readTextPart(mail.plain, false, limits);
	return plain.ok ? ok(plain.value.part) : plain;
}

function inSheet(part: ReadPart, name: string): ReadPart {
	const place = (sheet: string | null) => (sheet === null ? name : `${name}: ${sheet}`);
	return {
		title: part.title,
		columns: part.columns.map((column) => ({ ...column, sheet: place(column.sheet) })),
		lines: part.lines.map((line) => ({ ...line, sheet: place(line.sheet) })),
		skipped: part.skipped.map((row) => ({ ...row, sheet: place(row.sheet) })),
	};
}
