import type { Brand } from './brand.ts';

/** A random UUID naming one thing of one kind. Random, so that a public id tells nothing (disclosure rule R6). */
export type Id<Kind extends string> = Brand<string, `${Kind}-id`>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a lower-case UUID, which is how PostgreSQL prints it. */
export function isUuid(text: string): boolean {
	return uuidPattern.test(text);
}

/** Brands a UUID that came from the database or from a parsed form; undefined where the text is none. */
export function parseId<Kind extends string>(text: string): Id<Kind> | undefined {
	const lower = text.toLowerCase();
	return isUuid(lower) ? (lower as Id<Kind>) : undefined;
}
