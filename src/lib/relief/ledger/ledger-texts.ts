import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import { type BaseUnit, isBaseUnit } from '../catalogue/base-unit.ts';
import type { PostingReason } from './canonical-posting.ts';
import type { PostingRefusal } from './ledger.ts';
import type { AccountKind } from './ledger-account.ts';
import { ledgerMessages } from './ledger-messages.ts';

/** A place as rows carry it. `named` is false where its name is need-to-know for the reader's city (R6). */
export interface PlaceText {
	readonly names: LocalizedText;
	readonly municipality: LocalizedText;
	readonly named: boolean;
}

/** What a reader may know a place by: its name, or only the municipality where people shelter or goods are stocked. */
export function placeName(place: PlaceText, language: Language): string {
	if (place.named) return readableText(place.names, language).text;
	const municipality = readableText(place.municipality, language).text;
	return speak(ledgerMessages, language)('protected-place', { municipality });
}

/** Where goods stand, in words: "in stock: Hafen", "pledged, still with THW". */
export function accountName(
	account: { readonly kind: AccountKind; readonly place: PlaceText | null },
	donor: string | null,
	language: Language,
): string {
	const say = speak(ledgerMessages, language);
	const place = account.place ? placeName(account.place, language) : say('the-recipient');
	switch (account.kind) {
		case 'donor':
		case 'pledged':
			return say(`account-${account.kind}`, { name: donor ?? say('somebody-unnamed') });
		case 'hub':
		case 'site':
		case 'in-use':
		case 'consumed':
			return say(`account-${account.kind}`, { name: place });
		default:
			return account.place ? `${say(`account-${account.kind}`)} (${place})` : say(`account-${account.kind}`);
	}
}

export function reasonName(reason: PostingReason, language: Language): string {
	return speak(ledgerMessages, language)(`reason-${reason}`);
}

/** A base unit from a row; what an older release wrote and this one doesn't know counts as pieces. */
export function baseUnitFrom(text: string): BaseUnit {
	return isBaseUnit(text) ? text : 'pcs';
}

/** A refusal of the book in the reader's language, with the way out. */
export function explainPosting(
	refusal: PostingRefusal | { readonly kind: 'unknown-lot' } | { readonly kind: 'key-reused' },
	baseUnit: BaseUnit,
	language: Language,
): string {
	const say = speak(ledgerMessages, language);
	const amount = (units: number) => formatBase(units, baseUnit, language);
	switch (refusal.kind) {
		case 'not-enough':
			return say('error-not-enough', { left: amount(refusal.left), wanted: amount(refusal.wanted) });
		case 'not-there-at-that-time':
			return say('error-not-there-at-that-time', {
				date: formatInstant(refusal.at, language),
				short: amount(refusal.short),
			});
		case 'in-the-future':
		case 'unknown-lot':
		case 'nothing-moved':
		case 'same-account':
		case 'key-reused':
			return say(`error-${refusal.kind}`);
		default:
			return unreachable(refusal);
	}
}
