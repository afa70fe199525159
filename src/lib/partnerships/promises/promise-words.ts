import { accessMessages } from '#lib/access/access-messages.ts';
import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate, formatNumber } from '#lib/i18n/format.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { PromisedQuantity, PromiseFacts } from './promise.ts';
import { promiseMessages } from './promise-messages.ts';
import { fieldOf, type OwnRefusal, type PromiseRefusal } from './promise-refusal.ts';
import { type OwnerRole, type PromiseState, promiseStates } from './promise-states.ts';

/** The states in words. */
export function stateNames(language: Language): Readonly<Record<PromiseState, string>> {
	const say = speak(promiseMessages, language);
	return Object.fromEntries(promiseStates.map((state) => [state, say(`state-${state}`)])) as Record<
		PromiseState,
		string
	>;
}

/** On whose desk it is. */
export function roleName(role: OwnerRole, language: Language): string {
	return speak(accessMessages, language)(`role-${role}`);
}

/** "200 Feldbetten", with the code of the item where there is one: "200 Stück (SHE-BED-CMP)". */
export function quantityText({ amount, unit, itemCode }: PromisedQuantity, language: Language): string {
	const text = `${formatNumber(amount, language)} ${unit}`;
	return itemCode ? `${text} (${itemCode})` : text;
}

/** A day, or that none was named. */
export function dueText(due: FuzzyDate | null, language: Language): string {
	return due ? formatFuzzyDate(due, language) : speak(promiseMessages, language)('due-none');
}

/** What a correction changed, in words. */
export function changesInWords(before: PromiseFacts, after: PromiseFacts, language: Language): string {
	const say = speak(promiseMessages, language);
	const keys = ['text', 'kind', 'quantity', 'source', 'made', 'due', 'owner', 'isPublic'] as const;
	const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
	const words = changed.map((key) =>
		key === 'due'
			? say('changed-due', { before: dueText(before.due, language), after: dueText(after.due, language) })
			: say(`changed-${key}`),
	);
	return say('changed-what', { what: words.length > 0 ? words.join(', ') : say('changed-none') });
}

/** The words above each field. */
const labels = {
	partnership: 'partnership',
	text: 'text',
	kind: 'kind',
	due: 'due',
	amount: 'amount',
	unit: 'unit',
	itemCode: 'item-code',
	sourceKind: 'source-kind',
	sourceAddress: 'source-address',
	quotation: 'quotation',
	made: 'made',
	organisation: 'organisation',
	role: 'owner',
	reason: 'reason',
	to: 'move-to',
	on: 'on',
	note: 'note-label',
	evidenceAddress: 'evidence-address',
	evidenceNote: 'evidence-note',
	evidenceOn: 'evidence-on',
	which: 'withdraw-which',
	withdrawReason: 'withdraw-reason',
	lines: 'lines',
	language: 'several-language',
	line: 'text',
	lineKind: 'kind',
	lineDue: 'due',
} as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainPromiseRefusal(refusal: PromiseRefusal, language: Language): FieldError {
	switch (refusal.kind) {
		case 'field-missing':
		case 'field-too-long':
		case 'choice-missing':
		case 'not-a-day':
		case 'not-an-address':
		case 'changed-meanwhile':
		case 'not-yours':
		case 'not-permitted':
		case 'key-reused':
			return explainFault(refusal, language, labels, speak(promiseMessages, language));
		default:
			return { field: fieldOf(refusal), message: sentenceOf(refusal, language) };
	}
}

function sentenceOf(refusal: OwnRefusal, language: Language): string {
	const say: Say<(typeof promiseMessages)['en']> = speak(promiseMessages, language);
	const names = stateNames(language);
	const day = (date: FuzzyDate) => formatFuzzyDate(date, language);
	switch (refusal.kind) {
		case 'due-before-made':
			return say('error-due-before-made', { made: day(refusal.made) });
		case 'made-after-state':
			return say('error-made-after-state', { since: day(refusal.since) });
		case 'postponed-without-reason':
			return say('error-postponed-without-reason', { due: day(refusal.due) });
		case 'quantity-malformed':
		case 'item-code-malformed':
		case 'nowhere-to-look':
			return say(`error-${refusal.kind}`, { typed: refusal.typed });
		case 'move-not-permitted':
			return say('error-move-not-permitted', { from: names[refusal.from], to: names[refusal.to] });
		case 'before-state':
			return say('error-before-state', { state: names[refusal.state], since: day(refusal.since) });
		case 'too-many-lines':
			return say('error-too-many-lines', { most: refusal.most, found: refusal.found });
		default:
			return say(`error-${refusal.kind}`);
	}
}
