import type { Catalogue, CatalogueUnit } from '#lib/relief/catalogue/catalogue.ts';
import { describingNumbers, readAttributes } from './attributes.ts';
import { confidenceOf, isSure } from './confidence.ts';
import { figuresForHalves } from './half-amounts.ts';
import {
	type CategoryPrior,
	headingPrior,
	isAnswer,
	type ReadingTools,
	suggestionsOf,
	traitsOf,
} from './item-reading.ts';
import { commonQuantity, type PieceReading, readPieces } from './piece-reading.ts';
import { type ReadPhrase, type ReadQuantity, readPhrase, readQuantityCell } from './quantity.ts';
import type { RecognisedItem, RecognisedLine, Unit } from './recognised-line.ts';
import type { SourceLine } from './source-line.ts';
import { contentsOf, levelExamples, withoutLikewise, writeOutEllipses } from './split-items.ts';
import { categoriesOf, createTermIndex, type LearnedSynonym } from './term-index.ts';
import { tidyText } from './text.ts';
import { createVariants } from './variants.ts';
import { unitNamed } from './written-units.ts';

/** Turns written lines into catalogue items. Pure: the same line in the same surroundings is read the same always. */
export interface Recogniser {
	/** Reads a line by itself. */
	recogniseLine(line: SourceLine): RecognisedLine;
	/** Reads lines in order, so that a line may lean on its neighbours: ditto marks, «до них», the heading's subject. */
	recogniseLines(lines: readonly SourceLine[]): RecognisedLine[];
	/** The same in small steps, for whoever has other things to do between them; the last one returns all lines. */
	recogniseInSteps(lines: readonly SourceLine[]): Generator<undefined, RecognisedLine[]>;
}

/**
 * Prepares a catalogue, and the phrases this instance's people have taught, for recognition. Preparing takes some
 * hundred milliseconds and the recogniser keeps about 30 MB; make one and keep it.
 */
export function createRecogniser(catalogue: Catalogue, learned: readonly LearnedSynonym[] = []): Recogniser {
	const tools = createReadingTools(catalogue, learned);
	const recogniseLine = (line: SourceLine) => readLine(tools, line, noPrior);
	function* recogniseInSteps(lines: readonly SourceLine[]): Generator<undefined, RecognisedLine[]> {
		const firstReadings: RecognisedLine[] = [];
		for (const line of lines) {
			firstReadings.push(recogniseLine(line));
			yield;
		}
		const readings: RecognisedLine[] = [];
		let previous: SourceLine | undefined;
		for (const [at, line] of lines.entries()) {
			const resolved = resolveReferences(line, previous);
			if (resolved.phrase.trim() !== '') previous = resolved;
			const prior = priorFor(tools, lines, firstReadings, at);
			const alone = prior.size === 0 && resolved === line;
			readings.push(alone ? firstReadings[at]! : { ...readLine(tools, resolved, prior), raw: line.phrase });
			yield;
		}
		return readings;
	}
	return {
		recogniseLine,
		recogniseInSteps,
		recogniseLines(lines) {
			const steps = recogniseInSteps(lines);
			for (;;) {
				const step = steps.next();
				if (step.done) return step.value;
			}
		},
	};
}

/** What readings of single things need; the recogniser's own, also for measuring what speaks for a reading. */
export function createReadingTools(catalogue: Catalogue, learned: readonly LearnedSynonym[]): ReadingTools {
	return {
		catalogue,
		index: createTermIndex(catalogue, learned),
		variants: createVariants(catalogue),
		categories: categoriesOf(catalogue),
		traits: new Map(catalogue.items.map((item) => [item.code, traitsOf(item)])),
	};
}

const noPrior: CategoryPrior = new Map();
const dittoMarks =
	/^\s*(["“”„″'’]{1,2}|[-–—]\s?[/"]{1,2}\s?[-–—]|dto\.?|ditto|idem|s\.\s?o\.|те ж( саме)?|те саме|то же)\s*$/iu;
const anaphora = /(?<!\p{L})(до них|для них|до нього|до неї|к ним|dazu|dafür|for them|for it|for these)(?!\p{L})/iu;

/** Puts the line before in the place of a ditto mark or of "for them". */
function resolveReferences(line: SourceLine, previous: SourceLine | undefined): SourceLine {
	if (!previous || previous.sheet !== line.sheet) return line;
	if (dittoMarks.test(line.phrase)) return { ...line, phrase: previous.phrase };
	const reference = anaphora.exec(line.phrase)?.[0];
	if (reference === undefined) return line;
	return { ...line, phrase: line.phrase.replace(reference, `для ${readPhrase(tidyText(previous.phrase)).thing}`) };
}

/** What neighbours can say of a category together, less than a heading. */
const neighbourPrior = 0.9;

/** The categories the heading and the sure neighbours of a line speak for. */
function priorFor(
	tools: ReadingTools,
	lines: readonly SourceLine[],
	readings: readonly RecognisedLine[],
	at: number,
): CategoryPrior {
	const prior = new Map<string, number>();
	const { section, sheet } = lines[at]!;
	if (section !== null) {
		for (const { code, phraseCovered } of tools.index.read(tidyText(section)).matches.slice(0, 3)) {
			if (phraseCovered >= 0.6) prior.set(tools.categories.get(code)!, headingPrior);
		}
	}
	const near = [-4, -3, -2, -1, 1, 2, 3, 4]
		.map((distance) => at + distance)
		.filter((other) => lines[other]?.sheet === sheet);
	for (const other of near) {
		const item = readings[other]?.items[0];
		if (!item?.code || item.confidence < 0.8 || lines[other]!.section !== section) continue;
		const category = tools.categories.get(item.code)!;
		const known = prior.get(category) ?? 0;
		prior.set(category, Math.max(known, Math.min(neighbourPrior, known + 0.12)));
	}
	return prior;
}

function readLine(tools: ReadingTools, line: SourceLine, prior: CategoryPrior): RecognisedLine {
	const cell = line.quantityText === null ? undefined : readQuantityCell(line.quantityText, line.unitText);
	const texts = partsOf(readable(line.phrase))
		.map((part) => plainPhrase(tools, part))
		.filter((text) => text !== '');
	const pieces = texts.flatMap((text) => readPieces(tools, text, prior));
	const common = cell ?? (texts.length === 1 ? commonQuantity(pieces, texts[0]!) : undefined);
	const items = pieces.map((piece, at) => itemOf(tools, piece, line, at === 0 ? common : undefined, pieces.length));
	return { line: line.line, sheet: line.sheet, raw: line.phrase, items };
}

/** Nobody writes a longer line by hand. Reading takes time with its square, so what is longer is read in parts. */
const longestPart = 1500;

/** A phrase in parts of bearable length, each broken off after a word. */
function partsOf(phrase: string): string[] {
	const parts: string[] = [];
	let from = 0;
	while (phrase.length - from > longestPart) {
		const part = phrase.slice(from, from + longestPart);
		const cut = Math.max(part.lastIndexOf(','), part.lastIndexOf(';'), part.lastIndexOf(' ')) + 1 || longestPart;
		parts.push(phrase.slice(from, from + cut));
		from += cut;
	}
	return [...parts, phrase.slice(from)];
}

/** German compounds of forty letters occur in lists; nothing longer is a word. */
const longestWord = 60;
const endless = new RegExp(`([\\p{L}\\p{N}]{${longestWord}})[\\p{L}\\p{N}]+`, 'gu');

/**
 * The phrase with words as long as words are. Looking for known words in a word takes time with the square of its length,
 * so one of twenty thousand letters, which anybody may send, would hold up everybody for seconds.
 */
function readable(phrase: string): string {
	return phrase.length <= longestWord ? phrase : phrase.replace(endless, '$1');
}

/** A phrase in one typography, with ellipses written out and packings left off. */
export function plainPhrase(tools: ReadingTools, phrase: string): string {
	const plain = withoutLikewise(contentsOf(levelExamples(figuresForHalves(tidyText(readable(phrase))))));
	return writeOutEllipses(plain, (compound, first) => compoundHead(tools, compound, first));
}

/** The last part of a compound: «lampen» of «Stirnlampen». The one that makes a known word with `first`, if any. */
function compoundHead(tools: ReadingTools, compound: string, first: string | undefined): string | undefined {
	const { index } = tools;
	const isKnown = (word: string) => index.wordsOf(word).some((each) => index.vocabulary.knows(each));
	const tails = Array.from({ length: Math.max(0, compound.length - 6) }, (_, at) => compound.slice(at + 3));
	const together = first === undefined ? undefined : tails.find((tail) => isKnown(first + tail));
	return together ?? tails.find(isKnown);
}

function itemOf(
	tools: ReadingTools,
	{ phrase, reading }: PieceReading,
	line: SourceLine,
	cell: ReadQuantity | undefined,
	count: number,
): RecognisedItem {
	const answer = reading && isAnswer(reading) ? reading.ranked[0]!.code : null;
	const item = answer === null ? undefined : tools.catalogue.byCode.get(answer);
	const quantity = quantityOf(phrase, cell, item?.unit ?? null);
	const shared = count > 1 && cell !== undefined && cell.quantity !== null;
	const confidence = reading ? Math.min(confidenceOf(reading.evidence), answer === null ? 0.3 : 1) : 0;
	const described = [phrase.thing, line.noteText ?? ''].join(' ');
	const suggestions = reading ? suggestionsOf(tools, reading.ranked) : [];
	return {
		code: answer,
		confidence,
		suggestions,
		phrase: phrase.thing,
		...quantity,
		approximate: quantity.approximate || shared,
		attributes: readAttributes(described, describingNumbers(tidyText(described)), item),
		accepted: answer !== null && reading !== undefined && isSure(reading.evidence, confidence) && !shared,
	};
}

const countedUnits: ReadonlySet<CatalogueUnit> = new Set([
	'pcs',
	'pair',
	'box',
	'pack',
	'set',
	'roll',
	'dose',
	'trip',
	'bag',
]);

/** The column's quantity before the phrase's; a bare count of something countable is pieces. */
function quantityOf(phrase: ReadPhrase, cell: ReadQuantity | undefined, itemUnit: CatalogueUnit | null): ReadQuantity {
	const written = cell && (cell.quantity !== null || phrase.quantity === null) ? cell : phrase;
	const { quantity, quantityMax, approximate, negated } = written;
	const negatedAnyway = negated || phrase.negated;
	if (negatedAnyway) return { quantity: 0, quantityMax: null, approximate: false, unit: written.unit, negated: true };
	if (quantity === null) return { quantity: null, quantityMax: null, approximate: false, unit: null, negated: false };
	return {
		quantity,
		quantityMax,
		approximate,
		unit: written.unit ?? countUnit(phrase.thing, itemUnit),
		negated: false,
	};
}

/** What one of them holds: "800 g" of «20 x Aptamil Pre 800 g», which are twenty pieces. */
const packSize = /\d\s?(?:k?g|m?l|кг|гр?|мл|л)(?!\p{L})/iu;

/** What a bare count counts: what the phrase itself is counted in ("pairs of gloves", "bed linen sets"), else pieces. */
function countUnit(thing: string, itemUnit: CatalogueUnit | null): Unit | null {
	// «1 kg» is what one of them holds.
	const [first, ...others] = thing.match(/(?<!\d\s?|\p{L})\p{L}[\p{L}'-]*/gu) ?? [];
	const leading = first !== undefined && /^of$/iu.test(others[0] ?? '') ? unitNamed(first) : undefined;
	if (leading) return leading.unit;
	if (
		[first, ...others].some((word) => word !== undefined && itemUnit !== 'pcs' && unitNamed(word)?.unit === itemUnit)
	) {
		return itemUnit as Unit;
	}
	return itemUnit !== null && !countedUnits.has(itemUnit) && !packSize.test(thing) ? null : 'pcs';
}
