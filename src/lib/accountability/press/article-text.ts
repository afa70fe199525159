import { formatFuzzyDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { ShownBlock, ShownRuns } from '#lib/newsroom/articles/shown-block.ts';
import type { ArticleView } from '#lib/newsroom/reading/reading-view.server.ts';

/** What of an article the press copies from. */
export type CopiedArticle = Pick<
	ArticleView,
	| 'kicker'
	| 'title'
	| 'teaser'
	| 'dateline'
	| 'published'
	| 'blocks'
	| 'pressContact'
	| 'sources'
	| 'language'
	| 'machine'
>;

/** An article as plain text: headings stand alone, lists have dashes, addresses are written out. */
export function articleText(article: CopiedArticle): string {
	const { kicker, title, teaser, dateline, published, blocks, pressContact, sources, language, machine } = article;
	const contact =
		pressContact && [pressContact.name, pressContact.phone, pressContact.email].filter(Boolean).join('\n');
	const parts = [
		kicker,
		title,
		[dateline, published.text].filter(Boolean).join(', '),
		teaser,
		...blocks.map((block) => blockText(block, language, new URL(machine.url).origin)),
		sources.map(({ label, url }) => `${label}: ${url}`).join('\n'),
		contact ?? '',
		machine.url,
	];
	const plain = (part: string) => part.replace(/(?!\n)\p{Cc}+/gu, ' ').trim();
	return `${parts.map(plain).filter(Boolean).join('\n\n')}\n`;
}

function blockText(block: ShownBlock, language: Language, origin: string): string {
	switch (block.kind) {
		case 'paragraph':
		case 'heading':
			return runsText(block.text);
		case 'list':
			return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${runsText(item)}`).join('\n');
		case 'quote':
			return `${runsText(block.text)}\n– ${[block.speaker, block.role].filter(Boolean).join(', ')}`;
		case 'timeline':
			return block.entries.map(({ on, text }) => `${formatFuzzyDate(on, language)}: ${runsText(text)}`).join('\n');
		case 'images':
			return '';
		case 'figure':
			return `${block.label}: ${(block.figure.published ?? block.figure.today).text}`;
		case 'map':
			return `${block.place.label}: ${origin}${block.place.href}`;
		case 'story-line':
			return `${block.story.label}: ${origin}${block.story.href}`;
		default:
			return block.documents.map(({ title, href }) => `${title.text}: ${origin}${href}`).join('\n');
	}
}

function runsText(runs: ShownRuns): string {
	return runs
		.map((run) => {
			if (run.kind === 'figure') return run.figure.words;
			return run.link?.startsWith('http') && run.link !== run.text ? `${run.text} (${run.link})` : run.text;
		})
		.join('');
}
