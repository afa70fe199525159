import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { isTypedUnit } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { resolveItem } from '../catalogue-search/find-items.ts';
import { conditionsAsText, parseConditions } from '../needs/attribute-condition.ts';
import { type FormFields, positiveInteger, textOf } from '../needs/form-fields.ts';
import { amountFor, type EntryChange, type EntryChoice, type EntryEdit } from './review-choice.ts';
import type { ReviewEntry } from './review-entry.ts';

/** What is wrong with a row of the review form before anything is decided. */
export type RowFault =
	| { readonly kind: 'item-unclear'; readonly typed: string }
	| { readonly kind: 'unreadable-condition'; readonly line: number; readonly typed: string }
	| { readonly kind: 'too-many-conditions'; readonly most: number }
	| { readonly kind: 'content-not-a-number' };

export interface RowFaultAt {
	readonly entryId: Id<'need-list-entry'>;
	readonly fault: RowFault;
}

/** The names of a row's fields: `choice-<entry>`, `amount-<entry>` … so that one form holds all rows. */
export const rowFields = [
	'choice',
	'search',
	'amount',
	'amountTo',
	'approximate',
	'unit',
	'content',
	'conditions',
	'ask',
	'version',
] as const;

/**
 * Reads a review form: for each entry it shows, what was decided and what was edited. A row that is as the page showed
 * it is no change. Rows that aren't in the form (folded away) are left alone.
 */
export function parseReviewForm(
	fields: FormFields,
	entries: readonly ReviewEntry[],
	catalogue: Catalogue,
	language: Language,
): Result<readonly EntryChange[], readonly RowFaultAt[]> {
	const changes: EntryChange[] = [];
	const faults: RowFaultAt[] = [];
	for (const entry of entries) {
		const of = (name: (typeof rowFields)[number]) => textOf(fields, `${name}-${entry.id}`);
		if (of('version') === '') continue;
		const choice = parseChoice(of, catalogue, entry);
		const edit = parseEdit(of, entry, language);
		if (!choice.ok) faults.push({ entryId: entry.id, fault: choice.refusal });
		if (!edit.ok) faults.push({ entryId: entry.id, fault: edit.refusal });
		if (!choice.ok || !edit.ok || (choice.value.kind === 'edit-only' && edit.value === null)) continue;
		changes.push({ entryId: entry.id, shown: Number(of('version')) || 0, choice: choice.value, edit: edit.value });
	}
	return faults.length > 0 ? refused(faults) : ok(changes);
}

type RowText = (name: (typeof rowFields)[number]) => string;

function parseChoice(of: RowText, catalogue: Catalogue, entry: ReviewEntry): Result<EntryChoice, RowFault> {
	const search = of('search');
	if (search !== '') {
		const item = resolveItem(catalogue, search);
		return item ? ok({ kind: 'choose', code: item.code }) : refused({ kind: 'item-unclear', typed: search });
	}
	const choice = of('choice');
	if (choice === 'not-goods' || choice === 'not-needed' || choice === 'reopen') return ok({ kind: choice });
	if (choice !== '' && choice !== 'open') return ok({ kind: 'choose', code: choice });
	const question = of('ask') === 'on';
	return question === entry.content.question ? ok({ kind: 'edit-only' }) : ok({ kind: 'ask', question });
}

function parseEdit(of: RowText, entry: ReviewEntry, language: Language): Result<EntryEdit | null, RowFault> {
	const { content } = entry;
	const conditions = parseConditions(of('conditions'));
	if (!conditions.ok) return conditions;
	const held = positiveInteger(of('content'));
	if (held === 'wrong') return refused({ kind: 'content-not-a-number' });
	const unit = of('unit');
	const edit: EntryEdit = {
		amount: of('amount'),
		amountTo: of('amountTo'),
		approximate: of('approximate') === 'on',
		unit: isTypedUnit(unit) ? unit : null,
		content: held ?? null,
		conditions: conditions.value,
	};
	const unchanged =
		edit.amount === amountFor(language, content.amount) &&
		edit.amountTo === amountFor(language, content.amountTo) &&
		edit.approximate === content.approximate &&
		edit.unit === content.unit &&
		edit.content === content.content &&
		conditionsAsText(edit.conditions) === conditionsAsText(content.conditions);
	return ok(unchanged ? null : edit);
}
