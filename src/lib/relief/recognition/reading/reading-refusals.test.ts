import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { bomb, pseudoRandom } from '#test/fixtures/file-makers/broken.ts';
import { utf8 } from '#test/fixtures/file-makers/texts.ts';
import { worksheet, xlsxAround } from '#test/fixtures/file-makers/zip.ts';
import { readFile } from './read-file.server.ts';
import { readText } from './read-text.ts';
import { readingLimits } from './reading-limits.ts';
import { readingRefusalText } from './reading-messages.ts';
import type { ReadingRefusal } from './reading-refusal.ts';

const folder = join(import.meta.dirname, '../../../../../test/fixtures/files');

async function refusalOf(bytes: Uint8Array, name?: string): Promise<ReadingRefusal> {
	const answer = await readFile(bytes, name);
	if (answer.ok) throw new Error(`was read: ${answer.value.lines.length} lines`);
	return answer.refusal;
}

describe('a bad file is refused for what is wrong with it', () => {
	it.each<readonly [file: string, refusal: ReadingRefusal]>([
		['empty.xlsx', { kind: 'empty-file' }],
		['blank.txt', { kind: 'empty-file' }],
		['no-lines.csv', { kind: 'no-lines' }],
		['random.xlsx', { kind: 'unsupported', found: 'unknown' }],
		['scan.pdf', { kind: 'unsupported', found: 'pdf' }],
		['photo.png', { kind: 'unsupported', found: 'image' }],
		['binary.xlsb', { kind: 'unsupported', found: 'binary-excel' }],
		['old.doc', { kind: 'unsupported', found: 'old-word' }],
		['mail.msg', { kind: 'unsupported', found: 'outlook-message' }],
		['rich.rtf', { kind: 'unsupported', found: 'rich-text' }],
		['list.zip', { kind: 'unsupported', found: 'archive' }],
		['text.odt', { kind: 'unsupported', found: 'open-text' }],
		['data.json', { kind: 'unsupported', found: 'json' }],
		['truncated.xlsx', { kind: 'broken-file', found: 'xlsx' }],
		['lying-size.xlsx', { kind: 'broken-file', found: 'xlsx' }],
		['entities.xlsx', { kind: 'unsafe-content', found: 'xlsx' }],
		['climbing.xlsx', { kind: 'unsafe-content', found: 'xlsx' }],
		['two-names.xlsx', { kind: 'unsafe-content', found: 'xlsx' }],
		['encrypted-part.xlsx', { kind: 'password-protected' }],
		['protected.xlsx', { kind: 'password-protected' }],
		['protected.ods', { kind: 'password-protected' }],
		['no-encoding.txt', { kind: 'unknown-encoding' }],
	])('%s: %o', async (file, refusal) => {
		expect(await refusalOf(readFileSync(join(folder, file)), file)).toEqual(refusal);
	});

	it('refuses 50 MB without reading them', async () => {
		const refusal = await refusalOf(new Uint8Array(50_000_000));
		expect(refusal).toEqual({ kind: 'too-large', bytes: 50_000_000, limitBytes: 20_000_000 });
		expect(readingRefusalText(refusal, 'en')).toContain('The file has 50 MB; up to 20 MB can be read.');
	});

	it('refuses a zip bomb by its directory, before anything is unpacked', async () => {
		expect(await refusalOf(bomb())).toEqual({ kind: 'unpacks-too-large', limitBytes: readingLimits.unpackedBytes });
	});

	it('refuses 100,000 rows and names the limit, in Excel and in csv', async () => {
		const rows = Array.from({ length: 100_000 }, (_, index) => [`Item ${index}`, index]);
		const tooMany = { kind: 'too-many-rows', sheet: null, limit: 20_000 } as const;
		expect(await refusalOf(xlsxAround(worksheet(rows)))).toEqual(tooMany);
		const csv = rows.map((row) => row.join(';')).join('\n');
		expect(await refusalOf(utf8(csv), 'list.csv')).toEqual(tooMany);
		expect(readingRefusalText(tooMany, 'de')).toContain('Mehr als 20.000 Zeilen');
	});

	it('refuses rows wider than any list and cells longer than any need', async () => {
		const wide = [Array.from({ length: 300 }, (_, index) => `c${index}`)];
		expect(await refusalOf(xlsxAround(worksheet(wide)))).toMatchObject({ kind: 'too-many-columns', limit: 256 });
		const long = utf8(`Artikel;Menge\nDecken;20\n${'x'.repeat(30_000)};3\n`);
		expect(await refusalOf(long, 'a.csv')).toEqual({ kind: 'cell-too-long', sheet: null, line: 3, limit: 20_000 });
	});

	it('names the sheets there are when the one asked for is missing', async () => {
		const bytes = readFileSync(join(folder, 'bilingual.xlsx'));
		const answer = await readFile(bytes, 'x', { sheet: 'Bedarf' });
		expect(answer).toEqual({ ok: false, refusal: { kind: 'sheet-not-found', sheet: 'Bedarf', present: ['List'] } });
	});

	it('stops a thread that needs too long, and one that needs too much memory', async () => {
		const bytes = readFileSync(join(folder, 'form-uk.xlsx'));
		const hasty = await readFile(bytes, 'x', { limits: { ...readingLimits, seconds: 0.001 } });
		expect(hasty).toEqual({ ok: false, refusal: { kind: 'took-too-long', limitSeconds: 0.001 } });
		const rows = Array.from({ length: 19_000 }, (_, row) =>
			Array.from({ length: 40 }, (__, column) => `${row}-${column}`),
		);
		const much = xlsxAround(worksheet(rows));
		const toiling = await readFile(much, 'x', { limits: { ...readingLimits, workSeconds: -1000 } });
		expect(toiling).toMatchObject({ ok: false, refusal: { kind: 'took-too-long' } });
		const narrow = { ...readingLimits, memoryMegabytes: 20, workSeconds: 100, seconds: 100 };
		const starved = await readFile(much, 'x', { limits: narrow });
		expect(starved).toEqual({ ok: false, refusal: { kind: 'needed-too-much-memory', limitMegabytes: 20 } });
	});

	it('goes on reading after refusals, several files at once', async () => {
		const good = readFileSync(join(folder, 'form-uk.xlsx'));
		const answers = await Promise.all(
			[good, pseudoRandom(3_000, 3), good, new Uint8Array(), good].map((bytes) => readFile(bytes)),
		);
		expect(answers.map((answer) => answer.ok)).toEqual([true, false, true, false, true]);
	});

	it('refuses an empty text, and one without a line', () => {
		expect(readText('  \n')).toEqual({ ok: false, refusal: { kind: 'empty-file' } });
		expect(readText('Sehr geehrte Damen und Herren,')).toEqual({ ok: false, refusal: { kind: 'no-lines' } });
		expect(readText('a'.repeat(200_001))).toEqual({ ok: false, refusal: { kind: 'text-too-long', limit: 200_000 } });
	});
});

describe('a refusal has a sentence in each language', () => {
	const all: readonly ReadingRefusal[] = [
		{ kind: 'empty-file' },
		{ kind: 'too-large', bytes: 20_000_001, limitBytes: 20_000_000 },
		{ kind: 'unpacks-too-large', limitBytes: 64_000_000 },
		{ kind: 'too-many-parts', limit: 2000 },
		{ kind: 'password-protected' },
		{ kind: 'unsupported', found: 'pdf' },
		{ kind: 'broken-file', found: 'docx' },
		{ kind: 'unsafe-content', found: 'ods' },
		{ kind: 'unknown-encoding' },
		{ kind: 'too-many-rows', sheet: 'A', limit: 20_000 },
		{ kind: 'too-many-columns', sheet: null, limit: 256 },
		{ kind: 'cell-too-long', sheet: 'A', line: 7, limit: 20_000 },
		{ kind: 'text-too-long', limit: 2_000_000 },
		{ kind: 'sheet-not-found', sheet: 'A', present: [] },
		{ kind: 'no-lines' },
		{ kind: 'took-too-long', limitSeconds: 10 },
		{ kind: 'needed-too-much-memory', limitMegabytes: 200 },
	];
	it.each(all)('$kind', (refusal) => {
		for (const language of languages) {
			const sentence = readingRefusalText(refusal, language);
			expect(sentence).toMatch(/[.!]$/);
			expect(sentence).not.toMatch(/[{}]/);
		}
	});
	it('never rounds a file just above the limit down to it', () => {
		expect(readingRefusalText(all[1]!, 'en')).toContain('20.1 MB; up to 20 MB');
	});
});
