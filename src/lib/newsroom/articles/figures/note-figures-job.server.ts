import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import type { EditionKey } from '../edition.ts';
import { saysTheSame } from './bound-figure.ts';
import { keptQuery, listMovedFigures, type MovedFigure } from './figure-change-queries.server.ts';
import { movedMail } from './figure-mail.server.ts';
import { readFigures } from './figure-values.server.ts';
import { type FrozenRow, frozenOf } from './frozen-figures.server.ts';

/** A figure of a live text as it was noted last: at its publication or when it changed since. */
interface LiveRow extends FrozenRow {
	readonly id: Id<'article'>;
	readonly key: EditionKey;
	readonly revision: number;
	readonly cityId: Id<'city'>;
}

const editionOf = ({ id, key }: { readonly id: string; readonly key: string }) => `${id} ${key}`;

/**
 * Notes which figures of live texts the public figures have given another value, each change once, and tells the editors of
 * the city, in one mail each. Of a text with a change that nobody has seen yet they know already: no second mail. The notes and
 * the mails are one transaction, so a crash costs both or neither. Answers how many changes were noted.
 */
export async function noteFigureChanges(trx: Trx, origin: string): Promise<number> {
	await sql`select pg_advisory_xact_lock(hashtext('tandem.note-figures'))`.execute(trx);
	const known = new Set((await listMovedFigures(trx)).filter(({ seen }) => !seen).map(editionOf));
	const changed = await findChanged(trx);
	if (changed.length === 0) return 0;
	await sql`insert into article_figure_change (article_id, edition, revision, query, city_id, value, unit, as_of)
		select id, key, revision, query, "cityId", value, unit, to_timestamp("asOf" / 1000)
		from jsonb_to_recordset(${sqlJson(changed)}) as c(id uuid, key text, revision int, query text, "cityId" uuid,
			value bigint, unit text, "asOf" float8)`.execute(trx);
	const news = new Set(changed.map(editionOf));
	const moved = (await listMovedFigures(trx)).filter(
		(each) => news.has(editionOf(each)) && !known.has(editionOf(each)),
	);
	await tellEditors(trx, moved, new Map(changed.map(({ id, cityId }) => [id, cityId])), origin);
	return changed.length;
}

async function findChanged(trx: Trx): Promise<readonly LiveRow[]> {
	const { rows } = await sql<LiveRow>`
		select f.article_id as id, f.edition as key, f.revision, f.city_id, f.query, f.as_of,
			case when last.id is null then f.value else last.value end as value,
			case when last.id is null then f.unit else last.unit end as unit
		from article_edition e
		join article_figure f on (f.article_id, f.edition, f.revision) = (e.article_id, e.edition, e.live_revision)
		left join lateral (select c.id, c.value, c.unit from article_figure_change c
			where (c.article_id, c.edition, c.revision, c.query) = (f.article_id, f.edition, f.revision, f.query)
			order by c.id desc limit 1) last on true
		order by f.article_id, f.edition, f.query`.execute(trx);
	const queries = [...new Map(rows.map(({ query }) => [query, keptQuery(query)])).values()];
	const read = await readFigures(trx, queries);
	return rows.flatMap((row) => {
		const now = read(keptQuery(row.query));
		if (saysTheSame(frozenOf(row), now)) return [];
		return [{ ...row, value: now.sum?.value ?? null, unit: now.sum?.unit ?? null, asOf: now.asOf }];
	});
}

interface Recipient {
	readonly id: Id<'account'>;
	readonly email: string;
	readonly name: string;
	readonly language: Language;
	readonly cityId: Id<'city'>;
	readonly roles: readonly Role[];
}

async function tellEditors(
	trx: Trx,
	moved: readonly MovedFigure[],
	cities: ReadonlyMap<Id<'article'>, Id<'city'>>,
	origin: string,
): Promise<void> {
	for (const [cityId, figures] of Map.groupBy(moved, ({ id }) => cities.get(id))) {
		const newest = Math.max(...figures.map(({ changeId }) => changeId));
		for (const { id, email, name, language } of cityId ? await editorsOf(trx, cityId) : []) {
			const mail = await movedMail(trx, figures, { name, language }, origin);
			await queueMail(trx, { to: email, language, ...mail, dedupeKey: `figures:${id}:${newest}` });
		}
	}
}

/** Those who publish in a city; where nobody does, those who write. */
async function editorsOf(trx: Trx, cityId: Id<'city'>): Promise<readonly Recipient[]> {
	const { rows } = await sql<Recipient>`
		select a.id, a.email, a.name, a.language, a.city_id, array_agg(r.role) as roles
		from account a join account_role r on r.account_id = a.id
		where a.city_id = ${cityId} and a.disabled_at is null group by a.id order by a.id`.execute(trx);
	const publishing = rows.filter((each) => may(each, 'articles.publish'));
	return publishing.length > 0 ? publishing : rows.filter((each) => may(each, 'articles.write'));
}

/** After each publication of the public figures, whose job asks for it in its own transaction. */
export const noteFiguresJob = defineJob({
	name: 'note-figures',
	input: z.object({}),
	run: async (_input, { services, log }) => {
		const origin = publicOrigin(services.config.http);
		const count = await inWorker(services.databases.worker, (trx) => noteFigureChanges(trx, origin));
		if (count > 0) log.info('figures of articles changed', { count });
	},
});
