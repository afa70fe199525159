import { describe, expect, it } from 'vitest';
import { ancestorsOf, childrenOf, isSameOrBelow, withSynonyms } from './catalogue.ts';
import { parseCatalogue, parseSynonyms } from './catalogue-csv.ts';

const header =
	'code,parent,name_de,name_uk,name_en,synonyms_de,synonyms_uk,synonyms_en,unit,attributes,hs6,unit_weight_kg,unit_volume_m3,notes';
const category = 'PWR,,Strom,Струм,Power,,,,,category,,,,';
const generator =
	'PWR-GEN,PWR,Generator,Генератор,Generator,"Aggregat;NEA",,,pcs,"?power_kva;?fuel=diesel/petrol;adr=UN3528",850211,22.5,0.1,"said ""so"""';
const small = 'PWR-GEN-S,PWR-GEN,Klein,Малий,Small,,,,pcs,,,,,';

function parse(...rows: string[]) {
	return parseCatalogue([header, ...rows].join('\n'));
}

describe('a catalogue file', () => {
	it('is read into a tree', () => {
		const read = parse(category, generator, small);
		if (!read.ok) throw new Error(JSON.stringify(read));
		const item = read.value.byCode.get('PWR-GEN')!;
		expect(item).toMatchObject({
			names: { de: 'Generator', uk: 'Генератор', en: 'Generator' },
			synonyms: { de: ['Aggregat', 'NEA'], uk: [], en: [] },
			unit: 'pcs',
			fixedAttributes: { adr: 'UN3528' },
			askedAttributes: [
				{ key: 'power_kva', choices: [] },
				{ key: 'fuel', choices: ['diesel', 'petrol'] },
			],
			hs6: '850211',
			unitWeightKg: 22.5,
			notes: 'said "so"',
		});
		expect(ancestorsOf(read.value, 'PWR-GEN-S')).toEqual(['PWR-GEN', 'PWR']);
		expect(childrenOf(read.value, 'PWR')).toEqual(['PWR-GEN']);
		expect(isSameOrBelow(read.value, 'PWR-GEN-S', 'PWR')).toBe(true);
		expect(isSameOrBelow(read.value, 'PWR', 'PWR-GEN-S')).toBe(false);
	});

	it('may begin with a byte-order mark and end its lines as Windows does', () => {
		expect(parseCatalogue(`\uFEFF${[header, category].join('\r\n')}\r\n`)).toMatchObject({ ok: true });
	});

	it.each([
		['a missing column', header.replace('hs6,', ''), { kind: 'missing-column', line: 1, field: 'hs6' }],
		['a missing field', `${header}\nPWR,,Strom`, { kind: 'wrong-number-of-fields', line: 2, expected: 14, found: 3 }],
		['an open quote', `${header}\n"PWR`, { kind: 'unclosed-quote', line: 2 }],
		['an empty name', `${header}\n${category.replace('Струм', '')}`, { kind: 'empty', line: 2, field: 'name_uk' }],
		[
			'an unknown unit',
			`${header}\n${category}\n${small.replace('PWR-GEN,', 'PWR,').replace('pcs', 'heap')}`,
			{
				kind: 'invalid',
				line: 3,
				field: 'unit',
				value: 'heap',
			},
		],
		['an unknown parent', `${header}\n${small}`, { kind: 'unknown-code', line: 2, field: 'parent', code: 'PWR-GEN' }],
		['a code twice', `${header}\n${category}\n${category}`, { kind: 'duplicate-code', line: 3, code: 'PWR' }],
	])('with %s is refused by line and field', (_, text, error) => {
		expect(parseCatalogue(text)).toEqual({ ok: false, refusal: error });
	});
});

describe('supplementary synonyms', () => {
	const read = parse(category, generator);
	if (!read.ok) throw new Error('sound');
	const catalogue = read.value;

	it('are added once each', () => {
		const synonyms = parseSynonyms('code,language,synonym\nPWR-GEN,uk,мотор;движок;мотор', catalogue);
		if (!synonyms.ok) throw new Error(JSON.stringify(synonyms));
		expect(withSynonyms(catalogue, synonyms.value).byCode.get('PWR-GEN')!.synonyms.uk).toEqual(['мотор', 'движок']);
	});

	it.each([
		['QQQ-YYY,uk,слово', { kind: 'unknown-code', line: 2, field: 'code', code: 'QQQ-YYY' }],
		['PWR,pl,słowo', { kind: 'invalid', line: 2, field: 'language', value: 'pl' }],
		['PWR,de,', { kind: 'empty', line: 2, field: 'synonym' }],
	])('%s is refused', (row, error) => {
		expect(parseSynonyms(`code,language,synonym\n${row}`, catalogue)).toEqual({ ok: false, refusal: error });
	});
});
