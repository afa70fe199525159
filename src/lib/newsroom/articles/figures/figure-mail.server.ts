import { sql } from 'kysely';
import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { editionName } from '../article-words.ts';
import type { MovedFigure } from './figure-change-queries.server.ts';
import { figureMessages } from './figure-messages.ts';
import { figureNames } from './figure-view.server.ts';
import { figureText } from './figure-words.ts';

/** A mail that tells an editor which figures of published texts are another number now, text by text, with the way to each. */
export async function movedMail(
	trx: Trx,
	figures: readonly MovedFigure[],
	{ name, language }: { readonly name: string; readonly language: Language },
	origin: string,
): Promise<{ readonly subject: string; readonly text: string }> {
	const say = speak(figureMessages, language);
	const titles = await liveTitles(trx, figures);
	const queries = figures.map(({ query }) => query);
	const nameOf = await figureNames(trx, queries, language);
	const line = ({ query, published, now }: MovedFigure) =>
		say('mail-line', {
			...nameOf(query),
			published: figureText(published, language).text,
			today: figureText(now, language).text,
		});
	const texts = [...Map.groupBy(figures, ({ id, key }) => `${id}/${key}`)].map(([address, moved]) =>
		say('mail-article', {
			title: titles.get(address) ?? '',
			edition: editionName(moved[0]!.key, language),
			lines: moved.map(line).join('\n'),
			link: `${origin}/${language}/office/newsroom/${address}`,
		}),
	);
	return {
		subject: say('mail-subject', { count: texts.length }),
		text: say('mail-text', { name, articles: texts.join('\n\n') }),
	};
}

async function liveTitles(trx: Trx, figures: readonly MovedFigure[]): Promise<ReadonlyMap<string, string>> {
	const ids = [...new Set(figures.map(({ id }) => id))];
	const { rows } = await sql<{ address: string; title: string }>`
		select e.article_id || '/' || e.edition as address, r.title
		from article_edition e join article_revision r on (r.article_id, r.edition, r.number) = (e.article_id, e.edition, e.live_revision)
		where e.article_id = any(${ids}::uuid[])`.execute(trx);
	return new Map(rows.map(({ address, title }) => [address, title]));
}
