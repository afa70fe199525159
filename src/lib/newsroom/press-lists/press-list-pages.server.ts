import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant, languageIn } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { readId, type Typed } from '#lib/ui/form/typed-form.ts';
import type { Deed } from '../articles/article.ts';
import { namedBy } from '../subscriptions/subscription-links.server.ts';
import type { PressListId, PressListRefusal } from './press-list.ts';
import {
	addRecipient,
	createPressList,
	forgetRecipient,
	removeRecipient,
	sendToPress,
} from './press-list-commands.server.ts';
import { readList, readRecipient, readText } from './press-list-form.ts';
import { pressListMessages } from './press-list-messages.ts';
import {
	countMails,
	findPressList,
	isRecipient,
	listPressLists,
	listSendable,
	listSendings,
} from './press-list-queries.server.ts';

type Outcome<Value> = Promise<Result<Value, readonly PressListRefusal[]>>;

/** The lists of the acting city. */
export async function loadPressLists(desk: OfficeDesk) {
	const lists = await readForPage(desk, listPressLists);
	return {
		lists: lists.map(({ id, name, language, count }) => ({
			id,
			name,
			language: languageIn(language, desk.language),
			count,
		})),
		idempotencyKey: randomUUID(),
	};
}

/** A list with everybody on it, what may be sent and what was; undefined where there is none of the city's. */
export async function loadPressList({ databases }: Services, desk: OfficeDesk, idText: string) {
	const id = parseId<'press-list'>(idText);
	const found =
		id &&
		(await readForPage(desk, async (trx) => {
			const list = await findPressList(trx, id);
			return (
				list && {
					list,
					sendings: await listSendings(trx, id),
					texts: await listSendable(trx, list.language, desk.now),
				}
			);
		}));
	if (!found) return undefined;
	const say = speak(pressListMessages, desk.language);
	const ids = found.sendings.map((sending) => sending.id);
	const counts = await inWorker(databases.worker, (trx) => countMails(trx, ids), { readOnly: true });
	const inWords = (at: Parameters<typeof formatInstant>[0]) => formatInstant(at, desk.language);
	return {
		...found.list,
		languageName: languageIn(found.list.language, desk.language),
		texts: found.texts.map(({ articleId, edition, title, embargoUntil }) => ({
			value: `${articleId} ${edition}`,
			label: embargoUntil === null ? title : say('text-embargo', { title, until: inWords(embargoUntil) }),
		})),
		sendings: found.sendings.map((sending) => ({
			...sending,
			when: inWords(sending.sentAt),
			embargo: sending.embargoUntil === null ? null : inWords(sending.embargoUntil),
			mails: counts.find(({ sendingId }) => sendingId === sending.id) ?? null,
		})),
		idempotencyKey: randomUUID(),
	};
}

const deedOf = ({ actor, now }: OfficeDesk): Deed => ({ at: now, account: actor.account, city: actor.city });

/** Begins a list. Answers where it is. */
export function newPressList(desk: OfficeDesk, typed: Typed): Outcome<PressListId> {
	const read = readList(typed);
	if (!read.ok) return Promise.resolve(read);
	return runForm<PressListId, PressListRefusal>(desk, { name: 'create-press-list', subject: null, typed }, (trx) =>
		createPressList(trx, read.value, deedOf(desk)),
	);
}

export type PressListDeed = 'add' | 'remove' | 'send';

/** Does to a list what a form asks. */
export async function changePressList(
	services: Services,
	desk: OfficeDesk,
	what: { readonly list: string; readonly deed: PressListDeed; readonly typed: Typed },
): Outcome<null> {
	const { deed, typed } = what;
	const list = parseId<'press-list'>(what.list);
	if (!list) return refused([{ kind: 'not-yours' }]);
	const sent = { name: `${deed}-press-list`, subject: list, typed };
	const worker = services.databases.worker;
	if (deed === 'add') {
		const read = readRecipient(typed);
		if (!read.ok) return read;
		return runForm<null, PressListRefusal>(desk, sent, (trx) => addRecipient(trx, list, read.value, deedOf(desk)));
	}
	if (deed === 'remove') {
		const read = readId<'press-recipient'>(typed, 'recipient');
		if (!read.ok) return read;
		const removed = await runForm<null, PressListRefusal>(desk, sent, (trx) => removeRecipient(trx, list, read.value));
		if (removed.ok) await inWorker(worker, (trx) => forgetRecipient(trx, read.value));
		return removed;
	}
	const read = readText(typed);
	if (!read.ok) return read;
	const sender = { worker, origin: publicOrigin(services.config.http) };
	return runForm<null, PressListRefusal>(desk, sent, (trx) =>
		sendToPress(trx, { list, ...read.value }, sender, deedOf(desk)),
	);
}

/** Whether a mail's link still leads off a list. */
export async function loadLeaving({ databases }: Services, token: string): Promise<{ readonly open: boolean }> {
	const id = await namedBy<'press-recipient'>(databases.worker, 'press-list', token);
	return { open: id !== undefined && (await inWorker(databases.worker, (trx) => isRecipient(trx, id))) };
}

/** Takes whoever holds a mail's link off the list. One who has left has left. */
export async function leaveList({ databases }: Services, token: string): Promise<void> {
	const id: Id<'press-recipient'> | undefined = await namedBy(databases.worker, 'press-list', token);
	if (id) await inWorker(databases.worker, (trx) => forgetRecipient(trx, id));
}

/** The words above each field. */
const labels = {
	name: 'recipient-name',
	language: 'list-language',
	outlet: 'recipient-outlet',
	basis: 'recipient-basis',
	proof: 'recipient-proof',
	text: 'text',
	recipient: 'recipients',
} as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainPressList(refusal: PressListRefusal, language: Language): FieldError {
	const say = speak(pressListMessages, language);
	switch (refusal.kind) {
		case 'email-malformed':
			return { field: 'email', message: say('error-email'), label: say('recipient-email') };
		case 'recipient-exists':
			return { field: 'email', message: say('error-recipient-exists'), label: say('recipient-email') };
		case 'list-exists':
			return { field: 'name', message: say('error-list-exists'), label: say('list-name') };
		case 'nobody-on-list':
		case 'other-language':
		case 'not-to-be-sent':
		case 'embargo-not-agreed':
		case 'sent-before':
			return { field: 'text', message: say(`error-${refusal.kind}`), label: say('text') };
		default:
			return explainFault(refusal, language, labels, say);
	}
}
