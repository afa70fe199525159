import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridOf } from './grid.ts';
import type { ReadPart } from './read-document.ts';
import { readTable } from './table-lines.ts';

type Rows = readonly (readonly string[])[];

function written({ lines }: ReadPart): readonly string[] {
	return lines.map((line) => {
		const cells = [line.phrase, line.quantityText, line.unitText, line.noteText, line.section].map(
			(cell) => cell ?? '',
		);
		return `${line.line} ${cells.join(' | ')}`.replace(/[ |]+$/, '');
	});
}

describe('a table is read by its headings, and by its cells where these say nothing', () => {
	it.each<readonly [what: string, rows: Rows, lines: readonly string[]]>([
		[
			'facts about the sender above the headings are no lines',
			[
				['Громада:', 'Житомирська'],
				['Телефон', '0412 48 11 11'],
				[],
				['Що потрібно', 'Скільки', 'Для чого'],
				['Генератор', '2', 'лікарня'],
			],
			['5 Генератор | 2 |  | лікарня'],
		],
		[
			'a unit in the heading counts for bare numbers only',
			[
				['Найменування товару', 'Кількість, шт.'],
				['Ковдри', '20'],
				['Дошка', '15 м3'],
			],
			['2 Ковдри | 20 | шт.', '3 Дошка | 15 м3'],
		],
		[
			'no headings: number, words, quantity',
			[
				['1', 'Ковдри', '20 шт'],
				['2', 'Подушки', '30 шт'],
				['3', 'Ліжка', ''],
			],
			['1 Ковдри | 20 шт', '2 Подушки | 30 шт', '3 Ліжка'],
		],
		[
			'no headings: words, unit, quantity',
			[
				['Ковдри', 'шт', '20'],
				['Цукор', 'кг', '30'],
			],
			['1 Ковдри | 20 | шт', '2 Цукор | 30 | кг'],
		],
		[
			'no headings: quantity first',
			[
				['20', 'Decken'],
				['30', 'Kissen'],
			],
			['1 Decken | 20', '2 Kissen | 30'],
		],
		[
			'headings nobody foresaw, above numbers',
			[
				['Foo', 'Bar', 'Baz'],
				['Decken', '20', 'rot'],
				['Kissen', '30', 'blau'],
			],
			['2 Decken | 20 |  | rot', '3 Kissen | 30 |  | blau'],
		],
		[
			'a column per hospital: the sum is the need, the rest a note',
			[
				['Назва', 'Лікарня №1', 'Лікарня №2', 'Разом'],
				['Бинти', '10', '20', '30'],
			],
			['2 Бинти | 30 |  | Лікарня №1: 10; Лікарня №2: 20'],
		],
		[
			'a column per hospital without a sum: how many is unknown, and nothing is lost',
			[
				['Artikel', 'Berlin', 'Kyjiw'],
				['Decken', '10', '20'],
				['Kissen', '5', '3'],
			],
			['2 Decken |  |  | Berlin: 10; Kyjiw: 20', '3 Kissen |  |  | Berlin: 5; Kyjiw: 3'],
		],
		[
			'what remains comes before what was asked',
			[
				['Item', 'Requested', 'Received', 'Remaining'],
				['Tents', '20', '5', '15'],
				['Fuel', '100', '', ''],
			],
			['2 Tents | 15 |  | Received: 5; Requested: 20', '3 Fuel | 100'],
		],
		[
			'«Потреба» is the thing where it holds words, prices and contacts go no further',
			[
				['Потреба', 'Пріоритет', 'К-сть', 'Контакт', 'Ціна'],
				['Генератор 100 кВт', '1', '2', 'Іван 050', '90'],
				['Насос', '2', '1', '', '5'],
			],
			['2 Генератор 100 кВт | 2 |  | Пріоритет: 1', '3 Насос | 1 |  | Пріоритет: 2'],
		],
		[
			'powers are no quantities',
			[
				['Bezeichnung', 'Technische Daten', 'Stück'],
				['Generator', '5 kW', '3'],
				['Pumpe', '200 l/min', '2'],
			],
			['2 Generator | 3 |  | 5 kW', '3 Pumpe | 2 |  | 200 l/min'],
		],
		[
			'sections outside the numbering, and a need of unknown quantity inside it',
			[
				['№', 'Назва', 'Кількість'],
				['І', 'Медикаменти', ''],
				['1', 'Бинти', '20'],
				['2', 'Вата', '30'],
				['ІІ', 'Їжа', ''],
				['1', 'Борошно', '40'],
				['2', 'Цукор', ''],
			],
			[
				'3 Бинти | 20 |  |  | Медикаменти',
				'4 Вата | 30 |  |  | Медикаменти',
				'6 Борошно | 40 |  |  | Їжа',
				'7 Цукор |  |  |  | Їжа',
			],
		],
		[
			'Polish headings and sums',
			[
				['Lp.', 'Nazwa', 'J.m.', 'Ilość', 'Uwagi'],
				['1', 'Koce', 'szt.', '20', 'ciepłe'],
				['', 'Razem', '', '20', ''],
			],
			['2 Koce | 20 | szt. | ciepłe'],
		],
		[
			'«Total station» is a thing, "Total" a sum',
			[
				['Item', 'Qty'],
				['Total station', '2'],
				['Total', '2'],
			],
			['2 Total station | 2'],
		],
		[
			'a note that goes on in the next row',
			[
				['Назва', 'Примітка'],
				['Генератор', '5 кВт'],
				['', 'дизельний'],
			],
			['2 Генератор |  |  | 5 кВт; дизельний'],
		],
	])('%s', (_, rows, lines) => {
		expect(written(readTable(gridOf('S', rows)))).toEqual(lines);
	});
});

describe('no row is dropped in silence', () => {
	const cell = fc.constantFrom(
		'',
		'',
		'Ковдри',
		'Decken',
		'20',
		'5 шт.',
		'Разом',
		'Summe',
		'„',
		'Медикаменти:',
		'шт',
		'№',
		'Назва',
		'Menge',
		'-',
		'a\nb',
	);
	const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 25 });

	it('every filled row is a line or a skipped row with its reason', () => {
		fc.assert(
			fc.property(table, (rows) => {
				const grid = gridOf('S', rows);
				const part = readTable(grid);
				const known = new Set([...part.lines, ...part.skipped].map((row) => row.line));
				for (const row of grid.rows) expect(known.has(row.line), JSON.stringify(row.cells)).toBe(true);
			}),
			{ seed: 42, numRuns: 400 },
		);
	});

	it('reads the same table the same way twice', () => {
		fc.assert(
			fc.property(table, (rows) => {
				expect(readTable(gridOf('S', rows))).toEqual(readTable(gridOf('S', rows)));
			}),
			{ seed: 42, numRuns: 50 },
		);
	});
});
