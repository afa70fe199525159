import { patternOf } from './text.ts';

const half = patternOf(
	'giu',
	String.raw`(?<!\p{L})(?:пів|пол|eine?[nrms]?\shalbe[rsn]?|halbe[rsn]?|half\san?|a\shalf|pół)[\s-]?`,
	String.raw`(?=(?:тонн|кіло|кило|літр|литр|кубо|метр|tonn|tons?(?!\p{L})|kilo|kg(?!\p{L})|lit(?:er|re)|met(?:er|re)|palett?e|pallet|палет))`,
);
const halfDozen = patternOf(
	'giu',
	String.raw`(?<!\p{L})(?:пів\s?дюжин\p{L}*|пол\s?дюжин\p{L}*|(?:ein(?:em)?\s)?halbes?\sdutzend|half\sa\sdozen|half-dozen)(?!\p{L})(?:\sof)?`,
);
const couple = /(?<!\p{L})a couple of(?!\p{L})/giu;
const hundreds = /(?<![\d.,])([1-9]\d?)\s(?:hundred|hundert)(?!\p{L})/giu;

/** Writes halves and other amounts that are no single number word as figures: «пів тонни» as «0,5 тонни», "half a dozen" as 6. */
export function figuresForHalves(text: string): string {
	if (!/пів|пол|hal[fb]|pół|couple|hundr/iu.test(text)) return text;
	return text
		.replace(halfDozen, '6')
		.replace(half, '0,5 ')
		.replace(couple, '2')
		.replace(hundreds, (_, count: string) => `${count}00`);
}
