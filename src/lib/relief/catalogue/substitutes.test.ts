import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSeedCatalogue } from './catalogue-file.server.ts';
import { parseSubstitutes } from './substitutes.ts';

const catalogue = loadSeedCatalogue();
const header = 'wanted,given,numerator,denominator,penalty,reason';

describe('the substitutes of the seed', () => {
	const parsed = parseSubstitutes(readFileSync('db/seed/substitutes.csv', 'utf8'), catalogue);

	it('are sound', () => {
		expect(parsed).toMatchObject({ ok: true });
	});

	it('count in the same unit as what they stand for', () => {
		const substitutes = parsed.ok ? parsed.value : [];
		const unit = (code: string): unknown => catalogue.byCode.get(code)?.unit;
		expect(substitutes.filter(({ wanted, given }) => unit(wanted) !== unit(given))).toEqual([]);
	});
});

describe('a list of substitutes', () => {
	it.each([
		['a wrong header', 'a,b', { kind: 'header-wrong', expected: header }],
		['a missing field', `${header}\nPWR-GEN,PWR-STN-1,1,1,5`, { kind: 'field-count-wrong', line: 2 }],
		['an unknown item', `${header}\nPWR-GEN,NO-SUCH,1,1,5,x`, { kind: 'unknown-code', line: 2, code: 'NO-SUCH' }],
		[
			'a factor of nothing',
			`${header}\nPWR-STN-1,PWR-STN-3,0,1,5,x`,
			{ kind: 'number-invalid', line: 2, field: 'numerator', text: '0' },
		],
	])('with %s is refused, naming line and field', (_, text, refusal) => {
		expect(parseSubstitutes(text, catalogue)).toEqual({ ok: false, refusal });
	});
});
