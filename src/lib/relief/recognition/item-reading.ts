import { ancestorsOf, type Catalogue, isSameOrBelow } from '#lib/relief/catalogue/catalogue.ts';
import { readTraits } from './attributes.ts';
import type { Evidence } from './confidence.ts';
import type { Mention } from './mentions.ts';
import type { PhraseWord } from './phrase-words.ts';
import type { TermIndex } from './term-index.ts';
import type { TermMatch } from './term-matching.ts';
import type { Variants } from './variants.ts';

/** The catalogue items a thing may be, best first, and what speaks for the first. */
export interface ItemReading {
	readonly ranked: readonly TermMatch[];
	readonly evidence: Evidence;
}

/** What surrounds a phrase says about its category: 1 where the heading names it, less where neighbours suggest it. */
export type CategoryPrior = ReadonlyMap<string, number>;

export interface ReadingTools {
	readonly catalogue: Catalogue;
	readonly index: TermIndex;
	readonly variants: Variants;
	readonly categories: ReadonlyMap<string, string>;
}

const priorStrength = 0.12;
/** Below this the best item is a guess not worth showing as the answer. */
const leastScore = 0.3;
/** Siblings this close to the best, of several kinds, mean that only their parent is certain. */
const tie = 0.985;

/** Reads a thing, without its quantity, as a catalogue item. `numbers` are those that describe it. */
export function readItem(
	tools: ReadingTools,
	thing: string,
	numbers: readonly Mention[],
	prior: CategoryPrior,
	cut: boolean,
): ItemReading | undefined {
	const { words, matches: found } = tools.index.read(thing);
	const matches = weighByPrior(found, prior, tools.categories);
	const top = matches[0];
	if (!top || top.score < leastScore)
		return matches.length > 0 ? { ranked: matches, evidence: weak(matches, cut) } : undefined;
	const backedOff = backOff(tools.catalogue, matches);
	const chosen = tools.variants.choose(backedOff, numbers, readTraits(thing));
	const sized = chosen !== top.code;
	const ranked = sized ? promote(matches, chosen, top) : matches;
	return { ranked, evidence: evidenceFor(tools, words, ranked, { cut, sized }) };
}

function weighByPrior(matches: readonly TermMatch[], prior: CategoryPrior, categories: ReadonlyMap<string, string>) {
	if (prior.size === 0) return matches;
	return matches
		.map((match) => ({
			match,
			weight: match.score * (1 + priorStrength * (prior.get(categories.get(match.code)!) ?? 0)),
		}))
		.sort((a, b) => b.weight - a.weight)
		.map(({ match }) => match);
}

/** The parent item where several of its children are equally likely and it is in the running itself. */
function backOff(catalogue: Catalogue, matches: readonly TermMatch[]): string {
	const top = matches[0]!;
	const item = catalogue.byCode.get(top.code);
	if (!item?.parent || item.isCategory) return top.code;
	const parent = catalogue.byCode.get(item.parent)!;
	if (parent.isCategory) return top.code;
	const siblings = matches.filter(
		({ code, score }) => score >= top.score * tie && catalogue.byCode.get(code)?.parent === parent.code,
	);
	const parentMatch = matches.find(({ code }) => code === parent.code);
	if (siblings.length >= 2) return parent.code;
	return parentMatch && parentMatch.score >= top.score * tie ? parent.code : top.code;
}

function promote(matches: readonly TermMatch[], code: string, top: TermMatch): TermMatch[] {
	const own = matches.find((match) => match.code === code);
	const promoted: TermMatch = { ...top, code, score: Math.max(top.score, own?.score ?? 0) };
	return [promoted, ...matches.filter((match) => match.code !== code)];
}

function evidenceFor(
	tools: ReadingTools,
	words: readonly PhraseWord[],
	ranked: readonly TermMatch[],
	{ cut, sized }: { cut: boolean; sized: boolean },
): Evidence {
	const best = ranked[0]!;
	const rival = ranked.find(
		({ code }) => !isSameOrBelow(tools.catalogue, code, best.code) && !isSameOrBelow(tools.catalogue, best.code, code),
	);
	const telling = words.filter(({ weight }) => weight >= 0.4);
	const unfamiliar = telling.filter((word) => tools.index.vocabulary.read(word).some(({ fuzzy }) => fuzzy));
	return {
		score: best.score,
		lead: rival ? Math.max(0, 1 - rival.score / best.score) : 1,
		termCovered: best.termCovered,
		phraseCovered: best.phraseCovered,
		unfamiliar: telling.length === 0 ? 1 : unfamiliar.length / telling.length,
		learned: best.learned,
		cut,
		sized,
		general: tools.catalogue.byCode.get(best.code)?.isCategory ?? false,
		length: Math.min(1, (telling.length - 1) / 4),
	};
}

function weak(matches: readonly TermMatch[], cut: boolean): Evidence {
	const { score, termCovered, phraseCovered } = matches[0]!;
	return {
		score,
		lead: 0,
		termCovered,
		phraseCovered,
		unfamiliar: 1,
		learned: false,
		cut,
		sized: false,
		general: false,
		length: 0,
	};
}

/** Whether the best match is good enough to be the answer and not only a suggestion. */
export function isAnswer(reading: ItemReading): boolean {
	return reading.ranked[0]!.score >= leastScore;
}

/**
 * Three codes that cover what the phrase may mean: the best, then the next of other kinds, then the best's parent
 * where it is an item itself.
 */
export function suggestionsOf(catalogue: Catalogue, ranked: readonly TermMatch[]): string[] {
	const best = ranked[0];
	if (!best) return [];
	const suggestions = [best.code];
	for (const { code, score } of ranked.slice(1)) {
		if (suggestions.length === 3 || score < 0.12) break;
		suggestions.push(code);
	}
	for (const code of ancestorsOf(catalogue, best.code)) {
		if (suggestions.length < 3 && !suggestions.includes(code)) suggestions.push(code);
	}
	return suggestions;
}
