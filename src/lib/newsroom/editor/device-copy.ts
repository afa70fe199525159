import type { DeviceCopy, Fields } from './autosaver.svelte.ts';

/** What of a browser's storage is needed. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A text found on the device, with when it was written and the revision it began with. */
export interface FoundCopy {
	readonly fields: Fields;
	readonly startedFrom: number;
	readonly at: number;
}

/** Keeps one text on the device. Storage may be full or forbidden: then `write` says so, and nothing else happens. */
export function deviceCopy(
	store: TextStore | undefined,
	name: string,
	{ startedFrom, now }: { readonly startedFrom: () => number; readonly now: () => number },
): DeviceCopy & { readonly find: () => FoundCopy | undefined } {
	return {
		write: (fields) => {
			const found: FoundCopy = { fields, startedFrom: startedFrom(), at: now() };
			try {
				store?.setItem(name, JSON.stringify(found));
				return store !== undefined;
			} catch {
				return false;
			}
		},
		clear: () => {
			try {
				store?.removeItem(name);
			} catch {
				// Where nothing may be kept there is nothing to clear.
			}
		},
		find: () => {
			try {
				return readCopy(store?.getItem(name));
			} catch {
				return undefined;
			}
		},
	};
}

function readCopy(json: string | null | undefined): FoundCopy | undefined {
	if (!json) return undefined;
	const { fields, startedFrom, at } = JSON.parse(json) as Partial<FoundCopy>;
	if (typeof fields !== 'object' || fields === null || typeof startedFrom !== 'number' || typeof at !== 'number') {
		return undefined;
	}
	return Object.values(fields).every((value) => typeof value === 'string') ? { fields, startedFrom, at } : undefined;
}
