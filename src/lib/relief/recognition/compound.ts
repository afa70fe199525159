/** A known word inside a compound and its share of the compound's meaning; the shares add up to 1. */
export interface CompoundPart {
	readonly word: string;
	readonly share: number;
}

const linkingElements = ['', 's', 'es', 'n', 'en', 'e', 'er', 'о', 'е', 'и'];
export const shortestPart = 3;

/**
 * Takes a compound apart into known words, the longest last part first, because the last part says what the thing is:
 * Winterschlafsack → winter + schlafsack. What is left over in front must be known too, or be a modifier of at least
 * four letters in front of a known last part of at least five: Rettungsdienst|bekleidung. Failing that, a known first
 * part of at least five: Altkleider|sammlung. `normal` gives the known form of a part or undefined.
 */
export function splitCompound(word: string, normal: (part: string) => string | undefined): CompoundPart[] | null {
	for (let at = shortestPart; at <= word.length - shortestPart; at++) {
		const head = word.slice(at).length >= 4 || at >= 6 ? normal(word.slice(at)) : undefined;
		if (head === undefined) continue;
		const modifiers = splitModifiers(word.slice(0, at), normal, 3);
		if (modifiers) return shares(modifiers, head);
	}
	for (let at = 4; at <= word.length - 5; at++) {
		const head = normal(word.slice(at));
		if (head !== undefined)
			return [
				{ word: word.slice(0, at), share: 0.35 },
				{ word: head, share: 0.65 },
			];
	}
	for (let at = word.length - 4; at >= 5; at--) {
		const known = splitModifiers(word.slice(0, at), normal, 1)?.[0];
		if (known !== undefined)
			return [
				{ word: known, share: 0.6 },
				{ word: word.slice(at), share: 0.4 },
			];
	}
	return null;
}

function splitModifiers(text: string, normal: (part: string) => string | undefined, depth: number): string[] | null {
	for (const link of linkingElements) {
		if (!text.endsWith(link) || text.length - link.length < shortestPart) continue;
		const known = normal(text.slice(0, text.length - link.length));
		if (known !== undefined) return [known];
	}
	if (depth === 1) return null;
	for (let at = text.length - shortestPart; at >= shortestPart; at--) {
		const last = splitModifiers(text.slice(at), normal, 1);
		const before = last && splitModifiers(text.slice(0, at), normal, depth - 1);
		if (last && before) return [...before, ...last];
	}
	return null;
}

function shares(modifiers: readonly string[], head: string): CompoundPart[] {
	return [...modifiers.map((word) => ({ word, share: 0.4 / modifiers.length })), { word: head, share: 0.6 }];
}
