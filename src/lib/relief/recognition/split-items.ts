import { isAttributeTail, isMeasure } from './attribute-tails.ts';
import { findMentions, isCount } from './mentions.ts';
import { figuresForWords } from './number-words.ts';
import { foldWord, isCyrillic, patternOf } from './text.ts';

/** A piece of a phrase that may name a thing of its own, and what set it apart from the piece before. */
export interface PhrasePiece {
	readonly text: string;
	readonly joint: 'start' | 'list' | 'and' | 'or';
}

const exampleOpeners = patternOf(
	'giu',
	String.raw`(^|[\s,;(])(z\. ?b\.|zum beispiel|wie z\.? ?b\.?|e\. ?g\.|for example|such as|including|`,
	String.raw`в т\. ?ч\.|у т\. ?ч\.|[ув] тому числі|такі як|на кшталт|напр\.|т\. ?зв\.|np\.|m\.in\.)`,
);
const exampleTail = patternOf(
	'iu',
	String.raw`\s(wie|darunter|insbesondere|beispielsweise|наприклад|зокрема|включаючи|namely|like|inkl\.?|`,
	String.raw`inklusive|samt|einschließlich|разом з)\s`,
);
const separator = patternOf(
	'giu',
	String.raw`\s*(?:[;•]|\s\+\s|,(?!\d)|,(?<!\d,)(?=\d)|\s\/\s|(?<=\p{L}{4})\/(?=-?\p{L}{4})|\s(?:und|oder|`,
	String.raw`sowie|bzw\.|u\.|and|or|та|і|й|и|або|чи|или|oraz|lub|&|а також|as well as)\s)\s*`,
);
const accompanied = /\s(mit|with|з|із|зі|z|ze)\s/iu;
const container = patternOf(
	'iu',
	String.raw`^(paletten?|kartons?|kisten?|boxen|pallets?|boxes|cartons?|crates?|палет\p{L}*|коробк\p{L}*|`,
	String.raw`ящик\p{L}*|palet\p{L}*|kartony|pudła)\s+(mit|voll|voller|von|of|with|full of|з|із|зі|z|`,
	String.raw`ze)\s+(?=\p{L})`,
);
const continues = patternOf(
	'iu',
	String.raw`^(mit|ohne|für|zum|zur|zu|von|in|aus|bei|bis|je|ca\.?|die|der|das|welche|inkl|auch|nicht|gerne|`,
	String.raw`z\.|und|with|without|for|of|in|from|which|that|not|approx|incl|для|з|із|зі|без|до|від|на|по|у|в|`,
	String.raw`який|які|що|не|від|розмір\p{L}*|зріст\p{L}*|ріст|рост\p{L}{0,2}|bj\.?|baujahr|built|year|випуску|рік|кол[іь]\p{L}*|можна|бажано|dla|do|z|size|größe\p{L}*|gr\.|farbe|`,
	String.raw`шт\.?|тощо|etc|usw|і т|т\. ?п|інш)(?!\p{L})`,
);

/** Writes out what a list abbreviates with a hyphen: «Taschen- und Stirnlampen», «Schultische und -stühle». */
export function writeOutEllipses(
	text: string,
	headOf: (compound: string, first?: string) => string | undefined,
): string {
	return text
		.replace(
			/(\p{L}{3,})-(\s?[,/]\s?|\s(?:und|oder|bzw\.|sowie)\s)(?=(?:\p{L}+-\s?[,/]?\s?(?:und\s|oder\s)?)*(\p{L}{5,}))/gu,
			(whole: string, first: string, joint: string, compound: string) => {
				const head = headOf(compound, first);
				return head === undefined ? whole : `${first}${head}${joint.trim() === '/' ? ' / ' : joint}`;
			},
		)
		.replace(
			/(\p{L}{6,})(\s(?:und|oder|bzw\.|sowie)\s|\s?[,/]\s?)-(\p{Ll}{3,})/gu,
			(_whole: string, compound: string, joint: string, second: string) => {
				const head = headOf(compound);
				if (head === undefined) return `${compound}${joint}${second[0]!.toUpperCase()}${second.slice(1)}`;
				return `${compound}${joint}${compound.slice(0, compound.length - head.length)}${second}`;
			},
		);
}

/** What is asked for where only its packing is named first: «Paletten mit Lebensmitteln». */
export function contentsOf(text: string): string {
	return text.replace(container, '');
}

/** Leave to send something like it: «або аналог», "or similar". */
const likewise = patternOf(
	'giu',
	String.raw`[\s,(]+(або|чи|или|oder|or|lub)\s+(їх\s+)?(аналог\p{L}*|подібн\p{L}*|рівноцінн\p{L}*|эквивалент\p{L}*|еквівалент\p{L}*|`,
	String.raw`gleichwertig\p{L}*|ähnlich\p{L}*|vergleichbar\p{L}*|similar|equivalent|equal|podobn\p{L}*)(?!\p{L})\)?`,
);
/** The text without leave to send something like it, which names no further thing. */
export function withoutLikewise(text: string): string {
	return text.replace(likewise, ' ').trim();
}

/** "Such as" in one spelling per script, so that examples can be told from things. */
export function levelExamples(text: string): string {
	return text.replace(
		exampleOpeners,
		(_, before: string) => `${before === '(' ? '(' : ' '}${isCyrillic(text) ? 'зокрема' : 'darunter'} `,
	);
}

/**
 * Cuts a phrase where another thing may begin: at commas, semicolons, plus signs, strokes between words and words for
 * "and". Not within brackets, numbers, abbreviations, nor in what follows "such as". Pieces that only describe (sizes,
 * "für Kinder", "чоловічі", bare numbers) stay with the piece they describe.
 */
export function splitItems(text: string): PhrasePiece[] {
	const tail = exampleTail.exec(text);
	const main = tail ? text.slice(0, tail.index) : text;
	const pieces = cut(main);
	const joined: { text: string; joint: PhrasePiece['joint'] }[] = [];
	for (const [at, piece] of pieces.entries()) {
		const last = joined.at(-1);
		if (last && (describes(piece.text, main) || isAttributeTail(piece.text, last.text, pieces[at + 1]?.text)))
			last.text += `, ${piece.text}`;
		else if (last && pieces.length === 2 && belongsTo(last.text, piece)) last.text += ` + ${piece.text}`;
		else if (last && at > 0 && piece.joint !== 'start' && modifiesNext(last.text, piece.text)) {
			last.text = shareHead(last.text, piece.text);
			joined.push({ ...piece });
		} else joined.push({ ...piece });
	}
	if (tail && joined.length > 0) joined.at(-1)!.text += text.slice(tail.index);
	return joined;
}

function cut(text: string): PhrasePiece[] {
	const pieces: PhrasePiece[] = [];
	let joint: PhrasePiece['joint'] = 'start';
	let from = 0;
	const depths = bracketDepths(text);
	for (const found of text.matchAll(separator)) {
		if (depths[found.index]! > 0 || depths[found.index + found[0].length - 1]! > 0) continue;
		// The operating room of "OR lamp".
		if (found[0].trim() === 'OR' && /\p{Ll}/u.test(text)) continue;
		const piece = text.slice(from, found.index).trim();
		if (piece !== '') pieces.push({ text: piece, joint });
		if (piece !== '' || joint === 'start') joint = pieces.length === 0 ? 'start' : jointOf(found[0]);
		from = found.index + found[0].length;
	}
	const rest = text.slice(from).trim();
	if (rest !== '') pieces.push({ text: rest, joint });
	return pieces;
}

function jointOf(written: string): PhrasePiece['joint'] {
	if (/\/|oder|bzw|or|або|чи|или|lub/iu.test(written)) return 'or';
	return /\p{L}|&/u.test(written) ? 'and' : 'list';
}

function bracketDepths(text: string): number[] {
	let depth = 0;
	return [...text].flatMap((character) => {
		if ('([{'.includes(character)) depth++;
		const at = Array.from({ length: character.length }, () => depth);
		if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
		return at;
	});
}

/** «Ranzen mit Heften und Stiften» is one thing with two others in it. */
function belongsTo(first: string, { text, joint }: PhrasePiece): boolean {
	return joint === 'and' && accompanied.test(first) && !/\d/u.test(text);
}

function describes(piece: string, text: string): boolean {
	if (isOnlyNumbers(piece)) return true;
	if (continues.test(piece)) return true;
	if (isCyrillic(piece)) {
		const telling = words(piece).filter((word) => !isMeasure(word));
		return telling.length <= 3 && telling.every(isUkrainianAdjective);
	}
	return (
		isGerman(text) &&
		!/\p{Lu}/u.test(piece) &&
		!/\d/u.test(piece) &&
		words(piece).length <= 4 &&
		!/^\p{Ll}+$/u.test(text)
	);
}

/** «4 Stück», "5 tonnes", «200 мкм»: how much or how large, but not what. */
function isOnlyNumbers(piece: string): boolean {
	const mentions = findMentions(figuresForWords(piece));
	if (isCount(piece)) return true;
	if (mentions.length === 0) return !/\p{L}{2}/u.test(piece);
	const between = mentions.reduceRight(
		(text, { from, to }) => `${text.slice(0, from)} ${text.slice(to)}`,
		figuresForWords(piece),
	);
	// «рулонів – 30» heads its figure with a unit; "sheets (x400)" are sheets.
	const isHeaded = !/\p{L}{3,}\s?\(/u.test(piece);
	return words(between).every((word) => word.length < 3 || (isHeaded && isMeasure(word)));
}

/** A first piece of adjectives only wants the second one's noun: «противірусні, протизапальні засоби». */
function modifiesNext(first: string, second: string): boolean {
	const [own, next] = [words(first), words(second)];
	if (own.length === 0 || own.length > 2 || next.length < 2) return false;
	if (isCyrillic(first)) return own.every(isUkrainianAdjective) && isUkrainianAdjective(next[0]!);
	const [opening = ''] = own;
	const lower = germanAdjective.test(opening) ? [opening.toLowerCase(), ...own.slice(1)] : own;
	return (
		/\p{Lu}/u.test(second) &&
		lower.every((word) => /^\p{Ll}+(e|en|er|es)$/u.test(word)) &&
		/^\p{Ll}+(e|en|er|es)$/u.test(next[0]!)
	);
}

/** What a phrase may open with in capitals and still be an adjective. */
const germanAdjective =
	/^(klein|groß|mittler|neu|alt|warm|lang|kurz|weiß|schwarz|leicht|schwer|\p{L}+(isch|lich|ig|bar|los|sam))(e|en|er|es)$/iu;

function shareHead(first: string, second: string): string {
	const nouns = words(second).filter((word) =>
		isCyrillic(word) ? !isUkrainianAdjective(word) : /^\p{Lu}/u.test(word),
	);
	return nouns.length === 0 ? first : `${first} ${nouns[0]}`;
}

function words(text: string): string[] {
	return text.match(/\p{L}[\p{L}'-]*/gu) ?? [];
}

function isGerman(text: string): boolean {
	return /[äöüß]|\p{L}(ung|en|er|heit)\b|\b(und|für|mit|oder)\b/iu.test(text) && /(^|\s)\p{Lu}\p{Ll}+/u.test(text);
}

function isUkrainianAdjective(word: string): boolean {
	return (
		/(ий|ній|ого|ому|ими|іми|их|іх|чні|льні|нні|вні|чі|ські|цькі|зькі|ські|ичі|ові|еві|яні|сні|рні|дні|ькі|ті)$/u.test(
			foldWord(word),
		) && word.length >= 5
	);
}
