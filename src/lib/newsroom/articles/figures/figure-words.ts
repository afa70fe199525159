import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { formatBase } from '#lib/relief/catalogue/amount-text.ts';
import type { FigureQuery, Measure } from '../block.ts';
import type { FigureText, ShownFigure } from '../shown-block.ts';
import { type FigureReading, saysTheSame } from './bound-figure.ts';
import { figureMessages } from './figure-messages.ts';

/** A reading as a person reads it: "12 Stück", or that it is not known, with the moment it speaks of. */
export function figureText({ sum, asOf }: FigureReading, language: Language): FigureText {
	return {
		text: sum ? formatBase(sum.value, sum.unit, language) : speak(figureMessages, language)('unknown'),
		asOf: asOf === null ? null : formatInstant(asOf, language),
	};
}

/** A figure for its readers; `published` is null for a text that is not published yet, `row` where no table explains it. */
export function showFigure(
	published: FigureReading | null,
	today: FigureReading,
	{ language, row }: { readonly language: Language; readonly row: string | null },
): ShownFigure {
	const moved = published !== null && !saysTheSame(published, today);
	const [said, now] = [published && figureText(published, language), figureText(today, language)];
	const words = (said ?? now).text;
	const both = speak(figureMessages, language)('both', { published: words, today: now.text });
	return { published: said, today: now, words: moved ? both : words, moved, row };
}

/** What a figure counts: "Angekommen: Stromerzeuger". */
export function figureName({ measure }: FigureQuery, item: string, language: Language): string {
	const say = speak(figureMessages, language);
	return say('figure-name', { measure: say(`measure-${measure}`), item });
}

/** The days a figure is limited to; null for none. */
export function figureDays({ from, to }: FigureQuery, language: Language): string | null {
	const say = speak(figureMessages, language);
	const day = (date: Parameters<typeof formatDate>[0]) => formatDate(date, language);
	if (from !== null && to !== null) return say('within-days', { from: day(from), to: day(to) });
	if (from !== null) return say('from-day', { from: day(from) });
	return to === null ? null : say('to-day', { to: day(to) });
}

/** A reading as a sentence for readers: "Angekommen: Stromerzeuger (Winterhilfe): 12 Stück (Stand: …)." */
export function noticeText(
	{ name, where }: { readonly name: string; readonly where: string },
	reading: FigureReading,
	language: Language,
): string {
	const say = speak(figureMessages, language);
	const { text, asOf } = figureText(reading, language);
	return asOf === null
		? say('notice', { name, where, text })
		: say('notice-as-of', { name, where, text, asOf: say('as-of', { moment: asOf }) });
}

/** A measure as a choice in a form: "Angekommen". */
export function measureName(measure: Measure, language: Language): string {
	return speak(figureMessages, language)(`measure-${measure}`);
}
