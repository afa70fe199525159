/**
 * What a person does in Tandem for their city. A person may hold several roles; the order is the one forms show.
 * The same words stand in the table `account_role`.
 */
export const roles = [
	'coordinator',
	'partner-officer',
	'warehouse',
	'editor',
	'council-reader',
	'administrator',
] as const;
export type Role = (typeof roles)[number];

export function isRole(text: string): text is Role {
	return (roles as readonly string[]).includes(text);
}

/** The known roles among `texts`, each once and in the order of {@link roles}; unknown words are left out. */
export function parseRoles(texts: readonly string[]): Role[] {
	return roles.filter((role) => texts.includes(role));
}
