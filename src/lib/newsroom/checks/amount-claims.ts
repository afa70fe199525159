import { isTypedUnit, toBase } from '#lib/relief/catalogue/base-unit.ts';
import { findMentions, type Mention, tidyNumber } from '#lib/relief/recognition/mentions.ts';
import { type FigureMeasure, type Found, figureMeasures, type Records, type Span } from './claim.ts';
import { leeway, measureCues, notGoods, phraseEnd } from './claim-words.ts';
import type { MeantGoods, ReadGoods } from './goods.ts';
import { figuresOf, type KnownFigure } from './known-figures.ts';
import { namesForeignPlace } from './name-claims.ts';
import { sentenceAt } from './sentences.ts';
import { withFigures } from './written-numbers.ts';

/** What a number of a text claims: how many of what, with the room its wording leaves. */
interface Amount extends Span {
	readonly value: number;
	readonly max: number;
	readonly unit: string | null;
	readonly room: 'above' | 'below' | 'around' | null;
	readonly goods: readonly MeantGoods[];
}

/**
 * Numbers of goods in a passage, compared with the public figures: all that was needed, promised, received or put to use, as
 * the words around say, or what one delivery or one year brought. A number no figure has differs where the words say what
 * became of the goods, or where it is more than any figure; else it may be a part of the whole and is not judged.
 */
export function findAmounts(
	text: string,
	sentences: readonly Span[],
	taken: readonly Span[],
	{ records, readGoods }: { readonly records: Records; readonly readGoods: ReadGoods },
): readonly Found[] {
	if (records.operations.length === 0) return [];
	return piecesOf(text, sentences)
		.flatMap((piece) => amountsIn(text, piece, taken, readGoods))
		.map((amount): Found => {
			const { from, to } = sentenceAt(sentences, amount.from);
			const sentence = text.slice(from, to);
			const cued = measuresIn(clauseAt(text, { from, to }, amount.from), sentence);
			const { verdict, said } = compareAmount(amount, cued, records);
			const foreign = verdict === 'differs' && namesForeignPlace(sentence, records);
			const answer = foreign ? ({ verdict: 'nothing-to-compare', said: [] } as const) : { verdict, said };
			return { kind: 'amount', from: amount.from, to: amount.to, ...answer };
		});
}

/** Nobody writes a longer sentence. Reading numbers takes time with its square, so what is longer is read in pieces. */
const longestPiece = 600;

function piecesOf(text: string, sentences: readonly Span[]): readonly Span[] {
	return sentences.flatMap((sentence) => {
		const pieces: Span[] = [];
		let { from } = sentence;
		while (sentence.to - from > longestPiece) {
			const cut = text.lastIndexOf(' ', from + longestPiece);
			const to = cut > from ? cut : from + longestPiece;
			pieces.push({ from, to });
			from = to;
		}
		return [...pieces, { from, to: sentence.to }];
	});
}

function amountsIn(text: string, piece: Span, taken: readonly Span[], readGoods: ReadGoods): readonly Amount[] {
	const figures = withFigures(text.slice(piece.from, piece.to));
	return findMentions(figures.text).flatMap((mention) => {
		const { kind } = mention.measure;
		if (kind === 'name' || kind === 'specification') return [];
		const from = piece.from + figures.origin(mention.from);
		const to = piece.from + figures.origin(mention.to);
		if (taken.some((span) => span.from < to && from < span.to)) return [];
		const phrase = phraseBehind(figures.text, mention);
		const goods = phrase === '' ? [] : readGoods(phrase);
		if (goods.length === 0) return [];
		const end = figures.text.indexOf(phrase, mention.from) + phrase.length;
		const before = figures.text.slice(0, mention.from);
		const written = 'unit' in mention.measure ? mention.measure.unit : undefined;
		return [
			{
				from,
				to: Math.max(to, piece.from + figures.origin(end)),
				value: tidyNumber(mention.value * (written?.factor ?? 1)),
				max: tidyNumber((mention.max ?? mention.value) * (written?.factor ?? 1)),
				unit: written?.unit ?? null,
				room: roomOf(before),
				goods,
			},
		];
	});
}

function roomOf(before: string): Amount['room'] {
	const around = before.slice(-40);
	if (leeway.above.test(around)) return 'above';
	if (leeway.below.test(around)) return 'below';
	return leeway.around.test(around) ? 'around' : null;
}

const longestPhrase = 6;

/** The words that say what is counted, as far as a clause goes. */
function phraseBehind(text: string, { from, to, measure }: Mention): string {
	const rest = text.slice(to).replace(/^\s+(?:of|von|an)\s/u, ' ');
	if (notGoods.test(rest.trimStart())) return '';
	const clause = /^[^.,;:!?()\n„“”"«»–—]*/u.exec(rest)?.[0] ?? '';
	const cut = clause.search(phraseEnd);
	const words = (cut < 0 ? clause : clause.slice(0, cut)).trim().replace(/^[-]/u, '').split(/\s+/u);
	const phrase = words.slice(0, longestPhrase).join(' ');
	const counted = measure.kind === 'count' && measure.unit.isNoun;
	const noun = counted ? /\p{L}[\p{L}'’-]*$/u.exec(text.slice(from, to))?.[0] : undefined;
	return phrase === '' ? (noun ?? '') : phrase;
}

/** The clause of a sentence a place lies in: what stands between commas, dashes and semicolons. */
function clauseAt(text: string, { from, to }: Span, at: number): string {
	const before = text.slice(from, at).search(/[,;:–—][^,;:–—]*$/u);
	const after = text.slice(at, to).search(/[,;:–—]\s/u);
	return text.slice(before < 0 ? from : from + before, after < 0 ? to : at + after);
}

function measuresIn(clause: string, sentence: string): readonly FigureMeasure[] {
	const cuedBy = (words: string) => figureMeasures.filter((measure) => measureCues[measure].test(words));
	const near = cuedBy(clause);
	return near.length > 0 ? near : cuedBy(sentence);
}

function compareAmount(
	amount: Amount,
	cued: readonly FigureMeasure[],
	records: Records,
): Pick<Found, 'verdict' | 'said'> {
	const asked = amount.goods
		.flatMap((goods) => comparable(amount, goods, records))
		.filter(({ figure }) => cued.length === 0 || cued.includes(figure.figure.measure));
	const agreeing = asked.filter(({ figure, range }) => agrees(figure.value, range, amount.room));
	if (agreeing.length > 0) return { verdict: 'matches', said: agreeing.slice(0, mostSaid).map(({ figure }) => figure) };
	const wholes = asked.filter(({ figure }) => figure.part === null);
	const more = amount.room !== 'below' && wholes.every(({ figure, range }) => range.low > figure.value);
	if (wholes.length === 0 || (cued.length === 0 && !more)) return { verdict: 'nothing-to-compare', said: [] };
	// The words may be as general as the highest node they can mean, so that is what the records are quoted for.
	const codes = amount.goods.map(({ code }) => code).filter((code) => codeLeadsTo(code, amount.goods[0]?.code ?? ''));
	const quoted = codes.findLast((code) => wholes.some(({ figure }) => figure.figure.itemCode === code));
	const said = wholes.filter(({ figure }) => figure.figure.itemCode === quoted || quoted === undefined);
	return { verdict: 'differs', said: said.slice(0, mostSaid).map(({ figure }) => figure) };
}

const mostSaid = 4;

const codeLeadsTo = (node: string, code: string) => code === node || code.startsWith(`${node}-`);

interface Range {
	readonly low: number;
	readonly high: number;
}

/** The figures an amount can be held against, with the amount in their unit. */
function comparable(
	{ value, max, unit }: Amount,
	{ code, unit: stocked }: MeantGoods,
	{ operations }: Records,
): readonly { readonly figure: KnownFigure; readonly range: Range }[] {
	const typed = unit !== null && isTypedUnit(unit) ? unit : null;
	const [low, high] = [toBase(value, typed, { unit: stocked }), toBase(max, typed, { unit: stocked })];
	if (!low.ok || !high.ok) return [];
	const range = { low: Number(low.value), high: Number(high.value) };
	return figuresOf(code, operations).map((figure) => ({ figure, range }));
}

/** How far "about" may be off. */
const tolerance = 0.1;
/** "Nearly" and "up to" say of a number that it is not far below. */
const least = 0.7;

function agrees(value: number, { low, high }: Range, room: Amount['room']): boolean {
	if (room === 'above') return value >= low;
	if (room === 'below') return value <= high && value >= least * high;
	if (room === 'around') return Math.abs(value - low) <= tolerance * value;
	return low <= value && value <= high;
}
