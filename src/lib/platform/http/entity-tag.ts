/**
 * The strong tag of a content in one encoding: same bytes, same tag, and other bytes another (RFC 9110, 8.8.3). Null where the
 * content has none.
 */
export function encodedTag(tag: string | null, encoding: string | undefined): string | null {
	if (tag === null || encoding === undefined) return tag;
	return tag.replace(/"$/, `-${encoding}"`);
}

/** Whether whoever asks has this content already (If-None-Match, RFC 9110, 13.1.2: weak comparison). */
export function isKnown(tag: string, ifNoneMatch: string | null): boolean {
	if (ifNoneMatch === null) return false;
	const known = ifNoneMatch.split(',').map((each) => each.trim().replace(/^W\//, ''));
	return known.includes('*') || known.includes(tag.replace(/^W\//, ''));
}
