import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Paper } from '#lib/platform/papers/paper.ts';
import { cooperationChapter } from './cooperation-chapter.ts';
import { financeChapter } from './finance-chapter.ts';
import { goodsTables } from './goods-chapter.ts';
import { chapters, written } from './paper-parts.ts';
import { promisesChapter } from './promises-chapter.ts';
import type { CouncilContent, ReportContent } from './report-content.ts';
import { reportMessages } from './report-messages.ts';
import { resolutionsChapter } from './resolutions-chapter.ts';
import { summaryTerms } from './summary-terms.ts';

/**
 * The report to the council in one language, in the order councils are used to: occasion and resolutions, summary, measures
 * one by one, financial effects, cooperation, promises and mandates, outlook.
 */
export function councilPaper(content: CouncilContent, language: Language): Paper {
	const say = speak(reportMessages, language);
	const chapter = chapters();
	const { texts } = content;
	return {
		...paperFrame(content, language),
		title: say('council-title', { partnership: readableText(content.partnership.names, language).text }),
		blocks: [
			chapter(say('chapter-occasion')),
			...written(texts.occasion, language),
			...resolutionsChapter(content, language),
			chapter(say('chapter-summary')),
			...written(texts.summary, language),
			summaryTerms(content, language),
			chapter(say('chapter-measures')),
			...written(texts.measures, language),
			...goodsTables(content.measures, language),
			chapter(say('chapter-finances')),
			...written(texts.finances, language),
			...financeChapter(content, language),
			chapter(say('chapter-cooperation')),
			...written(texts.cooperation, language),
			...cooperationChapter(content, language),
			chapter(say('chapter-promises')),
			...promisesChapter(content, language),
			chapter(say('chapter-outlook')),
			...(texts.outlook ? written(texts.outlook, language) : [{ kind: 'note', text: say('no-text-yet') } as const]),
		],
	};
}

/** What every report has around its chapters. */
export function paperFrame(
	content: Pick<ReportContent, 'from' | 'until' | 'asOf' | 'city'>,
	language: Language,
): Omit<Paper, 'title' | 'blocks'> {
	const say = speak(reportMessages, language);
	const city = readableText(content.city, language).text;
	const asOf = formatInstant(content.asOf, language);
	const period = { from: formatDate(content.from, language), until: formatDate(content.until, language) };
	return {
		language,
		subtitle: `${say('period', period)}\n${say('as-of', { at: asOf })}`,
		author: city,
		footer: say('footer', { city, at: asOf }),
		words: { contents: say('contents'), table: say('table'), page: say('page') },
	};
}
