import type { CatalogueItem } from '#lib/relief/catalogue/catalogue.ts';
import { findMentions, type Mention, tidyNumber } from './mentions.ts';
import type { AttributeValue } from './recognised-line.ts';

export type Attributes = Record<string, AttributeValue>;

const wordsFor: readonly (readonly [string, string, RegExp])[] = [
	['fuel', 'diesel', /diesel|дизел|солярк|дгу|дизпалив/iu],
	['fuel', 'petrol', /benzin|benzyn|petrol|gasoline|бензин|бензо/iu],
	[
		'fuel',
		'gas',
		/\b(erd)?gas(betrieben|generator|\b)|lpg|natural gas|propan|(?<!\p{L})газ(?!он|ет|ов\p{L}+ (балон|плит|пальник|пічк))\p{L}*/iu,
	],
	[
		'phases',
		'3',
		/dreiphasig|3-phasig|three[- ]phase|3[- ]phase|drehstrom|400 ?v(?!\p{L})|380 ?[vв](?!\p{L})|трифазн|трьохфазн|3-?х? ?фазн|трехфазн/iu,
	],
	['phases', '1', /einphasig|1-phasig|single[- ]phase|однофазн|1-?но? ?фазн/iu],
	['mount', 'trailer', /anhänger|trailer|причеп|причіп|прицеп|fahrbar|пересувн/iu],
	['gender', 'f', /damen|frauen|weiblich|women|female|ladies|жіноч|женск|damsk/iu],
	['gender', 'm', /herren|männer|männlich|(?<!wo)men'?s?(?!\p{L})|(?<!fe)male(?!\p{L})|чоловіч|мужск|męsk/iu],
	[
		'age',
		'child',
		/kinder|(?<!\p{L})baby|säugling|infant|child|kids|дитяч|дітей|немовлят|детск|детей|dzieci|niemowl/iu,
	],
	[
		'age',
		'adult',
		/erwachsen|senioren|adult|elderly|доросл|взросл|літніх людей|літнім людям|пожил|пенсіонер|лежач|doros[łl]/iu,
	],
	['material', 'wool', /woll|wool|вовнян|шерстян/iu],
	['material', 'steel', /stahl|steel|металев|сталев|metall/iu],
	['sterile', '1', /(?<!un|nicht |non-?)steril(?!isat)|(?<!не)стерильн/iu],
	['sterile', '0', /unsteril|nicht steril|non-?sterile|нестерильн|не стерильн/iu],
	[
		'drive',
		'electric',
		/(?<!\p{L})elektr(?!o)|elektro(?!n)|electric|motori[sz]ed|powered|електр(?!он)|електропривод|электр(?!он)|(?<!\p{L})mains/iu,
	],
	[
		'drive',
		'manual',
		/manuell|mechanisch|handbetrieben|manual|mechanical|crank|ручн(?!ик)|механічн|механическ|ręczn/iu,
	],
	['used', '1', /gebraucht|second[- ]?hand|\bused\b|б\/[ву]|вживан|уживан/iu],
	['accu', '1', /(?<!\p{L})akku|cordless|акумуляторн/iu],
];
/** What a phrase says of the thing in words, whatever the item: it tells items apart that differ in nothing else. */
export interface KnownTraits {
	readonly fuel: string | undefined;
	readonly mount: string | undefined;
	readonly gender: string | undefined;
	readonly age: string | undefined;
	readonly sterile: string | undefined;
	/** Electric or manual. */
	readonly drive: string | undefined;
}

/** The traits a phrase names. */
export function readTraits(phrase: string): KnownTraits {
	const wordFor = (key: string) => wordsFor.find(([each, , pattern]) => each === key && pattern.test(phrase))?.[1];
	const unsterile = wordsFor.some(
		([key, value, pattern]) => key === 'sterile' && value === '0' && pattern.test(phrase),
	);
	return {
		fuel: wordFor('fuel'),
		mount: wordFor('mount'),
		gender: wordFor('gender'),
		age: wordFor('age'),
		drive: wordFor('drive'),
		sterile: unsterile ? '0' : wordFor('sterile'),
	};
}

const clothesSizes = /(?<![\p{L}\d'])(XS|S|M|L|XL|XXL|XXXL|[2-5]XL)(?![\p{L}\d'])/gu;
const sizeNumbers =
	/(?:größen?|gr\.|size|розмір\p{L}*|р\.|р-р|roz(?:miar)?\.?)\s*:?\s*(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?/iu;

/**
 * What a phrase says about the thing, under the catalogue's attribute keys. Numbers are in the key's own unit, ranges
 * are [from, to]. Without an item the keys are those of the units themselves.
 */
export function readAttributes(
	phrase: string,
	numbers: readonly Mention[],
	item: CatalogueItem | undefined,
): Attributes {
	const keys = new Set([
		...Object.keys(item?.fixedAttributes ?? {}),
		...(item?.askedAttributes ?? []).map(({ key }) => key),
	]);
	const attributes: Attributes = {};
	for (const mention of numbers) {
		const written = attributeOf(mention, keys);
		if (written && !(written.key in attributes)) attributes[written.key] = written.value;
	}
	if (keys.has('power_kva') && !('power_kva' in attributes) && 'power_kw' in attributes) {
		attributes['power_kva'] = mapNumbers(attributes['power_kw']!, (kilowatts) =>
			tidyNumber(Math.round((kilowatts / 0.8) * 100) / 100),
		);
	}
	for (const [key, value, pattern] of wordsFor) {
		if (key in attributes || !(keys.has(key) || (key === 'fuel' && keys.size === 0))) continue;
		if (pattern.test(phrase)) attributes[key] = value;
	}
	return { ...attributes, ...readSizes(phrase, keys) };
}

function readSizes(phrase: string, keys: ReadonlySet<string>): Attributes {
	const letters =
		keys.has('size_class') || keys.has('size')
			? [...new Set([...phrase.matchAll(clothesSizes)].map(([size]) => size))]
			: [];
	const key = keys.has('size_class') ? 'size_class' : 'size';
	if (letters.length > 0) return { [key]: letters.length === 1 ? letters[0]! : letters };
	const numeric = sizeNumbers.exec(phrase);
	const numberKey = ['size_eu', 'size_cm', 'size_no', 'size'].find((each) => keys.has(each));
	if (!numeric || !numberKey) return {};
	const [from, to] = [Number(numeric[1]), Number(numeric[2] ?? Number.NaN)];
	return { [numberKey]: to > from ? [from, to] : from };
}

interface Written {
	readonly key: string;
	readonly value: number | readonly [number, number];
}

function attributeOf(mention: Mention, keys: ReadonlySet<string>): Written | undefined {
	const { measure } = mention;
	if (measure.kind === 'specification') {
		const { attribute, factor } = measure;
		if (attribute === 'money' || attribute === 'percent') return undefined;
		if (attribute === 'dimension_mm') {
			const key = ['dn', 'thickness_mm', 'diameter_mm', 'length_mm', 'seat_width_cm'].find((each) => keys.has(each));
			return key ? numberOrRange(key, mention, key.endsWith('cm') ? factor / 10 : factor) : undefined;
		}
		if (attribute === 'power_w' && keys.has('power_kw')) return numberOrRange('power_kw', mention, factor / 1000);
		if (attribute === 'power_kw' && keys.has('power_w')) return numberOrRange('power_w', mention, factor * 1000);
		if (attribute === 'capacity_mah') return numberOrRange('capacity_wh', mention, 0.0037);
		if (attribute === 'seats' && keys.has('persons')) return numberOrRange('persons', mention, 1);
		return numberOrRange(attribute, mention, factor);
	}
	if (measure.kind !== 'amount') return undefined;
	const { unit, factor } = measure.unit;
	if (unit === 'l') {
		if (keys.has('volume_ml') || (factor === 0.001 && !keys.has('volume_l')))
			return numberOrRange('volume_ml', mention, factor * 1000);
		return numberOrRange(keys.has('tank_l') ? 'tank_l' : 'volume_l', mention, factor);
	}
	if (unit === 'kg') {
		const tonnes = ['capacity_t', 'payload_t', 'weight_t'].find((key) => keys.has(key));
		if (tonnes) return numberOrRange(tonnes, mention, factor / 1000);
		return numberOrRange(keys.has('gvw_kg') ? 'gvw_kg' : 'weight_kg', mention, factor);
	}
	if (unit === 'm') return numberOrRange(keys.has('height_m') ? 'height_m' : 'length_m', mention, factor);
	if (unit === 'm2') return numberOrRange('area_m2', mention, factor);
	return numberOrRange('volume_m3', mention, factor);
}

function numberOrRange(key: string, { value, max }: Mention, factor: number): Written {
	const from = tidyNumber(value * factor);
	return { key, value: max === null ? from : [from, tidyNumber(max * factor)] };
}

function mapNumbers(value: AttributeValue, change: (number: number) => number): AttributeValue {
	if (typeof value === 'number') return change(value);
	if (Array.isArray(value) && typeof value[0] === 'number') return [change(value[0]), change(value[1] as number)];
	return value;
}

const listedSizes = /\d+(?:[.,]\d+)?,\s\d+(?:[.,]\d+)?,\s[\d\s.,]*/u;

/** The thing without a list of sizes it is wanted in, because no one of them says which item it is. */
export function withoutListedSizes(thing: string): string {
	return thing.replace(listedSizes, ' ');
}

/** A transformer's type name holds its rating in kVA: «ТМГ-630/10», «ТМ 400», "TM-1000". */
const transformerRating = /(?<!\p{L})(?:ТМ|ТМГ|ТМЗ|ТМН|ТМФ|ТСЗ|ТСЛ|ТДН|ТДТН|TM|TMG|TSZ)[-\s]?(\d{2,6})(?!\d)/u;

function ratingOf(found: RegExpExecArray): Mention {
	const measure = { kind: 'specification', attribute: 'power_kva', factor: 1 } as const;
	const to = found.index + found[0].length;
	return { from: found.index, to, value: Number(found[1]), max: null, approximate: false, each: false, measure };
}

/** The numbers that describe the thing. A list of sizes («2, 5, 10, 20 ml») describes none. */
export function describingNumbers(thing: string): Mention[] {
	const listed = listedSizes.exec(thing);
	const rating = transformerRating.exec(thing);
	if (rating) return [ratingOf(rating)];
	return findMentions(thing)
		.filter(({ from }) => !listed || from < listed.index || from > listed.index + listed[0].length)
		.map((mention) => (isMillilitres(mention, thing) ? { ...mention, measure: millilitres } : mention))
		.filter(({ measure }) => measure.kind === 'specification' || measure.kind === 'amount');
}

/** Prescriptions write millilitres as a bare decimal: «шприц 20,0», «фізрозчин 400,0». */
const millilitres = { kind: 'amount', unit: { unit: 'l', factor: 0.001, isNoun: false } } as const;

function isMillilitres({ measure, from, to }: Mention, thing: string): boolean {
	return measure.kind === 'bare' && /\d[.,]0$/u.test(thing.slice(from, to));
}
