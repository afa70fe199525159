import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, hour, instant, later } from '#lib/kernel/instant.ts';
import { ok } from '#lib/kernel/result.ts';
import { inCity, inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { sendMail } from '#lib/platform/mail/send-mail.server.ts';
import { freshDatabase } from '#test/database.ts';
import { aNewsroom, granted, type NewsroomWorld } from '#test/laws/newsroom-world.ts';
import { layOutCities } from '#test/people.ts';
import {
	agreeToEmbargo,
	approveText,
	liftEmbargo,
	releaseWithEmbargo,
	requestReview,
	setEmbargo,
} from '../articles/article-commands.server.ts';
import { findArticle } from '../articles/article-queries.server.ts';
import type { PressListId } from './press-list.ts';
import {
	addRecipient,
	createPressList,
	forgetRecipient,
	isPressStillSo,
	removeRecipient,
	sendToPress,
} from './press-list-commands.server.ts';
import { countMails, findPressList, listPressLists, listSendable, listSendings } from './press-list-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, worker } = database.databases;
const sender = { worker, origin: 'https://tandem.example' };
let room: NewsroomWorld;
let list: PressListId;

const journalist = (email: string) =>
	({ name: 'Jo Nal', outlet: 'Stadtblatt', email, basis: 'asked', proof: 'Mail' }) as const;
const refusal = (kind: string) => ({ ok: false, refusal: [{ kind }] });

beforeAll(async () => {
	room = await aNewsroom(database, await layOutCities(database));
	room.now = instant('2023-03-14T09:00:00Z');
	list = granted(
		await room.as('editor', (trx, deed) => createPressList(trx, { name: 'Lokales', language: 'de' }, deed)),
	);
});

const add = (email: string) => room.as('editor', (trx, deed) => addRecipient(trx, list, journalist(email), deed));
const send = (article: Id<'article'>, edition: 'de' | 'uk' = 'de') =>
	room.as('editor', (trx, deed) => sendToPress(trx, { list, article, edition }, sender, deed));
const mails = () =>
	database.query<{ id: Id<'mail'>; recipient: string; subject: string; body_text: string; unsubscribe_url: string }>(
		'select * from mail order by recipient',
	);
const partner = () => ({ at: room.now, account: room.cities.zhytomyr.editor, city: room.cities.zhytomyr.id });

/** An article whose German text waits for an embargo nobody has agreed to yet. */
async function underEmbargo(title: string) {
	const until = later(room.now, day);
	const id = await room.draft('de', { title, text: 'Ein Satz.\n\n> Gut so.\n-- Eine Sprecherin' });
	const shown = async () => {
		const article = await room.as('editor', (trx) => findArticle(trx, id));
		return { id, key: 'de' as const, shown: article?.editions.de?.steps ?? 0 };
	};
	granted(await room.as('editor', (trx, deed) => setEmbargo(trx, { id, until }, deed)));
	const written = await shown();
	granted(await room.as('editor', (trx, deed) => requestReview(trx, written, deed)));
	const reviewed = await shown();
	granted(await room.as('coordinator', (trx, deed) => approveText(trx, reviewed, deed)));
	const approved = await shown();
	granted(await room.as('editor', (trx, deed) => releaseWithEmbargo(trx, approved, { kind: 'first' }, deed)));
	const agree = async () =>
		granted(await inCity(app, partner(), (trx) => agreeToEmbargo(trx, { id, until }, partner())));
	return { id, until, agree };
}

describe('a press list', () => {
	it('holds each address once, with why it may be written to, for its own city alone', async () => {
		expect(await add('jo@blatt.example')).toEqual(ok(null));
		expect(await add('jo@blatt.example')).toEqual(refusal('recipient-exists'));
		const again = room.as('editor', (trx, deed) => createPressList(trx, { name: 'Lokales', language: 'de' }, deed));
		expect(await again).toEqual(refusal('list-exists'));
		expect(await room.as('editor', listPressLists)).toMatchObject([{ name: 'Lokales', count: 1 }]);
		expect(await inCity(app, partner(), listPressLists)).toEqual([]);
		expect(await inCity(app, partner(), (trx) => findPressList(trx, list))).toBeUndefined();
		const foreign = inCity(app, partner(), (trx) => addRecipient(trx, list, journalist('x@y.example'), partner()));
		expect(await foreign).toEqual(refusal('not-yours'));
		const publicly = inPublic(database.databases.public, (trx) => sql`select from press_recipient`.execute(trx));
		await expect(publicly).rejects.toThrow('permission denied');
	});

	it('gets nothing that is neither public nor under an embargo both cities agreed on', async () => {
		const draft = await room.draft('de', { title: 'Entwurf', text: 'Ein Satz.' });
		expect(await send(draft)).toEqual(refusal('not-to-be-sent'));
		const { id } = await underEmbargo('Nur eine Stadt');
		expect(await send(id)).toEqual(refusal('embargo-not-agreed'));
		const text = await room.publish('uk', { title: 'Мова', text: 'Речення.' });
		expect(await send(text, 'uk')).toEqual(refusal('other-language'));
		expect(await mails()).toEqual([]);
	});

	it('is sent a text once, with its embargo in the first line', async () => {
		const { id, agree } = await underEmbargo('Generatoren');
		await agree();
		const offered = await room.as('editor', (trx) => listSendable(trx, 'de', room.now));
		expect(offered.map(({ title }) => title)).toContain('Generatoren');
		expect(await send(id)).toEqual(ok(null));
		expect(await send(id)).toEqual(refusal('sent-before'));
		const [mail, ...others] = await mails();
		expect(others).toEqual([]);
		expect(mail!.subject).toMatch(/^SPERRFRIST bis .*: Generatoren$/);
		expect(mail!.body_text.split('\n')[0]).toBe(
			'SPERRFRIST: nicht vor dem 15.03.2023, 10:00 Uhr (Ortszeit Deutschland) veröffentlichen.',
		);
		expect(mail!.body_text).toContain('Ein Satz.\n\nGut so.\n(Eine Sprecherin)');
		expect(mail!.body_text).not.toContain('/news/');
		expect(mail!.unsubscribe_url).toMatch(/^https:\/\/tandem\.example\/de\/subscribe\/press\/[\w-]{43}\/unsubscribe$/);
		const audit = await database.query(
			`select action, details from audit_entry where action = 'article.sent-to-press'`,
		);
		expect(audit).toEqual([
			{ action: 'article.sent-to-press', details: { edition: 'de', recipients: 1, embargo: true } },
		]);
	});

	it('gets no mail that still waits when the embargo is lifted, or when somebody has left', async () => {
		await database.query('delete from mail');
		const taken: string[] = [];
		const server = {
			send: (mail: { recipient: string }) => {
				taken.push(mail.recipient);
				return Promise.resolve(undefined);
			},
		};
		const sendAll = async () => {
			for (const { id } of await mails()) await sendMail(worker, server, id, isPressStillSo);
		};
		const lifted = await underEmbargo('Aufgehoben');
		await lifted.agree();
		granted(await send(lifted.id));
		await inCity(app, partner(), (trx) => liftEmbargo(trx, { id: lifted.id, reason: 'Doch nicht.' }, partner()));
		await sendAll();
		expect([taken, await mails()]).toEqual([[], []]);

		const kept = await underEmbargo('Bleibt');
		await kept.agree();
		await add('leaves@blatt.example');
		granted(await send(kept.id));
		const found = await room.as('editor', (trx) => findPressList(trx, list));
		const leaver = found!.recipients.find(({ email }) => email.startsWith('leaves'))!;
		await inWorker(worker, (trx) => forgetRecipient(trx, leaver.id));
		await sendAll();
		expect(taken).toEqual(['jo@blatt.example']);
		const sendings = await room.as('editor', (trx) => listSendings(trx, list));
		const sending = sendings.find(({ title }) => title === 'Bleibt');
		expect(sending).toMatchObject({ recipients: 2 });
		expect(await inWorker(worker, (trx) => countMails(trx, [sending!.id]))).toEqual([
			{ sendingId: sending!.id, sent: 1, refused: 0, waiting: 0 },
		]);
	});

	it('is sent what is public, with its address', async () => {
		await database.query('delete from mail');
		const id = await room.publish('de', { title: 'Öffentlich', text: 'Ein Satz.', slug: 'oeffentlich' });
		granted(await send(id));
		const [mail] = await mails();
		expect(mail).toMatchObject({ subject: 'Presse: Öffentlich' });
		expect(mail!.body_text).toContain('https://tandem.example/de/news/oeffentlich');
	});

	it('loses somebody for good when the press office strikes them', async () => {
		const found = await room.as('editor', (trx) => findPressList(trx, list));
		const id = found!.recipients[0]!.id;
		expect(await inCity(app, partner(), (trx) => removeRecipient(trx, list, id))).toEqual(refusal('not-yours'));
		expect(await room.as('editor', (trx) => removeRecipient(trx, list, id))).toEqual(ok(null));
		room.now = later(room.now, hour);
		const next = await room.publish('de', { title: 'Niemand', text: 'Ein Satz.' });
		expect(await send(next)).toEqual(refusal('nobody-on-list'));
	});
});
