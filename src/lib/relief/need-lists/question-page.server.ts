import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Session } from '#lib/access/session.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { baseUnitName } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { type FormFields, textFields, textOf } from '../needs/form-fields.ts';
import { explainNeedRefusal, itemName } from '../needs/need-texts.ts';
import { needListMessages } from './need-list-messages.ts';
import { explainEntryFault, explainListRefusal } from './need-list-texts.ts';
import {
	answerQuestions,
	openQuestions,
	type QuestionRefusal,
	questionMail,
	sendQuestions,
} from './question-commands.server.ts';
import { placeOf } from './review-page.ts';
import { findNeedList } from './review-store.server.ts';

const actorOf = (session: Session) => ({ city: session.cityId, account: session.accountId });

/** The open questions of a list, to be sent, printed or answered; undefined where there is no such list. */
export async function loadQuestionPage(services: Services, session: Session, id: Id<'need-list'>, language: Language) {
	const catalogue = currentCatalogue();
	const found = await inCity(services.databases.app, actorOf(session), async (trx) => ({
		list: await findNeedList(trx, id),
		questions: await openQuestions(trx, id, catalogue),
	}));
	if (!found.list) return undefined;
	const { list, questions } = found;
	const asked = Math.max(0, ...questions.map(({ askedAt }) => askedAt ?? 0));
	return {
		key: randomUUID(),
		secondKey: randomUUID(),
		list: { id: list.id, title: list.title, language: list.language },
		askedOn: asked > 0 ? formatInstant(asked as Parameters<typeof formatInstant>[0], language) : null,
		mayAsk: session.roles.includes('coordinator'),
		questions: questions.map((question) => ({
			id: question.entryId,
			place: placeOf(question, language),
			phrase: question.phrase,
			item: question.code === null ? '' : itemName(catalogue, question.code, language),
			unit: baseUnitName(question.baseUnit, language),
		})),
	};
}

/** The questions as a text in the language of the list, to be pasted or printed. */
export async function questionText(
	services: Services,
	session: Session,
	id: Id<'need-list'>,
): Promise<string | undefined> {
	const found = await inCity(services.databases.app, actorOf(session), async (trx) => ({
		list: await findNeedList(trx, id),
		questions: await openQuestions(trx, id, currentCatalogue()),
	}));
	if (!found.list) return undefined;
	const { language, title } = found.list;
	const link = `${publicOrigin(services.config.http)}/${language}/office/need-lists/${id}/questions`;
	const { subject, text } = questionMail(title, found.questions, { language, city: '…', sender: session.name, link });
	return `${subject}\n\n${text}\n`;
}

export type QuestionOutcome =
	| { readonly ok: true; readonly done: 'sent' | 'answered'; readonly count: number }
	| { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: FormFields };

/** Sends the questions or takes the answers, as the button says. */
export async function actOnQuestions(
	services: Services,
	session: Session,
	listId: Id<'need-list'>,
	language: Language,
	form: FormData,
): Promise<QuestionOutcome> {
	const fields = textFields(form);
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at: services.clock.now(), account: session.accountId };
	const catalogue = currentCatalogue();
	const asks = textOf(fields, 'do') === 'send' && session.roles.includes('coordinator');
	return inCity(services.databases.app, actorOf(session), async (trx): Promise<QuestionOutcome> => {
		if (asks) {
			const origin = publicOrigin(services.config.http);
			const sent = await sendQuestions(trx, catalogue, { listId, senderName: session.name, origin }, sending);
			if (!sent.ok) return { ok: false, errors: explain(sent.refusal, language), values: fields };
			const entry = { action: 'need-list.questions-sent', subjectKind: 'need-list', subjectId: listId } as const;
			if (!sent.repeated) await recordAudit(trx, entry);
			return { ok: true, done: 'sent', count: sent.value.asked };
		}
		const answers = Object.keys(fields).flatMap((name) => {
			const entryId = name.startsWith('amount-') ? parseId<'need-list-entry'>(name.slice('amount-'.length)) : undefined;
			if (!entryId) return [];
			const of = (field: string) => textOf(fields, `${field}-${entryId}`);
			return [{ entryId, amount: of('amount'), remark: of('remark').slice(0, 500), notNeeded: of('none') === 'on' }];
		});
		const taken = await answerQuestions(trx, catalogue, { listId, answers, language }, sending);
		if (!taken.ok) return { ok: false, errors: explain(taken.refusal, language), values: fields };
		const entry = { action: 'need-list.questions-answered', subjectKind: 'need-list', subjectId: listId } as const;
		if (!taken.repeated) await recordAudit(trx, entry);
		return { ok: true, done: 'answered', count: taken.value.answered };
	});
}

function explain(refusal: QuestionRefusal | { readonly kind: 'key-reused' }, language: Language): FieldError[] {
	const say = speak(needListMessages, language);
	switch (refusal.kind) {
		case 'answers-refused':
			return refusal.faults.map(({ entryId, fault }) => ({
				field: `amount-${entryId}`,
				message: explainEntryFault(fault, language),
			}));
		case 'nobody-to-ask':
			return [{ field: 'questions', message: say('questionsNobody') }];
		case 'nothing-to-ask':
			return [{ field: 'questions', message: say('questionsNone') }];
		case 'need-list-not-found':
		case 'operation-not-found':
		case 'same-list-again':
		case 'review-is-over':
		case 'entry-changed-meanwhile':
		case 'entries-refused':
		case 'nothing-to-undo':
		case 'nothing-to-merge':
		case 'too-few-parts':
		case 'too-many-parts':
			return [{ field: 'questions', message: explainListRefusal(refusal, language) }];
		default:
			return [{ field: 'questions', message: explainNeedRefusal(refusal, language) }];
	}
}

/** What was just done, as the page says it. */
export function questionFlash(done: string | null, count: number, language: Language) {
	const say = speak(needListMessages, language);
	if (done === 'sent') return { title: say('questionsSent'), tone: 'success' as const };
	return done === 'answered' ? { title: say('answered', { count }), tone: 'success' as const } : undefined;
}
