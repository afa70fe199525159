import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import type { TermKind } from '../topics/term.ts';
import type { Rhythm, Subscription, SubscriptionId } from './subscription.ts';

/** A subscription, confirmed or not. Runs as the worker. */
export async function findSubscription(trx: Trx, id: SubscriptionId): Promise<Subscription | undefined> {
	const { rows } = await sql<Subscription>`
		select id, email, language, rhythm, terms, partnerships, asked_at, confirmed_at from subscription where id = ${id}`.execute(
		trx,
	);
	return rows[0];
}

/** The reader a mail of ours went to; undefined for any other mail, and when the reader has left. */
export async function findMailReader(trx: Trx, mail: Id<'mail'>): Promise<SubscriptionId | undefined> {
	const { rows } = await sql<{ id: SubscriptionId }>`
		select s.id from mail m join subscription s on s.id = m.about where m.id = ${mail}`.execute(trx);
	return rows[0]?.id;
}

/** A category, topic or partnership that can be chosen. */
export interface Choice {
	readonly key: string;
	readonly names: LocalizedText;
}

/**
 * What readers may choose: categories and topics that something public in any language is filed under, and public partnerships.
 * Reads the public projection.
 */
export async function listChoices(
	trx: Trx,
): Promise<{ readonly terms: readonly (Choice & { kind: TermKind })[]; readonly partnerships: readonly Choice[] }> {
	const terms = await sql<Choice & { kind: TermKind }>`
		select t.kind || '/' || t.slug as key, t.kind, t.names from public_term t
		where t.kind in ('category', 'topic') and exists (
			select from public_article a where a.state = 'live' and a.terms @> array[t.kind || '/' || t.slug])
		order by t.kind, t.slug`.execute(trx);
	const partnerships = await sql<Choice>`select slug as key, names from public_partnership order by slug`.execute(trx);
	return { terms: terms.rows, partnerships: partnerships.rows };
}

/** How many readers there are, and how many went lately. */
export interface ReaderNumbers {
	readonly groups: readonly { readonly language: Language; readonly rhythm: Rhythm; readonly count: number }[];
	readonly unconfirmed: number;
	readonly left: number;
	readonly bounced: number;
}

export async function countReaders(trx: Trx, now: Instant): Promise<ReaderNumbers> {
	const groups = await sql<ReaderNumbers['groups'][number]>`
		select language, rhythm, count(*)::int as count from subscription where confirmed_at is not null
		group by language, rhythm order by language, rhythm`.execute(trx);
	const ended = await sql<{ left: number; bounced: number }>`
		select count(*) filter (where ended_because = 'left')::int as left,
			count(*) filter (where ended_because = 'bounced')::int as bounced
		from subscription_consent where ended_at > ${sqlInstant(later(now, -30 * day))}`.execute(trx);
	const open = await sql<{ count: number }>`
		select count(*)::int as count from subscription where confirmed_at is null`.execute(trx);
	const { left = 0, bounced = 0 } = ended.rows[0] ?? {};
	return { groups: groups.rows, unconfirmed: open.rows[0]?.count ?? 0, left, bounced };
}

/** What went out together, with what became of it. */
export interface IssueLine {
	readonly id: string;
	readonly rhythm: Rhythm;
	readonly onDay: PlainDate | null;
	/** The title of the article it tells of, where it is public still. */
	readonly title: string | null;
	readonly language: Language | null;
	readonly at: Instant;
	readonly planned: number;
	readonly waiting: number;
	readonly sent: number;
	readonly refused: number;
	readonly dropped: number;
}

/** The newest mailings that somebody was to get. */
export async function listIssues(trx: Trx, limit = 50): Promise<readonly IssueLine[]> {
	const { rows } = await sql<IssueLine>`
		select i.id, i.rhythm, i.on_day, p.title, p.language, i.at, i.planned, i.sent, i.refused, i.dropped,
			(select count(*)::int from news_delivery d where d.issue_id = i.id and d.state in ('waiting', 'in-outbox')) as waiting
		from news_issue i
			left join article_event e on e.article_id = i.article_id and e.sequence = i.sequence
			left join public_article p on p.article_id = e.article_id and p.edition = e.edition and p.state = 'live'
		where i.planned > 0 order by i.at desc, i.id limit ${limit}`.execute(trx);
	return rows;
}
