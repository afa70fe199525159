import type { Language } from '#lib/kernel/language.ts';

/** What the picture says that goes with a link to an article wherever people share it. */
export interface LinkCard {
	readonly language: Language;
	readonly kicker: string;
	readonly title: string;
	/** "Dortmund – Schytomyr"; null where the public knows of no partnership. */
	readonly partnership: string | null;
	/** The day with its year, in words. */
	readonly date: string;
}

/** Pixels: the ratio Open Graph readers cut all others to. */
export const cardSize = { width: 1200, height: 630 } as const;

/** The same for those who do not see it. */
export function cardAlt({ kicker, title, partnership, date }: LinkCard): string {
	return [kicker, title, partnership, date].filter(Boolean).join(' · ');
}

/** Where a card is; `mark` is the fingerprint of what it says, so that an address never means two pictures. */
export function cardPath(publicId: string, mark: string): string {
	return `/cards/${publicId}/${mark}.png`;
}

/** Reads the parts of {@link cardPath}; undefined for what it never wrote. */
export function parseCardAddress(
	publicId: string,
	file: string,
): { readonly publicId: string; readonly mark: string } | undefined {
	const mark = /^([0-9a-f]{16})\.png$/.exec(file)?.[1];
	const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(publicId);
	return mark && isId ? { publicId, mark } : undefined;
}
