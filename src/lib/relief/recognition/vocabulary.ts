import { trigramsOf, wordSimilarity } from '#lib/i18n/words/word-similarity.ts';
import { shortestPart, splitCompound } from './compound.ts';
import { sameMeanings } from './same-meaning.ts';
import { soundOf } from './transliteration.ts';
import type { Word } from './word.ts';

/** A known word a written one may stand for, and how surely (1 = the same word in another case or number). */
export interface WordMatch {
	readonly id: number;
	readonly likeness: number;
}

/** What a written word comes to: one reading, or for a compound one reading per part with its share of the meaning. */
export interface WordReading {
	readonly share: number;
	readonly matches: readonly WordMatch[];
	readonly fuzzy: boolean;
}

/** The words of the catalogue and its synonyms, by stem. Reads written words against them, forgiving typing errors. */
export interface Vocabulary {
	readonly size: number;
	idOf(stem: string): number | undefined;
	read(word: Word): readonly WordReading[];
	knows(word: Word): boolean;
	/** The same with further words, in time that grows with theirs alone. They are no parts of compounds. */
	extended(words: Iterable<Word>): Vocabulary;
}

const likenessOf = {
	sameStem: 1,
	alternative: 0.95,
	sameRoot: 0.82,
	sameSound: 0.85,
	sameMeaning: 0.85,
	head: 0.5,
	modifier: 0.25,
} as const;
const leastSimilarity = 0.72;
const memoryLimit = 20_000;

/** Builds the vocabulary. Words are identified by the order of their stems' first appearance. */
export function createVocabulary(words: Iterable<Word>): Vocabulary {
	const byStem = new Map<string, number>();
	const stems: string[] = [];
	const byForm = new Map<string, WordMatch[]>();
	const firstWords: Word[] = [];
	for (const word of words) {
		if (byStem.has(word.stem)) continue;
		byStem.set(word.stem, stems.length);
		stems.push(word.stem);
		firstWords.push(word);
	}
	addForms(byForm, firstWords, 0);
	for (const stems of sameMeanings()) {
		for (const stem of stems) {
			const id = byStem.get(stem);
			if (id === undefined) continue;
			for (const other of stems) if (other !== stem) add(byForm, other, { id, likeness: likenessOf.sameMeaning });
		}
	}
	const isPart = partOf(firstWords);
	for (const [id, word] of firstWords.entries()) {
		if (word.folded.length < 8 || word.script === 'number') continue;
		const parts = splitCompound(word.folded, (part) => isPart(part, word.stem)) ?? [];
		for (const [at, part] of parts.entries()) {
			const likeness = at === parts.length - 1 ? likenessOf.head : likenessOf.modifier;
			if (part.word.length >= 4) add(byForm, part.word, { id, likeness });
		}
	}
	let likeness: Likenesses | undefined;
	return reader({
		byStem,
		byForm,
		stems,
		isPart,
		likenesses() {
			likeness ??= likenessesOf(firstWords);
			return likeness;
		},
	});
}

/** The further forms each word may be met in, words numbered from `firstId`. */
function addForms(byForm: Map<string, WordMatch[]>, words: readonly Word[], firstId: number): void {
	for (const [at, word] of words.entries()) {
		const id = firstId + at;
		for (const alternative of word.alternatives) add(byForm, alternative, { id, likeness: likenessOf.alternative });
		if (word.root !== word.stem) add(byForm, word.root, { id, likeness: likenessOf.sameRoot });
	}
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}

/** The ways to a word from one that only resembles it. */
interface Likenesses {
	readonly bySound: Lookup<readonly number[]>;
	readonly byTrigram: Lookup<readonly number[]>;
}

/** As much of a map as reading needs, so that one may lie upon another. */
interface Lookup<Value> {
	get(key: string): Value | undefined;
}

/** Both lists of a key, where further words lie upon the known ones. */
function layered<Value>(below: Lookup<readonly Value[]>, above: Lookup<readonly Value[]>): Lookup<readonly Value[]> {
	return {
		get(key) {
			const [known, further] = [below.get(key), above.get(key)];
			return known && further ? [...known, ...further] : (known ?? further);
		},
	};
}

function likenessesOf(words: readonly Word[], firstId = 0): Likenesses {
	const bySound = new Map<string, number[]>();
	const byTrigram = new Map<string, number[]>();
	for (const [at, word] of words.entries()) {
		const id = firstId + at;
		if (word.script === 'number') continue;
		add(bySound, soundOf(word.folded), id);
		if (word.stem.length >= 4) for (const trigram of new Set(trigramsOf(word.stem))) add(byTrigram, trigram, id);
	}
	return { bySound, byTrigram };
}

/** Recognises a compound's part by its stem: "schläuche" is known where "schlauch" is. Never the compound itself. */
function partOf(words: readonly Word[]) {
	const stemOfForm = new Map<string, string>();
	for (const word of words) {
		if (word.script === 'number' || word.folded.length < 3) continue;
		stemOfForm.set(word.folded, word.stem);
		if (!stemOfForm.has(word.stem)) stemOfForm.set(word.stem, word.stem);
	}
	return (part: string, besides: string): string | undefined => {
		if (suffixes.has(part)) return undefined;
		const own = stemOfForm.get(part);
		if (own !== undefined && own !== besides) return own;
		if (!lastLetters.has(part.charAt(part.length - 1))) return undefined;
		const ending = inflections.find((each) => part.endsWith(each));
		if (ending === undefined || part.length - ending.length < shortestPart) return undefined;
		const stem = stemOfForm.get(part.slice(0, -ending.length));
		return stem === besides ? undefined : stem;
	};
}

/** Endings of words that happen to be words or abbreviations themselves. */
const suffixes = new Set([
	'er',
	'ung',
	'heit',
	'keit',
	'lich',
	'isch',
	'ter',
	'ler',
	'end',
	'ige',
	'ten',
	'den',
	'ner',
	'ger',
]);
const inflections = ['en', 'er', 'n', 's', 'e', 'ів', 'и', 'і', 'а', 'у'] as const;
const lastLetters: ReadonlySet<string> = new Set(inflections.map((each) => each.at(-1)!));

interface Tables {
	readonly byStem: Lookup<number>;
	readonly byForm: Lookup<readonly WordMatch[]>;
	readonly stems: readonly string[];
	/** Made when the first unknown word asks for them: a third of the start goes into them. */
	readonly likenesses: () => Likenesses;
	readonly isPart: (part: string, besides: string) => string | undefined;
}

function reader(tables: Tables): Vocabulary {
	const memory = new Map<string, readonly WordReading[]>();
	return {
		size: tables.stems.length,
		idOf: (stem) => tables.byStem.get(stem),
		knows: (word) => tables.byStem.get(word.stem) !== undefined,
		extended(words) {
			const unheard = new Map<string, Word>();
			for (const word of words) {
				if (tables.byStem.get(word.stem) === undefined && !unheard.has(word.stem)) unheard.set(word.stem, word);
			}
			const further = [...unheard.values()];
			return further.length === 0 ? this : reader(withFurther(tables, further));
		},
		read(word) {
			const remembered = memory.get(word.folded);
			if (remembered) return remembered;
			const readings = readWord(word, tables);
			if (memory.size >= memoryLimit) memory.clear();
			memory.set(word.folded, readings);
			return readings;
		},
	};
}

function withFurther(tables: Tables, words: readonly Word[]): Tables {
	const first = tables.stems.length;
	const ids = new Map(words.map(({ stem }, at) => [stem, first + at]));
	const byForm = new Map<string, WordMatch[]>();
	addForms(byForm, words, first);
	let likeness: Likenesses | undefined;
	return {
		byStem: { get: (stem) => tables.byStem.get(stem) ?? ids.get(stem) },
		byForm: layered(tables.byForm, byForm),
		stems: [...tables.stems, ...words.map(({ stem }) => stem)],
		isPart: tables.isPart,
		likenesses() {
			if (likeness) return likeness;
			const [known, further] = [tables.likenesses(), likenessesOf(words, first)];
			likeness = {
				bySound: layered(known.bySound, further.bySound),
				byTrigram: layered(known.byTrigram, further.byTrigram),
			};
			return likeness;
		},
	};
}

function readWord(word: Word, tables: Tables): readonly WordReading[] {
	const known = knownMatches(word, tables);
	if (known.some(({ likeness }) => likeness >= 0.8)) return [{ share: 1, matches: known, fuzzy: false }];
	if (word.script === 'number') return [{ share: 1, matches: known, fuzzy: false }];
	const typo = word.folded.length >= 5 ? similarMatches(word, tables) : [];
	if ((typo[0]?.likeness ?? 0) >= 0.78) return [{ share: 1, matches: typo, fuzzy: true }];
	const parts = word.folded.length >= 7 ? splitCompound(word.folded, (part) => tables.isPart(part, word.stem)) : null;
	if (parts) {
		return parts.map(({ word: part, share }) => {
			const id = tables.byStem.get(part);
			const partial = (tables.byForm.get(part) ?? []).filter(({ likeness }) => likeness >= likenessOf.head);
			return {
				share,
				matches: id === undefined ? partial : best([{ id, likeness: 1 }, ...partial]),
				fuzzy: id === undefined,
			};
		});
	}
	return [{ share: 1, matches: best([...known, ...typo]), fuzzy: true }];
}

function knownMatches(word: Word, tables: Tables): WordMatch[] {
	const matches: WordMatch[] = [];
	const own = tables.byStem.get(word.stem);
	if (own !== undefined) matches.push({ id: own, likeness: likenessOf.sameStem });
	for (const form of [word.folded, word.stem]) matches.push(...(tables.byForm.get(form) ?? []));
	if (word.root !== word.stem) {
		const rootId = tables.byStem.get(word.root);
		if (rootId !== undefined) matches.push({ id: rootId, likeness: likenessOf.sameRoot });
		for (const match of tables.byForm.get(word.root) ?? []) {
			if (match.likeness >= likenessOf.sameRoot) matches.push({ id: match.id, likeness: 0.78 });
		}
	}
	for (const alternative of word.alternatives) {
		const id = tables.byStem.get(alternative);
		if (id !== undefined) matches.push({ id, likeness: likenessOf.alternative });
		for (const match of tables.byForm.get(alternative) ?? []) {
			if (match.likeness >= likenessOf.alternative) matches.push({ id: match.id, likeness: 0.92 });
		}
	}
	return best(matches);
}

function similarMatches(word: Word, tables: Tables): WordMatch[] {
	const matches: WordMatch[] = [];
	const { bySound, byTrigram } = tables.likenesses();
	for (const id of bySound.get(soundOf(word.folded)) ?? []) matches.push({ id, likeness: likenessOf.sameSound });
	const counts = new Map<number, number>();
	const trigrams = trigramsOf(word.stem);
	for (const trigram of trigrams) {
		for (const id of byTrigram.get(trigram) ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	for (const [id, count] of counts) {
		if (count * 3 < trigrams.length) continue;
		const stem = tables.stems[id]!;
		let likeness = wordSimilarity(word.stem, stem, leastSimilarity);
		if (word.stem[0] !== stem[0]) likeness -= 0.08;
		if (likeness >= leastSimilarity) matches.push({ id, likeness: likeness * 0.96 });
	}
	return best(matches);
}

/** One match per known word, likeliest first, at most twelve. */
function best(matches: readonly WordMatch[]): WordMatch[] {
	const likenesses = new Map<number, number>();
	for (const { id, likeness } of matches) {
		if ((likenesses.get(id) ?? 0) < likeness) likenesses.set(id, likeness);
	}
	return [...likenesses]
		.map(([id, likeness]) => ({ id, likeness }))
		.sort((a, b) => b.likeness - a.likeness || a.id - b.id)
		.slice(0, 12);
}
