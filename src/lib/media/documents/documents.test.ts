import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainFileName, type StoredDocument, titleFromFileName } from './document.ts';
import { documentLine, explainDocumentFault, sizeInWords } from './document-texts.ts';
import { detectFileKind, downloadName } from './file-kind.ts';
import { zipEntryNames } from './zip-entries.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

/** A zip of empty files as an office program would write it, as far as its directory goes. */
function aZip(names: readonly string[], start = 'PK\u0003\u0004'): Uint8Array {
	const head = text(start);
	const entries = names.map((name) => {
		const encoded = text(name);
		const entry = new Uint8Array(46 + encoded.length);
		new DataView(entry.buffer).setUint32(0, 0x02014b50, true);
		new DataView(entry.buffer).setUint16(28, encoded.length, true);
		entry.set(encoded, 46);
		return entry;
	});
	const end = new Uint8Array(22);
	const view = new DataView(end.buffer);
	view.setUint32(0, 0x06054b50, true);
	view.setUint16(10, names.length, true);
	view.setUint32(16, head.length, true);
	return new Uint8Array([head, ...entries, end].flatMap((part) => [...part]));
}

const kindOf = (content: Uint8Array, name: string): string => {
	const detected = detectFileKind(content, name);
	return detected.ok ? detected.value : detected.refusal.kind;
};

describe('what a file is', () => {
	it.each([
		['a scan', 'vertrag.pdf', text('%PDF-1.7\n'), 'pdf'],
		['a PDF behind a byte order mark', 'vertrag.pdf', text('\ufeff%PDF-1.4'), 'pdf'],
		['a PDF under a wrong name', 'vertrag.txt', text('%PDF-1.7'), 'pdf'],
		['a PNG', 'a.png', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'png'],
		['a JPEG', 'a', bytes(0xff, 0xd8, 0xff, 0xe0), 'jpeg'],
		['a WebP', 'a', text('RIFF1234WEBPVP8 '), 'webp'],
		['a Word file', 'a.docx', aZip(['[Content_Types].xml', 'word/document.xml']), 'docx'],
		['an Excel file', 'a.xlsx', aZip(['[Content_Types].xml', 'xl/workbook.xml']), 'xlsx'],
		[
			'an OpenDocument text',
			'a.odt',
			aZip(['mimetype', 'content.xml'], 'PK\u0003\u0004....mimetypeapplication/vnd.oasis.opendocument.text'),
			'odt',
		],
		[
			'an OpenDocument spreadsheet',
			'a.ods',
			aZip(['mimetype'], 'PK\u0003\u0004....mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
			'ods',
		],
		['a mail', 'a.eml', text('Received: from mail.example\r\nSubject: Vertrag'), 'eml'],
		['a text', 'a.txt', text('Протокол'), 'txt'],
		['nothing', 'a.pdf', bytes(), 'file-empty'],
		['an old Word file', 'a.doc', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'file-of-old-office'],
		['a Word file with macros', 'a.docx', aZip(['word/document.xml', 'word/vbaProject.bin']), 'file-has-macros'],
		['an OpenDocument file with macros', 'a.odt', aZip(['Basic/Standard/Module1.xml']), 'file-has-macros'],
		['a page named as a text', 'a.txt', text(' <!DOCTYPE html><script>'), 'file-is-a-page'],
		['a vector graphic', 'a.svg', text('<svg xmlns="…">'), 'file-is-a-page'],
		['a zip of something', 'a.zip', aZip(['setup.exe']), 'file-kind-unknown'],
		['a zip cut short', 'a.docx', aZip(['word/document.xml']).slice(0, 40), 'file-is-damaged'],
		['a program', 'a.exe', text('MZ\u0000'), 'file-kind-unknown'],
		['bytes named as a text', 'a.txt', bytes(65, 0, 66), 'file-kind-unknown'],
	])('is told by its bytes: %s', (_, name, content, expected) => {
		expect(kindOf(content, name)).toBe(expected);
	});

	it('is told or refused for any bytes whatsoever, never with an error', () => {
		const starts = fc.constantFrom('', 'PK\u0003\u0004', '%PDF', 'RIFF', 'From: ');
		fc.assert(
			fc.property(starts, fc.uint8Array({ maxLength: 400 }), fc.string(), (start, rest, name) => {
				const content = new Uint8Array([...text(start), ...rest]);
				expect(typeof kindOf(content, name)).toBe('string');
				zipEntryNames(content);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('the name of a file', () => {
	// Any characters at all. fast-check's own "binary" strings take seconds to prepare.
	const anyText = fc
		.array(fc.oneof(fc.nat(0x2fff), fc.integer({ min: 0xe000, max: 0x10ffff })), { maxLength: 260 })
		.map((points) => String.fromCodePoint(...points));

	it.each([
		['../../etc/passwd', 'passwd'],
		['C:\\Eigene Dateien\\Vertrag.pdf', 'Vertrag.pdf'],
		['Ver\u0000trag\n.pdf', 'Vertrag.pdf'],
		['\u202efdp.exe', 'fdp.exe'],
		['Договір про партнерство.pdf', 'Договір про партнерство.pdf'],
		['..', 'file'],
		['', 'file'],
		[`${'ä'.repeat(400)}.pdf`, `${'ä'.repeat(190)}.pdf`],
	])('%j is kept as %j', (name, kept) => {
		expect(plainFileName(name)).toBe(kept);
	});

	it('never leads anywhere and always fits', () => {
		fc.assert(
			fc.property(anyText, (name) => {
				const kept = plainFileName(name);
				expect(kept).not.toMatch(/[/\\\p{Cc}]/u);
				expect(Array.from(kept).length).toBeLessThanOrEqual(200);
				expect(kept).not.toBe('');
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('gets the ending of what the file is when it leaves', () => {
		expect(downloadName('Vertrag.PDF', 'pdf')).toBe('Vertrag.PDF');
		expect(downloadName('Vertrag.txt', 'pdf')).toBe('Vertrag.txt.pdf');
		expect(downloadName('Foto', 'jpeg')).toBe('Foto.jpg');
		expect(titleFromFileName('Abkommen_2023.pdf')).toBe('Abkommen 2023');
	});
});

describe('a file in words', () => {
	it('says its size as file managers do', () => {
		expect(sizeInWords(100, 'en')).toBe('0.1 kB');
		expect(sizeInWords(3_565_158, 'de')).toBe('3,4 MB');
	});

	it('says what to do where it is refused', () => {
		const refusal = { kind: 'file-too-large', fileName: 'a.pdf', bytes: 31_457_280 } as const;
		expect(explainDocumentFault(refusal, 'en')).toEqual({
			field: 'file',
			message: expect.stringContaining('“a.pdf” has 30 MB. At most 20 MB') as string,
		});
	});

	it('is named in the reader’s language or the nearest one', () => {
		const document = { id: 'x', title: { uk: 'Договір' }, kind: 'pdf', sizeBytes: 2048, erasedAt: null };
		expect(documentLine(document as unknown as StoredDocument, 'de')).toEqual({
			id: 'x',
			title: { text: 'Договір', language: 'uk' },
			format: 'PDF, 2 kB',
		});
	});
});
