import { type Catalogue, categoryOf } from '#lib/relief/catalogue/catalogue.ts';
import { createKindredItems } from './kindred-items.ts';
import { isPhraseTelling, type PhraseWord, phraseWords, vagueStems } from './phrase-words.ts';
import { createTermMatcher, type Home, type Posting, type Term, type TermMatch } from './term-matching.ts';
import { foldWord, tidyText } from './text.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** A phrase this instance's people have taught: it means this item. */
export interface LearnedSynonym {
	readonly code: string;
	readonly phrase: string;
}

export interface TermIndex {
	readonly vocabulary: Vocabulary;
	/** The telling words of a phrase, those typed apart joined where only the joined word is known. */
	wordsOf(text: string): readonly PhraseWord[];
	/** The words of a phrase and the items they may mean, best first. */
	read(text: string): IndexReading;
	/** The codes whose wordings share most words with a code's own, nearest first. */
	kindredOf(code: string): readonly string[];
}

export interface IndexReading {
	readonly words: readonly PhraseWord[];
	readonly matches: readonly TermMatch[];
}

/** Readings kept, because a line is read again with its neighbours in view. */
const memoryLimit = 2000;

/** What matching needs of a catalogue, prepared once, and what people taught laid upon it. */
interface Prepared {
	readonly codes: readonly string[];
	readonly codeIds: ReadonlyMap<string, number>;
	readonly vocabulary: Vocabulary;
	readonly informativeness: readonly number[];
	readonly terms: readonly Term[];
	readonly postings: readonly (readonly Posting[])[];
	readonly forms: Pick<ReadonlyMap<string, number>, 'get' | 'size'>;
	readonly categories: readonly number[];
}

const preparations = new WeakMap<Catalogue, Prepared>();

/** Indexes every name and synonym of the catalogue, once per catalogue, and what people have taught, by their words. */
export function createTermIndex(catalogue: Catalogue, learned: readonly LearnedSynonym[]): TermIndex {
	const known = preparations.get(catalogue) ?? prepare(catalogue);
	preparations.set(catalogue, known);
	const prepared = learned.length === 0 ? known : withLearned(known, learned);
	const { codes, codeIds, vocabulary, informativeness, terms, postings, categories } = prepared;
	const homes = homesOf(postings, terms, categories);
	const match = createTermMatcher({ ...prepared, beyondFrom: codeIds.size, homes });
	const kindred = createKindredItems(postings, terms, informativeness);
	const memory = new Map<string, IndexReading>();
	const wordsOf = (text: string) => joinApartTyped(phraseWords(text), vocabulary, text);
	return {
		vocabulary,
		wordsOf,
		kindredOf(code) {
			const near = kindred(codeIds.get(code)!).filter((id) => id < codeIds.size);
			return near.map((id) => codes[id]!);
		},
		read(text) {
			const remembered = memory.get(text);
			if (remembered) return remembered;
			const words = wordsOf(text);
			const reading = { words, matches: isPhraseTelling(words) ? match(words) : [] };
			if (memory.size >= memoryLimit) memory.clear();
			memory.set(text, reading);
			return reading;
		},
	};
}

function prepare(catalogue: Catalogue): Prepared {
	const own = catalogue.items.map(({ code }) => code);
	const beyond = [...new Set(catalogue.beyond.map(({ code }) => code))];
	const codes = [...own, ...beyond];
	const codeIds = new Map(own.map((code, id) => [code, id]));
	const beyondIds = new Map(beyond.map((code, at) => [code, own.length + at]));
	const phrases = termPhrases(catalogue, beyondIds);
	const vocabulary = createVocabulary(wordsOfAll(phrases));
	const informativeness = wordInformativeness(phrases, vocabulary, familiesOf(catalogue, codeIds, codes));
	const terms: Term[] = [];
	const forms = new Map<string, number>();
	const postings: Posting[][] = Array.from({ length: vocabulary.size }, () => []);
	addTerms(phrases, vocabulary, informativeness, {
		add: (id, posting) => postings[id]!.push(posting),
		formOf(word) {
			const form = forms.get(word) ?? forms.size;
			if (form === forms.size) forms.set(word, form);
			return form;
		},
		terms,
	});
	const categories = codes.map((code) => codeIds.get(categoryOf(catalogue, code))!);
	return { codes, codeIds, vocabulary, informativeness, terms, postings, forms, categories };
}

/** The same with the phrases people taught, in time that grows with theirs and not with the catalogue's. */
function withLearned(known: Prepared, learned: readonly LearnedSynonym[]): Prepared {
	const phrases = learned.flatMap(({ code, phrase }): TermPhrase[] => {
		const [id, words] = [known.codeIds.get(code), phraseWords(tidyText(phrase))];
		return id === undefined || words.length === 0 ? [] : [{ code: id, words, isLearned: true, isName: false }];
	});
	const vocabulary = known.vocabulary.extended(wordsOfAll(phrases));
	const unheard = Array.from({ length: vocabulary.size - known.vocabulary.size }, () => 1);
	const informativeness = [...known.informativeness, ...unheard];
	const postings: (readonly Posting[])[] = [...known.postings, ...unheard.map(() => [])];
	const forms = new Map<string, number>();
	const terms = [...known.terms];
	addTerms(phrases, vocabulary, informativeness, {
		add(id, posting) {
			postings[id] = [...postings[id]!, posting];
		},
		formOf(word) {
			const form = known.forms.get(word) ?? forms.get(word) ?? known.forms.size + forms.size;
			if (form >= known.forms.size) forms.set(word, form);
			return form;
		},
		terms,
	});
	const allForms = {
		get: (word: string) => known.forms.get(word) ?? forms.get(word),
		size: known.forms.size + forms.size,
	};
	return { ...known, vocabulary, informativeness, terms, postings, forms: allForms };
}

interface TermTarget {
	add(word: number, posting: Posting): void;
	formOf(word: string): number;
	readonly terms: Term[];
}

function addTerms(
	phrases: readonly TermPhrase[],
	vocabulary: Vocabulary,
	informativeness: readonly number[],
	{ add, formOf, terms }: TermTarget,
): void {
	for (const { code, words, isLearned, isName } of phrases) {
		let total = 0;
		for (const word of words) {
			const id = vocabulary.idOf(word.stem)!;
			const weight = word.weight * informativeness[id]!;
			total += weight;
			add(id, { term: terms.length, weight, denied: word.denied, role: word.weight, form: formOf(word.folded) });
		}
		if (total > 0) terms.push({ code, total, learned: isLearned, isName });
	}
}

function* wordsOfAll(phrases: readonly TermPhrase[]): Iterable<PhraseWord> {
	for (const { words } of phrases) yield* words;
}

interface TermPhrase {
	readonly code: number;
	readonly words: readonly PhraseWord[];
	readonly isLearned: boolean;
	readonly isName: boolean;
}

function termPhrases(catalogue: Catalogue, beyondIds: ReadonlyMap<string, number>): TermPhrase[] {
	const phrases: TermPhrase[] = [];
	let seen = new Set<string>();
	const add = (code: number, text: string, isName: boolean) => {
		const words = phraseWords(tidyText(text));
		const key = words.length === 1 ? words[0]!.stem : words.map(({ stem }) => stem).join(' ');
		if (words.length === 0 || seen.has(key)) return;
		seen.add(key);
		phrases.push({ code, words, isLearned: false, isName });
	};
	for (const [code, item] of catalogue.items.entries()) {
		seen = new Set();
		for (const name of Object.values(item.names)) for (const variant of nameVariants(name)) add(code, variant, true);
		for (const synonyms of Object.values(item.synonyms)) for (const synonym of synonyms) add(code, synonym, false);
	}
	seen = new Set();
	for (const { code, text } of catalogue.beyond) add(beyondIds.get(code)!, text, false);
	return phrases;
}

/** A name as it stands, without its brackets, and each of its alternatives: «Протез / ортез». */
function nameVariants(name: string): string[] {
	const bare = name.replace(/\s*\([^)]*\)/gu, '');
	const variants = [name, bare, ...bare.split(/\s+\/\s+/u), bare.split(',')[0]!];
	return [...new Set(variants.map((variant) => variant.trim()))].filter((variant) => variant !== '');
}

/** Per code the item it is a kind of, else itself: generators of fourteen sizes make «generator» no common word. */
function familiesOf(catalogue: Catalogue, codeIds: ReadonlyMap<string, number>, codes: readonly string[]): number[] {
	return codes.map((code, at) => {
		const parent = at < codeIds.size ? catalogue.byCode.get(code)!.parent : null;
		return parent === null || catalogue.byCode.get(parent)!.isCategory ? at : codeIds.get(parent)!;
	});
}

/**
 * How much a word tells, 0.1 to 1: the fewer items it is used for, the more (inverse document frequency); vague nouns
 * («обладнання», "supplies") half of that.
 */
function wordInformativeness(
	phrases: readonly TermPhrase[],
	vocabulary: Vocabulary,
	families: readonly number[],
): number[] {
	const users = new Int32Array(vocabulary.size);
	const lastUser = new Int32Array(vocabulary.size).fill(-1);
	for (const { code, words } of phrases) {
		for (const { stem } of words) {
			const id = vocabulary.idOf(stem)!;
			const family = families[code]!;
			if (lastUser[id] !== family) users[id]!++;
			lastUser[id] = family;
		}
	}
	const most = Math.log(300);
	const shares = Array.from(users, (count) => 0.2 + 0.8 * Math.max(0, 1 - Math.log(count) / most));
	for (const stem of vagueStems) {
		const id = vocabulary.idOf(stem);
		if (id !== undefined) shares[id]! *= 0.5;
	}
	return shares;
}

/** Where each word is at home: an item counts once for a word, however many of its terms use it. Terms lie by item. */
function homesOf(
	postings: readonly (readonly Posting[])[],
	terms: readonly Term[],
	categories: readonly number[],
): (word: number) => readonly Home[] {
	const known: (readonly Home[])[] = [];
	return (word) => {
		const remembered = known[word];
		if (remembered) return remembered;
		const counts = new Map<number, number>();
		let items = 0;
		let last = -1;
		for (const { term } of postings[word]!) {
			const { code } = terms[term]!;
			if (code === last) continue;
			last = code;
			items++;
			counts.set(categories[code]!, (counts.get(categories[code]!) ?? 0) + 1);
		}
		known[word] = Array.from(counts, ([category, count]) => ({ category, share: count / items }));
		return known[word];
	};
}

/** Joins neighbours typed apart that are known only together: «Power Bank», "Feld Betten"; at a hyphen wherever known. */
function joinApartTyped(words: readonly PhraseWord[], vocabulary: Vocabulary, text: string): PhraseWord[] {
	const isHyphened = /\p{L}-\p{L}/u.test(text);
	const joined: PhraseWord[] = [];
	for (let at = 0; at < words.length; at++) {
		const [first, second] = [words[at]!, words[at + 1]];
		if (!second || first.script !== second.script || first.script === 'number') {
			joined.push(first);
			continue;
		}
		const [together] = phraseWords(first.folded + second.folded);
		const areKnown = () =>
			vocabulary.knows(first) && vocabulary.knows(second) && !(isHyphened && isOneWord(text, at, words));
		if (together && vocabulary.knows(together) && !areKnown()) {
			joined.push({ ...together, weight: Math.max(first.weight, second.weight) });
			at++;
		} else joined.push(first);
	}
	return joined;
}

/** Whether two neighbours stand joined by a hyphen in the text: «метало-профіль». */
function isOneWord(text: string, at: number, words: readonly PhraseWord[]): boolean {
	const [first, second] = [words[at]!.folded, words[at + 1]!.folded];
	return foldWord(text.replace(/\s+/gu, '_')).includes(`${first}-${second}`);
}

/** The category of a code, for weighing matches by their surroundings. */
export function categoriesOf(catalogue: Catalogue): ReadonlyMap<string, string> {
	return new Map(catalogue.items.map(({ code }) => [code, categoryOf(catalogue, code)]));
}
