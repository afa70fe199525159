import { type Factor, factor } from '#lib/kernel/factor.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Catalogue } from './catalogue.ts';

/** Leave to give `given` where `wanted` is asked for and its writer consents; directed, never turned round by itself. */
export interface Substitute {
	readonly wanted: string;
	readonly given: string;
	/** One unit given counts as this many units wanted. */
	readonly factor: Factor;
	/** How far from what was asked for, 1 (close) to 1000. */
	readonly penalty: number;
}

export type SubstituteRefusal =
	| { readonly kind: 'header-wrong'; readonly expected: string }
	| { readonly kind: 'field-count-wrong'; readonly line: number }
	| { readonly kind: 'unknown-code'; readonly line: number; readonly code: string }
	| { readonly kind: 'number-invalid'; readonly line: number; readonly field: string; readonly text: string };

const header = 'wanted,given,numerator,denominator,penalty,reason';

/** Reads substitutes.csv (no quotes; reasons without commas). Refuses with the line and field that are wrong. */
export function parseSubstitutes(text: string, catalogue: Catalogue): Result<readonly Substitute[], SubstituteRefusal> {
	const [first, ...rows] = text
		.replace(/^\uFEFF/, '')
		.trimEnd()
		.split(/\r?\n/);
	if (first !== header) return refused({ kind: 'header-wrong', expected: header });
	const substitutes: Substitute[] = [];
	for (const [at, row] of rows.entries()) {
		const line = at + 2;
		const fields = row.split(',');
		if (fields.length !== 6) return refused({ kind: 'field-count-wrong', line });
		const [wanted, given, numerator, denominator, penalty] = fields as [string, string, string, string, string, string];
		for (const code of [wanted, given]) {
			if (!catalogue.byCode.has(code)) return refused({ kind: 'unknown-code', line, code });
		}
		for (const [field, value] of Object.entries({ numerator, denominator, penalty })) {
			if (!/^[1-9]\d{0,5}$/.test(value)) return refused({ kind: 'number-invalid', line, field, text: value });
		}
		substitutes.push({
			wanted,
			given,
			factor: factor(Number(numerator), Number(denominator)),
			penalty: Number(penalty),
		});
	}
	return ok(substitutes);
}
