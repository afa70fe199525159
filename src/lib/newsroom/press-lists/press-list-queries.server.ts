import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlUuids } from '#lib/platform/database/values.server.ts';
import type { EditionKey } from '../articles/edition.ts';
import type { PressListId, Recipient } from './press-list.ts';

export interface PressList {
	readonly id: PressListId;
	readonly name: string;
	readonly language: Language;
}

/** The lists of the acting city, with how many are on each. */
export async function listPressLists(trx: Trx): Promise<readonly (PressList & { readonly count: number })[]> {
	const { rows } = await sql<PressList & { count: number }>`
		select l.id, l.name, l.language, (select count(*)::int from press_recipient r where r.list_id = l.id) as count
		from press_list l where l.city_id = current_city() order by l.name collate "und-x-icu", l.id`.execute(trx);
	return rows;
}

/** A list of the acting city with everybody on it. */
export async function findPressList(
	trx: Trx,
	id: PressListId,
): Promise<(PressList & { readonly recipients: readonly Recipient[] }) | undefined> {
	const lists = await sql<PressList>`
		select id, name, language from press_list where id = ${id} and city_id = current_city()`.execute(trx);
	const [list] = lists.rows;
	if (!list) return undefined;
	const { rows } = await sql<Recipient>`select id, name, outlet, email, basis, proof from press_recipient
		where list_id = ${id} order by name collate "und-x-icu", id`.execute(trx);
	return { ...list, recipients: rows };
}

/** What was sent to a list, newest first. */
export interface Sending {
	readonly id: Id<'press-sending'>;
	readonly title: string;
	readonly sentAt: Instant;
	readonly embargoUntil: Instant | null;
	readonly recipients: number;
}

export async function listSendings(trx: Trx, id: PressListId): Promise<readonly Sending[]> {
	const { rows } = await sql<Sending>`
		select s.id, r.title, s.sent_at, s.embargo_until, s.recipients
		from press_sending s join article_revision r
			on r.article_id = s.article_id and r.edition = s.edition and r.number = s.revision
		where s.list_id = ${id} order by s.sent_at desc, s.id limit 100`.execute(trx);
	return rows;
}

/** Texts of the acting city that may go to the press in a language, the latest first. */
export interface SendableText {
	readonly articleId: Id<'article'>;
	readonly edition: EditionKey;
	readonly title: string;
	/** Null for what is public. */
	readonly embargoUntil: Instant | null;
}

export async function listSendable(trx: Trx, language: Language, now: Instant): Promise<readonly SendableText[]> {
	const { rows } = await sql<SendableText>`
		select e.article_id, e.edition, e.title, case when e.stage = 'embargoed' then c.embargo_until end as embargo_until
		from article_edition e join article_current c using (article_id)
		where e.city_id = current_city() and e.edition = ${language} and (e.live_revision is not null
			or e.stage = 'embargoed' and c.embargo_agreed_by is not null and c.embargo_until > ${sqlInstant(now)})
		order by e.changed_at desc, e.article_id limit 50`.execute(trx);
	return rows;
}

/** What became of the mails of sendings, as long as the outbox remembers. Runs as the worker. */
export interface MailCount {
	readonly sendingId: Id<'press-sending'>;
	readonly sent: number;
	readonly refused: number;
	readonly waiting: number;
}

export async function countMails(trx: Trx, sendings: readonly Id<'press-sending'>[]): Promise<readonly MailCount[]> {
	const { rows } = await sql<MailCount>`
		select d.sending_id, count(*) filter (where last.sent)::int as sent,
			count(*) filter (where last.refused and not last.sent)::int as refused,
			count(*) filter (where not coalesce(last.sent or last.refused, false))::int as waiting
		from press_delivery d left join lateral (
			select bool_or(a.outcome = 'accepted') as sent, bool_or(a.outcome = 'rejected') as refused
			from mail_attempt a where a.mail = d.mail_id) last on true
		where d.sending_id = any(${sqlUuids(sendings)}) group by d.sending_id`.execute(trx);
	return rows;
}

/** Whether somebody is still on a list. Runs as the worker. */
export async function isRecipient(trx: Trx, id: Id<'press-recipient'>): Promise<boolean> {
	return (await sql`select from press_recipient where id = ${id}`.execute(trx)).rows.length > 0;
}
