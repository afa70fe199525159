import { foldWord } from '#lib/i18n/words/fold-word.ts';
import { splitWords, type TextWord } from '#lib/i18n/words/split-words.ts';
import type { Found, KnownName, Records } from './claim.ts';
import { placeOf } from './claim-words.ts';
import { isSlip } from './paper-claims.ts';
import { isSameWord, isWrittenSo, soundsAlike } from './same-name.ts';

/**
 * Finds cities and organisations of the directory in passages; prepared once for a text. A city's name that no language spells
 * so differs, where its name in the language of the text is on record.
 */
export function nameFinder({
	names,
	language,
}: Pick<Records, 'names' | 'language'>): (text: string) => readonly Found[] {
	const cities = names.filter(({ of }) => of === 'city');
	const byBeginning = new Map<string, KnownName[]>();
	for (const name of names) {
		for (const beginning of new Set(Object.values(name.names).map(beginningOf))) {
			byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), name]);
		}
	}
	return (text) => {
		const words = splitWords(text);
		return words.flatMap((word, at): readonly Found[] => {
			if (!/^[\p{Lu}\d]/u.test(word.text)) return [];
			const here = (byBeginning.get(beginningOf(word.text)) ?? [])
				.map((name) => ({ name, length: lengthAt(words, at, name) }))
				.filter(({ length }) => length > 0)
				.toSorted((one, other) => other.length - one.length)[0];
			if (here) {
				const to = words[at + here.length - 1]?.end ?? word.end;
				return [{ kind: 'name', from: word.start, to, verdict: 'matches', said: [saidOf(here.name)] }];
			}
			const meant = cities.find(({ names: { [language]: name } }) => name !== undefined && isMisspelt(word.text, name));
			const said = meant ? [saidOf(meant)] : [];
			return meant ? [{ kind: 'name', from: word.start, to: word.end, verdict: 'differs', said }] : [];
		});
	};
}

/** What no inflection touches of a name's first word. */
const beginningOf = (name: string) => foldWord(splitWords(name)[0]?.text ?? '').slice(0, 3);

const saidOf = ({ names }: KnownName) => ({ kind: 'named', ref: null, names }) as const;

/** How many words from a place on are the name in one of its languages; 0 where they are not. */
function lengthAt(words: readonly TextWord[], at: number, { of, names }: KnownName): number {
	const lengths = Object.values(names).map((name) => {
		const parts = splitWords(name);
		const same = of === 'city' || parts.length === 1 ? isWrittenSo : isSameWord;
		const isHere = parts.every((part, index) => {
			const word = words[at + index];
			return word !== undefined && same(word.text, part.text);
		});
		return isHere ? parts.length : 0;
	});
	return Math.max(0, ...lengths);
}

/** Names of fewer letters sound like too much else. */
const shortestSpelt = 6;

function isMisspelt(word: string, name: string): boolean {
	if (name.length < shortestSpelt || /\s/u.test(name) || Math.abs(word.length - name.length) > 3) return false;
	const sameScript = /\p{Script=Cyrillic}/u.test(word) === /\p{Script=Cyrillic}/u.test(name);
	return sameScript && (soundsAlike(word, name) || isSlip(foldWord(word), foldWord(name)));
}

/** Whether a sentence speaks of the council, mayor or city of a place that is none of the known cities. */
export function namesForeignPlace(sentence: string, { names }: Pick<Records, 'names'>): boolean {
	const cities = names.filter(({ of }) => of === 'city').flatMap((city) => Object.values(city.names));
	return Array.from(sentence.matchAll(placeOf)).some(({ 1: place = '' }) => {
		return !cities.some((city) => soundsAlike(place, city) || isWrittenSo(place, city));
	});
}
