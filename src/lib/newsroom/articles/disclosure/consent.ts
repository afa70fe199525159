import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Article } from '../article.ts';
import { editionKeys } from '../edition.ts';

/** A city that has a say in whether an article tells of a shipment, with its latest word. */
export interface ConsentingCity {
	readonly id: Id<'city'>;
	readonly names: LocalizedText;
	readonly consents: boolean;
	/** It consented, but to another text than there is now. */
	readonly outdated: boolean;
}

/** A shipment an article is linked to. */
export interface LinkedShipment {
	readonly id: Id<'shipment'>;
	/** Null where the acting city takes no part in it. */
	readonly number: string | null;
	readonly public: boolean;
	readonly hidden: boolean;
	/** The cities of its operation. */
	readonly cities: readonly ConsentingCity[];
}

/**
 * Rule R8: whether an article may tell of a shipment: it is public, or every city of its operation consents. What a city hides
 * nobody tells of, nor of what the article's city cannot see; and where one city works alone no second can consent.
 */
export function mayTellOf(shipment: Pick<LinkedShipment, 'public' | 'hidden' | 'cities'>): boolean {
	if (shipment.public) return true;
	return !shipment.hidden && shipment.cities.length > 1 && shipment.cities.every(({ consents }) => consents);
}

/** Which texts a page showed, "de:3 uk:1": consent is given to what was read and to nothing else. */
export function shownTexts({ editions }: Pick<Article, 'editions'>): string {
	return editionKeys.flatMap((key) => (editions[key] ? [`${key}:${editions[key].revision}`] : [])).join(' ');
}
