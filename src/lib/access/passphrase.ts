import { ok, type Result, refused } from '#lib/kernel/result.ts';
import guessableWords from './guessable-words.json' with { type: 'json' };

/** Counted in characters as a person sees them, not in bytes: fifteen Ukrainian letters are fifteen. */
export const shortestPassphrase = 15;
/** Far above what anybody types (ASVS 6.2.9 asks for 64); a bound, so that a megabyte is not hashed. */
export const longestPassphrase = 200;
/** How much must be left of a passphrase once everything easily guessed is taken out of it. */
const leastUnguessable = 8;

export type PassphraseRefusal =
	| { readonly kind: 'too-short'; readonly shortest: number }
	| { readonly kind: 'too-long'; readonly longest: number }
	| { readonly kind: 'easily-guessed' };

/**
 * Accepts a new passphrase of any composition (ASVS 6.2.5) unless it is too short, too long, or made of little more than
 * what is tried first: common passwords, the names of the cities, this product and the person, rows of a keyboard,
 * years, repetitions. `personal` are words an attacker knows of the account: the name and the parts of the address.
 */
export function parsePassphrase(text: string, personal: readonly string[]): Result<string, PassphraseRefusal> {
	const length = Array.from(text).length;
	if (length < shortestPassphrase) return refused({ kind: 'too-short', shortest: shortestPassphrase });
	if (length > longestPassphrase) return refused({ kind: 'too-long', longest: longestPassphrase });
	const left = withoutGuessable(text, personal);
	if (Array.from(left).length < leastUnguessable || new Set(left).size < 5) return refused({ kind: 'easily-guessed' });
	return ok(text);
}

/** The letters of a text in lower case, with the usual substitutions undone ("P4$$w0rd" is "password"). */
function plain(text: string): string {
	const substitutions: Record<string, string> = { '@': 'a', $: 's', '€': 'e' };
	const letters = text.normalize('NFKC').toLowerCase();
	return Array.from(letters)
		.map((letter) => substitutions[letter] ?? letter)
		.join('');
}

const digitsAsLetters: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' };
const lettersOnly = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
const longestFirst = (words: readonly string[]): string[] => [...words].sort((a, b) => b.length - a.length);
const commonWords = longestFirst(guessableWords.map((word) => lettersOnly(plain(word))));

function withoutGuessable(text: string, personal: readonly string[]): string {
	const words = [...personal.flatMap(partsOf), ...commonWords];
	const plainly = lettersOnly(plain(text));
	const undone = Array.from(plainly)
		.map((letter) => digitsAsLetters[letter] ?? letter)
		.join('');
	const remainders = [strip(plainly, words), strip(undone, words)];
	return remainders.reduce((shortest, each) => (each.length < shortest.length ? each : shortest));
}

function partsOf(personal: string): string[] {
	const parts = plain(personal).split(/[^\p{L}\p{N}]+/u);
	return longestFirst(parts.filter((part) => part.length >= 3));
}

/** Takes out known words, digits, rows such as "defghi", and whatever repeats what came before it. */
function strip(text: string, words: readonly string[]): string {
	const withoutWords = words.reduce((rest, word) => rest.replaceAll(word, ' '), text);
	const withoutDigits = withoutWords.replace(/\p{N}+/gu, ' ');
	const withoutRows = Array.from(withoutDigits)
		.filter((letter, at, all) => !continuesRow(all[at - 1], letter))
		.join('');
	const fragments = withoutRows.split(' ').filter((fragment) => fragment.length > 1);
	return [...new Set(fragments)].map(withoutRepetition).join('');
}

function continuesRow(before: string | undefined, letter: string): boolean {
	if (before === undefined || letter === ' ' || before === ' ') return false;
	const step = letter.codePointAt(0)! - before.codePointAt(0)!;
	return step === 0 || step === 1 || step === -1;
}

/** "xkqvxkqvxkqv" as "xkqv": the shortest text of which this one is a repetition. */
function withoutRepetition(text: string): string {
	for (let length = 1; length <= text.length / 2; length++) {
		const unit = text.slice(0, length);
		if (unit.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return unit;
	}
	return text;
}
