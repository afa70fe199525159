import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { baseUnitOf, type ConversionRefusal, isTypedUnit, type TypedUnit, toBase } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type AttributeCondition, conditionsFromReading } from '../needs/attribute-condition.ts';
import type { Urgency } from '../needs/freshness.ts';
import type { NeedFacts, NeedPurpose, NeedQuantity } from '../needs/need.ts';
import type { RecognisedItem } from '../recognition/recognised-line.ts';

/** What becomes of one thing named in a list. `merged` ones have gone into a neighbour and are shown no more. */
export const outcomes = ['open', 'need', 'not-goods', 'not-needed', 'merged'] as const;
export type Outcome = (typeof outcomes)[number];

/** What is known of one thing named in a list while it is reviewed. */
export interface EntryContent {
	/** The words it was read from. */
	readonly phrase: string;
	/** The piece of those words that names this thing: «Stirnlampen» of «Taschen- und Stirnlampen, 30 Stück». */
	readonly thing: string;
	readonly code: string | null;
	/** Up to three codes the recognition thought of, most likely first. */
	readonly suggestions: readonly string[];
	readonly confidence: number;
	/** As typed or read; empty is unknown. */
	readonly amount: string;
	readonly amountTo: string;
	readonly approximate: boolean;
	readonly unit: TypedUnit | null;
	/** Item units in one pack, box or pallet. */
	readonly content: number | null;
	readonly conditions: readonly AttributeCondition[];
	readonly note: string;
	/** Whether to ask the partner about it. */
	readonly question: boolean;
}

export interface ReviewEntry {
	readonly id: Id<'need-list-entry'>;
	readonly lineId: Id<'need-list-line'>;
	readonly position: number;
	readonly version: number;
	readonly outcome: Outcome;
	/** The recognition was sure and nobody has doubted it: folded away on the page. */
	readonly sure: boolean;
	readonly content: EntryContent;
}

/** What a list says for all of its lines. */
export interface ListDefaults {
	readonly purpose: NeedPurpose;
	readonly urgency: Urgency;
	readonly deadline: PlainDate | null;
	readonly language: Language;
}

export type EntryFault =
	| { readonly kind: 'undecided' }
	| { readonly kind: 'item-missing' }
	| { readonly kind: 'item-unknown'; readonly code: string }
	| { readonly kind: 'quantity'; readonly refusal: ConversionRefusal }
	| { readonly kind: 'range-reversed'; readonly from: string; readonly to: string };

/** The entry as it comes from the recognition, before a person has seen it. */
export function entryFromReading(
	item: RecognisedItem,
	phrase: string,
	note: string | null,
	catalogue: Catalogue,
): Pick<ReviewEntry, 'outcome' | 'sure' | 'content'> {
	const content: EntryContent = {
		phrase,
		thing: item.phrase ?? phrase,
		code: item.code,
		suggestions: item.suggestions.slice(0, 3),
		confidence: item.confidence,
		amount: item.quantity === null || item.negated ? '' : plainNumber(item.quantity),
		amountTo: item.quantityMax === null ? '' : plainNumber(item.quantityMax),
		approximate: item.approximate,
		unit: item.unit !== null && isTypedUnit(item.unit) ? item.unit : null,
		content: null,
		conditions: conditionsFromReading(item.attributes),
		note: note ?? '',
		question: item.quantity === null && !item.negated,
	};
	if (!item.accepted) return { outcome: 'open', sure: false, content };
	if (item.negated) return { outcome: 'not-needed', sure: true, content };
	// Being sure of the thing is not enough where its amount can't be counted: "3 boxes" of what is counted in pieces.
	const sure = quantityOf(content, catalogue, 'en').ok;
	return { outcome: sure ? 'need' : 'open', sure, content };
}

/** Without thousands marks and exponent, with a point: read back in any language but as a number only in English. */
function plainNumber(value: number): string {
	return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 6 });
}

/** The quantity an entry means, in base units of its item. An empty amount is unknown, which is no fault. */
export function quantityOf(
	content: EntryContent,
	catalogue: Catalogue,
	language: Language,
): Result<NeedQuantity, EntryFault> {
	if (content.amount.trim() === '') return ok({ kind: 'unknown' });
	const item = { unit: catalogue.byCode.get(content.code ?? '')?.unit ?? null, content: content.content };
	const from = toBase(content.amount, content.unit, item, language);
	if (!from.ok) return refused({ kind: 'quantity', refusal: from.refusal });
	if (content.amountTo.trim() === '') {
		return ok({ kind: content.approximate ? 'approximate' : 'exact', amount: from.value });
	}
	const to = toBase(content.amountTo, content.unit, item, language);
	if (!to.ok) return refused({ kind: 'quantity', refusal: to.refusal });
	if (to.value < from.value) return refused({ kind: 'range-reversed', from: content.amount, to: content.amountTo });
	if (to.value === from.value) return ok({ kind: 'exact', amount: from.value });
	return ok({ kind: 'range', from: from.value, to: to.value });
}

/** What stands in the way of an entry becoming a need; undefined where nothing does or where it isn't to become one. */
export function faultOfEntry(
	entry: Pick<ReviewEntry, 'outcome' | 'content'>,
	catalogue: Catalogue,
): EntryFault | undefined {
	if (entry.outcome === 'open') return { kind: 'undecided' };
	if (entry.outcome !== 'need') return undefined;
	const { code } = entry.content;
	if (code === null) return { kind: 'item-missing' };
	if (!catalogue.byCode.has(code)) return { kind: 'item-unknown', code };
	const quantity = quantityOf(entry.content, catalogue, 'en');
	return quantity.ok ? undefined : quantity.refusal;
}

/** The facts of the need an entry becomes. Refuses with the fault {@link faultOfEntry} names. */
export function factsOfEntry(
	entry: ReviewEntry,
	defaults: ListDefaults,
	catalogue: Catalogue,
): Result<NeedFacts, EntryFault> {
	const fault = faultOfEntry(entry, catalogue);
	if (fault) return refused(fault);
	const { content } = entry;
	const quantity = quantityOf(content, catalogue, 'en');
	if (!quantity.ok || content.code === null) return refused({ kind: 'item-missing' });
	return ok({
		itemCode: content.code,
		conditions: content.conditions,
		quantity: quantity.value,
		baseUnit: baseUnitOf(catalogue.byCode.get(content.code)?.unit ?? null, content.unit),
		typed: { amount: content.amount, amountTo: content.amountTo, unit: content.unit, content: content.content },
		phrase: content.phrase,
		purpose: defaults.purpose,
		urgency: defaults.urgency,
		deadline: defaults.deadline,
		peopleServed: null,
		criticalMinimum: null,
		minimumUseful: null,
		substitutes: true,
		siteId: null,
		note: content.note,
	});
}
