import { type Language, locales } from '#lib/kernel/language.ts';

/**
 * A sentence with `{name}` gaps, or its forms by plural category. Ukrainian needs one, few and many; `{count}` chooses.
 */
export type Message = string | PluralMessage;
export interface PluralMessage {
	readonly one: string;
	readonly few?: string;
	readonly many?: string;
	readonly other: string;
}
export type Messages = Readonly<Record<string, Message>>;

/** The same keys as `Source`, in another language: a missing or surplus sentence doesn't compile. */
export type Translation<Source extends Messages> = { readonly [Key in keyof Source]: Message };

/** A noun's sentences in three languages. */
export interface Catalogue<Source extends Messages> {
	readonly de: Translation<Source>;
	readonly uk: Translation<Source>;
	readonly en: Source;
}

type GapsOf<Text extends string> = Text extends `${string}{${infer Gap}}${infer Rest}` ? Gap | GapsOf<Rest> : never;
type GapsOfMessage<M extends Message> = M extends string
	? GapsOf<M>
	: M extends PluralMessage
		? GapsOf<M['other']> | 'count'
		: never;
export type Values<M extends Message> = { readonly [Gap in GapsOfMessage<M>]: string | number };

/** Says a sentence of one catalogue in one language. Gaps are checked by the compiler. */
export type Say<Source extends Messages> = <Key extends keyof Source & string>(
	key: Key,
	...values: [GapsOfMessage<Source[Key]>] extends [never] ? [] : [values: Values<Source[Key]>]
) => string;

const pluralRules: Record<Language, Intl.PluralRules> = {
	de: new Intl.PluralRules(locales.de),
	uk: new Intl.PluralRules(locales.uk),
	en: new Intl.PluralRules(locales.en),
};
const numberFormats: Record<Language, Intl.NumberFormat> = {
	de: new Intl.NumberFormat(locales.de),
	uk: new Intl.NumberFormat(locales.uk),
	en: new Intl.NumberFormat(locales.en),
};

/** Formats one message. Numbers are written as the language writes them. */
export function formatMessage(
	message: Message,
	language: Language,
	values: Record<string, string | number> = {},
): string {
	const text = typeof message === 'string' ? message : pluralForm(message, language, Number(values.count));
	return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
		const value = values[name];
		if (value === undefined) return gap;
		return typeof value === 'number' ? numberFormats[language].format(value) : value;
	});
}

function pluralForm(message: PluralMessage, language: Language, count: number): string {
	const category = pluralRules[language].select(count);
	return (category in message ? message[category as keyof PluralMessage] : undefined) ?? message.other;
}

/** The voice of a catalogue in a language: `const say = speak(needMessages, lang); say('title')`. */
export function speak<Source extends Messages>(catalogue: Catalogue<Source>, language: Language): Say<Source> {
	const messages: Messages = catalogue[language];
	return (key, ...[values]) => formatMessage(messages[key]!, language, values as Record<string, string | number>);
}
