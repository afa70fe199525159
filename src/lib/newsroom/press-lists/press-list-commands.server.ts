import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { forgetMailsAbout, queueMails, takeBackMail } from '#lib/platform/mail/outbox.server.ts';
import type { Deed } from '../articles/article.ts';
import { findRevision, lockArticle } from '../articles/article-queries.server.ts';
import type { EditionKey } from '../articles/edition.ts';
import { viewFigures } from '../articles/figures/figure-view.server.ts';
import { articlePath } from '../reading/news-paths.ts';
import { tokenOf } from '../subscriptions/subscription-links.server.ts';
import { decideSending, type PressListId, type PressListRefusal, type Recipient } from './press-list.ts';
import { leavePath } from './press-list-paths.ts';
import { findPressList } from './press-list-queries.server.ts';
import { pressMail } from './press-mail.ts';

type Answer<Value> = Promise<Result<Value, readonly PressListRefusal[]>>;

/** Begins a list of the acting city. */
export async function createPressList(
	trx: Trx,
	{ name, language }: { readonly name: string; readonly language: Language },
	deed: Deed,
): Answer<PressListId> {
	const id = randomUUID() as PressListId;
	const created = await sql`insert into press_list (id, city_id, name, language, created_at)
		values (${id}, current_city(), ${name}, ${language}, ${sqlInstant(deed.at)}) on conflict do nothing`.execute(trx);
	if (created.numAffectedRows === 0n) return refused([{ kind: 'list-exists' }]);
	await recordAudit(trx, { action: 'press-list.created', subjectKind: 'press-list', subjectId: id });
	return ok(id);
}

/** Puts somebody on a list of the acting city, with why they may be written to. */
export async function addRecipient(
	trx: Trx,
	list: PressListId,
	{ name, outlet, email, basis, proof }: Omit<Recipient, 'id'>,
	deed: Deed,
): Answer<null> {
	if (!(await findPressList(trx, list))) return refused([{ kind: 'not-yours' }]);
	const added =
		await sql`insert into press_recipient (id, list_id, city_id, name, outlet, email, basis, proof, added_at, added_by)
		values (${randomUUID()}, ${list}, current_city(), ${name}, ${outlet}, ${email}, ${basis}, ${proof}, ${sqlInstant(deed.at)},
			${deed.account}) on conflict do nothing`.execute(trx);
	if (added.numAffectedRows === 0n) return refused([{ kind: 'recipient-exists' }]);
	await recordAudit(trx, {
		action: 'press-list.recipient-added',
		subjectKind: 'press-list',
		subjectId: list,
		details: { basis },
	});
	return ok(null);
}

/** Strikes somebody from a list of the acting city. Their mails go with {@link forgetRecipient}. */
export async function removeRecipient(trx: Trx, list: PressListId, id: Id<'press-recipient'>): Answer<null> {
	const removed = await sql`delete from press_recipient
		where id = ${id} and list_id = ${list} and city_id = current_city()`.execute(trx);
	if (removed.numAffectedRows === 0n) return refused([{ kind: 'not-yours' }]);
	await recordAudit(trx, { action: 'press-list.recipient-removed', subjectKind: 'press-list', subjectId: list });
	return ok(null);
}

/** Forgets a recipient and every mail to them, also those that wait: for who leaves by a mail's link. Runs as the worker. */
export async function forgetRecipient(trx: Trx, id: Id<'press-recipient'>): Promise<void> {
	await sql`delete from press_recipient where id = ${id}`.execute(trx);
	await forgetMailsAbout(trx, id);
}

export interface Sender {
	readonly worker: Db;
	readonly origin: string;
}

/**
 * Sends a text to everybody on a list, once. What is not public goes only under an embargo that both cities have agreed on; the
 * article is held meanwhile, so that the word of the other city counts whichever comes first.
 */
export async function sendToPress(
	trx: Trx,
	input: { readonly list: PressListId; readonly article: Id<'article'>; readonly edition: EditionKey },
	sender: Sender,
	deed: Deed,
): Answer<null> {
	const list = await findPressList(trx, input.list);
	const article = await lockArticle(trx, input.article);
	if (!list || article?.cityId !== deed.city) return refused([{ kind: 'not-yours' }]);
	const decided = decideSending(article, input.edition, list, deed.at);
	if (!decided.ok) return refused([decided.refusal]);
	const hidden = await sql`select from article_hidden where article_id = ${article.id}`.execute(trx);
	if (hidden.rows.length > 0) return refused([{ kind: 'not-to-be-sent' }]);
	const { revision, embargoUntil } = decided.value;
	const text = present(
		await findRevision(trx, { id: article.id, key: input.edition, number: revision }),
		'the text sent',
	);
	const id = randomUUID() as Id<'press-sending'>;
	const sending = await sql`insert into press_sending
			(id, city_id, list_id, article_id, edition, revision, embargo_until, recipients, sent_at, account_id)
		values (${id}, current_city(), ${list.id}, ${article.id}, ${input.edition}, ${revision},
			${embargoUntil === null ? null : sqlInstant(embargoUntil)}, ${list.recipients.length}, ${sqlInstant(deed.at)},
			${deed.account}) on conflict do nothing`.execute(trx);
	if (sending.numAffectedRows === 0n) return refused([{ kind: 'sent-before' }]);
	const { language } = list;
	const figures = await viewFigures(trx, text.blocks, { frozen: null, language });
	const letter = {
		language,
		text,
		dateline: article.facts.dateline ? readableText(article.facts.dateline, language).text : '',
		contact: article.facts.pressContact,
		embargoUntil,
		link: embargoUntil === null ? sender.origin + articlePath(language, text.slug) : null,
		figure: (query: Parameters<typeof figures.find>[0]) => figures.find(query).today.text,
	};
	const drafts = await Promise.all(
		list.recipients.map(async (recipient) => {
			const leaveUrl = sender.origin + leavePath(language, await tokenOf(sender.worker, 'press-list', recipient.id));
			return {
				to: recipient.email,
				language,
				...pressMail({ ...letter, leaveUrl }),
				dedupeKey: `press:${id}:${recipient.id}`,
				unsubscribeUrl: `${leaveUrl}/unsubscribe`,
				about: recipient.id,
			};
		}),
	);
	const mails = [...(await queueMails(trx, drafts)).values()];
	await sql`insert into press_delivery (mail_id, sending_id) select mail, ${id} from unnest(${mails}::uuid[]) as mail`.execute(
		trx,
	);
	const details = { edition: input.edition, recipients: mails.length, embargo: embargoUntil !== null };
	await recordAudit(trx, { action: 'article.sent-to-press', subjectKind: 'article', subjectId: article.id, details });
	return ok(null);
}

/**
 * The last look at a mail to the press before it leaves: whoever left the list gets nothing, and neither does anybody where the text
 * is no longer public or its embargo no longer what both cities agreed on. True for all mails of others. Runs as the worker.
 */
export async function isPressStillSo(trx: Trx, mail: Id<'mail'>): Promise<boolean> {
	const { rows } = await sql<{ stillSo: boolean }>`
		select exists (select from press_recipient r where r.id = m.about) and not exists (
				select from article_hidden h where h.article_id = s.article_id) and (
			exists (select from public_article p where p.article_id = s.article_id and p.edition = s.edition and p.state = 'live')
			or s.embargo_until is not null and exists (
				select from article_edition e join article_current c using (article_id)
				where e.article_id = s.article_id and e.edition = s.edition and e.stage = 'embargoed' and e.revision = s.revision
					and c.embargo_until = s.embargo_until and c.embargo_agreed_by is not null)) as still_so
		from press_delivery d join press_sending s on s.id = d.sending_id join mail m on m.id = d.mail_id
		where d.mail_id = ${mail}`.execute(trx);
	if (rows[0]?.stillSo ?? true) return true;
	await takeBackMail(trx, mail);
	return false;
}
