import { romanise } from '#lib/i18n/transliteration/romanise.ts';
import { foldWord } from '#lib/i18n/words/fold-word.ts';
import { splitWords, type TextWord } from '#lib/i18n/words/split-words.ts';
import type { KnownPerson, Records, Span } from './claim.ts';
import { isSlip } from './paper-claims.ts';
import { isWrittenSo, soundsAlike, soundsOf } from './same-name.ts';

/** A person a passage names, or seems to misspell. */
export interface NamedPerson extends Span {
	readonly person: KnownPerson;
	readonly spelt: 'so' | 'alike' | 'otherwise';
}

interface Spelling {
	/** Nothing but this spelling is right in its script. */
	readonly only: boolean;
	/** The person has spellings in either script, so each is held against words of its own. */
	readonly ownScript: boolean;
	readonly person: KnownPerson;
	/** The words of one spelling, given name first as a rule. */
	readonly words: readonly string[];
}

/** Finds people in passages; prepared once for a text. */
export function peopleFinder({ people }: Pick<Records, 'people'>): (text: string) => readonly NamedPerson[] {
	const bySound = new Map<string, Spelling[]>();
	for (const person of people) {
		const latin = isLatinByOrigin(person);
		const names = [...new Set([...Object.values(person.names), ...person.spellings])];
		const mixed = names.some(isCyrillic) && !names.every(isCyrillic);
		for (const name of names) {
			const words = splitWords(name).map(({ text }) => text);
			const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
			for (const sound of new Set(ends.flatMap(soundsOf))) {
				bySound.set(sound, [
					...(bySound.get(sound) ?? []),
					{ person, words, only: latin && !isCyrillic(name), ownScript: mixed },
				]);
			}
		}
	}
	return (text) => {
		const words = splitWords(text);
		const found: NamedPerson[] = [];
		for (const [at, word] of words.entries()) {
			if (!isCapital(word) || found.some(({ from, to }) => from <= word.start && word.start < to)) continue;
			const spellings = soundsOf(word.text).flatMap((sound) => bySound.get(sound) ?? []);
			const named = bestOf(spellings.flatMap((spelling) => readAt(words, at, spelling) ?? []));
			if (named) found.push(named);
		}
		return found;
	};
}

const isCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text);
const isCapital = ({ text }: TextWord) => /^\p{Lu}/u.test(text);
const order = ['so', 'alike', 'otherwise'] as const;

/** The reading that takes the most words, and of those the one that is spelt nearest. */
function bestOf(named: readonly NamedPerson[]): NamedPerson | undefined {
	return named.toSorted(
		(one, other) =>
			other.to - other.from - (one.to - one.from) || order.indexOf(one.spelt) - order.indexOf(other.spelt),
	)[0];
}

/** A spelling as it stands from a word on: given name and surname, a patronymic between them, turned about, or the surname alone. */
function readAt(
	words: readonly TextWord[],
	at: number,
	{ person, words: name, only, ownScript }: Spelling,
): NamedPerson | undefined {
	const [given, surname] = [name[0]!, name.at(-1)!];
	const first = words[at]!;
	if (ownScript && isCyrillic(first.text) !== isCyrillic(given)) return undefined;
	if (name.length > 1) {
		for (const distance of [name.length - 1, 1, 2]) {
			const last = words[at + distance];
			if (!last || !isCapital(last) || last.start - first.end > longestBetween) continue;
			const spelt = speltAs(first.text, last.text, given, surname) ?? speltAs(last.text, first.text, given, surname);
			if (!spelt) continue;
			const strict = only && spelt === 'alike' && !isCyrillic(first.text);
			return { person, spelt: strict ? 'otherwise' : spelt, from: first.start, to: last.end };
		}
	}
	const alone = isWrittenSo(first.text, surname) && surname.length >= shortestAlone;
	return alone ? { person, spelt: 'so', from: first.start, to: first.end } : undefined;
}

/** A patronymic and its spaces fit in between. */
const longestBetween = 20;
const shortestAlone = 5;

function speltAs(one: string, other: string, given: string, surname: string): NamedPerson['spelt'] | undefined {
	const [sameGiven, sameSurname] = [soundsAlike(one, given), soundsAlike(other, surname)];
	if (sameGiven && sameSurname) {
		if (isSlipInside(one, given) || isSlipInside(other, surname)) return 'otherwise';
		return isWrittenSo(one, given) && isWrittenSo(other, surname) ? 'so' : 'alike';
	}
	if (sameGiven && surname.length >= shortestAlone && isSlip(foldWord(other), foldWord(surname))) return 'otherwise';
	return sameSurname && given.length >= shortestAlone && isSlip(foldWord(one), foldWord(given))
		? 'otherwise'
		: undefined;
}

/** In Cyrillic an ending is none: a slip inside leaves the last letter as it is. */
function isSlipInside(word: string, name: string): boolean {
	const [said, known] = [foldWord(word), foldWord(name)];
	return isCyrillic(said) && said.at(-1) === known.at(-1) && isSlip(said, known);
}

/**
 * Whether the Latin spelling is the name itself and not a transliteration, of which there are several right ones: then what
 * only sounds like it is misspelt.
 */
function isLatinByOrigin({ names: { de, uk, en } }: KnownPerson): boolean {
	const latin = [de, en].filter((name) => name !== undefined && !isCyrillic(name));
	if (uk === undefined) return latin.length > 0;
	const byRule = [romanise(uk, 'uk-2010'), romanise(uk, 'de')];
	return latin.some((name) => name !== undefined && !byRule.includes(name));
}
