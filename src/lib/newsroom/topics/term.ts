import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';

/** A category is where an article belongs, a topic what readers follow, a keyword what it is found by. */
export const termKinds = ['category', 'topic', 'keyword'] as const;
export type TermKind = (typeof termKinds)[number];

/** A word articles are filed under, one list for the whole Tandem, kept by the city that made it. */
export interface Term {
	readonly id: Id<'term'>;
	readonly cityId: Id<'city'>;
	readonly kind: TermKind;
	/** Stands in addresses and never changes. */
	readonly slug: string;
	readonly names: LocalizedText;
	readonly retiredAt: Instant | null;
}
