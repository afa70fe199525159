/** What speaks for and against the best reading of a phrase. All between 0 and 1. */
export interface Evidence {
	/** The best item's score. */
	readonly score: number;
	/** How far the next item that isn't an ancestor, descendant or variant of the best falls behind. */
	readonly lead: number;
	readonly termCovered: number;
	readonly phraseCovered: number;
	/** The share of the phrase's words the vocabulary doesn't hold as such. */
	readonly unfamiliar: number;
	/** How much of the phrase is made of words at home in the item's category. */
	readonly affinity: number;
	/** The share of the phrase found in the item's own names: a synonym that shares no word with them is less sure. */
	readonly named: number;
	/** How many of the item's wordings hold most of the phrase: one that stands alone is less sure. */
	readonly support: number;
	/** Somebody has taught exactly this phrase. */
	readonly learned: boolean;
	/** The phrase was cut out of a longer line. */
	readonly cut: boolean;
	/** A size variant was chosen by the numbers in the phrase. */
	readonly sized: boolean;
	/** The item is a whole category. */
	readonly general: boolean;
	/** The telling words of the phrase, one word counting 0 and five or more 1. */
	readonly length: number;
}

/** Fitted by test/bench/recognition-fit.ts on the labelled lists, cross-validated by list. */
const weights = {
	bias: -3.12,
	score: 1.78,
	lead: 2.77,
	termCovered: 1.82,
	phraseCovered: -0.11,
	unfamiliar: -1.25,
	affinity: 0.66,
	named: 1.79,
	cut: -0.38,
	sized: -0.57,
	general: -1.21,
	length: 1.63,
} as const;

/** The evidence the model weighs, in the order of evidenceVector. */
export const fittedEvidence = [
	'score',
	'lead',
	'termCovered',
	'phraseCovered',
	'unfamiliar',
	'affinity',
	'named',
	'cut',
	'sized',
	'general',
	'length',
] as const;

/** What acceptance asks for; test/bench/recognition-fit.ts measures what it comes to on lists left out. */
const acceptance = { chance: 0.93, lead: 0.4, named: 0.3, support: 0.75, explained: 0.65 } as const;
/** A phrase of one or two telling words; a longer one says more than a wording can hold. */
const fewWords = 0.25;

/** The chance, 0 to 1, that the best reading is right: a logistic model of the evidence. */
export function confidenceOf(evidence: Evidence): number {
	if (isTaught(evidence)) return 0.99;
	const sum = evidenceVector(evidence).reduce(
		(total, value, at) => total + value * weights[fittedEvidence[at]!],
		weights.bias,
	);
	return Math.round(1000 / (1 + Math.exp(-sum))) / 1000;
}

/**
 * Whether a reading needs no human look: it was taught, or it is founded and 99 of 100 that look like it are right in
 * cross-validation. A whole category always needs one, because nobody can load a category onto a lorry.
 */
export function isSure(evidence: Evidence, confidence: number): boolean {
	return isTaught(evidence) || (confidence >= acceptance.chance && isFounded(evidence));
}

/**
 * Whether a reading rests on more than one wording: the item's own name or several synonyms say it, and no other item
 * comes near. What a single synonym says alone, two people may well see differently (Gehhilfen: rollators or crutches).
 * Of one or two words none may stay unexplained: a concrete chainsaw is no chainsaw, and seed potatoes are no food.
 */
export function isFounded({ general, lead, named, support, length, phraseCovered }: Evidence): boolean {
	const isExplained = length > fewWords || phraseCovered >= acceptance.explained;
	const isWorded = named >= acceptance.named || support >= acceptance.support;
	return !general && lead >= acceptance.lead && isExplained && isWorded;
}

function isTaught({ learned, phraseCovered, termCovered }: Evidence): boolean {
	return learned && phraseCovered > 0.99 && termCovered > 0.99;
}

/** The evidence as numbers, in the order of the model's weights. */
export function evidenceVector(evidence: Evidence): number[] {
	return fittedEvidence.map((name) => Number(evidence[name]));
}
