import type { PhraseWord } from './phrase-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One way to say one catalogue item. */
export interface Term {
	/** The item, as its place in the catalogue. */
	readonly code: number;
	/** What all its words weigh together. */
	readonly total: number;
	readonly learned: boolean;
	/** One of the item's names, not of its synonyms. */
	readonly isName: boolean;
}

/** A word of a term: what it weighs there, and whether the term denies it («нестерильний»). */
export interface Posting {
	readonly term: number;
	readonly weight: number;
	readonly denied: boolean;
	/** Its say in the term before its informativeness: 1 for the thing itself, less for what comes with it. */
	readonly role: number;
	/** The word as the term writes it, as its place among all written forms. */
	readonly form: number;
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
	/** A thing the catalogue has no item for; `code` is the category it would belong to. */
	readonly isBeyond: boolean;
	/** Which words of the phrase the term accounts for, a bit per word; words after the thirtieth share a bit. */
	readonly words: number;
	/** How much of the phrase is made of words that are at home in the item's category, 0 to 1. */
	readonly affinity: number;
	/** The share of the phrase's meaning found in the item's own names, in whatever language. */
	readonly named: number;
	/** How many of the item's wordings hold most of the phrase, 1 from the fourth on. */
	readonly support: number;
}

export interface TermTables {
	readonly codes: readonly string[];
	/** From this place on, codes stand for what the catalogue lacks in that category. */
	readonly beyondFrom: number;
	readonly terms: readonly Term[];
	readonly postings: readonly (readonly Posting[])[];
	readonly vocabulary: Vocabulary;
	/** Every folded form that terms write, by its place. */
	readonly forms: Pick<ReadonlyMap<string, number>, 'get'>;
	readonly informativeness: readonly number[];
	/** The category of each item, by its place in the catalogue. */
	readonly categories: readonly number[];
	/** For each word of the vocabulary the categories that use it, with their shares of its use. */
	readonly homes: (word: number) => readonly Home[];
}

/** A category that uses a word, and its share of all items that do. */
export interface Home {
	readonly category: number;
	readonly share: number;
}

/** The weight of phrase against term coverage, and of a word nobody knows. */
const exponents = { term: 0.9, phrase: 0.75 } as const;
const unknownWordWeight = 0.55;
/** What is left of a term that affirms what the phrase denies, or the other way round. */
const contradiction = 0.7;
/** A word that only accompanies the thing in the phrase is no good proof of a term it is the thing of: boats with an engine. */
const lesserRole = 0.55;
const accompanying = 0.75;
/** A word in another case or number proves a little less than the same form: Kohl is cabbage, Kohle is coal. */
const otherForm = 0.98;
const mostMatches = 24;
const mostOfPhrase = 0.6;

/** The sums of one matching, a place per term; kept between matchings because clearing is dearer than adding. */
interface Sums {
	readonly term: Float64Array;
	readonly phrase: Float64Array;
	readonly words: Int32Array;
	readonly contradicted: Uint8Array;
	/** The likeness with which the word at hand has found the term already. */
	readonly likeness: Float64Array;
	readonly categories: Map<number, number>;
	readonly touched: number[];
}

/** Prepares matching against all terms. The function it gives ranks the items a phrase's words may mean, best first. */
export function createTermMatcher(tables: TermTables): (words: readonly PhraseWord[]) => TermMatch[] {
	const size = tables.terms.length;
	const sums: Sums = {
		term: new Float64Array(size),
		phrase: new Float64Array(size),
		words: new Int32Array(size),
		contradicted: new Uint8Array(size),
		likeness: new Float64Array(size),
		categories: new Map(),
		touched: [],
	};
	return (words) => {
		let total = 0;
		for (const [at, word] of words.entries()) total += addWord(sums, word, 1 << Math.min(at, 30), tables);
		const matches = bestPerCode(sums, total, tables);
		for (const term of sums.touched) {
			sums.term[term] = 0;
			sums.phrase[term] = 0;
			sums.words[term] = 0;
			sums.contradicted[term] = 0;
		}
		sums.touched.length = 0;
		sums.categories.clear();
		return matches;
	};
}

/** Adds what one word says for each term that has it, and returns the word's own weight. */
function addWord(sums: Sums, word: PhraseWord, bit: number, tables: TermTables): number {
	let total = 0;
	for (const { share, matches } of tables.vocabulary.read(word)) {
		const known = matches[0];
		const telling = known
			? tables.informativeness[known.id]! * known.likeness + unknownWordWeight * (1 - known.likeness)
			: unknownWordWeight;
		const weight = word.weight * share * telling;
		total += weight;
		for (const { category, share: part } of known ? tables.homes(known.id) : []) {
			sums.categories.set(category, (sums.categories.get(category) ?? 0) + weight * known!.likeness * part);
		}
		const form = tables.forms.get(word.folded) ?? -1;
		const found: number[] = [];
		for (const { id, likeness } of matches) {
			for (const posting of tables.postings[id]!) {
				const { term } = posting;
				if (sums.likeness[term]! > 0) continue;
				if (sums.term[term] === 0) sums.touched.push(term);
				sums.likeness[term] = likeness;
				found.push(term);
				const asThing = !word.aside && word.weight < posting.role * lesserRole ? accompanying : 1;
				const asWritten = posting.form === form ? 1 : otherForm;
				sums.term[term]! +=
					posting.weight * likeness * asWritten * asThing * (share < 1 ? Math.min(1, share * 1.5) : 1);
				sums.phrase[term]! += weight * likeness;
				sums.words[term]! |= bit;
				if (posting.denied !== word.denied) sums.contradicted[term] = 1;
			}
		}
		for (const term of found) sums.likeness[term] = 0;
	}
	return total;
}

function bestPerCode(sums: Sums, total: number, { terms, codes, categories, beyondFrom }: TermTables): TermMatch[] {
	const best = new Map<number, TermMatch>();
	const named = new Map<number, number>();
	const supporters = new Map<number, number>();
	for (const at of sums.touched) {
		const term = terms[at]!;
		const termCovered = Math.min(1, sums.term[at]! / term.total);
		const phraseCovered = Math.min(1, sums.phrase[at]! / total);
		const covered = termCovered ** exponents.term * phraseCovered ** exponents.phrase;
		const score = sums.contradicted[at] === 1 ? covered * contradiction : covered;
		if (term.isName) named.set(term.code, Math.max(named.get(term.code) ?? 0, phraseCovered));
		if (phraseCovered >= mostOfPhrase) supporters.set(term.code, (supporters.get(term.code) ?? 0) + 1);
		const earlier = best.get(term.code);
		if (earlier && (earlier.score > score || (earlier.score === score && !term.learned))) continue;
		best.set(term.code, {
			code: codes[term.code]!,
			score,
			termCovered,
			phraseCovered,
			learned: term.learned,
			isBeyond: term.code >= beyondFrom,
			words: sums.words[at]!,
			affinity: Math.min(1, (sums.categories.get(categories[term.code]!) ?? 0) / total),
			named: 0,
			support: 0,
		});
	}
	return [...best]
		.sort(
			([a, first], [b, second]) =>
				second.score - first.score || Number(second.learned) - Number(first.learned) || a - b,
		)
		.slice(0, mostMatches)
		.map(([code, match]) => ({
			...match,
			named: named.get(code) ?? 0,
			support: Math.min(1, (supporters.get(code) ?? 0) / 4),
		}));
}
