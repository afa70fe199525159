import { foldWord } from './text.ts';
import { type Word, wordOf } from './word.ts';

/** A word of a phrase with its say in what the phrase means, 0 to 1. */
export interface PhraseWord extends Word {
	readonly weight: number;
	/** Said to be absent: "without lid", «нестерильні» as two words. */
	readonly denied: boolean;
	/** Said by the way: in brackets or after "among them". */
	readonly aside: boolean;
}

/** Words that name nothing: articles, conjunctions, vague amounts, praise. Folded. */
const emptyWords = new Set(
	`der die das den dem des ein eine einen einem einer eines und oder sowie auch bzw usw etc evtl ggf je pro ca zirka circa etwa rund
	neu neue neuer neues neuen diverse diverser verschiedene verschiedener verschiedenes verschiedenen einige mehrere viele weitere sonstige
	andere anderen aller alle alles art arten typ modell reihe satz grosse grosser grosses gut guter gute zustand hochwertige hochwertig
	dringend benotigt bitte leistung kapazität größe voll vollstandig aufgeladen aufgeladene leistungsstark gern moglichst
	stationar originalverpackt gebrauchsfertig einsatzbereit einsatzfahig
	the a an and or of some any all sorts kinds kind various different assorted several many new good capacity quality
	condition urgently needed
	please other etc such supply unopened unexpired
	та і й або чи а також тощо інше інші інших різні різних різний різне різної нові нових новий нова нове кілька декілька багато якісні
	якісний добрий хороші потрібні потрібно необхідні необхідно необхідний потужність потужністю потужності розміром
	об'ємом об'єму ємністю місткістю місткості вагою довжиною діаметром вантажопідйомністю вид види видів виду тип типу
	типів асортимент асортименті
	и или разные новый новые другие
	oraz lub i różne rozne nowe nowy inne dobry stan`
		.split(/\s+/u)
		.map(foldWord),
);

/** Stems of nouns that fit anything: what kind of thing it is, the words beside them say. */
export const vagueStems: ReadonlySet<string> = new Set(
	`ausrüstung ausstattung material materialien artikel bedarf gerät geräte produkte zubehör mittel sachen gegenstände utensilien waren
	güter anlagen
	equipment supplies supply items materials devices products goods accessories things gear stuff units
	обладнання засоби матеріали товари вироби прилади речі приладдя техніка устаткування пристрої оборудование средства изделия
	принадлежности
	sprzęt materiały artykuły środki produkty wyposażenie przybory akcesoria`
		.split(/\s+/u)
		.map((word) => wordOf(word).stem),
);

/** After these a phrase says for whom, with what or from where: less telling than the thing itself. Folded. */
const prepositions = new Set(
	`mit fur fuers furs zur zum zu von vom aus in im bei nach inkl inklusive samt nebst gegen auf an am ab uber unter bis
	for with to from in on at against by including incl of per
	для з із зі до від на у в по під за проти при через про над из от с со к под
	dla do z ze na od w we przeciw przy`
		.split(/\s+/u)
		.map(foldWord),
);
/** What stands behind a comma within one thing describes it: «насос, 2 кВт, дизель». */
const afterComma = 0.7;
/** What follows these is not there; "non" and its like deny only the next word. Folded. */
const absences = new Set(['ohne', 'without', 'без', 'bez'].map(foldWord));
const denials = new Set(['nicht', 'non', 'not', 'не', 'nie', 'keine'].map(foldWord));
const particles = new Set([...prepositions, ...absences, ...denials]);
const examples = new Set(
	'wie beispielsweise insbesondere darunter like namely наприклад зокрема включаючи np'.split(' ').map(foldWord),
);

/** Makers' names: telling where nothing else is, but what a Mercedes is, the word beside it says. */
const brands = new Set(
	`mercedes benz vw volkswagen man iveco ford transit sprinter scania volvo renault fiat opel toyota nissan mitsubishi dacia
	honda bosch makita dewalt stihl husqvarna hilti karcher kärcher motorola philips dräger draeger drager siemens samsung lenovo hp
	vito crafter ducato movano boxer master vivaro jumper trafic tiguan octavia kodiaq duster kangoo caddy daily vario atego actros
	stryker endress ziegler rosenbauer magirus weber holmatro lukas milwaukee einhell віто крафтер спрінтер дукато транзит мастер
	dell canon epson xerox brother acer asus huawei xiaomi apple ge mindray zoll hyundai kipor sdmo fogo metabo ryobi lg
	bosch gorenje beko electrolux whirlpool indesit miele mammut atlantic ariston deye growatt victron jinko мерседес фольксваген
	мінд форд рено тойота ніссан хонда бош макіта штиль дрегер філіпс моторола самсунг леново хюндай конер`
		.split(/\s+/u)
		.map(foldWord),
);

/** Words that say in what state the thing is: telling only where the catalogue has an item for that. */
const stateWords = new Set([
	'gebraucht',
	'gebrauchte',
	'gebrauchter',
	'gebrauchten',
	'gebrauchtes',
	'used',
	'вживаний',
	'вживані',
	'вживаних',
]);
const unitWords = new Set(
	`kw квт kva ква w вт v в вольт volt a ah агод ач mah магод мач wh kwh втгод втч квтгод квтч hz гц
	bar бар mm мм cm см m м kg кг g г гр l л ml мл мкм lm лм
	литров литр літрів літр liter litres litre персон person personen осіб людей місць zoll inch ps лс t т тонн`
		.split(/\s+/u)
		.map(foldWord),
);

/** The bare words of a text in order: letters with trailing digits («FFP2»), or numbers; glued «1440фл» comes apart. */
export function splitWords(text: string): string[] {
	return text.match(/\p{L}[\p{L}\p{M}\p{N}']*|\d+(?:[.,]\d+)*/gu) ?? [];
}

/**
 * The telling words of a phrase. What stands in brackets, after "such as" or after a preposition weighs less, what is
 * denied ("without lid") almost nothing. The thing itself tends to stand last in Latin script (warme Decken).
 */
export function phraseWords(text: string): PhraseWord[] {
	if (oneWord.test(text)) return loneWord(wordOf(text));
	const words: PhraseWord[] = [];
	let heads: number[] = [];
	let role = 1;
	let absent = false;
	let deniedNext = false;
	let example = false;
	let inBrackets = false;
	/** A figure has followed the thing: what comes after it only describes («NEA 250 kVA stationär»). */
	let measured = false;
	for (const piece of text.match(/[()[\]]|[,:;]|\p{L}[\p{L}\p{M}\p{N}']*|\d+(?:[.,]\d+)*/gu) ?? []) {
		if (piece.length === 1 && marks.includes(piece)) {
			if (piece === '(' || piece === '[') inBrackets = true;
			else if (piece === ')' || piece === ']') inBrackets = false;
			if (piece !== ',') role = 1;
			else if (words.length > 0 && !inBrackets) role = Math.min(role, afterComma);
			absent = false;
			continue;
		}
		const whole = wordOf(piece);
		const { folded } = whole;
		if (prepositions.has(folded)) role = Math.min(role, 0.5);
		else if (examples.has(folded)) {
			role = 0.3;
			example ||= folded !== 'wie' && folded !== 'like';
		} else if (absences.has(folded)) absent = true;
		else if (denials.has(folded)) deniedNext = true;
		if (folded === '' || particles.has(folded) || emptyWords.has(folded)) continue;
		const denied = absent || deniedNext;
		deniedNext = false;
		const kind = kindOf(whole);
		const weight = (denied ? 0.12 : role) * kind * (inBrackets ? 0.4 : 1);
		words.push(weighed(whole, weight, denied, inBrackets || example));
		if (whole.script === 'number' && heads.length > 0) measured = true;
		if (role === 1 && kind === 1 && !inBrackets && !denied && !measured) heads.push(words.length - 1);
	}
	heads = heads.filter((at) => words[at]!.script === 'latin');
	if (heads.length < 2 || polish.test(text)) return words;
	const head = heads.at(-1);
	return words.map((word, at) => (at === head ? word : { ...word, weight: word.weight * 0.75 }));
}

/** Most wordings are a single word, which needs no more than this. */
const oneWord = /^\p{L}+$/u;
const marks = '()[],:;';

function loneWord(word: Word): PhraseWord[] {
	const { folded } = word;
	if (folded === '' || particles.has(folded) || emptyWords.has(folded)) return [];
	return [weighed(word, (examples.has(folded) ? 0.3 : 1) * kindOf(word), false, false)];
}

/** The say of a word by what it is: figures, units and states tell less than things. */
function kindOf({ script, folded }: Word): number {
	return script === 'number'
		? 0.3
		: unitWords.has(folded)
			? 0.2
			: stateWords.has(folded)
				? 0.4
				: brands.has(folded)
					? 0.5
					: 1;
}

function weighed(word: Word, weight: number, denied: boolean, aside: boolean): PhraseWord {
	const { folded, stem, root, script, alternatives } = word;
	return { folded, stem, root, script, alternatives, weight, denied, aside };
}

/** Polish, where adjectives follow their noun: the last word is no more the thing than the first. */
const polish = /[ąćęłńśźż]|\p{L}{3}(owe|owy|owa|owych|czne|czny|czna|yjne|yjny|yjna)(?!\p{L})/iu;

/** Whether a phrase has a word to go by at all, and not only numbers and units. */
export function isPhraseTelling(words: readonly PhraseWord[]): boolean {
	return words.some(({ script, weight }) => script !== 'number' && weight >= 0.1);
}
