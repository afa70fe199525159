import type { Id } from '#lib/kernel/id.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { editableAmount } from '../catalogue/amount-text.ts';
import { baseUnitOf, type ConversionRefusal, isTypedUnit, type TypedUnit, toBase } from '../catalogue/base-unit.ts';
import type { Catalogue, CatalogueItem } from '../catalogue/catalogue.ts';
import { resolveItem } from '../catalogue-search/find-items.ts';
import { conditionsAsText, parseConditions } from './attribute-condition.ts';
import { type FormFields, positiveInteger, textOf } from './form-fields.ts';
import { isUrgency } from './freshness.ts';
import type { NeedFacts, NeedQuantity } from './need.ts';
import { faultOf, type NeedFault } from './need-decisions.ts';
import { isPurpose } from './need-texts.ts';

const longestNote = 2000;

/** A field of the need form and what is wrong with it. */
export type NeedFormFault =
	| { readonly field: 'item'; readonly kind: 'item-missing' }
	| { readonly field: 'item'; readonly kind: 'item-unclear'; readonly typed: string }
	| {
			readonly field: 'amount' | 'amountTo' | 'criticalMinimum' | 'minimumUseful';
			readonly kind: 'amount';
			readonly refusal: ConversionRefusal;
	  }
	| { readonly field: 'amountTo'; readonly kind: 'range-reversed'; readonly from: string; readonly to: string }
	| { readonly field: 'amount'; readonly kind: 'range-without-start' }
	| { readonly field: 'unit' | 'content' | 'purpose' | 'urgency' | 'peopleServed' | 'site'; readonly kind: 'invalid' }
	| { readonly field: 'conditions'; readonly kind: 'condition'; readonly line: number; readonly typed: string }
	| { readonly field: 'conditions'; readonly kind: 'too-many-conditions'; readonly most: number }
	| { readonly field: 'deadline'; readonly kind: 'not-a-day'; readonly typed: string }
	| { readonly field: 'note'; readonly kind: 'too-long'; readonly most: number }
	| NeedFault;

export interface FormSurroundings {
	readonly catalogue: Catalogue;
	readonly language: Language;
	readonly today: PlainDate;
	/** The places of the acting city. */
	readonly sites: readonly string[];
	/** The facts that are being corrected. */
	readonly before?: NeedFacts;
}

/** Reads the need form into facts; every fault at once, each at its field. */
export function parseNeedForm(
	fields: FormFields,
	around: FormSurroundings,
): Result<NeedFacts, readonly NeedFormFault[]> {
	const faults: NeedFormFault[] = [];
	const item = itemOf(fields, around.catalogue, faults);
	const amounts = amountsOf(fields, item, around.language, faults);
	const conditions = parseConditions(textOf(fields, 'conditions'));
	if (!conditions.ok) {
		const { refusal } = conditions;
		const condition = refusal.kind === 'unreadable-condition';
		faults.push(
			condition ? { ...refusal, field: 'conditions', kind: 'condition' } : { ...refusal, field: 'conditions' },
		);
	}
	const purpose = textOf(fields, 'purpose');
	if (!isPurpose(purpose)) faults.push({ field: 'purpose', kind: 'invalid' });
	const urgency = Number(textOf(fields, 'urgency'));
	if (!isUrgency(urgency)) faults.push({ field: 'urgency', kind: 'invalid' });
	const typedDeadline = textOf(fields, 'deadline');
	const deadline = typedDeadline === '' ? null : (parsePlainDate(typedDeadline) ?? undefined);
	if (deadline === undefined) faults.push({ field: 'deadline', kind: 'not-a-day', typed: typedDeadline });
	const peopleServed = positiveInteger(textOf(fields, 'peopleServed'));
	if (peopleServed === 'wrong') faults.push({ field: 'peopleServed', kind: 'invalid' });
	const note = textOf(fields, 'note');
	if (note.length > longestNote) faults.push({ field: 'note', kind: 'too-long', most: longestNote });
	const siteId = textOf(fields, 'site') === '' ? null : parseId<'place'>(textOf(fields, 'site'));
	if (siteId === undefined || (siteId !== null && siteId !== around.before?.siteId && !around.sites.includes(siteId))) {
		faults.push({ field: 'site', kind: 'invalid' });
	}
	if (faults.length > 0 || !item || !conditions.ok || !isPurpose(purpose) || !isUrgency(urgency))
		return refused(faults);
	const facts: NeedFacts = {
		itemCode: item.code,
		conditions: conditions.value,
		...amounts,
		phrase: around.before?.phrase ?? '',
		purpose,
		urgency,
		deadline: deadline ?? null,
		peopleServed: typeof peopleServed === 'number' ? peopleServed : null,
		substitutes: textOf(fields, 'substitutes') === 'on',
		siteId: (siteId ?? null) as Id<'place'> | null,
		note,
	};
	const fault = faultOf(facts, around.today, around.before);
	return fault ? refused([fault]) : ok(facts);
}

function itemOf(fields: FormFields, catalogue: Catalogue, faults: NeedFormFault[]): CatalogueItem | undefined {
	// A choice among the suggestions wins over what was typed before they were shown.
	const typed = textOf(fields, 'item') || textOf(fields, 'itemText');
	const item = resolveItem(catalogue, typed);
	if (typed === '') faults.push({ field: 'item', kind: 'item-missing' });
	else if (!item) faults.push({ field: 'item', kind: 'item-unclear', typed });
	return item;
}

type Amounts = Pick<NeedFacts, 'quantity' | 'baseUnit' | 'typed' | 'criticalMinimum' | 'minimumUseful'>;

function amountsOf(
	fields: FormFields,
	item: CatalogueItem | undefined,
	language: Language,
	faults: NeedFormFault[],
): Amounts {
	const unit = textOf(fields, 'unit');
	if (unit !== '' && !isTypedUnit(unit)) faults.push({ field: 'unit', kind: 'invalid' });
	const typedUnit: TypedUnit | null = isTypedUnit(unit) ? unit : null;
	const content = positiveInteger(textOf(fields, 'content'));
	if (content === 'wrong') faults.push({ field: 'content', kind: 'invalid' });
	const held = typeof content === 'number' ? content : null;
	const convert = (field: 'amount' | 'amountTo' | 'criticalMinimum' | 'minimumUseful'): Quantity | null => {
		const typed = textOf(fields, field);
		if (typed === '' || !item) return null;
		const quantity = toBase(typed, typedUnit, { unit: item.unit, content: held }, language);
		if (!quantity.ok) faults.push({ field, kind: 'amount', refusal: quantity.refusal });
		return quantity.ok ? quantity.value : null;
	};
	const typed = {
		amount: textOf(fields, 'amount'),
		amountTo: textOf(fields, 'amountTo'),
		unit: typedUnit,
		content: held,
	};
	return {
		typed,
		quantity: quantityOf(convert('amount'), convert('amountTo'), textOf(fields, 'approximate') === 'on', typed, faults),
		baseUnit: baseUnitOf(item?.unit ?? null, typedUnit),
		criticalMinimum: convert('criticalMinimum'),
		minimumUseful: convert('minimumUseful'),
	};
}

function quantityOf(
	from: Quantity | null,
	to: Quantity | null,
	approximate: boolean,
	typed: { readonly amount: string; readonly amountTo: string },
	faults: NeedFormFault[],
): NeedQuantity {
	if (typed.amount === '' && typed.amountTo !== '') faults.push({ field: 'amount', kind: 'range-without-start' });
	if (from === null) return { kind: 'unknown' };
	if (to === null || to === from) return { kind: approximate ? 'approximate' : 'exact', amount: from };
	if (to < from) faults.push({ field: 'amountTo', kind: 'range-reversed', from: typed.amount, to: typed.amountTo });
	return { kind: 'range', from, to };
}

/** The form as it shows facts, so that sending it back unchanged changes nothing. */
export function needFormValues(facts: NeedFacts, catalogue: Catalogue, language: Language): Record<string, string> {
	const { quantity, typed, baseUnit } = facts;
	const item = catalogue.byCode.get(facts.itemCode);
	// Amounts are shown in the item's own unit: a minimum of 2 boxes would otherwise be read as 2 pieces.
	const shown = (amount: number | null) => (amount === null ? '' : editableAmount(amount, baseUnit, language));
	const from = quantity.kind === 'unknown' ? null : quantity.kind === 'range' ? quantity.from : quantity.amount;
	return {
		item: item ? `${item.names[language]} (${item.code})` : facts.itemCode,
		amount: shown(from),
		amountTo: quantity.kind === 'range' ? shown(quantity.to) : '',
		approximate: quantity.kind === 'approximate' ? 'on' : '',
		unit: item?.unit === null ? (typed.unit ?? '') : '',
		content: '',
		conditions: conditionsAsText(facts.conditions, language),
		purpose: facts.purpose,
		urgency: String(facts.urgency),
		deadline: facts.deadline ?? '',
		peopleServed: facts.peopleServed === null ? '' : String(facts.peopleServed),
		criticalMinimum: shown(facts.criticalMinimum),
		minimumUseful: shown(facts.minimumUseful),
		substitutes: facts.substitutes ? 'on' : '',
		site: facts.siteId ?? '',
		note: facts.note,
	};
}
