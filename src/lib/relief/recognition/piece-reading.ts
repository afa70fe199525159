import type { CatalogueUnit } from '#lib/relief/catalogue/catalogue.ts';
import { describingNumbers, withoutListedSizes } from './attributes.ts';
import { type CategoryPrior, type ItemReading, type ReadingTools, readItem } from './item-reading.ts';
import { type ReadPhrase, type ReadQuantity, readPhrase } from './quantity.ts';
import { type PhrasePiece, splitItems } from './split-items.ts';

/** The quantity that closes a line of several things and counts them all: «чай, кава, какао – 275 шт.». */
export function commonQuantity(pieces: PieceReading[], text: string): ReadQuantity | undefined {
	const last = pieces.at(-1)?.phrase;
	if (pieces.length < 2 || !last || last.quantity === null || last.negated) return undefined;
	if (pieces.slice(0, -1).some(({ phrase }) => phrase.quantity !== null)) return undefined;
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
	const [first] = kept;
	if (!first || kept.length > 1) return first ? kept : [whole];
	return scoreOf(whole) >= scoreOf(first) ? [whole] : [first];
}

/** Whether the pieces of a known wording are sure things of different kinds each: «чай, кава». */
function areThings(tools: ReadingTools, pieces: readonly PhrasePiece[], prior: CategoryPrior): boolean {
	const read = pieces.map((_, at) => readShared(tools, pieces, at, prior));
	const codes = new Set(read.map(({ reading }) => reading?.ranked[0]?.code));
	return codes.size === pieces.length && read.every((piece) => scoreOf(piece) >= thingScore);
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

function readPiece(tools: ReadingTools, text: string, prior: CategoryPrior, cut: boolean): PieceReading {
	const phrase = readPhrase(text);
	const read = (thing: string) => readItem(tools, withoutListedSizes(thing), describingNumbers(thing), prior, cut);
	if (phrase.provided === null) return { phrase, reading: read(phrase.thing) };
	const [withNumber, without] = [read(phrase.whole), read(phrase.thing)];
	const unit = tools.catalogue.byCode.get((without ?? withNumber)?.ranked[0]?.code ?? '')?.unit ?? null;
	const isName =
		phrase.provided === 'name' && (withNumber?.evidence.score ?? 0) > (without?.evidence.score ?? 0) - 0.01;
	if (phrase.provided === 'unit' ? isMeasured(unit) : !isName) return { phrase, reading: without };
	const named = { ...phrase, quantity: null, quantityMax: null, unit: null, approximate: false, thing: phrase.whole };
	return { phrase: named, reading: withNumber };
}

function isMeasured(unit: CatalogueUnit | null): boolean {
	return (
		unit === null ||
		unit === 'kg' ||
		unit === 'l' ||
		unit === 'm' ||
		unit === 'm2' ||
		unit === 'm3' ||
		unit === 't' ||
		unit === 'roll'
	);
}
