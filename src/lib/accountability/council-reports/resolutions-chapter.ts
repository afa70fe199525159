import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { signingInWords } from '#lib/partnerships/agreements/agreement-words.ts';
import { councilMessages } from '#lib/partnerships/council/council-messages.ts';
import type { PaperBlock } from '#lib/platform/papers/paper.ts';
import { recordFigure } from './figure.ts';
import { cell, tableOr, wordColumn } from './paper-parts.ts';
import type { CouncilContent } from './report-content.ts';
import { reportMessages } from './report-messages.ts';

/** What the partnership rests on: papers of the council with their results, and what was signed. */
export function resolutionsChapter({ papers, agreements }: CouncilContent, language: Language): PaperBlock[] {
	const say = speak(reportMessages, language);
	const sayCouncil = speak(councilMessages, language);
	return [
		tableOr(
			{
				caption: say('caption-papers'),
				columns: [
					wordColumn(say('column-reference')),
					wordColumn(say('column-subject'), 4),
					wordColumn(say('column-date')),
					wordColumn(say('column-result'), 3),
				],
				rows: papers.map(({ id, reference, names, dated, decision }) => [
					cell(reference === '' ? say('no-reference') : reference),
					cell(readableText(names, language).text, recordFigure('paper', id)),
					cell(dated ? formatFuzzyDate(dated, language) : say('unknown')),
					cell(decision ? `${decision.body}: ${sayCouncil(`outcome-${decision.outcome}`)}` : say('undecided')),
				]),
			},
			say('no-papers'),
		),
		tableOr(
			{
				caption: say('caption-agreements'),
				columns: [wordColumn(say('column-agreement'), 3), wordColumn(say('column-signed'), 3)],
				rows: agreements.map((agreement) => [
					cell(readableText(agreement.title, language).text, recordFigure('agreement', agreement.id)),
					cell(signingInWords(agreement, language)),
				]),
			},
			say('no-agreements'),
		),
	];
}
