import { findMentions, type Mention } from './mentions.ts';
import { figuresForWords } from './number-words.ts';
import type { Unit } from './recognised-line.ts';
import { isCyrillic, patternOf, tidyText } from './text.ts';
import { unitNamed, type WrittenUnit } from './written-units.ts';

/** How much a text asks for. `quantity` null: it doesn't say. */
export interface ReadQuantity {
	readonly quantity: number | null;
	readonly quantityMax: number | null;
	readonly approximate: boolean;
	readonly unit: Unit | null;
	readonly negated: boolean;
}

/** A phrase taken apart: how much, of what, and the numbers that describe the thing. */
export interface ReadPhrase extends ReadQuantity {
	/** The phrase without its quantity, for finding the item. */
	readonly thing: string;
	/** The noun the quantity was counted in, which is the thing where nothing else is («3 Paletten»). */
	readonly countedIn: string | null;
	readonly specifications: readonly Mention[];
	/** The phrase with its quantity, for where the quantity turns out to be a part of the name. */
	readonly whole: string;
	/**
	 * What must hold for the quantity to be one: the item is measured in its `unit` («борошно 50 кг», but not
	 * "Gasflasche 11 kg"), or its `name` doesn't hold the number («генератори 25», but not «рукави 77»).
	 */
	readonly provided: 'unit' | 'name' | null;
	/** The word that stands right before a bare quantity: where it is a brand, the figure is a model («Husqvarna 365»). */
	readonly leader: string | null;
	/** The quantity is meant for each of several: «Isomatten, Schlafsäcke je 100». */
	readonly each: boolean;
}

const noQuantity: ReadQuantity = { quantity: null, quantityMax: null, approximate: false, unit: null, negated: false };

const negation = patternOf(
	'iu',
	String.raw`\b(nicht (mehr|benötigt|gebraucht|erforderlich|nötig|notwendig)|kein(e|en|`,
	String.raw`er)? (\p{L}+ )?(bedarf|mehr)|bedarf gedeckt|no longer|not (needed|required|necessary|wanted)|`,
	String.raw`none (needed|required)|no (need|more)|nie potrzeba|niepotrzebne)\b|(^|[\s(])(не (потрібн|`,
	'потрібен|треба|потребу|приймаємо)|більше не|немає потреби|нема потреби|потреби немає|не нужн|',
	String.raw`не надо)|\((nicht|not|no|ні|нет)[!\s]*\)`,
);
const negationLead = /^(bitte )?(keine?|kein|no|жодних|ніяких|без)\s+(?=\p{L})/iu;
const unitOpeners = /^\s*(of|von|an|z|з|із)\s+/iu;
const listNumber = /^\s*(№\s?)?\d{1,3}\s?[.)]\s+(?=\p{L}|\d)/u;
const request = patternOf(
	'iu',
	'^(wir |es (wird|werden) |dringend |urgently |we |терміново |дуже )*((benötigen|',
	'benötigt( werden)?|brauchen|gebraucht( werden)?|gesucht( werden)?|suchen|bitten um|erbeten|',
	'bedarf an|bedarf|need(ed|s)?|require(d|s)?|request(ed|s)?|looking for|please (send|provide)|',
	'потрібн(о|і|ий|а|е)|потребу(ємо|є|ють)|необхідн(о|і|ий|а|е)|просимо( надати)?|потреба (в|у)|',
	String.raw`нужн(о|ы)|potrzeb(ne|ujemy|ny|na))(?!\p{L})\s*:?\s*)+(?=[\p{L}\d])`,
);
const sizeOpeners = patternOf(
	'iu',
	String.raw`(gr\.|größen?|sizes?|розмір\p{L}*|р\.|р-р\p{L}*|розм\.?|роз\.|rozm\.?|roz(miar\p{L}*|\.)|nr\.?|№|типу?|typ|klasse|`,
	String.raw`class|класу?)\s*:?[\s\d.,–/-]*(und|and|та|і|bis|to|до|or|oder)?\s*$`,
);
const bullet = /^\s*([•·▪●*✓✔–-]|\p{Extended_Pictographic})+\s*/u;
const specificationOpeners = patternOf(
	'iu',
	String.raw`(?:^|[\s(])(mit|à|a|je|bis|ab|zu|von|по|до|на|від|об'ємом|об'єму|ємністю|місткістю|потужністю|`,
	'вагою|довжиною|висотою|ширина|розміром|діаметром|вантажопідйомністю|capacity|of|with|kapazität|',
	String.raw`leistung|länge|volumen|inhalt|розмір|size|größe|gr\.?)\s*(ca\.|bis|до|від|over|über|понад|`,
	String.raw`approx\.?|around)?\s*$`,
);

const amountOpeners = patternOf(
	'iu',
	String.raw`(?:^|(?<=[\s(,:]))(ca\.?|circa|etwa|rund|mindestens|über|mehr als|fast|bis zu|близько|приблизно|`,
	String.raw`майже|понад|більше|до|від|від|about|approx\.?|at least|up to|more than|over|from|von|je|по|x|х|`,
	String.raw`×|~|>|<|≥|≈)\s?$`,
);
/** "30 шт/уп", "100 pcs/box" say how a thing is packed. */
const perPack =
	/^\s?(\/|в|у|per|pro|je|in)\s?(уп|упак|пач|кор|ящ|box|pack|pkg|pkt|carton|karton|packung|vpe|opak)\p{L}*/iu;
const forEach = /(?:^|[\s(])(zu )?(je|each|jeweils|кожен|кожного)\s$/iu;
const leadingWords = patternOf(
	'giu',
	'(ca|circa|etwa|rund|mindestens|über|mehr als|fast|bis zu|близько|приблизно|майже|понад|більше|',
	'до|від|about|approx|at least|up to|more than|over|from|von|je|по)',
);

/** Reads a quantity from a column of its own: «25», "ca. 30 Stück", «уточнюється», "no longer needed". */
export function readQuantityCell(text: string, unitText: string | null): ReadQuantity {
	const tidy = figuresForWords(tidyText(text));
	const unit = unitText === null ? undefined : unitOfCell(unitText);
	if (negation.test(tidy)) return { ...noQuantity, quantity: 0, negated: true };
	const mention = findMentions(tidy.replace(/^[x×х]\s?/iu, ''))[0];
	if (!mention || mention.measure.kind === 'name' || mention.measure.kind === 'specification') return noQuantity;
	const own = 'unit' in mention.measure ? mention.measure.unit : undefined;
	const read = own ?? (unit?.unit ? { unit: unit.unit, factor: 1 } : undefined);
	const factor = (read?.factor ?? 1) * (own ? 1 : (unit?.factor ?? 1));
	return {
		quantity: scaled(mention.value, factor),
		quantityMax: mention.max === null ? null : scaled(mention.max, factor),
		approximate: mention.approximate || /(^|\s)(ca|near|bl)\.?\s/iu.test(tidy),
		unit: read?.unit ?? null,
		negated: false,
	};
}

/** A unit column may hold «тис. кв.м» or "pro 100 Stück"; its factor multiplies the quantity. */
function unitOfCell(text: string): { unit: Unit | null; factor: number } {
	const [mention] = findMentions(`1 ${tidyText(text)}`);
	if (!mention) return { unit: null, factor: 1 };
	if ('unit' in mention.measure) {
		const { unit, factor } = mention.measure.unit;
		return { unit, factor: factor * mention.value };
	}
	return { unit: unitNamed(tidyText(text).split(' ')[0] ?? '')?.unit ?? null, factor: mention.value };
}

/**
 * Takes a phrase apart into quantity and thing. Numbers with a technical unit, sizes, model names, dates and list
 * numbers are never quantities; weights and volumes are where they lead the phrase or stand apart at its end.
 */
export function readPhrase(phrase: string): ReadPhrase {
	const text = figuresForWords(phrase.replace(bullet, '').replace(listNumber, '').replace(request, ''));
	const mentions = findMentions(text);
	const specifications = mentions.filter(({ measure }) => measure.kind === 'specification');
	if (negation.test(text) || negationLead.test(text)) {
		const thing = text.replace(negation, ' ').replace(negationLead, '');
		return {
			...noQuantity,
			quantity: 0,
			negated: true,
			thing,
			whole: text,
			countedIn: null,
			specifications,
			provided: null,
			leader: null,
			each: false,
		};
	}
	const rated = mentions.map((mention) => ({ mention, points: points(mention, text, mentions) }));
	const chosen = rated.reduce<(typeof rated)[number] | undefined>(
		(best, each) => (each.points > (best?.points ?? 2.5) ? each : best),
		undefined,
	);
	if (!chosen) {
		const open = { countedIn: null, specifications, provided: null, leader: null, each: false };
		return { ...noQuantity, thing: text, whole: text, ...open };
	}
	return takeApart(text, chosen.mention, chosen.points, specifications);
}

function takeApart(text: string, mention: Mention, score: number, specifications: readonly Mention[]): ReadPhrase {
	const { measure } = mention;
	const told = text.slice(0, mention.from).replace(amountOpeners, '');
	const heading = measure.kind === 'bare' ? unitHeading(told) : undefined;
	const unit = 'unit' in measure ? measure.unit : heading?.unit;
	const factor = unit?.factor ?? 1;
	const before = heading ? heading.before : told;
	const after = text
		.slice(mention.to)
		.replace(unitOpeners, ' ')
		.replace(/^\s?[x×х+](?!\p{L})\.?/iu, ' ');
	const noun = unit?.isNoun
		? /\p{L}[\p{L}'-]*\.?\s*$/u.exec(text.slice(mention.from, mention.to))?.[0].trim()
		: undefined;
	const isKind = noun !== undefined && unit?.unit === 'set' && !/^\s?(of|von|an)\b/iu.test(text.slice(mention.to));
	const rest = `${before} ${isKind ? `${noun} ` : ''}${after}`
		.replace(/\(\s*\)/gu, ' ')
		.replace(/\s+([–,;:.])/gu, '$1')
		.replace(/[\s–:;,.-]+$/u, '')
		.replace(/^[\s–:;,.]+/u, '')
		.replace(/^(mit|voll|von|of|with|з|із)\s(?=\p{L})/iu, '')
		.trim();
	const nothingLeft = !/\p{L}{2}/u.test(rest);
	return {
		quantity: scaled(mention.value, factor),
		quantityMax: mention.max === null ? null : scaled(mention.max, factor),
		approximate: mention.approximate,
		unit: unit?.unit ?? null,
		negated: false,
		thing: nothingLeft && noun ? noun : rest,
		countedIn: noun ?? null,
		specifications,
		whole: text,
		provided: score >= 5 ? null : measure.kind === 'amount' ? 'unit' : measure.kind === 'bare' ? 'name' : null,
		leader: measure.kind === 'bare' ? (/([\p{L}\p{N}'-]*\p{L})\s?$/u.exec(before)?.[1] ?? null) : null,
		each: mention.each,
	};
}

/** The unit a bare figure is headed by: «плівка, рулонів – 30», "К-сть, шт: 30". Never the phrase's first word. */
function unitHeading(before: string): { readonly unit: WrittenUnit; readonly before: string } | undefined {
	const found = /^(.*\p{L}.*[\s,])(\p{L}+)\.?\s?[–:-]\s?$/u.exec(before);
	const unit = found ? unitNamed(found[2]!) : undefined;
	return unit && !/\d\s*$/u.test(found![1]!) ? { unit, before: found![1]! } : undefined;
}

/** How much speaks for a number being the quantity; below 3 it isn't. */
function points(mention: Mention, text: string, all: readonly Mention[]): number {
	const before = text.slice(0, mention.from);
	const after = text.slice(mention.to);
	const { measure } = mention;
	if (measure.kind === 'name' || measure.kind === 'specification') return 0;
	const leads = !/\p{L}/u.test(before.replace(leadingWords, ''));
	const apart = /([–:;|=,]|\s-)\s*(ca\.?|etwa|близько|до|approx\.?|about|понад|mind\.?|по|je)?\s*$/iu.test(before);
	const ends = !/[\p{L}\d]/u.test(
		after.replace(/\([^)]*\)/gu, '').replace(/^[\s.,;+]*(для|für|for|на|oder mehr|or more|і більше)(?!\p{L}).*$/iu, ''),
	);
	const times = /(^|[\s(])[x×х]\s?$/iu.test(before) || /^\s?[x×х](?=[\s)\p{Lu}]|$)/u.test(after);
	const first = all.find((other) => other.measure.kind === 'count') === mention ? 0.5 : 0;
	const inBrackets = /\([^)]*$/u.test(before);
	if (measure.kind === 'count') {
		if (perPack.test(after)) return 1;
		if (/\d[.,]0\s?\p{L}+\.?$/u.test(text.slice(mention.from, mention.to))) return 2;
		if (/(mit|à|a|по|je|of|with)\s*$/iu.test(before) && inBrackets) return 2;
		return 9 + first + (leads ? 0.5 : 0) - (inBrackets ? 2 : 0) - (/(à|mit|по)\s*$/iu.test(before) ? 3 : 0);
	}
	if (measure.kind === 'amount') {
		if (!leads && specificationOpeners.test(before) && !mention.each) return 1;
		if (leads) return 6;
		if (inBrackets) return /\(\s*$/u.test(before) && /^\s*\)/u.test(after) ? 4 : 2;
		if (apart && ends) return /,\s*$/u.test(before) ? 4 : 6;
		return ends ? 4 : 1;
	}
	if (sizeOpeners.test(before)) return 0;
	if (/\d[.,]0$/u.test(text.slice(mention.from, mention.to))) return 2;
	if (times) return 8;
	if (leads && /^\s?[\p{L}(«"]/u.test(after)) return Number.isInteger(mention.value) ? 7 : 5;
	if (leads) return ends ? 7 : 2;
	if (forEach.test(before) && ends) return 6;
	if (specificationOpeners.test(before) && !apart) return 1;
	if (apart && ends) return Number.isInteger(mention.value) ? 6 : 2;
	if (inBrackets) return /\(\s*$/u.test(before) && /^\s*\)/u.test(after) ? 4 : 1;
	if (isCyrillic(text) && /[A-Za-z]\s?$/u.test(before)) return 1;
	return ends && Number.isInteger(mention.value) ? 4 : 1;
}

function scaled(value: number, factor: number): number {
	return Number((value * factor).toPrecision(12));
}
