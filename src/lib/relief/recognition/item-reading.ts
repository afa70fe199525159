import { ancestorsOf, type Catalogue, type CatalogueItem, isSameOrBelow } from '#lib/relief/catalogue/catalogue.ts';
import { type KnownTraits, readTraits } from './attributes.ts';
import type { Evidence } from './confidence.ts';
import type { Mention } from './mentions.ts';
import { ordinaryBonus, ordinaryItems } from './ordinary-items.ts';
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
	/** The traits each item has by its attributes, and by its name whether it is for adults or children. */
	readonly traits: ReadonlyMap<string, KnownTraits>;
}

const priorStrength = 0.2;
/** The same of the category the phrase's own words are at home in. */
const affinityStrength = 0.2;
/** Below this the best item is a guess not worth showing as the answer. */
const leastScore = 0.36;
/** From here on a phrase holds one of the item's own wordings. */
const wholeName = 0.97;
/** Siblings this close to the best, of several kinds, mean that only their parent is certain. */
const tie = 0.985;
/** The same where the phrase gives no size, or the best leaves words of its own unsaid. */
const looseTie = 0.85;

/** Reads a thing, without its quantity, as a catalogue item. `numbers` are those that describe it. */
export function readItem(
	tools: ReadingTools,
	thing: string,
	numbers: readonly Mention[],
	prior: CategoryPrior,
	cut: boolean,
): ItemReading | undefined {
	const { words, matches: found } = tools.index.read(thing);
	const traits = readTraits(thing);
	const matches = weigh(tools, found, prior, traits);
	const top = matches[0];
	if (!top || top.score < leastScore)
		return matches.length > 0 ? { ranked: matches, evidence: weak(matches, cut) } : undefined;
	if (top.isBeyond) return { ranked: matches, evidence: weak(matches, cut) };
	const levelled =
		unsized(tools, top, numbers.length > 0) ??
		backOff(tools.catalogue, matches, numbers.length > 0) ??
		refined(tools.catalogue, matches, words) ??
		top.code;
	const chosen = tools.variants.choose(siblingFor(tools, levelled, traits), numbers, traits);
	const sized = chosen !== top.code;
	const ranked = sized ? promote(matches, chosen, top) : matches;
	return { ranked, evidence: evidenceFor(tools, words, ranked, { cut, sized }) };
}

/** What a heading that names a category says for it. */
export const headingPrior = 1;
/** How much of what a wording says beyond the phrase its heading may say instead. */
const saidByHeading = 0.9;

/** A bare noun under a heading means that category's kind of it: gloves under "Fire service" are firefighters' gloves. */
function scoreUnderHeading({ score, termCovered, phraseCovered }: TermMatch): number {
	if (phraseCovered < wholeName) return score;
	return Math.max(score, phraseCovered * (termCovered + (1 - termCovered) * saidByHeading));
}

const fuels: ReadonlySet<string> = new Set(['PWR-FUE-DSL', 'PWR-FUE-PET']);
/** What is left of a fuel that doesn't open the phrase: it says what the thing runs on («насос, дизель»). */
const driveOnly = 0.6;

/** Ranks anew by what surrounds the phrase and by whether the phrase's traits are the item's, ties by what is ordinary. */
function weigh(tools: ReadingTools, matches: readonly TermMatch[], prior: CategoryPrior, traits: KnownTraits) {
	return matches
		.map((match) => {
			const surroundings = 1 + priorStrength * (prior.get(tools.categories.get(match.code)!) ?? 0);
			const affinity = 1 + affinityStrength * match.affinity;
			const ordinary = ordinaryItems.has(match.code) ? ordinaryBonus : 1;
			const fit = traitFit(traits, tools.traits.get(match.code)!);
			const isHeaded = (prior.get(tools.categories.get(match.code)!) ?? 0) >= headingPrior;
			const drives = fuels.has(match.code) && (match.words & 1) === 0 ? driveOnly : 1;
			const score = (isHeaded ? scoreUnderHeading(match) : match.score) * fit * drives;
			return {
				match: score === match.score ? match : { ...match, score },
				weight: score * surroundings * affinity * ordinary,
			};
		})
		.sort((a, b) => b.weight - a.weight)
		.map(({ match }) => match);
}

/** The sibling that has the age or gender the phrase names, where the best contradicts it: "winter coats for kids". */
function siblingFor({ catalogue, traits: own }: ReadingTools, code: string, traits: KnownTraits): string {
	if (traitFit(traits, own.get(code)!) === 1) return code;
	const family = code.slice(0, code.lastIndexOf('-') + 1);
	if (family.split('-').length < 3) return code;
	const fitting = catalogue.items.find(
		(other) =>
			other.code.startsWith(family) &&
			(['age', 'gender'] as const).some((key) => traits[key] && own.get(other.code)![key] === traits[key]) &&
			traitFit(traits, own.get(other.code)!) === 1,
	);
	return fitting?.code ?? code;
}

/** What is left of an item that contradicts a trait the phrase names: a men's jacket for «дитячі куртки». */
function traitFit(said: KnownTraits, own: KnownTraits): number {
	let fit = 1;
	for (const key of ['fuel', 'gender', 'sterile', 'age', 'drive'] as const) {
		if (said[key] !== undefined && own[key] !== undefined && said[key] !== own[key]) fit *= key === 'age' ? 0.65 : 0.8;
	}
	if (said.age === 'child' && own.gender !== undefined) fit *= 0.85;
	return fit;
}

/** The traits an item has by its attributes; for adults or children also by its name. */
export function traitsOf({ names, fixedAttributes }: CatalogueItem): KnownTraits {
	const { fuel, mount, gender, sterile, age } = fixedAttributes;
	const named = readTraits(`${names.de} ${names.en}`);
	return { fuel, mount, gender, sterile, age: age ?? named.age, drive: named.drive };
}

/** The parent of an item that only a figure could single out, where there is none and the words aren't its own. */
function unsized(
	{ catalogue, variants }: ReadingTools,
	{ code, termCovered }: TermMatch,
	sized: boolean,
): string | undefined {
	if (sized || termCovered > wholeName || !variants.isSize(code)) return undefined;
	const parent = catalogue.byCode.get(code)?.parent;
	return parent && !catalogue.byCode.get(parent)!.isCategory ? parent : undefined;
}

/** The parent item where several of its children are equally likely, or as likely as the parent itself. */
function backOff(catalogue: Catalogue, matches: readonly TermMatch[], isSized: boolean): string | undefined {
	const top = matches[0]!;
	const item = catalogue.byCode.get(top.code);
	if (!item?.parent || item.isCategory) return undefined;
	const parent = catalogue.byCode.get(item.parent)!;
	if (parent.isCategory) return undefined;
	const near = matches.filter(({ score }) => score >= top.score * (isSized && top.termCovered > 0.9 ? tie : looseTie));
	const siblings = near.filter(({ code }) => catalogue.byCode.get(code)?.parent === parent.code);
	// A parent that leaves words unsaid which the child says is no rival: «Sprinter mit Rollstuhlrampe».
	const isAsLikely = near.some(({ code, words }) => code === parent.code && (top.words & ~words) === 0);
	return siblings.length >= 2 || isAsLikely ? parent.code : undefined;
}

/**
 * A more specific item below the best one, or of its kind, that accounts for words the best one leaves over: the van with a ramp for
 * «Sprinter mit Rollstuhlrampe», the drill for «Werkzeug wie Bohrer».
 */
function refined(
	catalogue: Catalogue,
	matches: readonly TermMatch[],
	words: readonly PhraseWord[],
): string | undefined {
	const top = matches[0]!;
	if (top.phraseCovered > 0.97) return undefined;
	const general = catalogue.byCode.get(top.code)!.isCategory;
	const leftOver = (match: TermMatch) =>
		words.findIndex(
			({ denied, aside }, at) => at < 30 && (match.words & ~top.words & (1 << at)) !== 0 && !denied && !aside,
		);
	const candidates = matches
		.filter(({ code }) => code.startsWith(`${top.code}-`))
		.filter(
			({ termCovered, score }) => termCovered >= (general ? 0.7 : 0.9) && score >= top.score * (general ? 0.3 : 0.7),
		)
		.filter((match) => general || (match.words & top.words) !== 0)
		.map((match) => ({ match, at: leftOver(match) }))
		.filter(({ at }) => at >= 0);
	return candidates.sort((a, b) => a.at - b.at || b.match.score - a.match.score)[0]?.match.code;
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
	const isSibling = (code: string) => sized && tools.variants.isSize(code) && tools.variants.areSizes(code, best.code);
	const rival = ranked.find(
		({ code }) =>
			!isSibling(code) &&
			!isSameOrBelow(tools.catalogue, code, best.code) &&
			!isSameOrBelow(tools.catalogue, best.code, code),
	);
	const telling = words.filter(({ weight }) => weight >= 0.4);
	const unfamiliar = telling.filter((word) => tools.index.vocabulary.read(word).some(({ fuzzy }) => fuzzy));
	return {
		score: best.score,
		lead: rival ? Math.max(0, 1 - rival.score / best.score) : 1,
		termCovered: best.termCovered,
		phraseCovered: best.phraseCovered,
		unfamiliar: telling.length === 0 ? 1 : unfamiliar.length / telling.length,
		affinity: best.affinity,
		named: best.named,
		support: best.support,
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
		affinity: 0,
		named: 0,
		support: 0,
		learned: false,
		cut,
		sized: false,
		general: false,
		length: 0,
	};
}

/** Whether the best match is good enough to be the answer and not only a suggestion, and is an item at all. */
export function isAnswer(reading: ItemReading): boolean {
	const best = reading.ranked[0]!;
	return best.score >= leastScore && !best.isBeyond;
}

/**
 * Three codes that cover what the phrase may mean: the best, the next of other kinds, the best's parent where that is an
 * item, and what is worded most like the best.
 */
export function suggestionsOf({ catalogue, index }: ReadingTools, ranked: readonly TermMatch[]): string[] {
	const best = ranked[0];
	if (!best) return [];
	const likely = ranked.slice(1).filter(({ score }) => score >= 0.12);
	const above = ancestorsOf(catalogue, best.code);
	const parents = above.filter((code) => !catalogue.byCode.get(code)!.isCategory);
	const all = [best, ...likely].map(({ code }) => code);
	return [...new Set([...all, ...parents, ...index.kindredOf(best.code), ...above])].slice(0, 3);
}
