/** Why somebody came to the sign-in page, by its address: to change keys, after signing out, or on the way elsewhere. */
export function signInReason(query: URLSearchParams): 'sign-in-again' | 'signed-out' | 'sign-in-first' | null {
	if (query.has('again')) return 'sign-in-again';
	if (query.has('out')) return 'signed-out';
	return query.has('to') ? 'sign-in-first' : null;
}

/** What was just done, from the `done=` a redirect put into the address; null for anything we never put there. */
export function noteOf<const Note extends string>(query: URLSearchParams, notes: readonly Note[]): Note | null {
	const done = query.get('done');
	return notes.find((note) => note === done) ?? null;
}
