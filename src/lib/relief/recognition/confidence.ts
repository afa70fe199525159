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
	bias: -4,
	score: 4,
	lead: 2,
	termCovered: 1,
	phraseCovered: 1,
	unfamiliar: -2,
	cut: -0.3,
	sized: -0.3,
	general: 0,
	length: 0,
} as const;

/** At and above this chance a reading needs no human look: at least 99 of 100 are right in cross-validation. */
export const acceptanceThreshold = 0.95;

/** The chance, 0 to 1, that the best reading is right: a logistic model of the evidence. */
export function confidenceOf(evidence: Evidence): number {
	if (evidence.learned && evidence.phraseCovered > 0.99 && evidence.termCovered > 0.99) return 0.99;
	const sum = evidenceVector(evidence).reduce((total, value, at) => total + value * weightVector[at]!, weights.bias);
	return Math.round(1000 / (1 + Math.exp(-sum))) / 1000;
}

/** The evidence as numbers, in the order of the model's weights after the bias. */
export function evidenceVector(evidence: Evidence): number[] {
	return [
		evidence.score,
		evidence.lead,
		evidence.termCovered,
		evidence.phraseCovered,
		evidence.unfamiliar,
		Number(evidence.cut),
		Number(evidence.sized),
		Number(evidence.general),
		evidence.length,
	];
}

const weightVector = [
	weights.score,
	weights.lead,
	weights.termCovered,
	weights.phraseCovered,
	weights.unfamiliar,
	weights.cut,
	weights.sized,
	weights.general,
	weights.length,
];
