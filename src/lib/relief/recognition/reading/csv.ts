/** The separators met in practice: German and Ukrainian Excel write ";", English ",", copied cells a tab. */
export const separators = [';', '\t', ',', '|'] as const;
export type Separator = (typeof separators)[number];

/**
 * Records of a separated text (RFC 4180, read leniently): quotes inside a bare field stand for themselves, and a quote
 * that never closes does so too instead of swallowing the rest of the file. Takes one pass, two where a quote is open.
 */
export function parseCsv(text: string, separator: Separator): readonly (readonly string[])[] {
	return parseRecords(text, separator, true) ?? parseRecords(text, separator, false) ?? [];
}

function parseRecords(text: string, separator: Separator, quoting: boolean): string[][] | undefined {
	const records: string[][] = [];
	let record: string[] = [];
	let at = 0;
	while (at <= text.length) {
		let field: string;
		if (quoting && text[at] === '"') {
			const close = closingQuote(text, at + 1);
			if (close === undefined) return undefined;
			const rest = endOfField(text, close + 1, separator);
			field = text.slice(at + 1, close).replaceAll('""', '"') + text.slice(close + 1, rest);
			at = rest;
		} else {
			const end = endOfField(text, at, separator);
			field = text.slice(at, end);
			at = end;
		}
		record.push(field);
		if (text[at] === separator) {
			at++;
			continue;
		}
		records.push(record);
		record = [];
		if (at >= text.length) break;
		at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
	}
	if (records.at(-1)?.length === 1 && records.at(-1)?.[0] === '') records.pop();
	return records;
}

function closingQuote(text: string, from: number): number | undefined {
	let at = text.indexOf('"', from);
	while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
	return at === -1 ? undefined : at;
}

function endOfField(text: string, from: number, separator: Separator): number {
	let at = from;
	while (at < text.length) {
		const character = text[at];
		if (character === separator || character === '\n' || character === '\r') break;
		at++;
	}
	return at;
}

/** The separator a first line "sep=;" states, as Excel writes and reads it. */
export function statedSeparator(text: string): Separator | undefined {
	const match = /^sep=([;,\t|])\r?\n/i.exec(text);
	return match ? (match[1] as Separator) : undefined;
}

interface Candidate {
	readonly separator: Separator;
	/** The share of filled records that have the commonest number of fields, which is at least two. */
	readonly regularity: number;
	readonly fields: number;
	readonly records: number;
}

/** How regular a text is as a table with each separator, best first; those that make no table are left out. */
function candidates(text: string): readonly Candidate[] {
	const sample = text.slice(0, 20_000);
	return separators
		.filter((separator) => sample.includes(separator))
		.map((separator) => rate(sample, separator))
		.filter((each) => each.fields >= 2)
		.sort((a, b) => b.regularity - a.regularity || b.fields - a.fields);
}

function rate(sample: string, separator: Separator): Candidate {
	const records = parseCsv(sample, separator).filter((record) => record.some((field) => field.trim() !== ''));
	const counts = new Map<number, number>();
	for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
	counts.delete(1);
	const [fields, often] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
	return { separator, fields, regularity: often / Math.max(1, records.length), records: records.length };
}

/**
 * The separator that makes a text a table, undefined where it is prose or a plain list. A comma has to be more regular
 * than the others, because sentences have commas too.
 */
export function findSeparator(text: string, saidToBeCsv: boolean): Separator | undefined {
	const stated = statedSeparator(text);
	if (stated) return stated;
	return candidates(text).find((each) => {
		// Cells pasted into a letter are found row by row; here only a whole file of them counts.
		if (!saidToBeCsv && each.separator === '\t') return each.regularity >= 0.95 && each.records >= 2;
		if (!saidToBeCsv && each.separator === '|') return false;
		if (saidToBeCsv) return each.regularity >= 0.34;
		if (each.records < 2) return false;
		if (each.separator === ',') return each.regularity >= 0.9 && each.records >= 3 && !prosaic(text);
		return each.regularity >= 0.6;
	})?.separator;
}

/** Fields of a csv file follow the comma at once; in a sentence a blank comes first. */
function prosaic(text: string): boolean {
	const commas = text.slice(0, 20_000).match(/,/g)?.length ?? 0;
	const spaced = text.slice(0, 20_000).match(/,[ \n]/g)?.length ?? 0;
	return spaced > commas * 0.5;
}
