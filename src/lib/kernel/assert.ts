/** Throws when an assumption of the code itself is broken. Never for input: input is refused (see result.ts). */
export function assert(condition: unknown, message: string): asserts condition {
	if (!condition) throw new Error(`Broken assumption: ${message}`);
}

/** Makes a `switch` over a closed union fail to compile when an arm is missing. */
export function unreachable(value: never): never {
	throw new Error(`Broken assumption: unexpected value ${JSON.stringify(value)}`);
}

/** The value, where the code knows that it exists but the type can't. */
export function present<Value>(value: Value | null | undefined, what: string): Value {
	assert(value !== null && value !== undefined, `${what} is missing`);
	return value;
}
