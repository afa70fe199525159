import { partnershipKinds } from '#lib/directory/set-up/set-up.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { languages } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { exchangeKinds } from '#lib/partnerships/exchanges/exchange.ts';
import { grantProgrammes } from '#lib/partnerships/grant-rules/grant-programmes.ts';
import { partnershipMessages } from '#lib/partnerships/standing/partnership-messages.ts';
import { searchMessages } from './search-messages.ts';

/**
 * What records are called that carry the word in no text of their own: a "Städtepartnerschaft" is named after two cities,
 * and a youth exchange planned for Erasmus+ may be called "Summer in Dortmund".
 */
const recordLabels: ReadonlyMap<string, LocalizedText> = new Map([
	...partnershipKinds.map(
		(kind) =>
			[`partnership-${kind}`, inAll((language) => speak(partnershipMessages, language)(`kind-${kind}`))] as const,
	),
	...exchangeKinds.map(
		(kind) => [`exchange-${kind}`, inAll((language) => speak(searchMessages, language)(`exchange-${kind}`))] as const,
	),
	...grantProgrammes.map(({ id, names }) => [`programme-${id}`, names] as const),
]);

function inAll(say: (language: (typeof languages)[number]) => string): LocalizedText {
	return Object.fromEntries(languages.map((language) => [language, say(language)]));
}

/** The words for "partnership-full", "exchange-youth" or "programme-erasmus-youth-exchange"; null for what has no name. */
export function recordLabel(label: string): LocalizedText | null {
	return recordLabels.get(label) ?? null;
}
