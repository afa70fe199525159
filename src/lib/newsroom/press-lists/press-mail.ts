import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate, formatInstant } from '#lib/i18n/format.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { ArticleText, PressContact } from '../articles/article.ts';
import type { Block, FigureQuery, Runs } from '../articles/block.ts';
import { pressListMessages } from './press-list-messages.ts';

/** What a mail to the press is made of. */
export interface PressMailFacts {
	readonly language: Language;
	readonly text: ArticleText;
	/** The place the news comes from; '' where none is named. */
	readonly dateline: string;
	readonly contact: PressContact | null;
	/** Until when it must not be published; null for what is public. */
	readonly embargoUntil: Instant | null;
	/** Where it can be read; null while it cannot. */
	readonly link: string | null;
	/** The value of a bound figure as readers see it today. */
	readonly figure: (query: FigureQuery) => string;
	/** Where the recipient leaves the list. */
	readonly leaveUrl: string;
}

/** Writes the mail to one journalist. An embargo is its first line and stands in its subject. */
export function pressMail(facts: PressMailFacts): { readonly subject: string; readonly text: string } {
	const { language, text, embargoUntil, contact, dateline, link } = facts;
	const say = speak(pressListMessages, language);
	const until = embargoUntil === null ? null : formatInstant(embargoUntil, language);
	const title = text.title.replace(/\s+/gu, ' ');
	const subject = until === null ? say('mail-subject', { title }) : say('mail-subject-embargo', { title, until });
	const teaser = [dateline, text.teaser].filter((part) => part !== '').join('. ');
	const contactLines = contact ? [contact.name, contact.phone, contact.email].filter((line) => line !== '') : [];
	const parts = [
		until === null ? '' : say('mail-embargo', { until }),
		[text.kicker, title].filter((line) => line !== '').join('\n'),
		teaser,
		...text.blocks.map((block) => textOfBlock(block, facts)),
		link ?? '',
		contactLines.length > 0 ? `${say('mail-contact')}\n${contactLines.join('\n')}` : '',
		`---\n${say('mail-footer', { link: facts.leaveUrl })}`,
	];
	return { subject: subject.slice(0, 300), text: parts.filter((part) => part !== '').join('\n\n') };
}

/** The words of a block; '' for pictures and what only leads elsewhere. */
function textOfBlock(block: Block, facts: PressMailFacts): string {
	const words = (runs: Runs) => textOfRuns(runs, facts);
	switch (block.kind) {
		case 'paragraph':
		case 'heading':
			return words(block.text);
		case 'quote':
			return `${words(block.text)}\n(${[block.speaker, block.role ?? ''].filter((each) => each !== '').join(', ')})`;
		case 'list':
			return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '–'} ${words(item)}`).join('\n');
		case 'timeline':
			return block.entries.map(({ on, text }) => `${formatFuzzyDate(on, facts.language)}: ${words(text)}`).join('\n');
		case 'figure':
			return `${block.label}: ${facts.figure(block.query)}`;
		default:
			return '';
	}
}

function textOfRuns(runs: Runs, { figure }: PressMailFacts): string {
	return runs.map((run) => (run.kind === 'text' ? run.text : figure(run.query))).join('');
}
