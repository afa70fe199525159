/** The text fields of a sent form by name. Files and repeated names are read apart. */
export type FormFields = Readonly<Record<string, string>>;

/** The text fields of a form, each once (the last one counts), with line ends as one kind and without NUL. */
export function textFields(form: Iterable<readonly [string, unknown]>): FormFields {
	const fields: Record<string, string> = Object.create(null);
	for (const [name, value] of form) {
		if (typeof value === 'string') fields[name] = value.replaceAll('\r\n', '\n').replaceAll('\0', '');
	}
	return fields;
}

export function textOf(fields: FormFields, name: string): string {
	return (fields[name] ?? '').trim();
}

/** A whole number above zero, or what is wrong with it; undefined for an empty field. */
export function positiveInteger(text: string): number | 'wrong' | undefined {
	if (text === '') return undefined;
	const compact = text.replace(/[\s.'’](?=\d{3}(?!\d))/gu, '');
	const value = /^\d{1,9}$/.test(compact) ? Number(compact) : 0;
	return value > 0 ? value : 'wrong';
}
