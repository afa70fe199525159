import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { speak } from '#lib/i18n/catalogue.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type CommandResult, runCommand } from '#lib/platform/database/run-command.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import { type BaseUnit, baseUnitOf, readingUnitOf, toBase } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Sending } from '../needs/need-commands.server.ts';
import { correctNeed, endNeed, type NeedRefusal } from '../needs/need-decisions.ts';
import { officersOf } from '../needs/need-jobs.server.ts';
import { appendNeedEvents, lockNeed } from '../needs/need-store.server.ts';
import type { NeedListRefusal } from './need-list.ts';
import { needListMessages } from './need-list-messages.ts';
import type { EntryContent, EntryFault, Outcome } from './review-entry.ts';
import { lockNeedList } from './review-store.server.ts';

/** A line whose amount nobody knows yet, with its need where the review is finished. */
export interface OpenQuestion {
	readonly entryId: Id<'need-list-entry'>;
	readonly line: number;
	readonly sheet: string | null;
	readonly phrase: string;
	readonly code: string | null;
	readonly baseUnit: BaseUnit;
	readonly needId: Id<'need'> | null;
	readonly askedAt: Instant | null;
}

interface QuestionRow {
	entryId: Id<'need-list-entry'>;
	source: { line: number; sheet: string | null };
	content: EntryContent;
	outcome: Outcome;
	needId: Id<'need'> | null;
	askedAt: Instant | null;
}

/**
 * The questions of a list that are still open: entries marked to be asked while the review goes on; afterwards the needs
 * of the list that have no quantity and haven't ended.
 */
export async function openQuestions(
	trx: Trx,
	listId: Id<'need-list'>,
	catalogue: Catalogue,
): Promise<readonly OpenQuestion[]> {
	const { rows } = await sql<QuestionRow>`
		select e.id as entry_id, l.source, e.content, e.outcome, n.id as need_id,
			(select max(q.created_at) from need_question x join need_question_list q on q.id = x.question_list_id
				where x.entry_id = e.id) as asked_at
		from need_list_entry e join need_list_line l on l.id = e.line_id join need_list d on d.id = e.need_list_id
		left join need n on n.entry_id = e.id left join need_current c on c.need_id = n.id
		where e.need_list_id = ${listId} and e.outcome in ('open', 'need') and (
			(d.state = 'review' and (e.content->>'question')::boolean and e.content->>'amount' = '')
			or (d.state = 'finished' and c.quantity_kind = 'unknown' and c.state in ('draft', 'submitted', 'verified')))
		order by e.position, e.id`.execute(trx);
	return rows.map(({ entryId, source, content, needId, askedAt }) => ({
		entryId,
		line: source.line,
		sheet: source.sheet,
		phrase: content.phrase,
		code: content.code,
		baseUnit: baseUnitOf(catalogue.byCode.get(content.code ?? '')?.unit ?? null, content.unit),
		needId,
		askedAt,
	}));
}

export type QuestionRefusal =
	| NeedListRefusal
	| NeedRefusal
	| { readonly kind: 'nobody-to-ask' }
	| { readonly kind: 'nothing-to-ask' }
	| {
			readonly kind: 'answers-refused';
			readonly faults: readonly { readonly entryId: string; readonly line: number; readonly fault: EntryFault }[];
	  };

/** Sends the open questions to the officers of the partner city, in the language of the list, as one mail each. */
export function sendQuestions(
	trx: Trx,
	catalogue: Catalogue,
	input: { readonly listId: Id<'need-list'>; readonly senderName: string; readonly origin: string },
	sending: Sending,
): Promise<CommandResult<{ readonly asked: number }, QuestionRefusal>> {
	const call = { key: sending.key, name: 'send-questions', account: sending.account, input };
	return runCommand<{ asked: number }, QuestionRefusal>(trx, call, async () => {
		const list = await lockNeedList(trx, input.listId);
		if (!list) return refused({ kind: 'need-list-not-found' });
		const questions = await openQuestions(trx, list.id, catalogue);
		if (questions.length === 0) return refused({ kind: 'nothing-to-ask' });
		const officers = await officersOf(trx, list.operationId);
		if (officers.length === 0) return refused({ kind: 'nobody-to-ask' });
		const questionListId = randomUUID();
		await sql`insert into need_question_list (id, need_list_id, language, number, sent_to, created_at, created_by)
			values (${questionListId}, ${list.id}, ${list.language},
				(select count(*) + 1 from need_question_list where need_list_id = ${list.id}), null, ${sqlInstant(sending.at)},
				${sending.account})`.execute(trx);
		await insertQuestions(
			trx,
			questionListId,
			questions.map(({ entryId }) => entryId),
		);
		for (const officer of officers) {
			const { subject, text } = questionMail(list.title, questions, {
				language: list.language,
				city: officer.name,
				sender: input.senderName,
				link: `${input.origin}/${list.language}/office/need-lists/${list.id}/questions`,
			});
			const dedupeKey = `need-questions:${questionListId}:${officer.id}`;
			await queueMail(trx, { to: officer.email, language: list.language, subject, text, dedupeKey });
		}
		return ok({ asked: questions.length });
	});
}

async function insertQuestions(trx: Trx, questionListId: string, entryIds: readonly string[]): Promise<void> {
	await sql`insert into need_question (id, question_list_id, entry_id)
		select gen_random_uuid(), ${questionListId}, e.id
		from jsonb_to_recordset(${sqlJson(entryIds.map((id) => ({ id })))}) as e(id uuid)`.execute(trx);
}

/** The questions as a mail, and as the text one can print or paste. */
export function questionMail(
	title: string,
	questions: readonly Pick<OpenQuestion, 'line' | 'phrase'>[],
	about: { readonly language: Language; readonly city: string; readonly sender: string; readonly link: string },
) {
	const say = speak(needListMessages, about.language);
	const list = questions
		.map(({ line, phrase }, index) => say('questionLine', { number: String(index + 1), line: String(line), phrase }))
		.join('\n');
	const { city, sender, link } = about;
	return {
		subject: say('questionMailSubject', { title }),
		text: say('questionMailText', { city, title, list, link, sender }),
	};
}

export interface Answer {
	readonly entryId: Id<'need-list-entry'>;
	/** In the unit people read the item in; empty where only a remark or "no longer needed" is said. */
	readonly amount: string;
	readonly remark: string;
	readonly notNeeded: boolean;
}

/**
 * Takes the partner's answers, all or none: an amount fills the entry or corrects the need, "no longer needed" ends it.
 * Answers to what somebody has answered meanwhile are left out, because the first answer stands.
 */
export function answerQuestions(
	trx: Trx,
	catalogue: Catalogue,
	input: { readonly listId: Id<'need-list'>; readonly answers: readonly Answer[]; readonly language: Language },
	sending: Sending,
): Promise<CommandResult<{ readonly answered: number }, QuestionRefusal>> {
	const call = { key: sending.key, name: 'answer-questions', account: sending.account, input };
	return runCommand<{ answered: number }, QuestionRefusal>(trx, call, async () => {
		const list = await lockNeedList(trx, input.listId);
		if (!list) return refused({ kind: 'need-list-not-found' });
		const questions = new Map(
			(await openQuestions(trx, list.id, catalogue)).map((question) => [question.entryId, question]),
		);
		const given = input.answers.flatMap((answer) => {
			const question = questions.get(answer.entryId);
			return question && (answer.amount !== '' || answer.notNeeded) ? [{ answer, question }] : [];
		});
		const faults = given.flatMap(({ answer, question }) => {
			const amount = answer.notNeeded ? undefined : amountOf(answer, question, catalogue, input.language);
			return amount && !amount.ok
				? [
						{
							entryId: answer.entryId,
							line: question.line,
							fault: { kind: 'quantity' as const, refusal: amount.refusal },
						},
					]
				: [];
		});
		if (faults.length > 0) return refused({ kind: 'answers-refused', faults });
		for (const { answer, question } of given) {
			const applied = question.needId
				? await answerNeed(trx, catalogue, question.needId, answer, question, input.language, sending)
				: await answerEntry(trx, answer, question, catalogue, input.language, sending);
			if (!applied.ok) return applied;
			await recordAnswer(trx, list.id, list.language, answer, sending);
		}
		return ok({ answered: given.length });
	});
}

function amountOf(answer: Answer, question: OpenQuestion, catalogue: Catalogue, language: Language) {
	const unit = catalogue.byCode.get(question.code ?? '')?.unit ?? null;
	return toBase(answer.amount, readingUnitOf(question.baseUnit).unit, { unit }, language);
}

async function answerNeed(
	trx: Trx,
	catalogue: Catalogue,
	needId: Id<'need'>,
	answer: Answer,
	question: OpenQuestion,
	language: Language,
	{ at, account }: Sending,
): Promise<Result<null, NeedRefusal>> {
	const stored = await lockNeed(trx, needId);
	if (!stored) return refused({ kind: 'need-not-found' });
	const { need } = stored;
	const amount = amountOf(answer, question, catalogue, language);
	const typed = { amount: answer.amount, amountTo: '', unit: readingUnitOf(question.baseUnit).unit, content: null };
	const facts = amount.ok
		? { ...need.facts, quantity: { kind: 'exact' as const, amount: amount.value }, typed }
		: need.facts;
	const remark = answer.remark || speak(needListMessages, language)('answeredNotNeeded');
	const event = answer.notNeeded
		? endNeed(need, 'withdraw', remark, { at, account })
		: correctNeed(need, facts, answer.remark, { at, account });
	if (!event.ok) return event;
	await appendNeedEvents(trx, stored, [event.value], catalogue);
	return ok(null);
}

async function answerEntry(
	trx: Trx,
	answer: Answer,
	question: OpenQuestion,
	catalogue: Catalogue,
	language: Language,
	sending: Sending,
): Promise<Result<null, never>> {
	const amount = amountOf(answer, question, catalogue, language);
	const { perUnit, unit } = readingUnitOf(question.baseUnit);
	// Kept with a point, as review entries keep amounts (see review-choice.ts).
	const known = amount.ok ? { amount: String(amount.value / perUnit), unit } : {};
	const change = { ...known, question: false, ...(answer.remark ? { note: answer.remark } : {}) };
	await sql`update need_list_entry set version = version + 1, content = content || ${sqlJson(change)},
			outcome = case when ${answer.notNeeded} then 'not-needed' else outcome end,
			decided_by = ${sending.account}, decided_at = ${sqlInstant(sending.at)}
		where id = ${answer.entryId}`.execute(trx);
	return ok(null);
}

/** An answer belongs to a question; one given without having been asked by mail gets its question now. */
async function recordAnswer(
	trx: Trx,
	listId: Id<'need-list'>,
	language: Language,
	answer: Answer,
	{ at, account }: Sending,
): Promise<void> {
	const { rows } = await sql<{ id: string }>`
		select x.id from need_question x join need_question_list q on q.id = x.question_list_id
		where x.entry_id = ${answer.entryId} and not exists (select from need_answer a where a.question_id = x.id)
		order by q.number desc limit 1`.execute(trx);
	let questionId = rows[0]?.id;
	if (!questionId) {
		questionId = randomUUID();
		const questionListId = randomUUID();
		await sql`insert into need_question_list (id, need_list_id, language, number, created_at, created_by)
			values (${questionListId}, ${listId}, ${language},
				(select count(*) + 1 from need_question_list where need_list_id = ${listId}), ${sqlInstant(at)}, ${account})`.execute(
			trx,
		);
		await sql`insert into need_question (id, question_list_id, entry_id)
			values (${questionId}, ${questionListId}, ${answer.entryId})`.execute(trx);
	}
	await sql`insert into need_answer (question_id, quantity, remark, outcome, answered_at, answered_by)
		values (${questionId}, ${answer.amount.slice(0, 100)}, ${answer.remark.slice(0, 500)},
			${answer.notNeeded ? 'not-needed' : 'quantity'}, ${sqlInstant(at)}, ${account})`.execute(trx);
}
