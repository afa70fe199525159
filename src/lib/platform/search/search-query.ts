import { foldWord } from '#lib/i18n/words/fold-word.ts';
import { isFunctionWord } from '#lib/i18n/words/function-words.ts';
import { splitWords } from '#lib/i18n/words/split-words.ts';
import { type WordForms, wordForms } from '#lib/i18n/words/word-forms.ts';
import { backwards, signLexeme, soundMark, stemForParts, stemMark, tailMark } from './search-vector.ts';

/** One word that was typed. */
export interface QueryWord {
	readonly typed: string;
	readonly forms: WordForms;
	/** It may be unfinished: nothing follows it. */
	readonly isLast: boolean;
}

/** What a search asks for: each of these must be found. A phrase is two words or more that follow one another. */
export interface QueryTerm {
	readonly words: readonly [QueryWord, ...QueryWord[]];
	readonly isPhrase: boolean;
}

export interface SearchQuery {
	readonly terms: readonly QueryTerm[];
	/** More was typed than is searched for. */
	readonly isCut: boolean;
}

const mostLetters = 300;
const mostWords = 12;
const longestWord = 64;

const quotes = '["„“”«»″]';
const phrasePattern = new RegExp(`${quotes}([^"„“”«»″]*)${quotes}`, 'gu');

/**
 * Reads what was typed: words, and phrases in quotation marks of any kind. Nothing else is an operator, so that nothing
 * typed can be wrong. "and" and "for" count only where nothing else was typed. Without a letter or digit there are no terms.
 */
export function readQuery(typed: string): SearchQuery {
	const text = typed.slice(0, mostLetters).trimEnd();
	const found = splitWords(text).filter((word) => foldWord(word.text) !== '');
	const words = found.slice(0, mostWords).map(({ text: word, start, end }) => ({
		start,
		word: { typed: word, forms: wordForms(word.slice(0, longestWord), null), isLast: end === text.length },
	}));
	const known = new Set(words.map(({ word }) => word.forms.folded));
	const isCut =
		typed.trim().length > mostLetters || found.slice(mostWords).some((word) => !known.has(foldWord(word.text)));
	const terms: QueryTerm[] = [];
	let at = 0;
	const takeUntil = (end: number) => {
		const taken: QueryWord[] = [];
		for (; at < words.length && words[at]!.start < end; at++) taken.push(words[at]!.word);
		return taken;
	};
	const addSingly = (each: readonly QueryWord[]) =>
		terms.push(...each.map((word): QueryTerm => ({ words: [word], isPhrase: false })));
	for (const { 0: phrase, index } of text.matchAll(phrasePattern)) {
		addSingly(takeUntil(index));
		const [first, ...others] = takeUntil(index + phrase.length);
		if (first) terms.push({ words: [first, ...others], isPhrase: others.length > 0 });
	}
	addSingly(takeUntil(text.length));
	const telling = onceEach(terms).filter(
		({ words: [first], isPhrase }) => isPhrase || !isFunctionWord(first.forms.folded),
	);
	return {
		terms: telling.length > 0 ? telling : terms,
		isCut,
	};
}

/** A word typed again asks for nothing more; of two the unfinished one stays. */
function onceEach(terms: readonly QueryTerm[]): QueryTerm[] {
	const last = new Map(terms.map((term) => [term.words.map(({ forms }) => forms.folded).join(' '), term]));
	return [...last.values()];
}

/** Every word of a query, phrases taken apart. */
export function wordsOfQuery({ terms }: SearchQuery): QueryWord[] {
	return terms.flatMap(({ words }) => words);
}

const shortestBeginning = 4;
const shortestTail = 4;

/** The text of a `tsquery` that finds the words themselves in any inflection, all or any of them: what ranks first. */
export function narrowQuery(query: SearchQuery, every = true): string {
	return query.terms.map(narrowTerm).join(every ? ' & ' : ' | ');
}

function narrowTerm({ words }: QueryTerm): string {
	return words.map((word) => anyOf(narrowLexemes(word))).join(' <-> ');
}

function narrowLexemes({ forms }: QueryWord): string[] {
	return [quoted(forms.folded), ...forms.stems.map((stem) => quoted(stemMark + stem))];
}

/** Words that stand beside a typed one: parts of a compound, each of which must be found, or mended spellings. */
export interface Widening {
	/** Signs any of which stands for all that was typed. */
	readonly signs: readonly string[];
	readonly parts: ReadonlyMap<string, readonly (readonly [string, string])[]>;
	readonly spellings: ReadonlyMap<string, readonly string[]>;
}

export const noWidening: Widening = { signs: [], parts: new Map(), spellings: new Map() };

/**
 * The text of a `tsquery` that also finds compounds with the words at either end, words that begin as typed, the same
 * sound in another script, and the parts and spellings of `widening`. `every`: all terms must be found, or any of them.
 */
export function wideQuery(query: SearchQuery, widening: Widening, every = true): string {
	const terms = query.terms.map((term) =>
		term.isPhrase && every ? `(${narrowTerm(term)})` : wideTerm(term.words, widening, every),
	);
	const signs = widening.signs.map((sign) => quoted(signLexeme(sign)));
	return [terms.join(every ? ' & ' : ' | '), ...signs].join(' | ');
}

function wideTerm(words: readonly QueryWord[], { parts, spellings }: Widening, every: boolean): string {
	return anyOf(
		words.flatMap((word) => [
			...wideLexemes(word),
			...(parts.get(word.forms.folded) ?? []).map((pair) =>
				pair.map((stem) => anyOf(partLexemes(stem))).join(every ? ' & ' : ' | '),
			),
			...(spellings.get(word.forms.folded) ?? []).flatMap((spelling) => {
				const forms = wordForms(spelling, null);
				return [quoted(spelling), ...forms.stems.map((stem) => quoted(stemMark + stem))];
			}),
		]),
	);
}

function wideLexemes(word: QueryWord): string[] {
	const { folded, stems, sounds, tail } = word.forms;
	const lexemes = narrowLexemes(word);
	if (folded.length >= (word.isLast ? 2 : shortestBeginning)) lexemes.push(`${quoted(folded)}:*`);
	for (const stem of stems) {
		if (isBeginning(stem, folded)) lexemes.push(`${quoted(stem)}:*`);
	}
	lexemes.push(...sounds.map((sound) => quoted(soundMark + sound)));
	if (tail.length >= shortestTail) lexemes.push(`${quoted(tailMark + backwards(tail))}:*`);
	return lexemes;
}

/** Whether a compound may begin with the stem instead of the word: "Generatoren" and "Generatorwagen". */
export function isBeginning(stem: string, folded: string): boolean {
	return stem.length >= 5 && folded.length - stem.length <= 3 && stem !== folded && folded.startsWith(stem);
}

function partLexemes(stem: string): string[] {
	return [quoted(stemMark + stem), `${quoted(stem)}:*`, `${quoted(tailMark + backwards(stem))}:*`];
}

const shortestSplit = 8;
const shortestPart = 3;

/** Where a word may be a compound of two: the stems of both parts, to be looked up. */
export function possibleParts({ forms }: QueryWord): (readonly [string, string])[] {
	const { folded, tail } = forms;
	if (folded.length < shortestSplit || tail === '') return [];
	const splits: (readonly [string, string])[] = [];
	for (let at = shortestPart; at <= folded.length - shortestPart - 1; at++) {
		splits.push([stemForParts(wordForms(folded.slice(0, at), null)), stemForParts(wordForms(folded.slice(at), null))]);
	}
	return splits;
}

function anyOf(lexemes: readonly string[]): string {
	return lexemes.length === 1 ? lexemes[0]! : `(${[...new Set(lexemes)].join(' | ')})`;
}

/** Folded words are letters, digits and marks, so there is nothing to escape; whatever else comes is left out. */
function quoted(lexeme: string): string {
	return `'${lexeme.replace(/['\\\s\0]/gu, '')}'`;
}
