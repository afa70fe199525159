/**
 * Fits the confidence model's weights to the labelled lists, each read without the synonyms that are its own phrases,
 * and proposes the threshold of acceptance. Prints weights, the threshold and what they came to on lists left out.
 * `node test/bench/recognition-fit.ts`; the figures belong in src/lib/relief/recognition/confidence.ts.
 */
import { loadSeedCatalogue } from '#lib/relief/catalogue/catalogue-file.server.ts';
import { evidenceVector, fittedEvidence, isFounded } from '#lib/relief/recognition/confidence.ts';
import { isAnswer } from '#lib/relief/recognition/item-reading.ts';
import { readPieces } from '#lib/relief/recognition/piece-reading.ts';
import { createReadingTools, plainPhrase } from '#lib/relief/recognition/recogniser.ts';
import { heldOutLists, realLists } from './recognition-cases.ts';
import { blindedTo } from './recognition-evaluation.ts';

interface Sample {
	readonly list: string;
	readonly phrase: string;
	readonly vector: readonly number[];
	readonly right: boolean;
	/** Open to acceptance at all. */
	readonly founded: boolean;
	/** Read without the synonyms that are phrases of its own or its fold's lists. */
	readonly isBlind: boolean;
}

const folds = 8;
const wanted = 0.99;

function collect(): Sample[] {
	const catalogue = loadSeedCatalogue();
	const full = createReadingTools(catalogue, []);
	const lists = [...realLists('column'), ...heldOutLists()];
	return Array.from({ length: folds }, (_, fold) => {
		const own = lists.filter(({ name }) => foldOf(name) === fold);
		const cases = own.flatMap((list) => list.cases);
		const blind = createReadingTools(blindedTo(catalogue, { name: '', language: '', cases }), []);
		return own.flatMap((list) =>
			list.cases.flatMap(({ source, codes }) =>
				[blind, full].flatMap((tools): Sample[] => {
					const reading = readPieces(tools, plainPhrase(tools, source.phrase), new Map())[0]?.reading;
					if (!reading || !isAnswer(reading)) return [];
					const right = reading.ranked[0]!.code === codes[0];
					const founded = isFounded(reading.evidence);
					const vector = evidenceVector(reading.evidence);
					return [{ list: list.name, phrase: source.phrase, vector, right, founded, isBlind: tools === blind }];
				}),
			),
		);
	}).flat();
}

const sigmoid = (sum: number) => 1 / (1 + Math.exp(-sum));
const chance = (weights: readonly number[], vector: readonly number[]) =>
	sigmoid(vector.reduce((sum, value, at) => sum + value * weights[at + 1]!, weights[0]!));

/** Logistic regression by gradient descent, with a pull towards zero that keeps rare features small. */
function fitWeights(samples: readonly Sample[]): number[] {
	const size = samples[0]!.vector.length;
	const weights = Array.from({ length: size + 1 }, () => 0);
	for (let round = 0; round < 1500; round++) {
		const slope = Array.from({ length: size + 1 }, () => 0);
		for (const { vector, right } of samples) {
			const error = chance(weights, vector) - Number(right);
			slope[0]! += error;
			for (const [at, value] of vector.entries()) slope[at + 1]! += error * value;
		}
		for (const [at, each] of slope.entries()) {
			weights[at]! -= 4 * (each / samples.length + (at === 0 ? 0 : 0.0005 * weights[at]!));
		}
	}
	return weights;
}

function foldOf(list: string): number {
	let hash = 7;
	for (const letter of list) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
	return hash % folds;
}

const samples = collect();
const left = Array.from({ length: folds }, (_, fold) => {
	const weights = fitWeights(samples.filter(({ list }) => foldOf(list) !== fold));
	return samples
		.filter(({ list }) => foldOf(list) === fold)
		.map((sample) => ({ ...sample, chance: chance(weights, sample.vector) }));
}).flat();
const blindOnly = left.filter(({ isBlind, founded }) => isBlind && founded);
console.log(`${samples.length} readings, ${blindOnly.length} of lists without their own words`);
for (const threshold of [0.8, 0.85, 0.88, 0.9, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98]) {
	const line = [blindOnly, left.filter(({ founded }) => founded)].map((some) => {
		const accepted = some.filter((each) => each.chance >= threshold);
		const share = accepted.filter(({ right }) => right).length / accepted.length;
		return `${accepted.length} accepted, ${(share * 100).toFixed(2)} % right${share >= wanted ? ' *' : ''}`;
	});
	console.log(`threshold ${threshold}: blind ${line[0]}; all ${line[1]}`);
}
for (const { phrase, list, chance: sure, isBlind } of left.filter(
	(each) => !each.right && each.founded && each.chance >= 0.93,
)) {
	console.log(`  sure and wrong: ${phrase} (${list}${isBlind ? ', blind' : ''}) ${sure.toFixed(3)}`);
}
const weights = fitWeights(samples);
console.log(`bias: ${weights[0]!.toFixed(2)},`);
for (const [at, name] of fittedEvidence.entries()) console.log(`${name}: ${weights[at + 1]!.toFixed(2)},`);
