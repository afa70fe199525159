/** What a key press means in the review. */
export type KeyAction =
	| { readonly kind: 'suggestion'; readonly index: number }
	| { readonly kind: 'not-goods' }
	| { readonly kind: 'search' }
	| { readonly kind: 'next' }
	| { readonly kind: 'previous' }
	| { readonly kind: 'undo' }
	| { readonly kind: 'ask' }
	| { readonly kind: 'help' };

interface Press {
	readonly key: string;
	readonly code: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
}

/** By position on the keyboard, so that the keys work under a Ukrainian layout, where "j" is «о». */
const byPosition: Readonly<Record<string, KeyAction>> = {
	KeyN: { kind: 'not-goods' },
	KeyS: { kind: 'search' },
	KeyJ: { kind: 'next' },
	KeyK: { kind: 'previous' },
	KeyU: { kind: 'undo' },
	KeyQ: { kind: 'ask' },
	ArrowDown: { kind: 'next' },
	ArrowUp: { kind: 'previous' },
};

/** The action of a key press; undefined where it has none or belongs to the browser. */
export function keyAction(press: Press): KeyAction | undefined {
	if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
	if (press.key === '?') return { kind: 'help' };
	const digit = /^(?:Digit|Numpad)([0-3])$/.exec(press.code)?.[1];
	if (digit === '0') return { kind: 'not-goods' };
	if (digit !== undefined) return { kind: 'suggestion', index: Number(digit) - 1 };
	return byPosition[press.code];
}
