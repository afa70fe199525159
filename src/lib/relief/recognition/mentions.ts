import { multiplierAtStart } from './number-words.ts';
import { specificationAtStart } from './specification-units.ts';
import { patternOf } from './text.ts';
import { unitAtStart, type WrittenUnit } from './written-units.ts';

/** A number as it stands in a text: its value or range, what it is followed by, and where it is. */
export interface Mention {
	readonly from: number;
	readonly to: number;
	readonly value: number;
	readonly max: number | null;
	readonly approximate: boolean;
	/** Given for each of several: «je 10», «по 20». */
	readonly each: boolean;
	readonly measure:
		| { readonly kind: 'count'; readonly unit: WrittenUnit }
		| { readonly kind: 'amount'; readonly unit: WrittenUnit }
		| { readonly kind: 'specification'; readonly attribute: string; readonly factor: number }
		| { readonly kind: 'bare' }
		| { readonly kind: 'name' };
}

const number = [
	String.raw`\d{1,3}(?:[ '’]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|`,
	String.raw`\d{1,3}(?:\.\d{3})+(?![\d.])(?:,\d{1,2}(?!\d))?|\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d{1,2}(?!\d))?|`,
	String.raw`\d+(?:[.,]\d+)?`,
].join('');
const numberPattern = new RegExp(number, 'gu');
const rangePattern = new RegExp(
	String.raw`^\s?(?:[–-]|\.\.\.?|…|\bbis(?: zu)?\b|\bto\b|\band\b|\bund\b|до|і|та|do\b)\s?(${number})`,
	'iu',
);
const approximations = patternOf(
	'iu',
	String.raw`(?:^|[\s(,;:–])(ca\.?|circa|zirka|etwa|rund|ungefähr|mindestens|mind\.?|maximal|max\.?|bis zu|`,
	'über|mehr als|fast|knapp|wenigstens|близько|приблизно|орієнтовно|майже|понад|більше(?: ніж)?|',
	String.raw`більш ніж|не менше(?: ніж)?|мінімум|до|щонайменше|хоча б|около|примерно|более|about|approx\.?|`,
	String.raw`approximately|around|at least|up to|more than|over|nearly|almost|min\.?|około|ponad|co najmniej|`,
	String.raw`~|≈|>|<|≥|≤)\s?$`,
);
const rangeOpeners = /(?:^|[\s(])(von|zwischen|from|between|від|з|от|od)\s?$/iu;
const eachOpeners = /(?:^|[\s(])(jeweils|je|à|zu je|по|каждый|кожен|each|per)\s?$/iu;

/** The gauge of a needle or cannula, not grams: "14G", "18 G". */
const gauge = /^(1\d|2\d|30)\s?G(?![\p{L}\d])/u;
/** What a number belongs to that it follows: «АЦ-40», "DN 100", "Serie 4", «д. 51», «Ду100». */
const nameOpeners = patternOf(
	'iu',
	String.raw`(\p{L}-|№|[dдø]\s?=|(?<!\p{L})(д\.|d\.|ду|ø|nr\.?|no\.?|din|dn|en|iso|дсту|typ|type|тип|пункт|п\.|стор\.?|seite|`,
	'page|serie|series|серії|серія|modell|model|модель|mark|mk|gen|generation|mini|mavic|delta|river|',
	'oxylog|evita|carina|savina|lifepak|heartstart|infinity|perfusor|agilia|logiq|vivid|bj|baujahr|built|марки|',
	String.raw`plus|sdr|pn|euro|євро|версія|version)\.?)\s?$`,
);
/** What is rated by degrees below zero: «спальники зимові -20». */
const keptWarm = /спальн|schlafs|sleeping ?bag|śpiw/iu;
/** After these a figure is a diameter in millimetres, which tells sizes apart: «д. 51», "DN 100", «Ду100». */
const diameterOpeners = /(?<!\p{L})([dдø]\s?=|д\.|d\.|ду|dn|ø|діам\.?|діаметр\p{L}*|durchmesser)\s?$/iu;
/** What a thing has several of, or ranks by, and is not asked for in: «4 клас», "3 sections", "6-way". */
const partsOf = patternOf(
	'iu',
	String.raw`^(?:\s?-?(?:\p{L}{1,2}-)?(?:клас|секці|ступ[еін]|місн|канал|порт|зон|рівн|полиц|ярус|двер|комфор|конфор|розет|гнізд|`,
	String.raw`режим|функц|шар|крат|відсік|поверх|розряд|ст\.?\s?захисту|класс|секци|этаж|классн|sections?|burners?|sockets?|`,
	'ports?|channels?|doors?|drawers?|speeds?|ply|way|fold|cranks?|lumen|sitzer|teilig|flammig|fach|türig|stufig|polig|',
	String.raw`klasse|kanal|port)\p{L}*)(?!\p{L})`,
);
const longName = patternOf(
	'u',
	String.raw`^(\d{1,2}\.\d{1,2}\.(\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}(\/\d{2,4})?(?![.,]?\d)|`,
	String.raw`\d+([.,]\d+)?(\/\d+([.,]\d+)?)+|\+?\d[\d ()-]{8,}\d(?=\s*$|[,;)])|\d+:\d+)`,
);

/** Every number of a tidy text. Dates, telephone numbers, fractions, model and list numbers come as kind `name`. */
export function findMentions(text: string): Mention[] {
	const mentions: Mention[] = [];
	numberPattern.lastIndex = 0;
	const pattern = new RegExp(numberPattern.source, 'gu');
	for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
		const glued = /[\p{L}]$/u.test(text.slice(0, found.index)) ? /^\d+(?:[.,]\d+)?/u.exec(found[0])![0] : found[0];
		const mention = readMention(text, found.index, glued);
		mentions.push(mention);
		pattern.lastIndex = Math.max(mention.to, found.index + glued.length);
	}
	return mentions;
}

function readMention(text: string, from: number, figures: string): Mention {
	const before = text.slice(0, from);
	const named = nameAround(text, from, figures);
	if (named !== undefined) {
		return { from, to: named, value: 0, max: null, approximate: false, each: false, measure: { kind: 'name' } };
	}
	let to = from + figures.length;
	let value = numberOf(figures, text);
	let max: number | null = null;
	const times = timesCount(text, to, figures);
	if (times) {
		value *= times.value;
		to += times.length;
	}
	const scale = thousandsAt(text, to, figures) ?? multiplierAtStart(text.slice(to).trimStart());
	const skipTo = (length: number) => {
		to += text.slice(to).length - text.slice(to).trimStart().length + length;
	};
	if (scale) skipTo(scale.length);
	const range = rangePattern.exec(text.slice(to));
	if (range && isRange(before, range[0], text, to, figures)) {
		const upper = numberOf(range[1]!, text);
		const inner = scale?.factor;
		const after = text.slice(to + range[0].length);
		const outer = multiplierAtStart(after.trimStart());
		const factor = outer?.factor ?? inner ?? 1;
		const [low, high] = [value * (inner ?? factor), upper * factor];
		if (high > low && high <= low * widestRange) {
			to += range[0].length;
			if (outer) skipTo(outer.length);
			max = upper * factor;
			value *= inner ?? factor;
		} else value *= inner ?? 1;
	} else value *= scale?.factor ?? 1;
	const found = measureAt(text, to);
	const measured = found.measure.kind === 'bare' && diameterOpeners.test(before) ? diameter : found;
	if (measured.length > 0) skipTo(measured.length);
	const approximate = approximations.test(before) || /^\s?(\+|ca\.|approx|приблизно|орієнтовно)/iu.test(text.slice(to));
	return {
		from,
		to,
		value: tidyNumber(value),
		max: max === null ? null : tidyNumber(max),
		approximate,
		each: eachOpeners.test(before),
		measure: measured.measure,
	};
}

const diameter = {
	measure: { kind: 'specification', attribute: 'dimension_mm', factor: 1 },
	length: 0,
} as const;

/** Nobody asks for 7.5 to 2,000 of a thing. */
const widestRange = 20;

const sized = patternOf(
	'iu',
	String.raw`(?<!\p{L})(sizes?|gr\.?|größe|розмір\p{L}*|р\.|р-р|ch|fr|№|nr\.?|no\.?|stage|stufe)\s?$`,
);

function isRange(before: string, joint: string, text: string, to: number, figures: string): boolean {
	// "size 5 - 10 packs", «Ch 18 – 100 шт»: a dash with spaces sets the quantity apart from a size.
	if (/^\s[–-]\s/u.test(joint) && sized.test(before)) return false;
	if (/[.,]0$/u.test(figures) || (diameterOpeners.test(before) && /^\s/u.test(joint))) return false;
	if (/[–.…-]|bis|до|to|do/iu.test(joint))
		return !(/^\s?-/u.test(text.slice(to)) && /\d\/$/u.test(before)) && figures.length > 0;
	return rangeOpeners.test(before);
}

/** The fifty of «2 x 50 шт», and how far it reaches: as many as both make. */
function timesCount(text: string, to: number, figures: string): { value: number; length: number } | undefined {
	const found = /^\s?[xх×]\s?(\d+)(?=\s?\p{L})/iu.exec(text.slice(to));
	if (!found || !/^\d+$/u.test(figures) || measureAt(text, to + found[0].length).measure.kind !== 'count')
		return undefined;
	return { value: Number(found[1]), length: found[0].length };
}

/** What things come in, counted where it closes the phrase: «піна монтажна 50 балонів», «OSB, ca. 300 Platten». */
const closingNoun =
	/^(балон|каністр|бочк|відер|відр|плит|бутл|бідон|плитк|бобін|барабан|тюк|сіток|сітк|platten|kanister|fässer|eimer|tafeln|gläser|trommel|ballen|bündel|tuben|röhrchen|drums?|barrels?|buckets?|jars?|jerrycans?|bales?|bundles?|reels?|coils?|tubes?|strips?|trays?|sheets?)\p{L}{0,3}\s*$/iu;
/** A figure and what things come in, with nothing beside them: «20 Kanister» behind a comma. */
export function isCount(text: string): boolean {
	const noun = /^\d[\d., ]*\s?(?=\p{L})/u.exec(text)?.[0];
	return noun !== undefined && closingNoun.test(text.slice(noun.length));
}

const piece = { unit: 'pcs', factor: 1, isNoun: false } as const;

/** "5k" and «10к» are thousands; 4K and 8K are screens. */
function thousandsAt(text: string, to: number, figures: string): { factor: number; length: number } | undefined {
	return /^[kк](?![\p{L}\d])/u.test(text.slice(to)) && !/^[248]$/u.test(figures)
		? { factor: 1000, length: 1 }
		: undefined;
}

function measureAt(text: string, to: number): { measure: Mention['measure']; length: number } {
	const rest = text
		.slice(to)
		.trimStart()
		.replace(/^[-–](?=\p{L})/u, '');
	const dash = text.slice(to).trimStart().length - rest.length;
	const specification = specificationAtStart(rest);
	const unit = dash > 0 && !specification ? undefined : unitAtStart(rest);
	if (specification && !(unit && unit.length > specification.length)) {
		const { attribute, factor, length } = specification;
		return { measure: { kind: 'specification', attribute, factor }, length: length + dash };
	}
	const closing = unit ? undefined : closingNoun.exec(rest)?.[0];
	if (closing !== undefined && /\p{L}{3}/u.test(text.slice(0, to)))
		return { measure: { kind: 'count', unit: piece }, length: closing.trimEnd().length };
	if (!unit) return { measure: { kind: 'bare' }, length: 0 };
	const closes = /^\S+\s*$/u.test(rest) && /\p{L}{3}.*[\s,:–-]+\d[\d.,]*\s?$/u.test(text.slice(0, to));
	if (unit.unit === 'truck' && !closes && !/^\S+\s+(mit|voll|of|with|з|із|-)/iu.test(rest))
		return { measure: { kind: 'bare' }, length: 0 };
	const kind = ['kg', 'l', 'm', 'm2', 'm3'].includes(unit.unit) ? 'amount' : 'count';
	return { measure: { kind, unit }, length: unit.length };
}

/** Where the name ends that a number is part of: a date, a telephone number, «LF 8/6», «2022/23», "1." of a list. */
function nameAround(text: string, from: number, figures: string): number | undefined {
	const rest = text.slice(from);
	const before = text.slice(0, from);
	const long = longName.exec(rest)?.[0];
	const size = /^\d+([.,]\d+)?\s?[xх×*]\s?\d+([.,]\d+)?(\s?[xх×*]\s?\d+([.,]\d+)?)*(?![.,]?\d)/iu.exec(rest)?.[0];
	if (size !== undefined && !isTimes(size, rest.slice(size.length))) return from + size.length;
	if (/(\+|(^|[\s(])(tel|fax|тел|handy|моб)\.?:?)\s?$/iu.test(before))
		return from + (/^[\d ()-]+/u.exec(rest)?.[0].trimEnd().length ?? 1);
	const chain = /^\d+(-\d+){2,}(?![\d-])/u.exec(rest)?.[0];
	if (chain !== undefined) return from + chain.length;
	if (/\s[-–]$/u.test(before) && /^\d/u.test(rest) && keptWarm.test(before)) return from + figures.length;
	if (gauge.test(rest)) return from + gauge.exec(rest)![0].length;
	if (long !== undefined && !/^\d{1,3}( \d{3})+/u.test(rest) && !/^\d+\s?[–-]\s?\d/u.test(rest))
		return from + long.length;
	if (/[\p{L}]$/u.test(before) && !/(^|[\s(])[xх×]$/iu.test(before)) return from + figures.length;
	if (/\p{L}-?\d+([.,]\d+)?[-/]$/u.test(before)) return from + figures.length;
	if (nameOpeners.test(before) && !diameterOpeners.test(before)) return from + figures.length;
	if (/^\+(?!\s?\d)/u.test(rest.slice(figures.length)) && /\p{L}\s?$/u.test(before)) return from + figures.length + 1;
	const part = partsOf.exec(rest.slice(figures.length));
	if (part && /\p{L}/u.test(before)) return from + figures.length + part[0].length;
	if (
		/(^|[\s(])(?!(?:ШТ|КГ|ДО|PCS|SET|STK|BOX|ПО|ЗА)\s?$)\p{Lu}{1,4}\s$/u.test(before) &&
		!/^\d+([.,]\d+)?\s?\p{L}/u.test(rest) &&
		before.trim().length <= 20
	)
		return from + figures.length;
	return undefined;
}

/** «2 х 50 м» and "5 x 10 kg" are two and five of something; «90х200» and "3x2,5 mm²" are sizes. */
function isTimes(size: string, after: string): boolean {
	const factors = size.split(/[xх×*]/iu);
	if (factors.length !== 2 || !/^\d+\s?$/u.test(factors[0]!)) return false;
	const measured = measureAt(after, 0).measure;
	if (measured.kind !== 'amount') return measured.kind === 'count';
	// «6 x 12 m» is a tent, «2 x 50 m» are two hoses.
	const isArea = measured.unit.unit === 'm' && Number(factors[1]!.replace(',', '.')) < Number(factors[0]) * 4;
	return !isArea && !measured.unit.unit.endsWith('2');
}

function numberOf(figures: string, text: string): number {
	const compact = figures.replace(/[ '’]/gu, '');
	const cyrillic = /\p{Script=Cyrillic}/u.test(text);
	if (/^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/u.test(compact)) return Number(compact.replace(/\./gu, '').replace(',', '.'));
	if (!cyrillic && /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/u.test(compact)) return Number(compact.replace(/,/gu, ''));
	if (cyrillic && /^[1-9]\d{0,2}(,\d{3}){2,}$/u.test(compact)) return Number(compact.replace(/,/gu, ''));
	return Number(compact.replace(',', '.'));
}

/** Undoes what binary fractions do to 4.7 × 1000. */
export function tidyNumber(value: number): number {
	return Number(value.toPrecision(12));
}
