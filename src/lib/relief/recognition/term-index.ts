import { type Catalogue, categoryOf } from '#lib/relief/catalogue/catalogue.ts';
import { type PhraseWord, phraseWords } from './phrase-words.ts';
import { tidyText } from './text.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** A phrase this instance's people have taught: it means this item. */
export interface LearnedSynonym {
	readonly code: string;
	readonly phrase: string;
}

/** One way to say one catalogue item. */
interface Term {
	readonly code: number;
	readonly total: number;
	readonly learned: boolean;
	readonly wordCount: number;
}

/** A catalogue item that a phrase may mean, with what speaks for it. */
export interface TermMatch {
	readonly code: string;
	/** 0 to 1; 1 where phrase and term are the same words. */
	readonly score: number;
	/** The share of the term's meaning found in the phrase, and of the phrase's in the term. */
	readonly termCovered: number;
	readonly phraseCovered: number;
	readonly learned: boolean;
}

export interface TermIndex {
	readonly vocabulary: Vocabulary;
	/** The items the words may mean, best first. */
	match(words: readonly PhraseWord[]): TermMatch[];
	/** The telling words of a phrase with words typed apart joined where only the joined word is known. */
	wordsOf(text: string): PhraseWord[];
}

interface Posting {
	readonly term: number;
	readonly weight: number;
}

/** The weight of phrase against term coverage; fitted with test/bench/recognition-fit.ts. */
const exponents = { term: 0.9, phrase: 0.75 } as const;
const unknownWordWeight = 0.55;

/** Indexes every name and synonym of the catalogue, and what people have taught, by their words. */
export function createTermIndex(catalogue: Catalogue, learned: readonly LearnedSynonym[]): TermIndex {
	const codes = catalogue.items.map(({ code }) => code);
	const codeIds = new Map(codes.map((code, id) => [code, id]));
	const phrases = termPhrases(catalogue, learned, codeIds);
	const vocabulary = createVocabulary(phrases.flatMap(({ words }) => words));
	const informativeness = wordInformativeness(phrases, vocabulary);
	const terms: Term[] = [];
	const postings: Posting[][] = Array.from({ length: vocabulary.size }, () => []);
	for (const { code, words, isLearned } of phrases) {
		let total = 0;
		for (const word of words) {
			const id = vocabulary.idOf(word.stem)!;
			const weight = word.weight * informativeness[id]!;
			total += weight;
			postings[id]!.push({ term: terms.length, weight });
		}
		if (total > 0) terms.push({ code, total, learned: isLearned, wordCount: words.length });
	}
	return {
		vocabulary,
		wordsOf: (text) => joinApartTyped(phraseWords(text), vocabulary),
		match: (words) => matchTerms(words, { codes, terms, postings, vocabulary, informativeness }),
	};
}

interface TermPhrase {
	readonly code: number;
	readonly words: readonly PhraseWord[];
	readonly isLearned: boolean;
}

function termPhrases(
	catalogue: Catalogue,
	learned: readonly LearnedSynonym[],
	codeIds: ReadonlyMap<string, number>,
): TermPhrase[] {
	const phrases: TermPhrase[] = [];
	const seen = new Set<string>();
	const add = (code: number, text: string, isLearned: boolean) => {
		const words = phraseWords(tidyText(text));
		const key = `${code}:${words.map(({ stem, weight }) => `${stem}*${weight}`).join(' ')}`;
		if (words.length === 0 || (seen.has(key) && !isLearned)) return;
		seen.add(key);
		phrases.push({ code, words, isLearned });
	};
	for (const [code, item] of catalogue.items.entries()) {
		for (const name of Object.values(item.names)) for (const variant of nameVariants(name)) add(code, variant, false);
		for (const synonyms of Object.values(item.synonyms)) for (const synonym of synonyms) add(code, synonym, false);
	}
	for (const { code, phrase } of learned) {
		const id = codeIds.get(code);
		if (id !== undefined) add(id, phrase, true);
	}
	return phrases;
}

/** A name as it stands, without its brackets, and each of its alternatives: «Протез / ортез». */
function nameVariants(name: string): string[] {
	const bare = name.replace(/\s*\([^)]*\)/gu, '');
	const variants = [name, bare, ...bare.split(/\s+\/\s+/u), bare.split(',')[0]!];
	return [...new Set(variants.map((variant) => variant.trim()))].filter((variant) => variant !== '');
}

/** How much a word tells, 0.2 to 1: the fewer items it is used for, the more (inverse document frequency). */
function wordInformativeness(phrases: readonly TermPhrase[], vocabulary: Vocabulary): number[] {
	const users: Set<number>[] = Array.from({ length: vocabulary.size }, () => new Set());
	for (const { code, words } of phrases) for (const { stem } of words) users[vocabulary.idOf(stem)!]!.add(code);
	const most = Math.log(300);
	return users.map((codes) => 0.2 + 0.8 * Math.max(0, 1 - Math.log(codes.size) / most));
}

interface Tables {
	readonly codes: readonly string[];
	readonly terms: readonly Term[];
	readonly postings: readonly (readonly Posting[])[];
	readonly vocabulary: Vocabulary;
	readonly informativeness: readonly number[];
}

interface Tally {
	term: number;
	phrase: number;
}

function matchTerms(words: readonly PhraseWord[], tables: Tables): TermMatch[] {
	const tallies = new Map<number, Tally>();
	let total = 0;
	for (const word of words) {
		for (const { share, matches } of tables.vocabulary.read(word)) {
			const known = matches[0];
			const telling = known
				? tables.informativeness[known.id]! * known.likeness + unknownWordWeight * (1 - known.likeness)
				: unknownWordWeight;
			const weight = word.weight * share * telling;
			total += weight;
			const best = new Map<number, { term: number; likeness: number }>();
			for (const { id, likeness } of matches) {
				for (const posting of tables.postings[id]!) {
					const earlier = best.get(posting.term);
					if (!earlier || earlier.likeness < likeness) best.set(posting.term, { term: posting.weight, likeness });
				}
			}
			for (const [term, { term: termWeight, likeness }] of best) {
				const tally = tallies.get(term) ?? { term: 0, phrase: 0 };
				tally.term += termWeight * likeness * (share < 1 ? Math.min(1, share * 1.5) : 1);
				tally.phrase += weight * likeness;
				tallies.set(term, tally);
			}
		}
	}
	return bestPerCode(tallies, total, tables);
}

function bestPerCode(tallies: ReadonlyMap<number, Tally>, total: number, tables: Tables): TermMatch[] {
	const best = new Map<number, TermMatch>();
	for (const [at, tally] of tallies) {
		const term = tables.terms[at]!;
		const termCovered = Math.min(1, tally.term / term.total);
		const phraseCovered = Math.min(1, tally.phrase / total);
		const score = termCovered ** exponents.term * phraseCovered ** exponents.phrase;
		const earlier = best.get(term.code);
		if (earlier && (earlier.score > score || (earlier.score === score && !term.learned))) continue;
		best.set(term.code, { code: tables.codes[term.code]!, score, termCovered, phraseCovered, learned: term.learned });
	}
	return [...best]
		.sort(
			([a, first], [b, second]) =>
				second.score - first.score || Number(second.learned) - Number(first.learned) || a - b,
		)
		.map(([, match]) => match)
		.slice(0, 24);
}

/** Joins neighbours typed apart that are known only together: «Power Bank», "Feld Betten". */
function joinApartTyped(words: readonly PhraseWord[], vocabulary: Vocabulary): PhraseWord[] {
	const joined: PhraseWord[] = [];
	for (let at = 0; at < words.length; at++) {
		const [first, second] = [words[at]!, words[at + 1]];
		if (!second || first.script !== second.script || first.script === 'number') {
			joined.push(first);
			continue;
		}
		const [together] = phraseWords(first.folded + second.folded);
		if (together && vocabulary.knows(together) && !(vocabulary.knows(first) && vocabulary.knows(second))) {
			joined.push({ ...together, weight: Math.max(first.weight, second.weight) });
			at++;
		} else joined.push(first);
	}
	return joined;
}

/** The category of a code, for weighing matches by their surroundings. */
export function categoriesOf(catalogue: Catalogue): ReadonlyMap<string, string> {
	return new Map(catalogue.items.map(({ code }) => [code, categoryOf(catalogue, code)]));
}
