/**
 * The answer of a decision: what was asked for, or the refusal that says why not.
 * Refusals are answers and are returned; broken assumptions are defects and are thrown (see assert.ts).
 */
export type Result<Value, Refusal> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly refusal: Refusal };

export function ok<Value>(value: Value): Result<Value, never> {
	return { ok: true, value };
}

export function refused<Refusal>(refusal: Refusal): Result<never, Refusal> {
	return { ok: false, refusal };
}
