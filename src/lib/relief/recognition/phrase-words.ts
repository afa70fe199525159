import { rootLatin, stemLatin, stemPolish } from './stem-latin.ts';
import { rootUkrainian, stemUkrainian, wholeStemUkrainian } from './stem-ukrainian.ts';
import { foldWord, isCyrillic, latinReading } from './text.ts';

/** A word ready for comparison: as folded, without its inflection, without its derivation. */
export interface Word {
	readonly folded: string;
	readonly stem: string;
	readonly root: string;
	readonly script: 'latin' | 'cyrillic' | 'number';
	/** Further forms it may stand for: a Polish stem, the Latin reading of «СРАР». */
	readonly alternatives: readonly string[];
}

/** A word of a phrase with its say in what the phrase means, 0 to 1. */
export interface PhraseWord extends Word {
	readonly weight: number;
}

/** Words that name nothing: articles, conjunctions, vague amounts, praise. Folded. */
const emptyWords = new Set(
	`der die das den dem des ein eine einen einem einer eines und oder sowie auch bzw usw etc evtl ggf je pro ca zirka circa etwa rund
	neu neue neuer neues neuen diverse diverser verschiedene verschiedener verschiedenes verschiedenen einige mehrere viele weitere sonstige
	andere anderen aller alle alles art arten typ modell reihe satz grosse grosser grosses gut guter gute zustand hochwertige hochwertig
	dringend benotigt bitte leistung kapazität größe voll vollstandig aufgeladen aufgeladene leistungsstark gern moglichst
	the a an and or of some any all sorts kinds kind various different assorted several many new good capacity quality condition urgently needed
	please other etc such supply unopened unexpired
	та і й або чи а також тощо інше інші інших різні різних різний різне різної нові нових новий нова нове кілька декілька багато якісні
	якісний добрий хороші потрібні потрібно необхідні необхідно необхідний потужність потужністю потужності розміром об'ємом об'єму ємністю місткістю місткості вагою довжиною діаметром вантажопідйомністю вид види видів виду тип типу типів асортимент асортименті
	и или разные новый новые другие
	oraz lub i różne rozne nowe nowy inne dobry stan`
		.split(/\s+/u)
		.map(foldWord),
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
const absences = new Set(['ohne', 'nicht', 'without', 'non', 'not', 'без', 'не', 'bez', 'nie'].map(foldWord));
const examples = /^(wie|beispielsweise|insbesondere|darunter|like|namely|наприклад|зокрема|включаючи|np)$/u;

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
	`kw квт kva ква w вт v в вольт volt a ah агод mah магод wh kwh втгод квтгод hz гц bar бар mm мм cm см m м kg кг g г гр l л ml мл
	литров литр літрів літр liter litres litre персон person personen осіб людей місць zoll inch ps лс t т тонн`
		.split(/\s+/u)
		.map(foldWord),
);

const memory = new Map<string, Word>();
const memoryLimit = 30_000;

/** Prepares a written word for comparison. Lists repeat their words, so each is prepared once. */
export function wordOf(raw: string): Word {
	const remembered = memory.get(raw);
	if (remembered) return remembered;
	const word = prepareWord(foldWord(raw));
	if (memory.size >= memoryLimit) memory.clear();
	memory.set(raw, word);
	return word;
}

function prepareWord(folded: string): Word {
	if (/^\d/u.test(folded)) return { folded, stem: folded, root: folded, script: 'number', alternatives: [] };
	if (isCyrillic(folded)) {
		const stem = stemUkrainian(folded);
		const other = [latinReading(folded), wholeStemUkrainian(folded)].filter((each) => each !== undefined);
		return { folded, stem, root: rootUkrainian(stem), script: 'cyrillic', alternatives: other };
	}
	const stem = stemLatin(folded);
	const polish = stemPolish(folded);
	return { folded, stem, root: rootLatin(stem), script: 'latin', alternatives: polish === stem ? [] : [polish] };
}

/** The bare words of a text in order: letters with trailing digits («FFP2»), or numbers; glued «1440фл» comes apart. */
export function splitWords(text: string): string[] {
	return text.match(/\p{L}[\p{L}\p{M}\p{N}']*|\d+(?:[.,]\d+)*/gu) ?? [];
}

/**
 * The telling words of a phrase. What stands in brackets, after "such as" or after a preposition weighs less, what is
 * denied ("without lid") almost nothing. The thing itself tends to stand last in Latin script (warme Decken).
 */
export function phraseWords(text: string): PhraseWord[] {
	const words: PhraseWord[] = [];
	let heads: number[] = [];
	let role = 1;
	let inBrackets = false;
	for (const piece of text.match(/[()[\]]|[,:;]|\p{L}[\p{L}\p{M}\p{N}']*|\d+(?:[.,]\d+)*/gu) ?? []) {
		if (piece === '(' || piece === '[') inBrackets = true;
		else if (piece === ')' || piece === ']') inBrackets = false;
		if (/^[()[\],:;]$/u.test(piece)) {
			if (piece !== ',') role = 1;
			continue;
		}
		const whole = wordOf(piece);
		const { folded } = whole;
		if (prepositions.has(folded)) role = Math.min(role, 0.5);
		else if (absences.has(folded)) role = 0.12;
		else if (examples.test(folded)) role = 0.3;
		if (folded === '' || prepositions.has(folded) || absences.has(folded) || emptyWords.has(folded)) continue;
		const kind = whole.script === 'number' ? 0.3 : unitWords.has(folded) ? 0.2 : stateWords.has(folded) ? 0.4 : 1;
		words.push({ ...whole, weight: role * kind * (inBrackets ? 0.4 : 1) });
		if (role === 1 && kind === 1 && !inBrackets) heads.push(words.length - 1);
	}
	heads = heads.filter((at) => words[at]!.script === 'latin');
	const head = heads.at(-1);
	return words.map((word, at) => (heads.length > 1 && at !== head ? { ...word, weight: word.weight * 0.75 } : word));
}

/** Whether a phrase has a word to go by at all, and not only numbers and units. */
export function isPhraseTelling(words: readonly PhraseWord[]): boolean {
	return words.some(({ script, weight }) => script !== 'number' && weight >= 0.1);
}
