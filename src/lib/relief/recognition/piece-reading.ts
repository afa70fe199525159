import type { CatalogueUnit } from '#lib/relief/catalogue/catalogue.ts';
import { describingNumbers, readTraits, withoutListedSizes } from './attributes.ts';
import {
	type CategoryPrior,
	headingPrior,
	type ItemReading,
	isAnswer,
	type ReadingTools,
	readItem,
} from './item-reading.ts';
import { tidyNumber } from './mentions.ts';
import { type ReadPhrase, type ReadQuantity, readPhrase } from './quantity.ts';
import type { Unit } from './recognised-line.ts';
import { type PhrasePiece, splitItems } from './split-items.ts';
import { patternOf } from './text.ts';

/**
 * The quantity that closes a line of several things and counts them all: «чай, кава, какао – 275 шт.». One that is meant
 * for each («je 100») is given to each.
 */
export function commonQuantity(pieces: PieceReading[], text: string): ReadQuantity | undefined {
	const [first] = pieces;
	if (first?.phrase.each && pieces.slice(1).every(({ phrase }) => phrase.quantity === null)) {
		giveEach(pieces, first.phrase);
		return undefined;
	}
	const last = pieces.at(-1)?.phrase;
	if (pieces.length < 2 || !last || last.quantity === null || last.negated) return undefined;
	if (pieces.slice(0, -1).some(({ phrase }) => phrase.quantity !== null)) return undefined;
	if (last.each) {
		giveEach(pieces, last);
		return undefined;
	}
	if (!/\s[–=]\s*[^–=,;]*$/u.test(text)) return undefined;
	pieces[pieces.length - 1] = { ...pieces.at(-1)!, phrase: { ...last, quantity: null, quantityMax: null, unit: null } };
	return last;
}

function giveEach(pieces: PieceReading[], { quantity, quantityMax, unit, approximate }: ReadQuantity): void {
	for (const [at, piece] of pieces.entries())
		pieces[at] = { ...piece, phrase: { ...piece.phrase, quantity, quantityMax, unit, approximate } };
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
/** A known word still takes its neighbour's noun where both together are a known wording: "thermal/foil blankets". */
const borrowedScore = 0.94;

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
	if (isInverted(tools, whole, pieces, listed)) return [whole];
	const around = surroundingsOf(tools, pieces, prior);
	const read = pieces.map((piece, at) => ({ piece, ...readShared(tools, pieces, at, around) }));
	const kept = read.filter((each, at) => (at === 0 ? !isOtherName(each, read[1]) : staysApart(each.piece, each)));
	const merged = joinedAlternatives(kept);
	const [first] = merged;
	if (!first || merged.length > 1) return first ? merged : [whole];
	if (kept.length > 1) return [scoreOf(whole) > scoreOf(first) ? { ...whole, phrase: first.phrase } : first];
	return scoreOf(whole) >= scoreOf(first) ? [whole] : [first];
}

/** "Gloves, examination, nitrile": a catalogue's order, thing first, where one wording holds nearly all the words. */
function isInverted(
	{ index }: ReadingTools,
	{ phrase, reading }: PieceReading,
	pieces: readonly PhrasePiece[],
	text: string,
): boolean {
	if (reading === undefined || !/^[^,]+,/u.test(text) || pieces.some(({ joint }) => joint === 'or')) return false;
	const { phraseCovered, termCovered, score } = reading.evidence;
	const most = Math.max(0, ...pieces.slice(1).map((piece) => index.read(piece.text).matches[0]?.score ?? 0));
	return phrase.thing !== '' && phraseCovered >= 0.9 && termCovered >= thingScore && score >= 0.9 && most < sureScore;
}

/** How sure a piece must be for its neighbours in the line to lean on it, and how much they do. */
const leaning = { score: 0.9, lead: 0.3, strength: 0.8 } as const;
const purpose = /\s(?:für|fur|for|для)\s+(.+)$/iu;

/**
 * What the pieces of a line say of each other's category: «Binden/Tampons» is hygiene and no bandages, and what closes a
 * line by saying whom all of it is for names the category of all («Tische und Stühle für Klassenzimmer»).
 */
function surroundingsOf(tools: ReadingTools, pieces: readonly PhrasePiece[], prior: CategoryPrior): CategoryPrior {
	const around = new Map(prior);
	const lean = (category: string, strength: number) =>
		around.set(category, Math.max(around.get(category) ?? 0, strength));
	const use = purpose.exec(pieces.at(-1)!.text)?.[1];
	if (use !== undefined && !pieces.slice(0, -1).some(({ text }) => purpose.test(text))) {
		const [match] = tools.index.read(use).matches;
		if (match && match.phraseCovered >= wholePhraseScore) lean(tools.categories.get(match.code)!, headingPrior);
	}
	for (const { text } of pieces) {
		const { reading } = readPiece(tools, text, prior, true);
		const [best] = reading?.ranked ?? [];
		if (best && !best.isBeyond && best.score >= leaning.score && reading!.evidence.lead >= leaning.lead)
			lean(tools.categories.get(best.code)!, leaning.strength);
	}
	return around;
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
	if (words.length !== 1) return own;
	const isSlashed = pieces[at + 1]?.joint === 'or';
	if (scoreOf(own) >= sureScore && !isSlashed && at === 0) return own;
	const before = pieces[at - 1]?.text.match(/\p{L}[\p{L}'-]*/gu) ?? [];
	const after = pieces[at + 1]?.text.match(/\p{L}[\p{L}'-]*/gu) ?? [];
	const lent = [
		...(after.length >= 2 ? [`${text} ${after.at(-1)}`] : []),
		...(before.length >= 2 ? [`${before[0]} ${text}`] : []),
	].map((each) => readPiece(tools, each, prior, true));
	const needed = scoreOf(own) >= sureScore ? borrowedScore - scoreOf(own) : 0.1;
	return lent.reduce((best, each) => (scoreOf(each) > scoreOf(best) + needed ? each : best), own);
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

const unknownQuantity = { quantity: null, quantityMax: null, unit: null, approximate: false } as const;

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
	if (phrase.provided === null) {
		const reading = readNamed(tools, phrase.thing, read);
		return { phrase: multiplied(tools, phrase, reading), reading };
	}
	const [withNumber, without] = [read(phrase.whole), read(phrase.thing)];
	const unit = tools.catalogue.byCode.get((without ?? withNumber)?.ranked[0]?.code ?? '')?.unit ?? null;
	const isName =
		phrase.provided === 'name' &&
		(holdsNumber(tools, phrase, withNumber, without) ||
			isBrand(tools, phrase.leader) ||
			isSizeRange(tools, phrase, without));
	if (
		phrase.provided === 'unit' &&
		!without?.ranked[0]?.isBeyond &&
		tools.categories.get(without?.ranked[0]?.code ?? '') === 'VEH'
	)
		return { phrase: { ...phrase, ...unknownQuantity, thing: phrase.whole }, reading: withNumber };
	if (phrase.provided === 'unit' ? isMeasuredIn(unit, phrase.unit) : !isName) return { phrase, reading: without };
	const named = { ...phrase, ...unknownQuantity, thing: phrase.whole };
	return { phrase: named, reading: withNumber };
}

/** «3 x 10 кг рису» is thirty kilograms, because rice is measured so; "3 x 11 kg gas cylinders" are three. */
function multiplied({ catalogue }: ReadingTools, phrase: ReadPhrase, reading: ItemReading | undefined): ReadPhrase {
	const { holds, quantity } = phrase;
	const unit = catalogue.byCode.get(reading?.ranked[0]?.code ?? '')?.unit ?? null;
	if (holds === null || quantity === null || unit === null || !bulk.has(unit) || !isMeasuredIn(unit, holds.unit))
		return phrase;
	return { ...phrase, quantity: tidyNumber(quantity * holds.value), quantityMax: null, unit: holds.unit };
}

/** How near the thing in brackets must come to the best reading of the whole. */
const rivalScore = 0.3;
const bracketed = /^([^()]{3,})\(\s*(\p{L}[^()\d]{1,40})\)/u;

/** «Krankenwagen (KTW)»: what stands in brackets decides where it names, by itself, a thing the words before it may mean. */
function readNamed(
	{ index, catalogue, categories }: ReadingTools,
	thing: string,
	read: (thing: string) => ItemReading | undefined,
): ItemReading | undefined {
	const whole = read(thing);
	const inside = bracketed.exec(thing)?.[2];
	if (
		inside === undefined ||
		whole === undefined ||
		readTraits(inside).fuel !== undefined ||
		/[,;/+]|\s(und|and|та|і)\s/u.test(inside)
	)
		return whole;
	const [exact, next] = index.read(inside).matches;
	const isExact = exact && !exact.isBeyond && exact.score >= thingScore && (next?.score ?? 0) < exact.score;
	const best = whole.ranked[0]!;
	if (!isExact || exact.code === best.code || catalogue.byCode.get(exact.code)!.isCategory) return whole;
	const rival = whole.ranked.slice(0, 4).find(({ code }) => code === exact.code);
	const isKindred = categories.get(exact.code) === categories.get(best.code);
	if (!isKindred || !rival || rival.score < best.score * rivalScore) return whole;
	return read(inside) ?? whole;
}

/** Whether one of the item's wordings holds the figure, as «рукави 77» does. */
function holdsNumber(
	{ index }: ReadingTools,
	{ whole, quantity }: ReadPhrase,
	withNumber: ItemReading | undefined,
	without: ItemReading | undefined,
): boolean {
	if ((withNumber?.evidence.score ?? 0) <= (without?.evidence.score ?? 0) - nameSlack) return false;
	const at = index.wordsOf(whole).findIndex(({ script, folded }) => script === 'number' && Number(folded) === quantity);
	return at >= 0 && ((withNumber?.ranked[0]?.words ?? 0) & (1 << Math.min(at, 30))) !== 0;
}

/** «берці 41-45»: a range of sizes, and no quantity, of what is made in sizes. */
function isSizeRange({ catalogue }: ReadingTools, phrase: ReadPhrase, reading: ItemReading | undefined): boolean {
	const item = catalogue.byCode.get(reading?.ranked[0]?.code ?? '');
	if (!item || phrase.quantityMax === null || phrase.unit !== null) return false;
	const attributes = [...item.askedAttributes.map(({ key }) => key), ...Object.keys(item.fixedAttributes)];
	return attributes.some((key) => key.startsWith('size')) && phrase.quantityMax <= 190;
}

/** A capitalised word the vocabulary doesn't hold, not even misspelt: what stands behind it is a model. */
function isBrand(tools: ReadingTools, leader: string | null): boolean {
	if (leader === null || !/^\p{Lu}/u.test(leader)) return false;
	const { index } = tools;
	return index.wordsOf(leader).every((word) => index.vocabulary.read(word).some(({ fuzzy }) => fuzzy));
}

const bulk: ReadonlySet<string> = new Set(['kg', 'l', 't', 'm3']);
const packed: ReadonlySet<string> = new Set(['bag', 'box', 'pack', 'set']);
const lengths: ReadonlySet<string> = new Set(['m', 'm2', 'roll']);

/** Whether a weight or volume is an amount of the item, and not its size: flour by the kilogram, but not bags by the litre. */
function isMeasuredIn(itemUnit: CatalogueUnit | null, unit: Unit | null): boolean {
	if (unit === null) return false;
	if (itemUnit === null) return true;
	if (unit === 'kg' && itemUnit !== 'pcs' && itemUnit !== 'pair') return true;
	if (unit === 'kg' && packed.has(itemUnit)) return true;
	return bulk.has(unit) ? bulk.has(itemUnit) : lengths.has(itemUnit);
}
