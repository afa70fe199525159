import { unreachable } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { TypedUnit } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { parseDecimal } from '../catalogue/decimal.ts';
import type { AttributeCondition } from '../needs/attribute-condition.ts';
import { type EntryContent, type EntryFault, quantityOf, type ReviewEntry } from './review-entry.ts';

/** The fields a reviewer may edit in a row. Amounts are in the reviewer's way of writing numbers. */
export interface EntryEdit {
	readonly amount: string;
	readonly amountTo: string;
	readonly approximate: boolean;
	readonly unit: TypedUnit | null;
	readonly content: number | null;
	readonly conditions: readonly AttributeCondition[];
}

/** One decision about one entry. `edit` may come along with any of them. */
export type EntryChoice =
	| { readonly kind: 'choose'; readonly code: string }
	| { readonly kind: 'not-goods' }
	| { readonly kind: 'not-needed' }
	| { readonly kind: 'reopen' }
	| { readonly kind: 'ask'; readonly question: boolean }
	| { readonly kind: 'edit-only' };

export interface EntryChange {
	readonly entryId: Id<'need-list-entry'>;
	/** The version the page showed. */
	readonly shown: number;
	readonly choice: EntryChoice;
	readonly edit: EntryEdit | null;
}

/** The entry after a choice. Refuses codes the catalogue lacks and amounts that can't be; nothing is half-changed. */
export function applyChoice(
	entry: ReviewEntry,
	change: Pick<EntryChange, 'choice' | 'edit'>,
	catalogue: Catalogue,
	language: Language,
): Result<ReviewEntry, EntryFault> {
	const chosen = applyKind(entry, change.choice, catalogue);
	if (!chosen.ok) return chosen;
	const edited = change.edit ? withEdit(chosen.value.content, change.edit, language) : ok(chosen.value.content);
	if (!edited.ok) return edited;
	const next: ReviewEntry = { ...chosen.value, content: edited.value, version: entry.version + 1 };
	if (next.outcome !== 'need') return ok(next);
	const quantity = quantityOf(next.content, catalogue, 'en');
	return quantity.ok ? ok(next) : quantity;
}

function applyKind(entry: ReviewEntry, choice: EntryChoice, catalogue: Catalogue): Result<ReviewEntry, EntryFault> {
	const { content } = entry;
	switch (choice.kind) {
		case 'choose': {
			if (!catalogue.byCode.has(choice.code)) return refused({ kind: 'item-unknown', code: choice.code });
			return ok({ ...entry, outcome: 'need', content: { ...content, code: choice.code } });
		}
		case 'not-goods':
		case 'not-needed':
			return ok({ ...entry, outcome: choice.kind, content: { ...content, question: false } });
		case 'reopen':
			return ok({ ...entry, outcome: 'open', sure: false });
		case 'ask':
			return ok({ ...entry, content: { ...content, question: choice.question } });
		case 'edit-only':
			return ok(entry);
		default:
			return unreachable(choice);
	}
}

function withEdit(content: EntryContent, edit: EntryEdit, language: Language): Result<EntryContent, EntryFault> {
	const amount = canonicalAmount(edit.amount, language);
	if (!amount.ok) return amount;
	const amountTo = canonicalAmount(edit.amountTo, language);
	if (!amountTo.ok) return amountTo;
	const wasUnknown = content.amount === '';
	return ok({
		...content,
		...edit,
		amount: amount.value,
		amountTo: amountTo.value,
		// A number that is known now needn't be asked for any more.
		question: wasUnknown && amount.value !== '' ? false : content.question,
	});
}

/** Amounts are kept with a point and without thousands marks, so that they mean the same to reviewers of any language. */
function canonicalAmount(text: string, language: Language): Result<string, EntryFault> {
	const typed = text.trim();
	if (typed === '') return ok('');
	const read = parseDecimal(typed, language);
	if (read.kind === 'not-a-number') return refused({ kind: 'quantity', refusal: { kind: 'not-a-number', typed } });
	if (read.kind === 'ambiguous') {
		return refused({ kind: 'quantity', refusal: { ...read, kind: 'ambiguous-number', typed } });
	}
	if (read.numerator <= 0n) return refused({ kind: 'quantity', refusal: { kind: 'not-positive', typed } });
	const digits = read.numerator.toString().padStart(String(read.denominator).length, '0');
	const places = String(read.denominator).length - 1;
	if (places === 0) return ok(digits);
	const fraction = digits.slice(-places).replace(/0+$/, '');
	const whole = digits.slice(0, -places);
	return ok(fraction === '' ? whole : `${whole}.${fraction}`);
}

/** A kept amount as the reader writes numbers, so that sending it back unchanged changes nothing. */
export function amountFor(language: Language, amount: string): string {
	return language === 'en' ? amount : amount.replace('.', ',');
}

/**
 * The parts of a split: the first stays the entry, the others are new. `texts` are the words of each part; their
 * readings come from the recognition.
 */
export function splitEntry(
	entry: ReviewEntry,
	parts: readonly Pick<ReviewEntry, 'outcome' | 'sure' | 'content'>[],
	newIds: readonly Id<'need-list-entry'>[],
): readonly ReviewEntry[] {
	return parts.map((part, index) => ({
		...entry,
		...part,
		// A person has asked for this split, so a person looks at its parts.
		outcome: 'open' as const,
		sure: false,
		id: index === 0 ? entry.id : newIds[index - 1]!,
		position: entry.position + index,
		version: index === 0 ? entry.version + 1 : 1,
	}));
}

/** Two entries of one line as one: the words joined, the first one's reading kept, the second marked as merged. */
export function mergeEntries(first: ReviewEntry, second: ReviewEntry): readonly [ReviewEntry, ReviewEntry] {
	const { content } = first;
	const joined: EntryContent = {
		...content,
		phrase:
			first.content.phrase === second.content.phrase ? content.phrase : `${content.phrase} ${second.content.phrase}`,
		thing: `${content.thing} ${second.content.thing}`,
		amount: content.amount || second.content.amount,
		amountTo: content.amount ? content.amountTo : second.content.amountTo,
		unit: content.amount ? content.unit : second.content.unit,
		conditions: [...content.conditions, ...second.content.conditions],
		suggestions: [...new Set([...content.suggestions, ...second.content.suggestions])].slice(0, 3),
	};
	return [
		{ ...first, outcome: 'open', sure: false, version: first.version + 1, content: joined },
		{ ...second, outcome: 'merged', sure: false, version: second.version + 1 },
	];
}
