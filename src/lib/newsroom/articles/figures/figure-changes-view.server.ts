import { sql } from 'kysely';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Language } from '#lib/kernel/language.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { longest } from '../article-form.ts';
import type { ArticleId } from '../article-queries.server.ts';
import { editionName } from '../article-words.ts';
import { type EditionKey, languageOf } from '../edition.ts';
import type { FigureText } from '../shown-block.ts';
import { changesOf, type FigureChange, suggestedUpdate } from './figure-change.ts';
import { keptQuery, listMovedFigures } from './figure-change-queries.server.ts';
import { readFigures } from './figure-values.server.ts';
import { figureNames } from './figure-view.server.ts';
import { figureText, noticeText } from './figure-words.ts';
import { listFrozen } from './frozen-figures.server.ts';

/** A figure of a live text that moved, as the desk shows it. */
export interface ChangeView {
	readonly name: string;
	readonly where: string;
	readonly published: FigureText;
	readonly now: FigureText;
}

/** What became of the figures of a live text; null where they are what readers were given. */
export interface ChangesView {
	readonly changes: readonly ChangeView[];
	/** The newest change, for the form that says it was seen; null where none was noted yet or all are seen. */
	readonly unseen: number | null;
	/** What the form of the next publication begins with, in the language of the text. */
	readonly suggested: { readonly update: 'major' | 'correction'; readonly wrong: string; readonly note: string };
}

/** Compares the figures of a live text with what the public figures say now. */
export async function viewChanges(
	trx: Trx,
	{ id, key, revision }: { readonly id: ArticleId; readonly key: EditionKey; readonly revision: number },
	language: Language,
): Promise<ChangesView | null> {
	const frozen = new Map((await listFrozen(trx, { id, key, revision })).map((figure) => [figure.query, figure]));
	const queries = [...frozen.keys()].map(keptQuery);
	const changes = changesOf(
		[...frozen.values()].map((figure) => ({ query: keptQuery(figure.query), published: figure })),
		await readFigures(trx, queries),
	);
	if (changes.length === 0) return null;
	const nameOf = await figureNames(trx, queries, language);
	const noted = (await listMovedFigures(trx, id)).filter((each) => each.key === key && !each.seen);
	return {
		changes: changes.map(({ query, published, now }) => ({
			...nameOf(query),
			published: figureText(published, language),
			now: figureText(now, language),
		})),
		unseen: noted.length > 0 ? Math.max(...noted.map(({ changeId }) => changeId)) : null,
		suggested: await suggest(trx, changes, languageOf(key)),
	};
}

async function suggest(trx: Trx, changes: readonly FigureChange[], language: Language) {
	const nameOf = await figureNames(
		trx,
		changes.map(({ query }) => query),
		language,
	);
	const told = (which: 'published' | 'now') =>
		changes
			.map((change) => noticeText(nameOf(change.query), change[which], language))
			.join(' ')
			.slice(0, longest.note);
	return {
		update: suggestedUpdate(changes, ({ asOf }) => (asOf === null ? null : dayOf(asOf))),
		wrong: told('published'),
		note: told('now'),
	};
}

/** The live texts of the desk's own city with figures that moved and that nobody has looked at yet. */
export async function listUnseenTexts(trx: Trx, { actor, language }: Pick<OfficeDesk, 'actor' | 'language'>) {
	const { rows } = await sql<{ id: ArticleId; key: EditionKey; title: string }>`
		select distinct m.article_id as id, m.edition as key, r.title
		from article_figure_moved m join article_revision r
			on (r.article_id, r.edition, r.number) = (m.article_id, m.edition, m.revision)
		where not m.seen and m.city_id = ${actor.city} order by r.title, id, key`.execute(trx);
	return rows.map(({ id, key, title }) => ({
		href: `/${language}/office/newsroom/${id}/${key}`,
		title,
		edition: editionName(key, language),
		language: languageOf(key),
	}));
}
