import { isLanguage } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type AskedAttribute,
	type Catalogue,
	type CatalogueItem,
	type CatalogueUnit,
	catalogueUnits,
	createCatalogue,
	type Synonym,
} from './catalogue.ts';

/** Why a catalogue file can't be used: the line as an editor counts it, and the field at fault. */
export type CatalogueRefusal =
	| { readonly kind: 'missing-column'; readonly line: number; readonly field: string }
	| {
			readonly kind: 'wrong-number-of-fields';
			readonly line: number;
			readonly expected: number;
			readonly found: number;
	  }
	| { readonly kind: 'unclosed-quote'; readonly line: number }
	| { readonly kind: 'empty'; readonly line: number; readonly field: string }
	| { readonly kind: 'invalid'; readonly line: number; readonly field: string; readonly value: string }
	| { readonly kind: 'duplicate-code'; readonly line: number; readonly code: string }
	| { readonly kind: 'unknown-code'; readonly line: number; readonly field: string; readonly code: string };

interface CsvRow {
	readonly line: number;
	readonly fields: readonly string[];
}

/** Splits RFC 4180 text, with or without a byte-order mark, into rows that know where they began. */
function readCsv(text: string): Result<readonly CsvRow[], CatalogueRefusal> {
	const rows: CsvRow[] = [];
	let fields: string[] = [];
	let field = '';
	let quotedSince = 0;
	let line = 1;
	let rowLine = 1;
	const endRow = () => {
		fields.push(field);
		if (fields.length > 1 || field !== '') rows.push({ line: rowLine, fields });
		fields = [];
		field = '';
	};
	for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at++) {
		const character = text[at]!;
		if (character === '\n') line++;
		if (quotedSince > 0) {
			if (character !== '"') field += character;
			else if (text[at + 1] === '"') field += text[at++];
			else quotedSince = 0;
		} else if (character === '"' && field === '') quotedSince = line;
		else if (character === ',') {
			fields.push(field);
			field = '';
		} else if (character === '\n') {
			endRow();
			rowLine = line;
		} else if (character !== '\r') field += character;
	}
	if (quotedSince > 0) return refused({ kind: 'unclosed-quote', line: quotedSince });
	endRow();
	return ok(rows);
}

const catalogueColumns = [
	'code',
	'parent',
	'name_de',
	'name_uk',
	'name_en',
	'synonyms_de',
	'synonyms_uk',
	'synonyms_en',
	'unit',
	'attributes',
	'hs6',
	'unit_weight_kg',
	'unit_volume_m3',
	'notes',
] as const;
type CatalogueColumn = (typeof catalogueColumns)[number];
type Fields = Readonly<Record<CatalogueColumn, string>>;

/** Reads named columns, in any order; surplus columns are refused by the field count of each row. */
function readTable<Column extends string>(
	text: string,
	columns: readonly Column[],
): Result<readonly { line: number; fields: Record<Column, string> }[], CatalogueRefusal> {
	const rows = readCsv(text);
	if (!rows.ok) return rows;
	const header = rows.value[0]?.fields.map((name) => name.trim()) ?? [];
	for (const column of columns) {
		if (!header.includes(column)) return refused({ kind: 'missing-column', line: 1, field: column });
	}
	const table: { line: number; fields: Record<Column, string> }[] = [];
	for (const { line, fields } of rows.value.slice(1)) {
		if (fields.length !== header.length) {
			return refused({ kind: 'wrong-number-of-fields', line, expected: header.length, found: fields.length });
		}
		const named = Object.fromEntries(header.map((name, at) => [name, fields[at]!.trim()]));
		table.push({ line, fields: named as Record<Column, string> });
	}
	return ok(table);
}

const codePattern = /^[A-Z]{3}(-[A-Z0-9]{1,5}){0,3}$/;

/**
 * Reads the catalogue file (docs/reference/recognition.md describes its columns).
 * Refuses the first fault, naming line and field; a catalogue is used whole or not at all.
 */
export function parseCatalogue(text: string): Result<Catalogue, CatalogueRefusal> {
	const table = readTable(text, catalogueColumns);
	if (!table.ok) return table;
	const items: CatalogueItem[] = [];
	const seen = new Set<string>();
	for (const { line, fields } of table.value) {
		const item = parseItem(fields, line);
		if (!item.ok) return item;
		const { code, parent } = item.value;
		if (seen.has(code)) return refused({ kind: 'duplicate-code', line, code });
		if (parent !== null && !seen.has(parent)) {
			return refused({ kind: 'unknown-code', line, field: 'parent', code: parent });
		}
		seen.add(code);
		items.push(item.value);
	}
	return ok(createCatalogue(items));
}

function parseItem(fields: Fields, line: number): Result<CatalogueItem, CatalogueRefusal> {
	const fault = faultIn(fields, line);
	if (fault) return refused(fault);
	const isCategory = fields.unit === '';
	const { fixed, asked } = parseAttributes(fields.attributes);
	return ok({
		code: fields.code,
		parent: fields.parent === '' ? null : fields.parent,
		names: { de: fields.name_de, uk: fields.name_uk, en: fields.name_en },
		synonyms: {
			de: listOf(fields.synonyms_de),
			uk: listOf(fields.synonyms_uk),
			en: listOf(fields.synonyms_en),
		},
		unit: isCategory ? null : (fields.unit as CatalogueUnit),
		isCategory,
		fixedAttributes: fixed,
		askedAttributes: asked,
		hs6: fields.hs6 === '' ? null : fields.hs6,
		unitWeightKg: fields.unit_weight_kg === '' ? null : Number(fields.unit_weight_kg),
		unitVolumeM3: fields.unit_volume_m3 === '' ? null : Number(fields.unit_volume_m3),
		notes: fields.notes === '' ? null : fields.notes,
	});
}

function faultIn(fields: Fields, line: number): CatalogueRefusal | undefined {
	for (const field of ['code', 'name_de', 'name_uk', 'name_en'] as const) {
		if (fields[field] === '') return { kind: 'empty', line, field };
	}
	const invalid = (field: CatalogueColumn) => ({ kind: 'invalid', line, field, value: fields[field] }) as const;
	if (!codePattern.test(fields.code)) return invalid('code');
	const isCategory = fields.unit === '';
	if (!isCategory && !(catalogueUnits as readonly string[]).includes(fields.unit)) return invalid('unit');
	if (isCategory !== (fields.parent === '')) return invalid('unit');
	if (fields.hs6 !== '' && !/^\d{6}$/.test(fields.hs6)) return invalid('hs6');
	for (const field of ['unit_weight_kg', 'unit_volume_m3'] as const) {
		if (fields[field] !== '' && !(Number(fields[field]) > 0)) return invalid(field);
	}
	for (const part of listOf(fields.attributes)) {
		if (part !== 'category' && !/^(\?[a-z0-9_]+(=.+)?|[a-z0-9_]+=.+)$/.test(part)) return invalid('attributes');
	}
	return undefined;
}

function parseAttributes(text: string): { fixed: Record<string, string>; asked: AskedAttribute[] } {
	const fixed: Record<string, string> = {};
	const asked: AskedAttribute[] = [];
	for (const part of listOf(text)) {
		if (part === 'category') continue;
		const [name = '', value = ''] = part.split(/=(.*)/s);
		if (name.startsWith('?')) asked.push({ key: name.slice(1), choices: value === '' ? [] : value.split('/') });
		else fixed[name] = value;
	}
	return { fixed, asked };
}

function listOf(text: string): string[] {
	return text
		.split(';')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/**
 * Reads the supplementary synonyms (code, language, synonyms separated by semicolons), so that everyday wording can
 * grow without touching the catalogue. Refuses codes that `catalogue` lacks.
 */
export function parseSynonyms(text: string, catalogue: Catalogue): Result<readonly Synonym[], CatalogueRefusal> {
	const table = readTable(text, ['code', 'language', 'synonym'] as const);
	if (!table.ok) return table;
	const synonyms: Synonym[] = [];
	for (const { line, fields } of table.value) {
		const { code, language, synonym } = fields;
		if (!catalogue.byCode.has(code)) return refused({ kind: 'unknown-code', line, field: 'code', code });
		if (!isLanguage(language)) return refused({ kind: 'invalid', line, field: 'language', value: language });
		if (synonym === '') return refused({ kind: 'empty', line, field: 'synonym' });
		for (const each of listOf(synonym)) synonyms.push({ code, language, text: each });
	}
	return ok(synonyms);
}
