/**
 * What a form sent in a field, as typed; empty where the field is missing or holds a file. Without NUL, which nobody can
 * type and no text of the database may hold.
 */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.replaceAll('\0', '') : '';
}

/** The texts of a field that may be sent several times, such as check marks. */
export function textsOf(form: FormData, name: string): string[] {
	return form.getAll(name).filter((value) => typeof value === 'string');
}
