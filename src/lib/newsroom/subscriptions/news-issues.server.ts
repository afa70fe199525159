import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { latestIssue, lookBackDays, type Rhythm } from './subscription.ts';

/**
 * What readers are told of: an edition became public or was changed so that readers are to know. Minor updates are never mailed,
 * nor is what is withdrawn or hidden by now.
 */
const publications = (since: RawBuilder<unknown>) => sql`
	select e.article_id, e.sequence, e.edition as language, e.at, p.terms, pa.slug as partnership
	from article_event e
		join public_article p on p.article_id = e.article_id and p.edition = e.edition and p.state = 'live' and not p.easy
		join article a on a.id = e.article_id
		left join partnership pa on pa.id = a.partnership_id
	where e.kind = 'textPublished' and e.at > ${since} and e.data -> 'update' ->> 'kind' <> 'minor'`;

/** Whether a reader's wish fits a publication: nothing chosen is everything, of several any one is enough. */
const fits = sql`((s.terms = '{}' and s.partnerships = '{}') or s.terms && u.terms or u.partnership = any(s.partnerships))`;

/** Below every random id. */
const lowestId = '00000000-0000-0000-0000-000000000000';

const since = (rhythm: Rhythm, now: Instant) => sqlInstant(later(now, -lookBackDays[rhythm] * day));

/** Opens every issue that is due and not open yet: one for each new publication, one for the day and one for the week. */
export async function openIssues(trx: Trx, now: Instant): Promise<void> {
	await sql`insert into news_issue (id, rhythm, article_id, sequence, at)
		select gen_random_uuid(), 'at-once', u.article_id, u.sequence, u.at
		from (${publications(since('at-once', now))}) u
		where not exists (select from news_issue i where i.article_id = u.article_id and i.sequence = u.sequence)
		on conflict do nothing`.execute(trx);
	for (const rhythm of ['daily', 'weekly'] as const) {
		const { onDay, at } = latestIssue(rhythm, now);
		const known = await sql`select from news_issue where rhythm = ${rhythm} and on_day = ${onDay}`.execute(trx);
		if (known.rows.length > 0) continue;
		await sql`insert into news_issue (id, rhythm, on_day, at) values (${randomUUID()}, ${rhythm}, ${onDay}, ${sqlInstant(at)})
			on conflict do nothing`.execute(trx);
	}
}

interface OpenIssue {
	readonly id: Id<'issue'>;
	readonly rhythm: Rhythm;
	readonly articleId: Id<'article'> | null;
	readonly sequence: number | null;
	readonly at: Instant;
	readonly reached: string | null;
}

/**
 * Writes down, for the next `size` readers of the oldest unfinished issue, what each is to get. Answers how many publications that
 * were; undefined where no issue waits, or another worker is at it. Where it got to is noted in the same transaction, so it goes on
 * there after a crash; and a reader who was told of a publication before is not told again.
 */
export async function planBatch(trx: Trx, now: Instant, size: number): Promise<number | undefined> {
	const { rows: open } = await sql<OpenIssue>`
		select id, rhythm, article_id, sequence, at, reached from news_issue where planned_at is null
		order by at, id limit 1 for update skip locked`.execute(trx);
	const [issue] = open;
	if (!issue) return undefined;
	const { rows } = await sql<{ looked: number; planned: number; reached: string | null }>`
		with batch as (
			select s.id, s.language, s.terms, s.partnerships, s.confirmed_at from subscription s
			where s.confirmed_at is not null and s.rhythm = ${issue.rhythm} and s.id > ${issue.reached ?? lowestId}
			order by s.id limit ${size} for key share
		), u as materialized (
			${publications(since(issue.rhythm, issue.at))} ${onlyOf(issue)}
		), planned as (
			insert into news_delivery (subscription_id, article_id, sequence, issue_id, at)
			select s.id, u.article_id, u.sequence, ${issue.id}, ${sqlInstant(now)}
			from batch s join u on u.language = s.language and u.at >= s.confirmed_at and ${fits}
			on conflict do nothing returning 1
		)
		select (select count(*)::int from batch) as looked, (select count(*)::int from planned) as planned,
			(select id from batch order by id desc limit 1) as reached`.execute(trx);
	const { looked = 0, planned = 0, reached = null } = rows[0] ?? {};
	await sql`update news_issue set planned = planned + ${planned}, reached = coalesce(${reached}::uuid, reached),
			planned_at = case when ${looked < size} then ${sqlInstant(now)} end
		where id = ${issue.id}`.execute(trx);
	return planned;
}

/** An issue of one publication tells of that one, the others of what was there when they came out. */
function onlyOf({ articleId, sequence, at }: OpenIssue): RawBuilder<unknown> {
	return articleId === null
		? sql`and e.at < ${sqlInstant(at)}`
		: sql`and e.article_id = ${articleId} and e.sequence = ${sequence}`;
}
