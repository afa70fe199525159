import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, describe, expect, test } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { anActor, freshDatabase } from '#test/database.ts';
import { inCity, inWorker } from '../database/transaction.server.ts';
import type { MailDraft } from './mail.ts';
import { listOutbox, queueMail } from './outbox.server.ts';
import { sendMail, smtpTransport } from './send-mail.server.ts';
import { sweepOutbox } from './sweep-outbox.server.ts';

const database = await freshDatabase();
afterAll(database.close);

/** A mail server on the loopback that answers each message as the test says. */
async function aMailServer(answer: (count: number) => { code: number } | 'hang-up' | undefined = () => undefined) {
	const received: string[] = [];
	let tries = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onData: (stream, _, done) => {
			let text = '';
			stream.on('data', (chunk: Buffer) => {
				text += chunk.toString();
			});
			stream.on('end', () => {
				const said = answer(++tries);
				if (said === 'hang-up') {
					received.push(text);
					for (const connection of server.connections) connection.close();
					return;
				}
				if (!said) received.push(text);
				done(said ? Object.assign(new Error('no'), { responseCode: said.code }) : undefined);
			});
		},
	});
	server.on('error', () => {});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		received,
		transport: smtpTransport(`smtp://127.0.0.1:${port}`, 'Tandem <tandem@dortmund.example>'),
		close: () => new Promise<void>((closed) => server.close(() => closed())),
	};
}

let occasion = 0;
function aMail(changes: Partial<MailDraft> = {}): MailDraft {
	return {
		to: 'office@zhytomyr.example',
		language: 'uk',
		subject: 'Потребу отримано',
		text: 'Дякуємо, ми отримали ваш список.',
		dedupeKey: `occasion:${++occasion}`,
		...changes,
	};
}

async function queue(draft: MailDraft): Promise<Id<'mail'>> {
	await inCity(database.databases.app, anActor(), (trx) => queueMail(trx, draft));
	const rows = await database.query<{ id: Id<'mail'> }>('select id from mail where dedupe_key = $1', [draft.dedupeKey]);
	return rows[0]!.id;
}

async function stateOf(id: Id<'mail'>): Promise<string | undefined> {
	const mails = await inWorker(database.databases.worker, (trx) => listOutbox(trx));
	return mails.find((mail) => mail.id === id)?.state;
}

describe('a queued mail', () => {
	test('reaches the mail server as it was written', async () => {
		const server = await aMailServer();
		const id = await queue(aMail({ html: '<p>Дякуємо</p>' }));
		expect(await stateOf(id)).toBe('waiting');
		expect(await sendMail(database.databases.worker, server.transport, id)).toBe('sent');
		const mail = await simpleParser(server.received[0]!);
		expect(mail.subject).toBe('Потребу отримано');
		expect(mail.text?.trim()).toBe('Дякуємо, ми отримали ваш список.');
		expect(mail.html).toContain('<p>Дякуємо</p>');
		expect(mail.messageId).toBe(`<${id}@dortmund.example>`);
		expect(mail.headers.get('content-language')).toBe('uk');
		expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
		expect(await stateOf(id)).toBe('sent');
		expect(await database.query('select body_text, body_html from mail where id = $1', [id])).toEqual([
			{ body_text: '', body_html: null },
		]);
		await server.close();
	});

	test('is sent once, however often and by however many workers it is taken up', async () => {
		const server = await aMailServer();
		const id = await queue(aMail());
		await Promise.all(Array.from({ length: 6 }, () => sendMail(database.databases.worker, server.transport, id)));
		expect(await sendMail(database.databases.worker, server.transport, id)).toBe('sent');
		expect(server.received).toHaveLength(1);
		await server.close();
	});

	test('is queued once per occasion', async () => {
		const draft = aMail();
		const answers = await inCity(database.databases.app, anActor(), async (trx) => [
			await queueMail(trx, draft),
			await queueMail(trx, { ...draft, text: 'again' }),
		]);
		expect(answers).toEqual([true, false]);
	});

	test('is not there when its cause fails', async () => {
		const draft = aMail();
		const failing = inCity(database.databases.app, anActor(), async (trx) => {
			await queueMail(trx, draft);
			throw new Error('the cause failed');
		});
		await expect(failing).rejects.toThrow('the cause failed');
		expect(await database.query('select from mail where dedupe_key = $1', [draft.dedupeKey])).toHaveLength(0);
	});

	test('is tried again after a temporary failure and then sent', async () => {
		const server = await aMailServer((count) => (count === 1 ? { code: 451 } : undefined));
		const id = await queue(aMail());
		await expect(sendMail(database.databases.worker, server.transport, id)).rejects.toThrow('did not take');
		expect(await stateOf(id)).toBe('waiting');
		expect(await sendMail(database.databases.worker, server.transport, id)).toBe('sent');
		expect(server.received).toHaveLength(1);
		await server.close();
	});

	test('that the server refuses for good is not tried again', async () => {
		const server = await aMailServer(() => ({ code: 550 }));
		const id = await queue(aMail());
		expect(await sendMail(database.databases.worker, server.transport, id)).toBe('rejected');
		expect(await sendMail(database.databases.worker, server.transport, id)).toBe('rejected');
		expect(await stateOf(id)).toBe('rejected');
		expect(await database.query('select body_text from mail where id = $1', [id])).toEqual([{ body_text: '' }]);
		await server.close();
	});

	test('that may have arrived, because the line broke after it was handed over, is not sent twice', async () => {
		const server = await aMailServer(() => 'hang-up');
		const id = await queue(aMail());
		expect(await sendMail(database.databases.worker, server.transport, id)).toBe('sending');
		expect(await sendMail(database.databases.worker, server.transport, id)).toBe('sending');
		expect(server.received).toHaveLength(1);
		await server.close();
	});

	test('waits where no mail server answers', async () => {
		const nowhere = smtpTransport('smtp://127.0.0.1:1', 'tandem@dortmund.example');
		const id = await queue(aMail());
		await expect(sendMail(database.databases.worker, nowhere, id)).rejects.toThrow('did not take');
		expect(await stateOf(id)).toBe('waiting');
	});
});

describe('the outbox', () => {
	test('takes up again what still waits after an hour, and forgets a mail after thirty days', async () => {
		const [young, waiting, old] = [await queue(aMail()), await queue(aMail()), await queue(aMail())];
		await database.query(`update mail set queued_at = now() - interval '2 hours' where id = $1`, [waiting]);
		await database.query(`update mail set queued_at = now() - interval '31 days' where id = $1`, [old]);
		await database.query(`delete from job.job_common`);
		await inWorker(database.databases.worker, sweepOutbox);
		const jobs = await database.query<{ mail: string }>(`select data->>'mail' as mail from job.job_common`);
		expect(jobs.map((job) => job.mail)).toEqual([waiting]);
		expect(await stateOf(old)).toBeUndefined();
		expect(await stateOf(young)).toBe('waiting');
	});

	test('forgets the text of what is not taken up again, and keeps that of what may still go', async () => {
		const given = await queue(aMail({ text: 'https://tandem.example/link' }));
		const waiting = await queue(aMail({ text: 'https://tandem.example/link' }));
		await database.query(`update mail set queued_at = now() - interval '4 days' where id = $1`, [given]);
		await inWorker(database.databases.worker, sweepOutbox);
		const textOf = async (id: string) =>
			(await database.query<{ body_text: string }>(`select body_text from mail where id = $1`, [id]))[0]?.body_text;
		expect([await textOf(given), await textOf(waiting)]).toEqual(['', 'https://tandem.example/link']);
	});

	test.each([
		['two addresses', { to: 'a@b.example, c@d.example' }],
		['a second line in the subject', { subject: 'Hello\nBcc: everyone@example.org' }],
	])('refuses %s, whoever writes them', async (_, changes) => {
		await expect(queue(aMail(changes))).rejects.toThrow(/violates check constraint/);
	});

	test('can be read by the worker only', async () => {
		await expect(inCity(database.databases.app, anActor(), (trx) => listOutbox(trx))).rejects.toThrow(
			/permission denied/,
		);
	});
});
