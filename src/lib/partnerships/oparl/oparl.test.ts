import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, paperKindOf, roleOf } from './council-words.ts';
import { listAddress, mendAddress, parseJson, readBody, readListPage } from './list-page.ts';
import { oparlKinds, readObject, readSingle } from './oparl-object.ts';

const page = 'https://ris.example/papers?page=1';

describe('a page of a list', () => {
	it.each([
		[
			'with data and a next page',
			{ data: [1], links: { next: `${page}2` } },
			{ items: [1], next: `${page}2`, total: null },
		],
		['at the end', { data: [], links: {}, pagination: { totalElements: 7 } }, { items: [], next: null, total: 7 }],
		['as a bare array', [1, 2], { items: [1, 2], next: null, total: null }],
		[
			'with a relative next page',
			{ data: [], links: { next: '?page=2' } },
			{ items: [], next: 'https://ris.example/papers?page=2', total: null },
		],
		[
			'with nonsense for a next page',
			{ data: [], links: { next: 'ftp://x/' } },
			{ items: [], next: null, total: null },
		],
		['with next beside data', { data: [], next: `${page}3` }, { items: [], next: `${page}3`, total: null }],
		['with nonsense around data', { data: [], links: 5, pagination: 'x' }, { items: [], next: null, total: null }],
	])('%s is read', (_what, json, expected) => {
		expect(readListPage(json, page)).toEqual({ ok: true, value: expected });
	});

	it.each([
		[{ type: 'https://schema.oparl.org/1.1/System', body: 'https://ris.example/body' }, 'System'],
		[{ data: { not: 'a list' } }, 'object'],
		[null, 'object'],
		['text', 'string'],
		[5, 'number'],
	])('%j is none', (json, found) => {
		expect(readListPage(json, page)).toEqual({ ok: false, refusal: { kind: 'not-a-list', found } });
	});

	it.each([
		['', 'nothing'],
		['\ufeff  ', 'nothing'],
		['<!doctype html><p>Wartung', 'html'],
		['{"data": [', 'text'],
	])('%j is no JSON', (text, found) => {
		expect(parseJson(text)).toEqual({ ok: false, refusal: { kind: 'not-json', found } });
	});

	it('is read after a byte order mark', () => {
		expect(parseJson('\ufeff[1]')).toEqual({ ok: true, value: [1] });
	});

	it.each([
		['?modified_since=2024-01-01T00:00:00+01:00&page=2', '?modified_since=2024-01-01T00:00:00%2B01:00&page=2'],
		['?modified_since=2024-01-01T00%3A00%3A00+01%3A00', '?modified_since=2024-01-01T00%3A00%3A00%2B01%3A00'],
		['?modified_since=2024-01-01T00:00:00.000+0100', '?modified_since=2024-01-01T00:00:00.000%2B0100'],
		['?modified_since=2024-01-01T00:00:00%2B01:00', '?modified_since=2024-01-01T00:00:00%2B01:00'],
		['?q=a+b&page=2', '?q=a+b&page=2'],
	])('has the next address %s mended to %s', (next, mended) => {
		expect(mendAddress(next, 'https://ris.example/papers')).toBe(`https://ris.example/papers${mended}`);
	});

	it('is asked for with what its address holds already', () => {
		const since = '2024-01-01T00:00:00Z';
		expect(listAddress('https://ris.example/papers?body=2', { since, limit: 100 })).toBe(
			'https://ris.example/papers?body=2&modified_since=2024-01-01T00%3A00%3A00Z&limit=100',
		);
		expect(listAddress('https://ris.example/papers', { since: null, limit: null })).toBe('https://ris.example/papers');
	});
});

describe('a body', () => {
	it('names its lists, in the singular or the plural, papers at least', () => {
		const body = { name: 'Rat', papers: 'https://ris.example/p', meeting: 'https://ris.example/m', file: ['x'] };
		expect(readBody(body)).toEqual({
			name: 'Rat',
			lists: [
				{ kind: 'meeting', url: 'https://ris.example/m' },
				{ kind: 'paper', url: 'https://ris.example/p' },
			],
		});
		expect(readBody({ name: 'Rat', meeting: 'https://ris.example/m' })).toBeUndefined();
		expect(readBody('Rat')).toBeUndefined();
	});
});

describe('an object', () => {
	const id = 'https://ris.example/paper/1';
	const of = (fields: object) =>
		readObject({ id, type: 'https://schema.oparl.org/1.1/Paper', name: 'P', ...fields }, 'paper', page);

	it.each([
		['2024-02-15', '2024-02-15'],
		['2024-02-15T18:00:00+01:00', '2024-02-15'],
		['2024-02-15T23:30:00Z', '2024-02-16'],
		['2024-02-15 18:00', '2024-02-15'],
	])('dated %s is of %s', (date, day) => {
		expect(of({ date }).records[0]?.data.day).toBe(day);
	});

	it.each(['2024-02-30', '15.02.2024', '2024-02-15x', 'gestern'])('dated %s is taken in without its day', (date) => {
		const read = of({ date });
		expect(read.records[0]?.data).toEqual({ name: 'P' });
		expect(read.refusals).toEqual([{ url: id, fault: { kind: 'field-malformed', field: 'date', found: date } }]);
	});

	it('takes a single object where a list should be, and lists in the plural', () => {
		const file = { id: 'https://ris.example/file/1', name: 'A', accessUrl: 'https://ris.example/a.pdf' };
		for (const fields of [{ auxiliaryFile: file }, { auxiliaryFiles: [file] }]) {
			expect(of(fields).records.map(({ url, kind, via }) => [url, kind, via])).toEqual([
				[id, 'paper', 'listed'],
				['https://ris.example/file/1', 'file', 'embedded'],
			]);
		}
	});

	it('that was taken back is known by its address alone', () => {
		expect(readObject({ id, deleted: true }, 'paper', page).records).toEqual([
			{ url: id, kind: 'paper', via: 'listed', removed: true, data: {} },
		]);
	});

	it('cut to length is told', () => {
		const read = of({ reference: 'x'.repeat(101) });
		expect(read.records[0]?.data.reference).toHaveLength(100);
		expect(read.refusals).toEqual([{ url: id, fault: { kind: 'field-too-long', field: 'reference', longest: 100 } }]);
	});

	it.each([
		[{ public: false }, true],
		[{ public: 'false' }, true],
		[{ public: true }, undefined],
		[{}, undefined],
	])('of an agenda says whether it was dealt with behind closed doors: %j', (fields, closed) => {
		const item = { id, type: 'https://schema.oparl.org/1.1/AgendaItem', name: 'Item', number: '1', ...fields };
		expect(readObject(item, 'agenda-item', page).records[0]?.data.closed).toBe(closed);
	});

	it('fetched by itself is what its type says', () => {
		expect(readSingle({ id, type: 'https://schema.oparl.org/1.0/AgendaItem' }, id).records[0]?.kind).toBe(
			'agenda-item',
		);
		expect(readSingle({ id, type: 'https://schema.oparl.org/1.0/Person' }, id).refusals).toMatchObject([
			{ fault: { kind: 'no-object', found: 'person' } },
		]);
	});

	it('may be anything at all: it is taken in or told, and what is taken in can be stored', () => {
		const anything = fc.anything({ maxDepth: 1 });
		const known = fc.record(
			{
				id: fc.oneof(fc.constant(id), fc.string({ unit: 'binary', maxLength: 60 })),
				type: fc.oneof(fc.constant('https://schema.oparl.org/1.0/Paper'), anything),
				name: fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), anything),
				date: anything,
				mainFile: anything,
				consultation: fc.oneof(fc.array(fc.object({ maxDepth: 1 })), anything),
				agendaItem: anything,
				deleted: anything,
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(fc.oneof(known, anything), fc.constantFrom(...oparlKinds), (given, kind) => {
				const json = JSON.parse(JSON.stringify(given) ?? 'null') as unknown;
				const { records, refusals } = readObject(json, kind, page);
				expect(records.length + refusals.length).toBeGreaterThan(0);
				expect(JSON.stringify(records)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
				for (const { url } of records) expect(url).toMatch(/^https?:/i);
			}),
			{ seed: 42, numRuns: 200 },
		);
	});
});

describe('the words of councils', () => {
	it.each([
		['ungeändert beschlossen', 'approved'],
		['geändert beschlossen', 'approved-amended'],
		['einstimmig beschlossen mit Änderungen', 'approved-amended'],
		['mit Mehrheit abgelehnt', 'rejected'],
		['dem Antrag wurde nicht zugestimmt', 'rejected'],
		['zur Kenntnis genommen', 'noted'],
		['vertagt', 'postponed'],
		['in den Hauptausschuss verwiesen', 'referred'],
		['vom Antragsteller zurückgezogen', 'withdrawn'],
		['erledigt', 'other'],
		['', 'open'],
	])('%j is %s', (text, outcome) => {
		expect(outcomeOf(text)).toBe(outcome);
	});

	it.each([
		['Beschlussvorlage', 'proposal'],
		['Antrag der Fraktion', 'motion'],
		['Anfrage', 'inquiry'],
		['Mitteilungsvorlage', 'report'],
		['Resolution', 'resolution'],
		['Sonstiges', 'other'],
	])('a paper called %s is a %s', (text, kind) => {
		expect(paperKindOf(text)).toBe(kind);
	});

	it.each([
		['Entscheidung', 'decision'],
		['Vorberatung', 'preliminary'],
		['Anhörung', 'hearing'],
		['Kenntnisnahme', 'notice'],
		['Empfehlung', 'recommendation'],
		['Beratung', 'other'],
	])('a role called %s is %s', (text, role) => {
		expect(roleOf(text)).toBe(role);
	});
});
