import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlUuids } from '#lib/platform/database/values.server.ts';
import type { MailDraft } from '#lib/platform/mail/mail.ts';
import { queueMails, takeBackMail } from '#lib/platform/mail/outbox.server.ts';
import { type NewsItem, newsMail } from './news-mail.ts';
import { isHardBounce, type Rhythm, type SubscriptionId } from './subscription.ts';
import { noteBounce } from './subscription-commands.server.ts';
import { preferencesPath, tokenOf, unsubscribePath } from './subscription-links.server.ts';

/** A publication that waits for a reader, with what is public of it now. */
interface Waiting extends NewsItem {
	readonly issueId: Id<'issue'>;
	readonly subscriptionId: SubscriptionId;
	readonly articleId: Id<'article'>;
	readonly sequence: number;
	readonly rhythm: Rhythm;
	readonly email: string;
	readonly language: Language;
	readonly confirmedAt: Instant;
	/** False where the article is withdrawn or hidden by now. */
	readonly live: boolean;
}

export interface Sender {
	readonly worker: Db;
	readonly origin: string;
	readonly now: Instant;
}

/** So many mails of ours lie in the outbox at once: one that waits there was true when it was written, and may not stay so. */
const mostInOutbox = 1000;

/**
 * Writes the mails of up to `size` readers into the outbox and notes it in the same transaction. Answers how many publications it
 * took up; none where nothing waits, the outbox is full, or another worker is at it. What is withdrawn or hidden by now is dropped.
 */
export async function handOver(trx: Trx, sender: Sender, size: number, most = mostInOutbox): Promise<number> {
	const { rows: lock } = await sql<{ mine: boolean }>`
		select pg_try_advisory_xact_lock(hashtextextended('tandem.hand-over-news', 0)) as mine`.execute(trx);
	if (!lock[0]?.mine) return 0;
	const { rows: full } = await sql<{ count: number }>`
		select count(*)::int as count from news_delivery where state = 'in-outbox'`.execute(trx);
	const room = Math.min(size, most - (full[0]?.count ?? 0));
	if (room <= 0) return 0;
	const waiting = await listWaiting(trx, room);
	const letters = lettersOf(waiting);
	await note(
		trx,
		sender.now,
		'dropped',
		waiting.filter(({ live }) => !live),
	);
	const drafts: MailDraft[] = [];
	for (const items of letters) drafts.push(await draftOf(items, sender));
	const queued = await queueMails(trx, drafts);
	await noteHandedOver(trx, sender.now, letters, queued);
	return waiting.length;
}

/** All that waits for each of the next readers, held so that nobody leaves while a mail to them is being written. */
async function listWaiting(trx: Trx, readers: number): Promise<readonly Waiting[]> {
	const { rows } = await sql<Waiting>`
		with next as (
			select distinct issue_id, subscription_id from (
				select issue_id, subscription_id from news_delivery where state = 'waiting'
				order by issue_id, subscription_id limit ${readers}) first
		), held as (
			select s.id, s.email, s.language, s.confirmed_at from subscription s
			where s.id in (select subscription_id from next) order by s.id for share
		)
		select d.issue_id, d.subscription_id, d.article_id, d.sequence, i.rhythm, s.email, s.language, s.confirmed_at, e.at,
			e.data -> 'update' ->> 'kind' as update, coalesce(e.data -> 'update' ->> 'note', '') as note,
			coalesce(e.data -> 'update' ->> 'wrong', '') as wrong, coalesce(p.state = 'live', false) as live,
			p.slug, p.kicker, p.title, p.teaser
		from next join news_delivery d using (issue_id, subscription_id) join news_issue i on i.id = d.issue_id
			join held s on s.id = d.subscription_id
			join article_event e on e.article_id = d.article_id and e.sequence = d.sequence
			left join public_article p on p.article_id = e.article_id and p.edition = e.edition
		where d.state = 'waiting'
		order by d.issue_id, d.subscription_id, e.at, d.article_id, d.sequence`.execute(trx);
	return rows;
}

/** What goes into one mail each. */
function lettersOf(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
	const live = waiting.filter((each) => each.live);
	return [...Map.groupBy(live, ({ issueId, subscriptionId }) => `${issueId} ${subscriptionId}`).values()];
}

const keyOf = ({ issueId, subscriptionId }: Waiting) => `news:${issueId}:${subscriptionId}`;

async function draftOf(items: readonly Waiting[], { worker, origin, now }: Sender): Promise<MailDraft> {
	const [first] = items as readonly [Waiting, ...Waiting[]];
	const { email, language, rhythm, confirmedAt, subscriptionId } = first;
	const token = await tokenOf(worker, 'preferences', subscriptionId);
	const preferencesUrl = origin + preferencesPath(language, token);
	return {
		to: email,
		language,
		...newsMail({ language, rhythm, items, confirmedAt, at: now, origin, preferencesUrl }),
		dedupeKey: keyOf(first),
		unsubscribeUrl: origin + unsubscribePath(language, token),
		about: subscriptionId,
	};
}

async function noteHandedOver(
	trx: Trx,
	now: Instant,
	letters: readonly (readonly Waiting[])[],
	queued: ReadonlyMap<string, Id<'mail'>>,
): Promise<void> {
	const rows = letters.flatMap((items) =>
		items.map((item) => ({ ...rowOf(item), mail_id: queued.get(keyOf(item)) ?? null })),
	);
	await sql`update news_delivery d set state = 'in-outbox', mail_id = r.mail_id, at = ${sqlInstant(now)}
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(subscription_id uuid, article_id uuid, sequence int, mail_id uuid)
		where d.subscription_id = r.subscription_id and d.article_id = r.article_id and d.sequence = r.sequence`.execute(
		trx,
	);
}

const rowOf = ({ subscriptionId, articleId, sequence }: Waiting) => ({
	subscription_id: subscriptionId,
	article_id: articleId,
	sequence,
});

/** Brings deliveries to their end, and counts them at their issue. */
async function note(
	trx: Trx,
	now: Instant,
	state: 'sent' | 'refused' | 'dropped',
	deliveries: readonly Pick<Waiting, 'subscriptionId' | 'articleId' | 'sequence'>[],
): Promise<void> {
	if (deliveries.length === 0) return;
	const rows = deliveries.map((each) => rowOf(each as Waiting));
	await sql`with moved as (
			update news_delivery d set state = ${state}, at = ${sqlInstant(now)}
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(subscription_id uuid, article_id uuid, sequence int)
			where d.subscription_id = r.subscription_id and d.article_id = r.article_id and d.sequence = r.sequence
			returning d.issue_id
		), counted as (select issue_id, count(*)::int as count from moved group by issue_id)
		update news_issue i set ${sql.ref(state)} = ${sql.ref(`i.${state}`)} + counted.count
		from counted where i.id = counted.issue_id`.execute(trx);
}

interface Settled {
	readonly subscriptionId: SubscriptionId;
	readonly articleId: Id<'article'>;
	readonly sequence: number;
	readonly mailId: Id<'mail'>;
	readonly outcome: 'sent' | 'refused' | 'dropped';
	readonly replyCode: number | null;
}

/**
 * Takes note of what became of the mails in the outbox: sent, refused by the mail server (which may end the subscription), or given
 * up after three days without one that takes it. Answers how many publications that were.
 */
export async function settle(trx: Trx, now: Instant, size: number): Promise<number> {
	const givenUp = sqlInstant(later(now, -3 * day));
	const { rows } = await sql<Settled>`
		select d.subscription_id, d.article_id, d.sequence, d.mail_id, last.reply_code,
			case when last.outcome = 'accepted' then 'sent' when last.outcome = 'rejected' then 'refused' else 'dropped' end as outcome
		from news_delivery d left join lateral (
			select a.outcome, a.reply_code from mail_attempt a where a.mail = d.mail_id
			order by a.outcome = 'accepted' desc, a.id desc limit 1
		) last on true
		where d.state = 'in-outbox' and (last.outcome in ('accepted', 'rejected') or d.at < ${givenUp})
		order by d.subscription_id, d.article_id, d.sequence limit ${size} for update of d skip locked`.execute(trx);
	for (const outcome of ['sent', 'refused', 'dropped'] as const) {
		await note(
			trx,
			now,
			outcome,
			rows.filter((row) => row.outcome === outcome),
		);
	}
	const refused = new Map(rows.flatMap((row) => (row.outcome === 'refused' ? [[row.mailId, row] as const] : [])));
	for (const { subscriptionId, mailId, replyCode } of refused.values()) {
		const status = String(replyCode ?? '');
		await noteBounce(trx, subscriptionId, { mail: mailId, hard: isHardBounce(status), status, at: now });
	}
	return rows.length;
}

/**
 * The last look at a mail before it leaves: where an article it tells of is withdrawn or hidden by now, the mail is taken out of the
 * outbox, and what is left of it is written anew. True for every mail that is still so, and for all mails of others.
 */
export async function isNewsStillSo(trx: Trx, mail: Id<'mail'>): Promise<boolean> {
	const { rows } = await sql<{ gone: number }>`
		select count(*)::int as gone from news_delivery d
			join article_event e on e.article_id = d.article_id and e.sequence = d.sequence
		where d.mail_id = ${mail} and d.state = 'in-outbox' and not exists (
			select from public_article p where p.article_id = e.article_id and p.edition = e.edition and p.state = 'live')`.execute(
		trx,
	);
	if (rows[0]?.gone === 0) return true;
	await sql`update news_delivery set state = 'waiting', mail_id = null
		where mail_id = any(${sqlUuids([mail])}) and state = 'in-outbox'`.execute(trx);
	await takeBackMail(trx, mail);
	return false;
}
