import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language } from '#lib/kernel/language.ts';
import { command } from '../bin/commands/recognise.ts';

const folder = join(import.meta.dirname, 'fixtures/files');

async function recognise(args: readonly string[], language: Language = 'en') {
	const said = { out: '', err: '' };
	const code = await command.run(args, {
		out: (text) => {
			said.out += `${text}\n`;
		},
		err: (text) => {
			said.err += `${text}\n`;
		},
		env: {},
		language,
	});
	return { code, ...said };
}

describe('tandem recognise', () => {
	it('prints the lines as a JSON array in their published form', async () => {
		const { code, out, err } = await recognise([join(folder, 'form-uk.xlsx')]);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		const lines = JSON.parse(out) as Record<string, unknown>[];
		expect(lines.map((line) => [line['line'], line['sheet'], line['raw']])).toEqual([
			[7, 'Потреби', 'Генератор дизельний 5 кВт'],
			[8, 'Потреби', 'Генератор бензиновий'],
			[11, 'Потреби', 'Розчин натрія хлорід 0,9% – 400,0'],
			[12, 'Потреби', 'Бинт стерильний'],
		]);
		const items = lines.map((line) => (line['items'] as Record<string, unknown>[])[0]!);
		expect(items.map((item) => item['quantity'])).toEqual([25, 10, 1440, 1500]);
		for (const item of items) {
			expect(Object.keys(item)).toEqual(
				expect.arrayContaining([
					'code',
					'confidence',
					'suggestions',
					'quantity',
					'quantityMax',
					'unit',
					'attributes',
					'negated',
					'accepted',
				]),
			);
		}
	});

	it('prints a table in the reader’s language, and counts what is no line', async () => {
		const { code, out } = await recognise([join(folder, 'form-uk.xlsx'), '--format', 'text'], 'uk');
		expect(code).toBe(0);
		expect(out).toMatch(/^ПЕРЕЛІК ПОТРЕБ/);
		expect(out).toMatch(/Потреби!7 +25 .*Генератор дизельний 5 кВт/);
		expect(out).toContain('Прочитано 4 рядки.');
		expect(out).toContain('11 рядків не належать до списку: назви 2');
	});

	it('reads one sheet when asked', async () => {
		const { out } = await recognise([join(folder, 'several-sheets-uk.xlsx'), '--sheet', 'Продукти']);
		expect((JSON.parse(out) as unknown[]).length).toBe(1);
	});

	it.each<readonly [string, readonly string[], number, RegExp]>([
		['a refused file', [join(folder, 'scan.pdf')], 1, /Das ist ein PDF/],
		['a file without a line', [join(folder, 'no-lines.csv')], 1, /keine Zeile einer Bedarfsliste/],
		['a missing sheet', [join(folder, 'bilingual.xlsx'), '--sheet', 'X'], 1, /kein Blatt „X“/],
		['a missing file', [join(folder, 'nowhere.xlsx')], 2, /keine Datei/],
		['a folder', [folder], 2, /keine Datei/],
		['no file', [], 2, /eine Datei/],
		['two files', ['a', 'b'], 2, /eine Datei/],
		['an unknown format', [join(folder, 'utf8.csv'), '--format', 'xml'], 2, /„xml“/],
		['an unknown option', ['--colour'], 2, /colour/],
	])('answers %s with its sentence and prints nothing else', async (_, args, code, sentence) => {
		const answer = await recognise(args, 'de');
		expect({ code: answer.code, out: answer.out }).toEqual({ code, out: '' });
		expect(answer.err).toMatch(sentence);
	});

	it.each([
		['mail-attachments.eml', ['Zelte', 'Ковдри', 'Спальні мішки', 'Окопні свічки']],
		['table-uk.docx', ['Ліжка функціональні', 'Шприци 5 мл']],
		['windows-1251.csv', ['Ковдри', 'Генератор; 5 кВт']],
	])('takes %s as any other list', async (name, phrases) => {
		const { out } = await recognise([join(folder, name)]);
		expect((JSON.parse(out) as { raw: string }[]).map((line) => line.raw)).toEqual(phrases);
	});
});
