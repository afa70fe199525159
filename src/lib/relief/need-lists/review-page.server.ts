import { randomUUID } from 'node:crypto';
import { may } from '#lib/access/permissions.ts';
import type { Session } from '#lib/access/session.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Result } from '#lib/kernel/result.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { KeyReused } from '#lib/platform/database/run-command.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { type FormFields, textFields, textOf } from '../needs/form-fields.ts';
import { defaultsChoices, unitChoices } from '../needs/need-choices.ts';
import type { Sending } from '../needs/need-commands.server.ts';
import type { NeedRefusal } from '../needs/need-decisions.ts';
import { needMessages } from '../needs/need-messages.ts';
import { explainNeedRefusal } from '../needs/need-texts.ts';
import { readingRefusalText } from '../recognition/reading/reading-messages.ts';
import { currentRecogniser } from '../synonyms/synonym-store.server.ts';
import { countReview, type NeedListRefusal } from './need-list.ts';
import { changeDefaults, discardNeedList, finishReview } from './need-list-commands.server.ts';
import { needListMessages } from './need-list-messages.ts';
import { findReview } from './need-list-queries.server.ts';
import { explainEntryFaultAt, explainListRefusal } from './need-list-texts.ts';
import { decideEntries, mergeWithNext, splitIntoParts, undoStep } from './review-commands.server.ts';
import { parseReviewForm, type RowFault } from './review-form.ts';
import { itemProposals, reviewRows } from './review-page.ts';
import { entriesOfList } from './review-store.server.ts';
import { parseDefaultsForm } from './upload-form.ts';
import { explainUploadFault, opensNeeds } from './upload-page.server.ts';

/** Everything the review page shows; undefined where there is no such list for this city. */
export async function loadReviewPage(services: Services, session: Session, id: Id<'need-list'>, language: Language) {
	const actor = { city: session.cityId, account: session.accountId };
	const review = await inCity(services.databases.app, actor, (trx) => findReview(trx, id));
	if (!review) return undefined;
	const catalogue = currentCatalogue();
	const { list } = review;
	const rows = reviewRows(review, catalogue, language);
	const settled = new Set(review.entries.filter(({ sure }) => sure).map(({ id: entryId }) => entryId as string));
	return {
		key: randomUUID(),
		secondKey: randomUUID(),
		list: {
			id: list.id,
			title: list.title,
			state: list.state,
			language: list.language,
			purpose: list.purpose,
			urgency: String(list.urgency),
			deadline: list.deadline,
			origin: list.origin,
			failure: list.failure && readingRefusalText(list.failure, language),
		},
		open: rows.filter(({ outcome }) => outcome === 'open'),
		decided: rows.filter(({ outcome, id: entryId }) => outcome !== 'open' && !settled.has(entryId)),
		sure: rows.filter(({ outcome, id: entryId }) => outcome !== 'open' && settled.has(entryId)),
		skipped: list.skipped.map(({ line, sheet, text }) => ({ line, sheet, text })),
		counts: countReview(review.entries),
		undoable: review.undoable,
		mayWrite: may(session, 'need-lists.write'),
		units: unitChoices(language),
		proposals: itemProposals(catalogue, language),
		...defaultsChoices(language),
	};
}

export type ReviewOutcome =
	| {
			readonly ok: true;
			readonly done: 'saved' | 'undone' | 'finished' | 'discarded' | 'nothing';
			readonly count: number;
	  }
	| { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: FormFields };

type ReviewAnswer = Result<{ readonly count: number }, NeedListRefusal | NeedRefusal | KeyReused>;

/** Does what a button of the review page asks for. What was typed into rows is saved first, whichever button it was. */
export async function actOnReview(
	services: Services,
	session: Session,
	id: Id<'need-list'>,
	language: Language,
	form: FormData,
): Promise<ReviewOutcome> {
	const fields = textFields(form);
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at: services.clock.now(), account: session.accountId };
	const [action = 'save', subject = ''] = textOf(fields, 'do').split(':');
	const refuse = (errors: readonly FieldError[]): ReviewOutcome => ({ ok: false, errors, values: fields });
	return inCity(services.databases.app, { city: session.cityId, account: session.accountId }, async (trx) => {
		if (action === 'defaults') return saveDefaults(trx, id, fields, sending, language);
		const ahead =
			action === 'undo' || action === 'discard' ? undefined : await saveRows(trx, id, fields, sending, language);
		if (ahead && !ahead.ok) return refuse(ahead.errors);
		const saved = ahead?.count ?? 0;
		if (action === 'save') return { ok: true, done: saved > 0 ? 'saved' : 'nothing', count: saved };
		const answer = await perform(
			trx,
			action,
			{ id, subject, fields, opens: opensNeeds(session) },
			{
				...sending,
				// The rows' own command has used the form's key.
				key: saved > 0 ? (randomUUID() as Id<'command'>) : sending.key,
			},
		);
		if (!answer.ok) return refuse(explain(answer.refusal, language));
		const done = ({ undo: 'undone', finish: 'finished', discard: 'discarded' } as const)[action] ?? 'saved';
		return { ok: true, done, count: answer.value.count };
	});
}

async function saveRows(
	trx: Trx,
	listId: Id<'need-list'>,
	fields: FormFields,
	sending: Sending,
	language: Language,
): Promise<
	{ readonly ok: true; readonly count: number } | { readonly ok: false; readonly errors: readonly FieldError[] }
> {
	const entries = await entriesOfList(trx, listId);
	const parsed = parseReviewForm(fields, entries, currentCatalogue(), language);
	if (!parsed.ok) {
		return { ok: false, errors: parsed.refusal.map(({ entryId, fault }) => explainRow(entryId, fault, language)) };
	}
	if (parsed.value.length === 0) return { ok: true, count: 0 };
	const input = { listId, changes: parsed.value, language };
	const decided = await decideEntries(trx, currentCatalogue(), input, sending);
	return decided.ok
		? { ok: true, count: parsed.value.length }
		: { ok: false, errors: explain(decided.refusal, language) };
}

async function perform(
	trx: Trx,
	action: string,
	{ id, subject, fields, opens }: { id: Id<'need-list'>; subject: string; fields: FormFields; opens: boolean },
	sending: Sending,
): Promise<ReviewAnswer> {
	const catalogue = currentCatalogue();
	const counted = (
		result: Result<{ readonly entryIds: readonly unknown[] }, NeedListRefusal | KeyReused>,
	): ReviewAnswer => (result.ok ? { ok: true, value: { count: result.value.entryIds.length } } : result);
	switch (action) {
		case 'undo':
			return counted(await undoStep(trx, { listId: id }, sending));
		case 'finish': {
			const finished = await finishReview(trx, catalogue, { listId: id, opens }, sending);
			return finished.ok ? { ok: true, value: { count: finished.value.created } } : finished;
		}
		case 'discard': {
			const discarded = await discardNeedList(trx, { listId: id }, sending);
			return discarded.ok ? { ok: true, value: { count: 0 } } : discarded;
		}
		default: {
			const entryId = parseId<'need-list-entry'>(subject);
			const entry = (await entriesOfList(trx, id)).find((each) => each.id === entryId);
			if (!entry) return { ok: false, refusal: { kind: 'entry-changed-meanwhile', entryIds: [] } };
			const input = { listId: id, entryId: entry.id, shown: entry.version };
			if (action === 'merge') return counted(await mergeWithNext(trx, input, sending));
			if (action === 'split') {
				const parts = textOf(fields, `parts-${entry.id}`).split('\n');
				const recogniser = await currentRecogniser(trx);
				return counted(await splitIntoParts(trx, { catalogue, recogniser }, { ...input, parts }, sending));
			}
			const changes = [{ entryId: entry.id, shown: entry.version, choice: { kind: 'reopen' } as const, edit: null }];
			return counted(await decideEntries(trx, catalogue, { listId: id, changes, language: 'en' }, sending));
		}
	}
}

async function saveDefaults(
	trx: Trx,
	listId: Id<'need-list'>,
	fields: FormFields,
	sending: Sending,
	language: Language,
): Promise<ReviewOutcome> {
	const parsed = parseDefaultsForm(fields, dayOf(sending.at, 'Europe/Kyiv'));
	if (!parsed.ok) {
		return { ok: false, errors: parsed.refusal.map((fault) => explainUploadFault(fault, language)), values: fields };
	}
	const title = parsed.value.title || textOf(fields, 'titleBefore');
	const changed = await changeDefaults(trx, { listId, ...parsed.value, title }, sending);
	return changed.ok
		? { ok: true, done: 'saved', count: 1 }
		: { ok: false, errors: explain(changed.refusal, language), values: fields };
}

/** The id of the field a refusal leads to: the row, or the top of the form. */
function explain(refusal: NeedListRefusal | NeedRefusal | KeyReused, language: Language): FieldError[] {
	if (refusal.kind === 'entries-refused') {
		return refusal.faults.map((at) => ({ field: `row-${at.entryId}`, message: explainEntryFaultAt(at, language) }));
	}
	const message = isOfList(refusal) ? explainListRefusal(refusal, language) : explainNeedRefusal(refusal, language);
	return [{ field: 'review', message }];
}

const listRefusals: readonly string[] = [
	'need-list-not-found',
	'operation-not-found',
	'same-list-again',
	'review-is-over',
	'entry-changed-meanwhile',
	'nothing-to-undo',
	'nothing-to-merge',
	'too-few-parts',
	'too-many-parts',
] satisfies NeedListRefusal['kind'][];

function isOfList(refusal: NeedListRefusal | NeedRefusal | KeyReused): refusal is NeedListRefusal {
	return listRefusals.includes(refusal.kind);
}

function explainRow(entryId: string, fault: RowFault, language: Language): FieldError {
	const sayNeed = speak(needMessages, language);
	const field = `row-${entryId}`;
	switch (fault.kind) {
		case 'item-unclear':
			return { field, message: sayNeed('errorItemUnclear', { typed: fault.typed }) };
		case 'unreadable-condition':
			return { field, message: sayNeed('errorCondition', { line: fault.line, typed: fault.typed }) };
		case 'too-many-conditions':
			return { field, message: sayNeed('errorConditionCount', { most: fault.most }) };
		case 'content-not-a-number':
			return { field, message: sayNeed('errorContent') };
		default:
			return unreachable(fault);
	}
}

/** The answer to a finished step as the next page says it. */
export function reviewFlash(done: string | null, count: number, language: Language) {
	const say = speak(needListMessages, language);
	if (done === 'saved') return { title: say('saved', { count }), tone: 'success' as const };
	if (done === 'undone') return { title: say('undone'), tone: 'info' as const };
	if (done === 'uploaded') return { title: say('uploaded'), tone: 'success' as const };
	if (done === 'nothing') return { title: say('nothingChosen'), tone: 'info' as const };
	return undefined;
}
