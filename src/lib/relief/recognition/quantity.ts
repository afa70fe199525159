import { figuresForHalves } from './half-amounts.ts';
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
	/** What each of them holds: the ten kilograms of «3 x 10 kg», which count where the item is measured so. */
	readonly holds: { readonly value: number; readonly unit: Unit } | null;
	/** The quantity is meant for each of several: «Isomatten, Schlafsäcke je 100». */
	readonly each: boolean;
}

const noQuantity: ReadQuantity = { quantity: null, quantityMax: null, approximate: false, unit: null, negated: false };

const negation = patternOf(
	'iu',
	String.raw`\b(nicht (mehr|benötigt|gebraucht|erforderlich|nötig|notwendig)|kein(e|en|`,
	String.raw`er)? (\p{L}+ )?bedarf|bedarf gedeckt|no longer|not (needed|required|necessary|wanted)|`,
	String.raw`none (needed|required)|no need|nie potrzeba|niepotrzebne)\b|(^|[\s(])(не (потрібн|`,
	'потрібен|треба|потребу|приймаємо)|більше не|немає потреби|нема потреби|потреби немає|не нужн|',
	String.raw`не надо)|\((nicht|not|no|ні|нет)[!\s]*\)`,
);
const negationLead = /^(bitte |please )?(keine[nr]?|kein|no more|no|жодних|ніяких|без)\s+(?=\p{L})/iu;
/** «Keine Kleidung mehr!», "no more clothes please": what closes such a line names nothing. */
const negationTail = /\s+(mehr|please|bitte|anymore|any more|at present|vorerst|zurzeit|derzeit)\s*[!.]*$/iu;
const unitOpeners = /^\s*(of|von|an|z|з|із)\s+/iu;
const listNumber = /^\s*(№\s?)?\d{1,3}\s?[.)]\s+(?=\p{L}|\d)/u;
const request = patternOf(
	'iu',
	'^(wir |es (wird|werden) |dringend |urgently |we |терміново |дуже |ще |еще |также |також |also |bitte |please |noch |',
	'if possible,? |wenn möglich,? |за можливості,? |якщо можна,? )*((bitte noch|bitte|please|треба|надо|потреба|benötigen|',
	'benötigt( werden)?|brauchen|gebraucht( werden)?|gesucht( werden)?|suchen|bitten um|erbeten|',
	'procurement of|purchase of|supply of|provision of|delivery of|beschaffung von|kauf von|lieferung von|anschaffung von|',
	'закупівля|закупити|придбання|придбати|bedarf an|bedarf|need(ed|s)?|require(d|s)?|request(ed|s)?|looking for|please (send|provide)|',
	'потрібн(о|і|ий|а|е)|потребу(ємо|є|ють)|необхідн(о|і|ий|а|е)|прос(имо|ять|ить)( надати)?|прошу( надати)?|',
	'потреба (в|у)|надайте|нужн(о|ы|а|ен)|необходим(о|ы|а)|просим|potrzeb(ne|ujemy|ny|na))',
	String.raw`(?!\p{L})\s*(asap|dringend|urgently|терміново|срочно|[:–-])?\s*)+(?=[\p{L}\d])`,
);
const sizeOpeners = patternOf(
	'iu',
	String.raw`(?<!\p{L})(gr\.|größen?|sizes?|розмір\p{L}*|р\.|р-р\p{L}*|розм\.?|роз\.|rozm\.?|roz(miar\p{L}*|\.)|nr\.?|№|типу?|typ|klasse|`,
	String.raw`class|класу?|kat\.?|kategorie|stage|stufe|ch\.?|fr\.?|age|aged|alter|вік\p{L}*|возраст\p{L}*)\s*:?(?:[\s\d.,/]|\d[–-](?=\d))*(und|and|та|і|bis|to|до|or|`,
	String.raw`oder)?\s*$`,
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
	String.raw`(?:^|(?<=[\s(,:;–-]))(десь|штук|зо|some|nearly|almost|jeweils|zu je|ungefähr|knapp|ca\.?|circa|etwa|rund|mindestens|mind\.?|min\.?|max\.?|maximal|über|mehr als|fast|`,
	'bis zu|близько|приблизно|орієнтовно|майже|понад|більше(?: ніж)?|не менше?(?: ніж)?|мінімум|щонайменше|хоча б|',
	String.raw`до|від|около|примерно|минимум|about|around|roughly|approx\.?|at least|up to|more than|over|from|von|je|`,
	String.raw`по|x|х|qty\.?|quantity|anzahl|menge|stückzahl|кількість|к-сть|кол-во|количество|всього|усього|загалом|`,
	String.raw`разом|total|insgesamt|gesamt|×|~|>|<|≥|≈)(?:\s?[:–-])?\s?$`,
);
/** "30 шт/уп", "100 pcs/box" say how a thing is packed. */
const perPack =
	/^\s?(\/|в|у|per|pro|je|in)\s?(уп|упак|пач|кор|ящ|box|pack|pkg|pkt|carton|karton|packung|vpe|opak)\p{L}*/iu;
const forEach = /(?:^|[\s(])(zu )?(je|each|jeweils|кожен|кожного)\s$/iu;
const leadingWords = patternOf(
	'giu',
	String.raw`(?<!\p{L})(десь|штук|зо|gegen|some|nearly|almost|jeweils|zu je|ungefähr|knapp|приблизно|ca|circa|etwa|rund|mindestens|mind|min|max|über|mehr als|fast|bis zu|близько|приблизно|орієнтовно|`,
	'майже|понад|більше|не менше|мінімум|щонайменше|хоча б|до|від|около|примерно|about|around|approx|at least|',
	'up to|more than|over|from|von|je|по|qty|quantity|anzahl|menge|stückzahl|кількість|к-сть|кол-во|x|х)',
	String.raw`(?!\p{L})`,
);

/** Reads a quantity from a column of its own: «25», "ca. 30 Stück", «уточнюється», "no longer needed". */
export function readQuantityCell(text: string, unitText: string | null): ReadQuantity {
	const tidy = figuresForWords(figuresForHalves(tidyText(text)));
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
	const asked = phrase.replace(bullet, '').replace(listNumber, '').replace(request, '');
	const text = figuresForWords(asked);
	const mentions = findMentions(text);
	const specifications = mentions.filter(({ measure }) => measure.kind === 'specification');
	if (negation.test(text) || negationLead.test(text)) {
		const thing = text.replace(negation, ' ').replace(negationLead, '').replace(negationTail, '');
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
			holds: null,
			each: false,
		};
	}
	const rated = mentions.map((mention) => ({ mention, points: points(mention, text, mentions) }));
	const chosen = rated.reduce<(typeof rated)[number] | undefined>(
		(best, each) => (each.points > (best?.points ?? 2.5) ? each : best),
		undefined,
	);
	if (!chosen) {
		const open = { countedIn: null, specifications, provided: null, leader: null, holds: null, each: false };
		return { ...noQuantity, thing: text, whole: text, ...open };
	}
	return takeApart(text, chosen.mention, chosen.points, specifications);
}

/** How many of it one box holds: «10 ящиків по 24 шт води», «5 коробок (по 100) рукавичок». */
const packedBy = patternOf(
	'iu',
	String.raw`^\s?\(?\s?(?:по|à|je|zu je|mit je|of|with)\s?\d+\s?(?:шт\p{L}*|пар\p{L}*|pcs|pieces?|st(?:k|ück)?|pairs?|paar)?\.?`,
	String.raw`\s?\)?\s+(?=\p{L}{3})`,
);

/** What is counted is the thing itself where only its purpose follows: «20 мішків для сміття», "5 boxes for toys". */
const serves = /^\s*(для|für|fur|for|під|zum|zur)(?!\p{L})/iu;

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
		.replace(packedBy, ' ')
		.replace(/^\s?[x×х+](?!\p{L})\.?/iu, ' ');
	const noun = unit?.isNoun
		? /\p{L}[\p{L}'-]*\.?\s*$/u.exec(text.slice(mention.from, mention.to))?.[0].trim()
		: undefined;
	const isKind =
		noun !== undefined &&
		(unit?.unit === 'set' ? !/^\s?(of|von|an)\b/iu.test(text.slice(mention.to)) : serves.test(after));
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
		provided: conditionOf(mention, score),
		leader: measure.kind === 'bare' ? (/([\p{L}\p{N}'-]*\p{L})\s?$/u.exec(before)?.[1] ?? null) : null,
		holds: measure.kind === 'bare' ? holdingOf(text.slice(mention.to)) : null,
		each: mention.each,
	};
}

const timesAmount = /^\s?[x×х]\s?(?=\d)/iu;

/** The weight or volume a count is multiplied by: «3 x 10 кг рису». */
function holdingOf(after: string): ReadPhrase['holds'] {
	const times = timesAmount.exec(after)?.[0];
	const [mention] = times === undefined ? [] : findMentions(after.slice(times.length));
	if (mention?.from !== 0 || mention.measure.kind !== 'amount') return null;
	const { unit, factor } = mention.measure.unit;
	return unit === 'kg' || unit === 'l' ? { value: scaled(mention.value, factor), unit } : null;
}

function conditionOf({ measure }: Mention, score: number): ReadPhrase['provided'] {
	// Litres in front are an amount of what is measured so, and the size of anything else: "5000 l tank".
	if (measure.kind === 'amount' && (score < 5 || measure.unit.unit === 'l' || measure.unit.factor === 1000))
		return 'unit';
	return measure.kind === 'bare' && score < 5 ? 'name' : null;
}

/** The unit a bare figure is headed by: «плівка, рулонів – 30», "К-сть, шт: 30". Never the phrase's first word. */
function unitHeading(before: string): { readonly unit: WrittenUnit; readonly before: string } | undefined {
	const found = /^(.*\p{L}.*[\s,])(\p{L}+)\.?\s?[–:-]\s?$/u.exec(before);
	const unit = found ? unitNamed(found[2]!) : undefined;
	// A noun without a comma is the thing: «sleeping bags – 300».
	if (!unit || /\d\s*$/u.test(found![1]!) || (unit.isNoun && !/,\s*$/u.test(found![1]!))) return undefined;
	return { unit, before: found![1]! };
}

/** What stands between a separator and the figure it sets apart: «…, до 10», "… – min. 5". */
const setApart = patternOf(
	'iu',
	String.raw`([–:;|=,]|\s-)\s*((ca|approx|mind|min|max|bl)\.?|etwa|rund|insgesamt|gesamt|bis zu|bis|mindestens|maximal|`,
	'близько|приблизно|орієнтовно|до|понад|не менше|мінімум|щонайменше|всього|усього|загалом|разом|по|je|about|around|',
	String.raw`up to|at least|roughly|total|qty|quantity|anzahl|menge|кількість|к-сть|кол-во|~|≈|>|≥|[x×х])?\s*:?\s*$`,
);
/** What may follow the quantity that closes a phrase. */
const closings = patternOf(
	'iu',
	String.raw`^[\s.,;+!]*((no|nos|off|each|approx|plus|total|in total|min|max|minimum|maximum|insgesamt|загалом|всього|разом|`,
	String.raw`приблизно|орієнтовно|мінімум|mindestens|ca)\.?\s*$|(для|für|for|на|під|pro|per|im|monatlich|oder mehr|or more|`,
	String.raw`і більше)(?!\p{L}).*$)`,
);
/** "With two jars", «з двома датчиками» says what belongs to the thing. */
const belonging = /(?:^|[\s(])(з|із|зі|с|со|mit|inkl\.?|inklusive|with|w\/|including|incl\.?)\s$/iu;
/** A figure that is all its brackets hold, or nearly: «(25)», "(x200)", "(40 approx)". */
const alone = /\(\s*((ca|approx|bl)\.?|etwa|rund|близько|до|up to|bis zu|разом|total|[x×х~])?\s*$/iu;
const aloneAfter = /^\s*(approx\.?|ca\.?|total|insgesamt|разом|приблизно)?\s*\)/iu;

/** How much speaks for a number being the quantity; below 3 it isn't. */
function points(mention: Mention, text: string, all: readonly Mention[]): number {
	const before = text.slice(0, mention.from);
	const after = text.slice(mention.to);
	const { measure } = mention;
	if (measure.kind === 'name' || measure.kind === 'specification') return 0;
	const leads = !/\p{L}/u.test(before.replace(leadingWords, ''));
	const apart = setApart.test(before);
	const ends = !/[\p{L}\d]/u.test(after.replace(/\([^)]*\)/gu, '').replace(closings, ''));
	const inBrackets = /\([^)]*$/u.test(before);
	if (!leads && !inBrackets && belonging.test(before)) return 1;
	if (measure.kind === 'count') return countPoints(mention, text, all, leads, inBrackets);
	const isAlone = alone.test(before) && aloneAfter.test(after);
	if (measure.kind === 'amount') {
		if (!leads && specificationOpeners.test(before) && !mention.each && !apart) return 1;
		if (leads) return 6;
		if (inBrackets) return isAlone ? 4 : 2;
		if (apart && ends) return /,\s*$/u.test(before) ? 4 : 6;
		return ends ? (isPackSize(mention) ? 2 : 4) : 1;
	}
	return barePoints(mention, text, { before, after, leads, apart, ends, inBrackets, isAlone });
}

/** No size is a figure above this: what follows «Gr. 42, » is one, what follows «Typ 5/6, 800» is not. */
const largestSize = 190;

interface Standing {
	readonly before: string;
	readonly after: string;
	readonly leads: boolean;
	readonly apart: boolean;
	readonly ends: boolean;
	readonly inBrackets: boolean;
	readonly isAlone: boolean;
}

function barePoints({ value, from, to }: Mention, text: string, standing: Standing): number {
	const { before, after, leads, apart, ends, inBrackets, isAlone } = standing;
	const isWhole = Number.isInteger(value);
	if (sizeOpeners.test(before) && !(ends && value > largestSize && /,\s$/u.test(before))) return 0;
	if (/^-\p{Ll}/u.test(after)) return 0;
	if (/^\s?(по|à|je)\s?\d/iu.test(after) && isWhole) return 6;
	if (/\d[.,]0$/u.test(text.slice(from, to))) return 2;
	const times = /(^|[\s(])[x×х]\s?$/iu.test(before) || /^\s?[x×х](?=[\s)\p{Lu}]|$)/u.test(after);
	if (times) return 8;
	if (leads && /^\s?[\p{L}(«"–-]/u.test(after)) return isWhole ? 7 : 5;
	if (leads) return ends ? 7 : 2;
	if (forEach.test(before) && ends) return 6;
	if (isAlone) return /\d\S*\s?\(\s*$/u.test(before) ? 2 : 5;
	if (specificationOpeners.test(before) && !apart) return 1;
	if (apart && ends) return isWhole ? 6 : 2;
	if (inBrackets) return 1;
	if (isCyrillic(text) && /[A-Za-z]\s?$/u.test(before)) return 1;
	return ends && isWhole ? 4 : 1;
}

/** How much speaks for a counted number («25 шт.») being the quantity, and not how the thing is packed. */
function countPoints(
	mention: Mention,
	text: string,
	all: readonly Mention[],
	leads: boolean,
	inBrackets: boolean,
): number {
	const [before, after] = [text.slice(0, mention.from), text.slice(mention.to)];
	if (perPack.test(after)) return 1;
	if (/\d[.,]0\s?\p{L}+\.?$/u.test(text.slice(mention.from, mention.to))) return 2;
	if (/(mit|à|a|по|je|of|with)\s*$/iu.test(before) && inBrackets) return 2;
	const first = all.find((other) => other.measure.kind === 'count') === mention ? 0.5 : 0;
	return 9 + first + (leads ? 0.5 : 0) - (inBrackets ? 2 : 0) - (/(à|mit|по)\s*$/iu.test(before) ? 3 : 0);
}

/** Less than a litre or kilogram is what one of them holds: «Sterillium 500 ml». */
function isPackSize({ measure }: Mention): boolean {
	return measure.kind === 'amount' && measure.unit.factor < 1;
}

function scaled(value: number, factor: number): number {
	return Number((value * factor).toPrecision(12));
}
