import type { CatalogueUnit } from '#lib/relief/catalogue/catalogue.ts';
import { describingNumbers, withoutListedSizes } from './attributes.ts';
import { type CategoryPrior, type ItemReading, isAnswer, type ReadingTools, readItem } from './item-reading.ts';
import { type ReadPhrase, type ReadQuantity, readPhrase } from './quantity.ts';
import type { Unit } from './recognised-line.ts';
import { type PhrasePiece, splitItems } from './split-items.ts';
import { patternOf } from './text.ts';

/**
 * The quantity that closes a line of several things and counts them all: «чай, кава, какао – 275 шт.». One that is meant
 * for each («je 100») is given to each.
 */
export function commonQuantity(pieces: PieceReading[], text: string): ReadQuantity | undefined {
	const last = pieces.at(-1)?.phrase;
	if (pieces.length < 2 || !last || last.quantity === null || last.negated) return undefined;
	if (pieces.slice(0, -1).some(({ phrase }) => phrase.quantity !== null)) return undefined;
	if (last.each) {
		const { quantity, quantityMax, unit, approximate } = last;
		for (const [at, piece] of pieces.entries())
			pieces[at] = { ...piece, phrase: { ...piece.phrase, quantity, quantityMax, unit, approximate } };
		return undefined;
	}
	if (!/\s[–=]\s*[^–=,;]*$/u.test(text)) return undefined;
	pieces[pieces.length - 1] = { ...pieces.at(-1)!, phrase: { ...last, quantity: null, quantityMax: null, unit: null } };
	return last;
}

/** A piece of a line: what it says of the quantity, and the item it may be. */
export interface PieceReading {
	readonly phrase: ReadPhrase;
	readonly reading: ItemReading | undefined;
}

const wholePhraseScore = 0.9;
/** A phrase that loses no more than this with its figure holds it as a part of the name: «рукави 77». */
const nameSlack = 0.03;
const pieceScore = 0.42;
/** A lone word read this well needs nothing from its neighbours. */
const sureScore = 0.75;
const thingScore = 0.97;

/** Reads a phrase as one thing or, where its pieces make more sense than the whole, as several. */
export function readPieces(tools: ReadingTools, text: string, prior: CategoryPrior): PieceReading[] {
	const whole = readPiece(tools, text, prior, false);
	const [heading, listed] = splitHeading(text);
	const pieces = splitItems(listed);
	const isName = scoreOf(whole) >= wholePhraseScore;
	if (pieces.length < 2 || (isName && !areThings(tools, pieces, prior))) {
		return heading === undefined || (whole.reading?.evidence.score ?? 0) >= 0.6
			? [whole]
			: [readPiece(tools, listed, prior, true)];
	}
	const read = pieces.map((piece, at) => ({ piece, ...readShared(tools, pieces, at, prior) }));
	const kept = read.filter((each, at) => (at === 0 ? !isOtherName(each, read[1]) : staysApart(each.piece, each)));
	const merged = joinedAlternatives(kept);
	const [first] = merged;
	if (!first || merged.length > 1) return first ? merged : [whole];
	if (kept.length > 1) return [scoreOf(whole) > scoreOf(first) ? { ...whole, phrase: first.phrase } : first];
	return scoreOf(whole) >= scoreOf(first) ? [whole] : [first];
}

/** Whether the pieces of a known wording are sure things of different kinds each: «чай, кава». */
function areThings(tools: ReadingTools, pieces: readonly PhrasePiece[], prior: CategoryPrior): boolean {
	const read = pieces.map((_, at) => readShared(tools, pieces, at, prior));
	const codes = new Set(read.map(({ reading }) => reading?.ranked[0]?.code));
	return codes.size === pieces.length && read.every((piece) => scoreOf(piece) >= thingScore);
}

/** Alternatives that come to one item are one need: «Geländewagen oder Pick-ups», "vacuum/sewage trucks". */
function joinedAlternatives(pieces: readonly (PieceReading & { readonly piece: PhrasePiece })[]): PieceReading[] {
	const joined: PieceReading[] = [];
	for (const piece of pieces) {
		const last = joined.at(-1);
		const code = last?.reading && isAnswer(last.reading) ? last.reading.ranked[0]!.code : undefined;
		const isSame = code !== undefined && piece.reading?.ranked[0]?.code === code;
		if (!last || piece.piece.joint !== 'or' || !isSame || last.phrase.quantity !== null) {
			joined.push(piece);
			continue;
		}
		const better = scoreOf(piece) > scoreOf(last) ? piece : last;
		const thing = `${last.phrase.thing}, ${piece.phrase.thing}`;
		joined[joined.length - 1] = { phrase: { ...piece.phrase, thing }, reading: better.reading };
	}
	return joined;
}

const scoreOf = ({ reading }: PieceReading) => reading?.ranked[0]?.score ?? 0;

/** The first of two names of a thing where only the second is known: «Alkohol/Desinfektionsmittel». */
function isOtherName(
	first: PieceReading,
	second: (PieceReading & { readonly piece: PhrasePiece }) | undefined,
): boolean {
	return (
		second?.piece.joint === 'or' &&
		first.phrase.quantity === null &&
		scoreOf(first) < pieceScore &&
		scoreOf(second) >= pieceScore
	);
}

/**
 * Reads a piece, lending a lone word what it shares with its neighbour where it makes sense only so: the noun of "infant
 * and pediatric formula", the adjective of «рятувальні жилети та круги».
 */
function readShared(
	tools: ReadingTools,
	pieces: readonly PhrasePiece[],
	at: number,
	prior: CategoryPrior,
): PieceReading {
	const { text } = pieces[at]!;
	const own = readPiece(tools, text, prior, true);
	const words = text.match(/\p{L}[\p{L}'-]*/gu) ?? [];
	if (words.length !== 1 || scoreOf(own) >= sureScore) return own;
	const before = pieces[at - 1]?.text.match(/\p{L}[\p{L}'-]*/gu) ?? [];
	const after = pieces[at + 1]?.text.match(/\p{L}[\p{L}'-]*/gu) ?? [];
	const lent = [
		...(after.length >= 2 ? [`${text} ${after.at(-1)}`] : []),
		...(before.length >= 2 ? [`${before[0]} ${text}`] : []),
	].map((each) => readPiece(tools, each, prior, true));
	return lent.reduce((best, each) => (scoreOf(each) > scoreOf(best) + 0.1 ? each : best), own);
}

function staysApart(piece: PhrasePiece, read: PieceReading): boolean {
	if (scoreOf(read) >= pieceScore || read.phrase.quantity !== null) return true;
	return piece.joint === 'list' && piece.text.split(' ').length <= 3 && /^\p{L}/u.test(piece.text);
}

/** «Schutzausrüstung: Helme und Westen» lists its things after the colon. */
function splitHeading(text: string): [string | undefined, string] {
	const found = /^([^:()]{3,60}):\s*(?=\p{L}.*(?:,|;|\s(?:und|та|і|and)\s))(.+)$/u.exec(text);
	return found ? [found[1]!, found[2]!] : [undefined, text];
}

/** What things come in says nothing of what they are: "packs of antibiotics". */
const packsOf = patternOf(
	'iu',
	'^(packs?|packets?|packages?|bottles?|bags?|jars?|tubes?|rolls?|units?|pieces?|pairs?|lit(?:re|er)s?|kilos?|',
	String.raw`tons?|tonnes?)\s+of\s+(?=\p{L}{3})`,
);

function readPiece(tools: ReadingTools, text: string, prior: CategoryPrior, cut: boolean): PieceReading {
	const phrase = readPhrase(text);
	const read = (thing: string) => {
		const contents = thing.replace(packsOf, '');
		return readItem(tools, withoutListedSizes(contents), describingNumbers(contents), prior, cut);
	};
	if (phrase.provided === null) return { phrase, reading: read(phrase.thing) };
	const [withNumber, without] = [read(phrase.whole), read(phrase.thing)];
	const unit = tools.catalogue.byCode.get((without ?? withNumber)?.ranked[0]?.code ?? '')?.unit ?? null;
	const isName =
		phrase.provided === 'name' &&
		((withNumber?.evidence.score ?? 0) > (without?.evidence.score ?? 0) - nameSlack || isBrand(tools, phrase.leader));
	if (phrase.provided === 'unit' ? isMeasuredIn(unit, phrase.unit) : !isName) return { phrase, reading: without };
	const named = { ...phrase, quantity: null, quantityMax: null, unit: null, approximate: false, thing: phrase.whole };
	return { phrase: named, reading: withNumber };
}

/** A capitalised word the vocabulary doesn't hold, not even misspelt: what stands behind it is a model. */
function isBrand(tools: ReadingTools, leader: string | null): boolean {
	if (leader === null || !/^\p{Lu}/u.test(leader)) return false;
	const { index } = tools;
	return index.wordsOf(leader).every((word) => index.vocabulary.read(word).some(({ fuzzy }) => fuzzy));
}

const bulk: ReadonlySet<string> = new Set(['kg', 'l', 't', 'm3']);
const lengths: ReadonlySet<string> = new Set(['m', 'm2', 'roll']);

/** Whether a weight or volume is an amount of the item, and not its size: flour by the kilogram, but not bags by the litre. */
function isMeasuredIn(itemUnit: CatalogueUnit | null, unit: Unit | null): boolean {
	if (unit === null) return false;
	if (itemUnit === null) return unit === 'kg' || unit === 'l' || unit === 'm3';
	return bulk.has(unit) ? bulk.has(itemUnit) : lengths.has(itemUnit);
}
