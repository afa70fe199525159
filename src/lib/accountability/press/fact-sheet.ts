import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Paper, PaperBlock, PaperColumn } from '#lib/platform/papers/paper.ts';
import { productName } from '#lib/ui/frame.ts';
import type { FigureRow } from '../public-site/operation-view.ts';
import { publicMessages } from '../public-site/public-messages.ts';
import { pressMessages } from './press-messages.ts';

/** What is known of a partnership in public, in the reader's words. */
export interface FactSheet {
	readonly language: Language;
	readonly name: string;
	readonly asOf: Instant;
	/** Where the same stands on the site. */
	readonly url: string;
	readonly facts: readonly { readonly term: string; readonly text: string }[];
	readonly operations: readonly {
		readonly slug: string;
		readonly name: string;
		readonly rows: readonly FigureRow[];
	}[];
}

const columns = ['item', 'needed', 'promised', 'received', 'inUse'] as const;
const labels = {
	item: 'columnItem',
	needed: 'columnNeeded',
	promised: 'columnPromised',
	received: 'columnReceived',
	inUse: 'columnInUse',
} as const;

const cellOf = (row: FigureRow, column: (typeof columns)[number]): string =>
	column === 'needed' && row.unknown ? `${row.needed}, ${row.unknown}` : row[column];

/** The sheet as a paper to print and to read aloud. */
export function factPaper(sheet: FactSheet): Paper {
	const { language, name, asOf, url, facts, operations } = sheet;
	const say = speak(pressMessages, language);
	const sayFigure = speak(publicMessages, language);
	const heads = columns.map(
		(column): PaperColumn => ({
			label: sayFigure(labels[column]),
			numeric: column !== 'item',
			width: column === 'item' ? 3 : 2,
		}),
	);
	const tables = operations.flatMap((operation): PaperBlock[] => [
		{ kind: 'heading', level: 1, text: operation.name },
		{
			kind: 'table',
			caption: sayFigure('figuresCaption'),
			columns: heads,
			rows: operation.rows.map((row) => columns.map((column) => ({ text: cellOf(row, column) }))),
			total: null,
		},
	]);
	return {
		language,
		title: say('fact-sheet', { name }),
		subtitle: say('as-of', { moment: formatInstant(asOf, language) }),
		author: productName,
		footer: url,
		words: { contents: say('contents'), table: say('table'), page: say('page-word') },
		blocks: [
			{ kind: 'terms', entries: facts },
			...tables,
			...(tables.length > 0 ? [{ kind: 'note' as const, text: say('facts-from-ledger') }] : []),
		],
	};
}

/** The sheet as plain text, to copy from. */
export function factText(sheet: FactSheet): string {
	const { language, name, asOf, url, facts, operations } = sheet;
	const say = speak(pressMessages, language);
	const sayFigure = speak(publicMessages, language);
	const goods = operations.flatMap((operation) => [
		'',
		operation.name,
		...operation.rows.map((row) => {
			const [, ...figures] = columns.map((column) => `${sayFigure(labels[column])}: ${cellOf(row, column)}`);
			return `- ${row.item} (${figures.join('; ')})`;
		}),
	]);
	const lines = [
		say('fact-sheet', { name }),
		say('as-of', { moment: formatInstant(asOf, language) }),
		'',
		...facts.map(({ term, text }) => `${term}: ${text}`),
		...goods,
		...(goods.length > 0 ? ['', say('facts-from-ledger')] : []),
		'',
		`${say('fact-source')}: ${url}`,
	];
	return `${lines.map((line) => line.replace(/[\p{Cc}]+/gu, ' ')).join('\n')}\n`;
}
