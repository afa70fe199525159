import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReadDocument } from './read-document.ts';
import { readFile } from './read-file.server.ts';

const folder = join(import.meta.dirname, '../../../../../test/fixtures/files');

async function read(name: string, sheet?: string): Promise<ReadDocument> {
	const answer = await readFile(readFileSync(join(folder, name)), name, { sheet });
	if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`);
	return answer.value;
}

/** "7 Ковдри | 200 | шт. | теплі | Одяг": line, phrase, quantity, unit, note, section; empty ends are left out. */
function written({ lines }: ReadDocument): readonly string[] {
	return lines.map((line) => {
		const cells = [line.phrase, line.quantityText, line.unitText, line.noteText, line.section].map(
			(cell) => cell ?? '',
		);
		return `${line.line} ${cells.join(' | ')}`.replace(/[ |]+$/, '');
	});
}

const skippedOf = (document: ReadDocument, reason: string) =>
	document.skipped.filter((row) => row.reason === reason).map((row) => row.line);

const form = [
	'7 Генератор дизельний 5 кВт | 25 | шт. | трифазний | Розділ І. Енергозабезпечення',
	'8 Генератор бензиновий | 10 | шт. |  | Розділ І. Енергозабезпечення',
	'11 Розчин натрія хлорід 0,9% – 400,0 | 1440 | фл |  | Розділ ІІ. Медикаменти',
	'12 Бинт стерильний | 1 500 | уп | терміново | Розділ ІІ. Медикаменти',
];
const csv = ['2 Ковдри | 200 | шт | теплі', '3 Генератор; 5 кВт | 3 | шт'];

describe('every kind of file gives its lines', () => {
	it.each<readonly [file: string, kind: string, lines: readonly string[]]>([
		['form-uk.xlsx', 'xlsx', form],
		['old-uk.xls', 'xls', form],
		['old-uk-named.xlsx', 'xls', form],
		['open.ods', 'ods', form],
		['very-old.xls', 'xls', ['2 Decken | 20', '3 Zelte | 30']],
		[
			'headless-de.xlsx',
			'xlsx',
			['1 Feldbetten | 200 Stück', '2 Schlafsäcke | 150 Stück', '3 Stromerzeuger 5 kVA | 3', '4 Decken | viele'],
		],
		[
			'grouped-headings-de.xlsx',
			'xlsx',
			[
				'4 Krankenhausbetten | 60 | Stück | elektrisch verstellbar; vorhanden: 40; benötigt: 100',
				'5 Infusionsständer | 0 | Stück | vorhanden: 50; benötigt: 50',
				'6 Einmalhandschuhe | 5000 | Paar | Größe M und L',
			],
		],
		[
			'bilingual.xlsx',
			'xlsx',
			[
				'2 Ковдри | 200 | pcs | Blankets',
				'3 Спальні мішки | 150 | pcs | Sleeping bags',
				'4 Окопні свічки |  |  | Trench candles',
			],
		],
		['several-sheets-uk.xlsx', 'xlsx', ['2 Інсулін | 300', '3 Парацетамол | 1000', '2 Борошно | 45 тонн']],
		[
			'merged-cells.xlsx',
			'xlsx',
			[
				'2 Winterjacken | 10 |  | M | Kleidung',
				'3 Winterjacken | 20 |  | L | Kleidung',
				'4 Winterjacken | 5 |  | XL | Kleidung',
				'5 Handschuhe | 40 |  |  | Kleidung',
				'6 Seife | 200 |  |  | Hygiene',
			],
		],
		['absurd-merge.xlsx', 'xlsx', ['2 Tents | 12']],
		[
			'ditto-marks.xlsx',
			'xlsx',
			[
				'2 Рукавички медичні | 500 | пар | розмір S',
				'3 Рукавички медичні | 700 | пар | розмір M',
				'4 Рукавички медичні | 700 | пар | розмір L',
				'5 Шприци | 90 | пар',
			],
		],
		[
			'odd-cells.xlsx',
			'xlsx',
			[
				'2 Decken',
				'2 Kissen',
				'2 Bettwäsche',
				'3 Kaffee | 20',
				'3 Tee | 30',
				'4 Medizinische Handschuhe | 1 500 Paar |  | steril Packung zu 100',
				'5 Generatoren |  |  | 2022-05-08',
				'6 Diesel | 237.5 |  | Liter',
				'7 Kies | 1.1250 |  | m³',
				'8 Pumpen | 475',
				'9 Kabel',
			],
		],
		['hidden-rows.xlsx', 'xlsx', ['2 Tents | 12', '4 Stoves | 4']],
		[
			'one-column-bold.xlsx',
			'xlsx',
			[
				'2 знеболювальні |  |  |  | Медикаменти',
				'3 бинти |  |  |  | Медикаменти',
				'5 борошно |  |  |  | Продукти',
				'6 цукор |  |  |  | Продукти',
			],
		],
		['two-tables.xlsx', 'xlsx', ['3 Pflaster | 300 |  |  | Medizin', '6 Zelte | 12 |  | winterfest']],
		['utf8.csv', 'csv', csv],
		['utf8-bom.csv', 'csv', csv],
		['windows-1251.csv', 'csv', csv],
		['koi8-u.csv', 'csv', csv],
		['dos.csv', 'csv', ['2 Ковдри | 200 | шт | теплi', '3 Генератор; 5 кВт | 3 | шт']],
		['utf16le.csv', 'csv', ['2 Ковдри | 200 | шт | теплі', '3 Генератор 5 кВт | 3 | шт']],
		['utf16be.csv', 'csv', csv],
		['windows-1252.csv', 'csv', ['2 Schlafsäcke | 150 |  | für Minusgrade', '3 Gürtel | 1.500 |  | Größe "L"']],
		[
			'windows-1250.csv',
			'csv',
			['2 Śpiwory zimowe | 20', '3 Koce | 30', '4 Żywność dla dzieci | 40', '5 Łóżka polowe | 15'],
		],
		['comma.csv', 'csv', ['2 Tents | 12 |  | winter', '3 Stoves, small | 4', '4 Fuel cans | 30 |  | 20 l']],
		['stated-separator.csv', 'csv', ['3 Decken | 20']],
		['one-column.csv', 'csv', ['2 ковдри', '3 подушки']],
		['table-uk.docx', 'docx', ['4 Ліжка функціональні | 20 шт.', '6 Шприци 5 мл | 1000 |  |  | Витратні матеріали']],
		[
			'bullets-de.docx',
			'docx',
			[
				'3 Pflaster |  |  |  | Medizin',
				'4 20 Verbandskästen |  |  |  | Medizin',
				'6 Nudeln, Reis |  |  |  | Lebensmittel',
			],
		],
		['table.html', 'html', ['3 Dämmplatten | 40', '5 Hammer & Nägel | 12 |  |  | Werkzeug']],
		['page-named.xls', 'html', ['3 Dämmplatten | 40', '5 Hammer & Nägel | 12 |  |  | Werkzeug']],
		['markdown.md', 'text', ['5 Tents | 12', '6 Stoves | 4']],
		['pasted-cells.txt', 'text', ['3 Decken | 20 | Stück', '4 Kerzen | 100 | Stück']],
		['bare-list-uk.txt', 'text', ['1 ковдри', '2 подушки 50 шт', '3 матраци', '4 5 кг цукру']],
		[
			'letter-de.txt',
			'text',
			[
				'3 20 Decken, Schlafsäcke und Kerzen',
				'4 Batterien',
				'7 Verbandsmaterial (steril und unsteril) |  |  |  | Medikamente',
				'9 50 Spritzen |  |  |  | Medikamente',
				'10 Insulin |  |  |  | Medikamente',
				'12 Seife, Shampoo, Windeln |  |  |  | Hygiene',
				'13 Generatoren: 3 Stück',
				'14 Kleidung wird nicht mehr benötigt',
			],
		],
		[
			'letter-uk.txt',
			'text',
			['4 генератор', '5 ковдри – 200 шт.', '6 спальні мішки (до -10°C)', '7 цвяхи', '8 шифер'],
		],
		['mail-uk.eml', 'mail', ['3 ковдри 200 шт.', '4 свічки']],
		[
			'mail-attachments.eml',
			'mail',
			[
				'3 Zelte | 12',
				'2 Ковдри | 200 | pcs | Blankets',
				'3 Спальні мішки | 150 | pcs | Sleeping bags',
				'4 Окопні свічки |  |  | Trench candles',
			],
		],
	])('%s is %s', async (file, kind, lines) => {
		const document = await read(file);
		expect(document.kind).toBe(kind);
		expect(written(document)).toEqual(lines);
	});
});

describe('what is no line is said, with its reason', () => {
	it('accounts for every row of a Ukrainian form', async () => {
		const document = await read('form-uk.xlsx');
		expect(document.title).toBe('ПЕРЕЛІК ПОТРЕБ Житомирської міської територіальної громади');
		expect(document.skipped.map((row) => `${row.line} ${row.reason}`)).toEqual([
			'1 title',
			'2 title',
			'3 empty',
			'4 header',
			'5 header',
			'6 section',
			'9 subtotal',
			'10 section',
			'13 subtotal',
			'14 empty',
			'15 signature',
		]);
		expect(document.columns.map((column) => column.role)).toEqual(['ordinal', 'phrase', 'unit', 'quantity', 'note']);
	});

	it('passes over hidden sheets and instructions, and reads them when asked by name', async () => {
		const document = await read('several-sheets-uk.xlsx');
		expect(skippedOf(document, 'hidden')).toEqual([1, 2]);
		expect(skippedOf(document, 'instruction')).toEqual([1, 2]);
		expect(document.sheets).toEqual(['Інструкція', 'Ліки', 'Порожній', 'Продукти', 'Довідник']);
		const asked = await read('several-sheets-uk.xlsx', 'продукти ');
		expect(written(asked)).toEqual(['2 Борошно | 45 тонн']);
	});

	it('takes the name of the list for its title, not the number of the annex', async () => {
		expect((await read('table-uk.docx')).title).toBe('Перелік потреб лікарні');
	});

	it('passes over hidden rows', async () => {
		expect(skippedOf(await read('hidden-rows.xlsx'), 'hidden')).toEqual([3]);
	});

	it('leaves a letter’s greeting, figures and signature out', async () => {
		const document = await read('letter-de.txt');
		expect(document.skipped.map((row) => `${row.line} ${row.reason}`)).toEqual([
			'1 greeting',
			'3 prose',
			'6 section',
			'16 greeting',
			'17 signature',
			'18 signature',
			'19 signature',
			'21 signature',
		]);
	});

	it('leaves out what a mail quotes, and names the attachment it can’t read', async () => {
		const quoting = await read('mail-uk.eml');
		expect(quoting.title).toBe('Список потреб');
		expect(skippedOf(quoting, 'quoted')).toEqual([9, 10, 11]);
		const attached = await read('mail-attachments.eml');
		expect(attached.sheets).toEqual(['список.xlsx']);
		expect(attached.refusedAttachments).toEqual([{ name: 'scan.pdf', refusal: { kind: 'unsupported', found: 'pdf' } }]);
	});
});

describe('every kind of file is told by its content', () => {
	it('reads no fixture by its suffix alone: all of them give the same without a name', async () => {
		const oneColumn = new Set(['one-column.csv']);
		for (const name of readdirSync(folder).filter((each) => !oneColumn.has(each))) {
			const bytes = readFileSync(join(folder, name));
			const [named, unnamed] = [await readFile(bytes, name), await readFile(bytes)];
			if (!named.ok) expect(unnamed, name).toEqual(named);
			else expect(unnamed.ok && unnamed.value.lines, name).toEqual(named.value.lines);
		}
	});
});
