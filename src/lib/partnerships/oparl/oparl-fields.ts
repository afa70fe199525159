/** Why one field was left out of an object that was taken in. */
export type FieldNote =
	| { readonly kind: 'field-malformed'; readonly field: string; readonly found: string }
	| { readonly kind: 'field-too-long'; readonly field: string; readonly longest: number };

/** The fields of a foreign object, each read as what it should be; what is not is told in `notes` and left out. */
export interface Fields {
	readonly notes: readonly FieldNote[];
	note(fault: FieldNote): void;
	text(name: string, longest: number): string | undefined;
	flag(name: string): boolean;
	/** Whether the field says "no": missing it says nothing. */
	denies(name: string): boolean;
	count(name: string): number | undefined;
	/** A web address, of the field itself or of the object it holds. */
	address(name: string): string | undefined;
	addresses(name: string): readonly string[] | undefined;
	/** The values of a list, or the single value given in place of one. */
	several(name: string): readonly unknown[];
}

/** Reads an object; undefined where it is none. Servers are found that name lists in the plural, against the standard. */
export function fieldsOf(json: unknown): Fields | undefined {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
	const object = json as Readonly<Record<string, unknown>>;
	const notes: FieldNote[] = [];
	const get = (name: string): unknown => {
		for (const each of [name, `${name}s`, name.replace(/y$/, 'ies')]) {
			if (Object.hasOwn(object, each) && object[each] !== null) return object[each];
		}
		return undefined;
	};
	const malformed = (field: string, value: unknown) =>
		void notes.push({ kind: 'field-malformed', field, found: (JSON.stringify(value) ?? '').slice(0, 80) });
	const several = (name: string): readonly unknown[] => {
		const value = get(name);
		if (value === undefined || value === '') return [];
		return Array.isArray(value) ? value : [value];
	};
	const addresses = (name: string): readonly string[] | undefined => {
		const found = several(name).flatMap((value) => {
			const address = addressOf(value);
			if (address === undefined) malformed(name, value);
			return address === undefined ? [] : [address];
		});
		return found.length > 0 ? found : undefined;
	};
	return {
		notes,
		note: (fault) => void notes.push(fault),
		several,
		addresses,
		address: (name) => addresses(name)?.[0],
		flag: (name) => get(name) === true || get(name) === 'true',
		denies: (name) => get(name) === false || get(name) === 'false',
		count: (name) => {
			const value = get(name);
			if (value === undefined) return undefined;
			if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
			malformed(name, value);
			return undefined;
		},
		text: (name, longest) => {
			const value = get(name);
			if (value === undefined) return undefined;
			if (typeof value !== 'string' && typeof value !== 'number') {
				malformed(name, value);
				return undefined;
			}
			const text = cleaned(String(value));
			if (text.length <= longest) return text === '' ? undefined : text;
			notes.push({ kind: 'field-too-long', field: name, longest });
			return text.slice(0, longest).toWellFormed();
		},
	};
}

/** Without what a database can't hold as text: control characters and halves of characters. */
function cleaned(text: string): string {
	return text
		.toWellFormed()
		.replace(/[^\P{Cc}\t\n\r]/gu, '')
		.trim();
}

const longestAddress = 1000;

/** An address that objects can be known and fetched by. */
export function isWebAddress(text: string): boolean {
	return text.length <= longestAddress && /^https?:\/\//i.test(text) && text.isWellFormed() && URL.canParse(text);
}

function addressOf(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value : (value as { id?: unknown } | null)?.id;
	return typeof text === 'string' && isWebAddress(text.trim()) ? text.trim() : undefined;
}
