import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import type { Article, ArticleFacts } from '../article.ts';
import { articleMessages } from '../article-messages.ts';

/** A field of the facts as it is and as it is to be. */
export interface FactChange {
	readonly label: string;
	readonly before: string;
	readonly after: string;
}

/** A proposed change as its page shows it, for whoever decides on it. */
export function viewProposal(
	{ facts, proposed }: Pick<Article, 'facts' | 'proposed'>,
	language: Language,
	recordName: (ref: ArticleFacts['records'][number]) => string,
) {
	if (!proposed) return null;
	const say = speak(articleMessages, language);
	const lines = ({ kind, dateline, pressContact, sources, records }: ArticleFacts) => ({
		kind: say(`kind-${kind}`),
		dateline: [...new Set(languages.flatMap((each) => dateline?.[each] ?? []))].join(' / '),
		'press-contact': pressContact ? Object.values(pressContact).filter(Boolean).join(', ') : '',
		sources: sources.map(({ label, url }) => `${label}: ${url}`).join('; '),
		records: records.map(recordName).join('; '),
	});
	const [before, after] = [lines(facts), lines(proposed.facts)];
	const changes = (Object.keys(before) as (keyof typeof before)[])
		.filter((field) => before[field] !== after[field])
		.map((field): FactChange => ({ label: say(field), before: before[field], after: after[field] }));
	return { at: formatInstant(proposed.at, language), shown: proposed.at, changes };
}
