import type { Unit } from './recognised-line.ts';
import { foldWord } from './text.ts';
import { wordOf } from './word.ts';

/** A unit as people write it: which of ours it is and how many of ours one of theirs makes (a tonne: 1,000 kg). */
export interface WrittenUnit {
	readonly unit: Unit;
	readonly factor: number;
	/** The word names a thing of its own («набір», "Karton"), which may be what is meant. */
	readonly isNoun: boolean;
}

/** Abbreviations, compared folded and without full stops and spaces. */
const abbreviations: readonly (readonly [Unit, number, string])[] = [
	['pcs', 1, 'stk stck st nos ea pcs pc pce ea шт штк од екз фл амп таб табл tab tabs caps капс szt tbl'],
	['pack', 1, 'pkg pkgs pck pkt pkts pack packs pk уп упак уп-к пач пак opak'],
	['pair', 1, 'pr prs пар par'],
	['box', 1, 'ktn krt kart ctn ctns bx cs кор ящ кр'],
	['set', 1, 'компл кпл к-т кт кт-в наб'],
	['roll', 1, 'рул rl'],
	['pallet', 1, 'pal плт plt'],
	['kg', 1, 'kg kgs кг kilo кіло'],
	['kg', 1000, 't to т tn mt mto'],
	['kg', 0.001, 'g gr г гр'],
	['kg', 100, 'ц dz'],
	['l', 1, 'l ltr lt л'],
	['l', 0.001, 'ml мл'],
	['m', 1, 'm м lfm lfdm пм погм мп мпог mb'],
	['m', 1000, 'km км'],
	['m2', 1, 'm2 м2 qm sqm квм кв мкв kwm'],
	['m3', 1, 'm3 м3 cbm fm rm куб кубм мкуб кубів'],
];

/** Nouns in any case or number, compared by stem. */
const nouns: readonly (readonly [Unit, number, string])[] = [
	[
		'pcs',
		1,
		'stück stücke stücken exemplare einheit einheiten piece item unit штука штук одиниця одиниць примірник sztuka sztuk единица единиц',
	],
	[
		'pcs',
		1,
		'vial phial ampoule tin jar strip tub fläschchen glas флакончик тюбиків туба баночка шприц-тюбик słoik puszka ' +
			'flasche bottle пляшка пляшок бутилка бутылка флакон flakon butelka butelek ampulle ampoule ампула ампул tube тюбик банка банок',
	],
	['pcs', 1, 'dose dosen can доза доз каністра бутель лист листів аркуш sheet blatt голів лежак arkusz'],
	['pair', 1, 'paar paare pair пара пари пар'],
	[
		'box',
		1,
		'karton kartons kiste box carton case schachtel ящик ящиків коробка коробок короб karton kartony skrzynia umzugskarton bananenkarton crate chest cardboardbox коробочка гофроящик',
	],
	[
		'pack',
		1,
		'packung packungen päckchen paket pakete package packet упаковка упаковок пачка пачок opakowanie ' +
			'opakowań beutel sack säcke bag sachet sachets пакунок beutelchen tüte sacks мішок мішків пакет пакетик стік саше blister блістер',
	],
	['set', 1, 'set sets satz sätze garnitur kit комплект комплектів набір наборів zestaw komplet'],
	['kg', 1, 'kilogramm kilogram кілограм килограмм'],
	['kg', 1000, 'tonne tonnen ton tonnes тонна тонн тона тон tona'],
	['kg', 0.001, 'gramm gram грам грамм'],
	['kg', 100, 'центнер zentner'],
	['l', 1, 'liter litre літр литр litr'],
	['m', 1, 'meter metre метр метрів laufmeter'],
	['m2', 1, 'quadratmeter'],
	['m3', 1, 'kubikmeter festmeter raummeter кубометр кубометра складометр'],
	['roll', 1, 'rolle rollen roll рулон рулонів rolka котушка бухта'],
	['pallet', 1, 'palette paletten pallet палета палет піддон paleta europalette'],
	['truck', 1, 'lkw-ladung lkw truckload sattelzug фура фур truck lastwagen вантажівка'],
];
const phrases: readonly (readonly [Unit, number, RegExp])[] = [
	['m2', 1, /^(кв(адратн\p{L}*|\.)?\s*м(етр\p{L}*|\.)?|sq(uare|\.)?\s*m(et(er|re)s?|\.)?|м\.?\s*кв\.?)(?!\p{L})/iu],
	['m3', 1, /^(куб(ічн\p{L}*|\.)?\s*м(етр\p{L}*|\.)?|cubic\s*met(er|re)s?|м\.?\s*куб\.?)(?!\p{L})/iu],
	[
		'm',
		1,
		/^(пог(онн\p{L}*|\.)?\s*м(етр\p{L}*|\.)?|п\.\s*м\.?|м\.\s*п\.?|running met(er|re)s?|lfd\.?\s*m(eter|\.)?)(?!\p{L})/iu,
	],
	['kg', 1000, /^(metric\s(tonne?s?|tons?)|m\.?\s?tonnes?)(?!\p{L})/iu],
	['set', 1, /^к-(т|кт|ти|тів)\.?(?!\p{L})/iu],
	['pack', 1, /^уп-к\p{L}*\.?(?!\p{L})/iu],
];

const byAbbreviation = new Map<string, WrittenUnit>();
for (const [unit, factor, words] of abbreviations) {
	for (const word of words.split(' ')) byAbbreviation.set(foldWord(word), { unit, factor, isNoun: false });
}
const byStem = new Map<string, WrittenUnit>();
for (const [unit, factor, words] of nouns) {
	const isNoun = !['kg', 'l', 'm', 'm2', 'm3'].includes(unit) && !/^(stück|piece|paar|штука)/u.test(words);
	for (const word of words.split(' ')) {
		const { stem, alternatives } = wordOf(word);
		for (const key of [stem, ...alternatives]) if (!byStem.has(key)) byStem.set(key, { unit, factor, isNoun });
	}
}

/** The written unit a text begins with, and how many characters of the text it takes. */
export function unitAtStart(text: string): (WrittenUnit & { readonly length: number }) | undefined {
	for (const [unit, factor, pattern] of phrases) {
		const found = pattern.exec(text);
		if (found) return { unit, factor, isNoun: false, length: found[0].length };
	}
	const word = /^\p{L}[\p{L}\p{M}'0-9]*(-\p{L}+)?/u.exec(text)?.[0];
	if (word === undefined) return undefined;
	const unit = unitNamed(word);
	return unit && { ...unit, length: word.length + (text[word.length] === '.' ? 1 : 0) };
}

/** A single word as a unit. Abbreviations must be whole; nouns may stand in any case. */
export function unitNamed(word: string): WrittenUnit | undefined {
	const folded = foldWord(word.replace(/[.\s]/gu, ''));
	const abbreviated = byAbbreviation.get(folded);
	if (abbreviated || folded.length < 3) return abbreviated;
	const { stem, alternatives } = wordOf(folded);
	return [stem, ...alternatives].map((key) => byStem.get(key)).find((unit) => unit !== undefined);
}
