import { rootUkrainian, stemUkrainian, wholeStemUkrainian } from '#lib/i18n/words/stem-ukrainian.ts';
import { rootLatin, stemLatin, stemPolish } from './stem-latin.ts';
import { foldWord, isCyrillic, latinReading } from './text.ts';

/** A word ready for comparison: as folded, without its inflection, without its derivation. */
export interface Word {
	readonly folded: string;
	readonly stem: string;
	readonly root: string;
	readonly script: 'latin' | 'cyrillic' | 'number';
	/** Further forms it may stand for: a Polish stem, the Latin reading of «СРАР». */
	readonly alternatives: readonly string[];
}

const memory = new Map<string, Word>();
const memoryLimit = 30_000;

/** Prepares a written word for comparison. Lists repeat their words, so each is prepared once. */
export function wordOf(raw: string): Word {
	const remembered = memory.get(raw);
	if (remembered) return remembered;
	const word = prepareWord(foldWord(raw));
	if (memory.size >= memoryLimit) memory.clear();
	memory.set(raw, word);
	return word;
}

function prepareWord(folded: string): Word {
	if (/^\d/u.test(folded)) return { folded, stem: folded, root: folded, script: 'number', alternatives: [] };
	if (isCyrillic(folded)) {
		const stem = stemUkrainian(folded);
		const other = [latinReading(folded), wholeStemUkrainian(folded)].filter((each) => each !== undefined);
		return { folded, stem, root: rootUkrainian(stem), script: 'cyrillic', alternatives: other };
	}
	const stem = stemLatin(folded);
	const polish = stemPolish(folded);
	return { folded, stem, root: rootLatin(stem), script: 'latin', alternatives: polish === stem ? [] : [polish] };
}
