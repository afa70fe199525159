import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import type { BaseUnit } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { conditionAsText } from './attribute-condition.ts';
import type { Urgency } from './freshness.ts';
import type { NeedFacts, NeedPurpose, NeedQuantity, NeedState } from './need.ts';
import type { NeedRefusal } from './need-decisions.ts';
import { needMessages } from './need-messages.ts';

const purposeKeys = {
	housing: 'purposeHousing',
	'resilience-point': 'purposeResiliencePoint',
	medical: 'purposeMedical',
	'fire-and-rescue': 'purposeFireAndRescue',
	utilities: 'purposeUtilities',
	schools: 'purposeSchools',
	'social-care': 'purposeSocialCare',
	administration: 'purposeAdministration',
	general: 'purposeGeneral',
} as const satisfies Record<NeedPurpose, keyof typeof needMessages.en>;

export function isPurpose(text: string): text is NeedPurpose {
	return Object.hasOwn(purposeKeys, text);
}

/** What a need is for, in words; an unknown purpose reads as it is written. */
export function purposeName(purpose: string, language: Language): string {
	return isPurpose(purpose) ? speak(needMessages, language)(purposeKeys[purpose]) : purpose;
}

export function urgencyName(urgency: Urgency, language: Language): string {
	return speak(needMessages, language)(`urgency${urgency}`);
}

export function stateName(state: NeedState, language: Language): string {
	return speak(needMessages, language)(state);
}

/** The catalogue's name of an item; the code itself where the catalogue lacks it. */
export function itemName(catalogue: Catalogue, code: string, language: Language): string {
	return catalogue.byCode.get(code)?.names[language] ?? code;
}

/** "25 Stück", "etwa 2,5 kg", "5 bis 8 Stück", "unbekannt". */
export function quantityText(quantity: NeedQuantity, baseUnit: BaseUnit, language: Language): string {
	const say = speak(needMessages, language);
	switch (quantity.kind) {
		case 'unknown':
			return say('quantityUnknown');
		case 'exact':
			return formatBase(quantity.amount, baseUnit, language);
		case 'approximate':
			return say('quantityAbout', { amount: formatBase(quantity.amount, baseUnit, language) });
		case 'range':
			return say('quantityRange', {
				from: formatBase(quantity.from, baseUnit, language),
				to: formatBase(quantity.to, baseUnit, language),
			});
		default:
			return unreachable(quantity);
	}
}

/** A fact as the history shows it. */
export function factText(
	field: keyof NeedFacts,
	facts: Partial<NeedFacts>,
	context: { readonly baseUnit: BaseUnit; readonly catalogue: Catalogue; readonly language: Language },
): string {
	const { language, catalogue } = context;
	const say = speak(needMessages, language);
	const baseUnit = facts.baseUnit ?? context.baseUnit;
	switch (field) {
		case 'itemCode':
			return itemName(catalogue, facts.itemCode ?? '', language);
		case 'quantity':
			return facts.quantity ? quantityText(facts.quantity, baseUnit, language) : '–';
		case 'criticalMinimum':
		case 'minimumUseful': {
			const amount = facts[field];
			return typeof amount === 'number' ? formatBase(amount, baseUnit, language) : '–';
		}
		case 'urgency':
			return facts.urgency ? urgencyName(facts.urgency, language) : '–';
		case 'purpose':
			return facts.purpose ? purposeName(facts.purpose, language) : '–';
		case 'deadline':
			return facts.deadline ? formatDate(facts.deadline, language) : say('noDeadline');
		case 'substitutes':
			return say(facts.substitutes ? 'substitutesYes' : 'substitutesNo');
		case 'conditions':
			return facts.conditions?.map((condition) => conditionAsText(condition, language)).join('; ') || '–';
		case 'siteId':
			// Where it goes is need-to-know: that it changed is history, what to isn't.
			return facts.siteId ? '•••' : say('siteNone');
		case 'peopleServed':
			return facts.peopleServed ? String(facts.peopleServed) : '–';
		default:
			return String(facts[field] ?? '–') || '–';
	}
}

/** The name of a fact that a history shows; undefined for those that only accompany another. */
export function factName(field: keyof NeedFacts, language: Language): string | undefined {
	const keys = {
		itemCode: 'item',
		conditions: 'conditions',
		quantity: 'quantity',
		purpose: 'purpose',
		urgency: 'urgency',
		deadline: 'deadline',
		peopleServed: 'peopleServed',
		criticalMinimum: 'criticalMinimum',
		minimumUseful: 'minimumUseful',
		substitutes: 'substitutes',
		siteId: 'site',
		note: 'note',
	} as const satisfies Partial<Record<keyof NeedFacts, keyof typeof needMessages.en>>;
	return field in keys ? speak(needMessages, language)(keys[field as keyof typeof keys]) : undefined;
}

/** A refusal in the reader's language, with the way out. */
export function explainNeedRefusal(refusal: NeedRefusal | { readonly kind: 'key-reused' }, language: Language): string {
	const say = speak(needMessages, language);
	switch (refusal.kind) {
		case 'need-not-found':
			return say('errorNotFound');
		case 'move-not-permitted':
			return say('errorMove', { state: stateName(refusal.state, language) });
		case 'quantity-unknown':
			return say('errorQuantityUnknown');
		case 'reason-missing':
			return say('errorReason');
		case 'nothing-changed':
			return say('errorNothingChanged');
		case 'still-valid':
			return say('errorStillValid', { date: formatInstant(refusal.validUntil, language) });
		case 'changed-meanwhile':
			return say('errorStale', { shown: refusal.shown, now: refusal.now });
		case 'minimum-above-quantity':
			return say('errorMinimumAbove');
		case 'minimum-without-quantity':
			return say('errorMinimumWithout');
		case 'deadline-past':
			return say('errorDeadlinePast', { date: formatDate(refusal.deadline, language) });
		case 'deadline-far':
			return say('errorDeadlineFar', { date: formatDate(refusal.deadline, language) });
		case 'key-reused':
			return say('errorKeyReused');
		default:
			return unreachable(refusal);
	}
}
