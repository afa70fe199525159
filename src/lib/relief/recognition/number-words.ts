/** Number words of German, Ukrainian, Russian, English and Polish, in the cases lists use. "One" only leads a phrase. */
const listed: readonly (readonly [number, string])[] = [
	[2, 'zwei zwo zweier two два дві двох двома двоє dwa dwie dwóch'],
	[3, 'drei dreier three три трьох трьома троє trzy trzech'],
	[4, 'vier four чотири чотирьох четыре cztery czterech'],
	[5, "fünf fuenf five п'ять п'яти п'ятьох пять pięć pięciu"],
	[6, 'sechs six шість шести шестьох шесть sześć'],
	[7, 'sieben seven сім семи семь siedem'],
	[8, 'acht eight вісім восьми восемь osiem'],
	[9, "neun nine дев'ять дев'яти девять dziewięć"],
	[10, 'zehn ten десять десяти dziesięć десяток'],
	[11, 'elf eleven одинадцять одиннадцать'],
	[12, 'zwölf zwoelf twelve dozen dutzend дванадцять двенадцать дюжина dwanaście'],
	[13, 'dreizehn thirteen тринадцять'],
	[14, 'vierzehn fourteen чотирнадцять'],
	[15, "fünfzehn fifteen п'ятнадцять пятнадцать"],
	[16, 'sechzehn sixteen шістнадцять'],
	[17, 'siebzehn seventeen сімнадцять'],
	[18, 'achtzehn eighteen вісімнадцять'],
	[19, "neunzehn nineteen дев'ятнадцять"],
	[1.5, 'півтора півтори anderthalb półtora полтора'],
	[20, 'zwanzig twenty двадцять двадцяти двадцать dwadzieścia'],
	[30, 'dreißig dreissig thirty тридцять тридцяти тридцать trzydzieści'],
	[40, 'vierzig forty сорок сорока'],
	[50, "fünfzig fifty п'ятдесят пятьдесят pięćdziesiąt півсотні півсотня полсотни"],
	[60, 'sechzig sixty шістдесят'],
	[70, 'siebzig seventy сімдесят'],
	[80, 'achtzig eighty вісімдесят'],
	[90, "neunzig ninety дев'яносто"],
	[100, 'hundert einhundert hundred сто ста sto сотня сотню'],
	[200, 'zweihundert двісті двохсот двести'],
	[300, 'dreihundert триста трьохсот'],
	[400, 'vierhundert чотириста чотирьохсот четыреста'],
	[500, "fünfhundert п'ятсот п'ятисот пятьсот"],
	[600, 'sechshundert шістсот'],
	[700, 'siebenhundert сімсот'],
	[800, 'achthundert вісімсот'],
	[900, "neunhundert дев'ятсот"],
	[500, 'півтисячі полтысячи'],
	[1000, 'eintausend тисяча тисячу тысяча тысячу'],
];
const leadingOnes = /^(ein|eine|einen|einem|einer|one|one|a|an|один|одна|одне|одну|одного|одной|jeden|jedna|jeden)$/u;
const multipliers: readonly (readonly [number, RegExp])[] = [
	[1000, /^(тис\.?|тисяч\p{L}*|тыс\.?|тысяч\p{L}*|tsd\.?|tausend|thousand|tys\.?|tysi\p{L}*)(?!\p{L})/iu],
	[1_000_000, /^(млн\.?|мільйон\p{L}*|mio\.?|million\p{L}*|mln\.?)(?!\p{L})/iu],
	[12, /^(dutzend|dozen|дюжин\p{L}*)(?!\p{L})/iu],
	[10, /^(десятк\p{L}*|десяток)(?!\p{L})/iu],
	[100, /^(hundert|hundred|сотн\p{L}*)(?!\p{L})/iu],
];

const values = new Map<string, number>();
for (const [value, words] of listed) for (const word of words.split(' ')) values.set(word, value);
const germanOnes = ['ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'];
const germanTens = ['zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'];
for (const [ten, tens] of germanTens.entries()) {
	for (const [one, ones] of germanOnes.entries()) values.set(`${ones}und${tens}`, (ten + 2) * 10 + one + 1);
}

/** Whether a word is a number by itself, in whatever case it stands; "one" is none, since it may be an article. */
export function isNumberWord(word: string): boolean {
	return values.has(word.toLowerCase());
}

/**
 * Writes number words as figures («drei» → 3, «двадцять п'ять» → 25, "three hundred" → "3 hundred"), so that one
 * reader suffices for both. "One", and articles that may mean it, only where the phrase begins with them. A number given
 * twice, in figures and in words, stands once: «2 (дві)».
 */
export function figuresForWords(text: string): string {
	const pieces = text
		.replace(/(\p{L}ty)-(?=(one|two|three|four|five|six|seven|eight|nine)\b)/giu, '$1 ')
		.split(/(?<=[\s(,;–-])|(?=[\s),;:–])/u);
	const out: string[] = [];
	let pending: number | undefined;
	let isFirst = true;
	let counted = false;
	for (const piece of pieces) {
		const word = piece.toLowerCase();
		const isMultiplier: boolean = counted && collective.test(word);
		const value: number | undefined = isMultiplier
			? undefined
			: (values.get(word) ?? (isFirst && leadingOnes.test(word) ? 1 : undefined));
		if (/\S/u.test(piece)) {
			isFirst &&= openers.test(word);
			counted = value !== undefined || /^\d[\d.,]*$/u.test(piece);
		}
		const sum = value === undefined || pending === undefined ? undefined : together(pending, value);
		if (value !== undefined) {
			if (sum !== undefined) {
				while (!/^\d+$/u.test(out.at(-1)!)) out.pop();
				out.pop();
			}
			pending = sum ?? value;
			out.push(String(pending));
		} else {
			if (/[^\s-]/u.test(piece)) pending = undefined;
			out.push(piece);
		}
	}
	return out.join('').replace(/(?<!\d)(\d+)\s?\(\s?\1\s?\)/gu, '$1');
}

/** What counts by the dozen where a number stands before it, and is a number where none does. */
const collective = /^(dutzend|dozens?|дюжин\p{L}*|десятк\p{L}*|сот\p{L}*)$/u;
/** What may stand before a leading "one" without taking its meaning. */
const openers =
	/^(хоча|хоч|б|би|мінімум|щонайменше|мінім|at|least|mindestens|nur|only|лише|тільки|ca\.?|noch|ще|еще)$/u;

/** What two number words in a row come to: twenty five, three hundred, сто двадцять. */
function together(before: number, value: number): number | undefined {
	if (before > value && before % 10 === 0 && value < 100 && before % (value < 10 ? 10 : 100) === 0)
		return before + value;
	return before < 100 && value === 100 ? before * 100 : undefined;
}

/** The multiplier a text begins with («тис.», "Dutzend"), and its length. */
export function multiplierAtStart(text: string): { readonly factor: number; readonly length: number } | undefined {
	for (const [factor, pattern] of multipliers) {
		const found = pattern.exec(text);
		if (found) return { factor, length: found[0].length };
	}
	return undefined;
}
