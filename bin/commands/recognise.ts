import { open } from 'node:fs/promises';
import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Catalogue } from '#lib/relief/catalogue/catalogue.ts';
import { loadSeedCatalogue } from '#lib/relief/catalogue/catalogue-file.server.ts';
import type { ReadDocument } from '#lib/relief/recognition/reading/read-document.ts';
import { readFile } from '#lib/relief/recognition/reading/read-file.server.ts';
import { readingLimits } from '#lib/relief/recognition/reading/reading-limits.ts';
import { readingMessages, readingRefusalText } from '#lib/relief/recognition/reading/reading-messages.ts';
import type { ReadingRefusal } from '#lib/relief/recognition/reading/reading-refusal.ts';
import type { RecognisedItem, RecognisedLine } from '#lib/relief/recognition/recognised-line.ts';
import { createRecogniser } from '#lib/relief/recognition/recogniser.ts';
import { toRecognitionJson } from '#lib/relief/recognition/recognition-json.ts';
import type { Command, Terminal } from '../command.ts';
import { parseOptions } from '../options.ts';

const formats = ['json', 'text'];

export const command: Command = {
	run: async (args, terminal) => {
		const options = { format: { type: 'string', default: 'json' }, sheet: { type: 'string' } } as const;
		const parsed = parseOptions('recognise', args, options, terminal, { positionals: true });
		if (!parsed) return 2;
		const { values, positionals } = parsed;
		const say = speak(readingMessages, terminal.language);
		const [path] = positionals;
		if (path === undefined || positionals.length > 1) return misused(terminal, say('one-file'));
		if (!formats.includes(values.format)) return misused(terminal, say('unknown-format', { format: values.format }));

		const bytes = await readInput(path);
		if (bytes === 'missing') return misused(terminal, say('file-not-found', { file: path }));
		// The file is read in its thread while the catalogue is prepared here.
		const reading = bytes.ok ? readFile(bytes.value, path, { sheet: values.sheet }) : Promise.resolve(bytes);
		const catalogue = loadSeedCatalogue();
		const recogniser = createRecogniser(catalogue);
		const read = await reading;
		if (!read.ok) {
			terminal.err(readingRefusalText(read.refusal, terminal.language));
			return 1;
		}
		const lines = recogniser.recogniseLines(read.value.lines);
		terminal.out(values.format === 'json' ? asJson(lines) : asTable(lines, read.value, catalogue, terminal));
		for (const { name, refusal } of read.value.refusedAttachments) {
			terminal.err(`${name}: ${readingRefusalText(refusal, terminal.language)}`);
		}
		return 0;
	},
};

function misused(terminal: Terminal, sentence: string): 2 {
	terminal.err(sentence);
	return 2;
}

/** The bytes of a file or of standard input, refused before they fill the memory. */
async function readInput(path: string): Promise<Result<Uint8Array, ReadingRefusal> | 'missing'> {
	if (path === '-') return collect(process.stdin);
	const file = await open(path).catch(() => undefined);
	if (!file) return 'missing';
	try {
		const status = await file.stat();
		if (status.isDirectory()) return 'missing';
		return status.size > readingLimits.fileBytes ? tooLarge(status.size) : ok(await file.readFile());
	} finally {
		await file.close();
	}
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Result<Uint8Array, ReadingRefusal>> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of stream) {
		bytes += chunk.length;
		if (bytes > readingLimits.fileBytes) return tooLarge(bytes);
		chunks.push(chunk);
	}
	return ok(Buffer.concat(chunks));
}

function tooLarge(bytes: number): Result<never, ReadingRefusal> {
	return refused({ kind: 'too-large', bytes, limitBytes: readingLimits.fileBytes });
}

/** One line of the list per line of output, so that two runs can be compared. */
function asJson(lines: readonly RecognisedLine[]): string {
	return `[\n${lines.map((line) => JSON.stringify(toRecognitionJson(line))).join(',\n')}\n]`;
}

function asTable(
	lines: readonly RecognisedLine[],
	document: ReadDocument,
	catalogue: Catalogue,
	terminal: Terminal,
): string {
	const say = speak(readingMessages, terminal.language);
	const rows = lines.flatMap((line) =>
		line.items.length === 0
			? [[place(line), '', say('not-understood'), '', oneLine(line.raw)]]
			: line.items.map((item, index) => itemRow(line, item, index, catalogue, terminal, say)),
	);
	const headings = [
		say('column-line'),
		say('column-quantity'),
		say('column-item'),
		say('column-sure'),
		say('column-words'),
	];
	const sure = lines.filter((line) => line.items.length > 0 && line.items.every((item) => item.accepted)).length;
	return [
		...(document.title === null ? [] : [oneLine(document.title)]),
		...align([headings, ...rows]),
		'',
		`${say('lines-read', { count: lines.length })} ${say('lines-sure', { count: sure })}`,
		...(document.skipped.length === 0
			? []
			: [`${say('rows-skipped', { count: document.skipped.length })} ${reasons(document, say)}`]),
	].join('\n');
}

type ReadingSay = Say<(typeof readingMessages)['en']>;

function itemRow(
	line: RecognisedLine,
	item: RecognisedItem,
	index: number,
	catalogue: Catalogue,
	{ language }: Terminal,
	say: ReadingSay,
): string[] {
	const number = (value: number) => formatNumber(value, language, { maximumFractionDigits: 3 });
	const upTo = item.quantityMax === null ? '' : `–${number(item.quantityMax)}`;
	const quantity = item.quantity === null ? '?' : `${item.approximate ? '~' : ''}${number(item.quantity)}${upTo}`;
	const name = item.code === null ? undefined : catalogue.byCode.get(item.code)?.names[language];
	const thing = name === undefined ? say('not-understood') : `${name} (${item.code})`;
	return [
		index === 0 ? place(line) : '',
		item.negated ? say('not-needed') : `${quantity} ${item.unit ?? ''}`.trim(),
		thing,
		`${item.accepted ? '✓' : '?'} ${Math.floor(item.confidence * 100)} %`,
		index === 0 ? oneLine(line.raw) : '',
	];
}

function place(line: RecognisedLine): string {
	return line.sheet === null ? String(line.line) : `${line.sheet}!${line.line}`;
}

function oneLine(text: string): string {
	const flat = text.replace(/\s+/g, ' ');
	return flat.length > 80 ? `${flat.slice(0, 79)}…` : flat;
}

function reasons({ skipped }: ReadDocument, say: ReadingSay): string {
	const counts = Map.groupBy(skipped, (row) => row.reason);
	return [...counts].map(([reason, rows]) => `${say(`skipped-${reason}`)} ${rows.length}`).join(', ');
}

function align(rows: readonly (readonly string[])[]): readonly string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
	return rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}
