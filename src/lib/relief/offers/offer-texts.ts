import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainConversion } from '../catalogue/amount-text.ts';
import type { AttributeFault } from '../goods-attributes/goods-attributes.ts';
import { attributeName, attributeValue } from '../needs/conditions/condition-words.ts';
import { offerStates } from './offer.ts';
import type { OfferFault, OfferRefusal } from './offer-decisions.ts';
import type { OfferFormFault } from './offer-form.ts';
import { offerMessages } from './offer-messages.ts';

export function explainOfferFault(fault: OfferFault, language: Language): string {
	const say = speak(offerMessages, language);
	switch (fault.kind) {
		case 'no-lines':
			return say('errorNothing');
		case 'too-many-lines':
			return say('errorManyLines', { most: fault.most });
		case 'available-until-before-from':
			return say('errorUntilBeforeFrom');
		case 'available-until-past':
			return say('errorUntilPast', { date: formatDate(fault.until, language) });
		case 'goods-expired':
			return say('errorExpired', { line: fault.line, date: formatDate(fault.expiresOn, language) });
		case 'serial-numbers-do-not-match':
			return say('errorSerials', {
				line: fault.line,
				serials: fault.serials,
				quantity: fault.quantity ?? say('amountUnknown'),
			});
		case 'serial-number-twice':
			return say('errorSerialTwice', { line: fault.line, serial: fault.serial });
		default:
			return unreachable(fault);
	}
}

/** A refusal in the reader's language; what the ledger refuses is named by its kind. */
export function explainOfferRefusal(
	refusal:
		| OfferRefusal
		| { readonly kind: 'key-reused' }
		| { readonly kind: 'serial-number-taken'; readonly serialNumber: string },
	language: Language,
): string {
	const say = speak(offerMessages, language);
	switch (refusal.kind) {
		case 'offer-not-found':
			return say('errorNotFound');
		case 'move-not-permitted':
			return say('errorMove', { state: say(refusal.state) });
		case 'reason-missing':
			return say('errorReason');
		case 'changed-meanwhile':
			return say('errorStale', { shown: refusal.shown, now: refusal.now });
		case 'line-not-found':
			return say('errorLine');
		case 'accepted-line-changed':
			return say('errorAcceptedLine', { line: refusal.line });
		case 'accepted-more-than-offered':
			return say('errorMore', { line: refusal.line, offered: refusal.offered });
		case 'item-unknown':
			return say('errorItemUnknown', { line: refusal.line });
		case 'quantity-unknown':
			return say('errorQuantityUnknown', { line: refusal.line });
		case 'indivisible':
			return say('errorIndivisible', { line: refusal.line, offered: refusal.offered });
		case 'nothing-accepted':
			return say('errorNothingAccepted');
		case 'already-promised-on':
			return say('errorPromised');
		case 'key-reused':
			return say('errorKeyReused');
		case 'serial-number-taken':
			return say('errorSerialTaken', { serial: refusal.serialNumber });
		default:
			return explainOfferFault(refusal, language);
	}
}

/** The sentence of any refusal of an offer command; one that only the ledger knows is named by its kind. */
export function explainAnyRefusal(refusal: { readonly kind: string }, language: Language): string {
	return isOfferRefusal(refusal)
		? explainOfferRefusal(refusal, language)
		: speak(offerMessages, language)('errorLedger', { kind: refusal.kind });
}

const offerRefusals = [
	'no-lines',
	'too-many-lines',
	'available-until-before-from',
	'available-until-past',
	'goods-expired',
	'serial-numbers-do-not-match',
	'serial-number-twice',
	'offer-not-found',
	'move-not-permitted',
	'reason-missing',
	'changed-meanwhile',
	'line-not-found',
	'accepted-line-changed',
	'accepted-more-than-offered',
	'item-unknown',
	'quantity-unknown',
	'indivisible',
	'nothing-accepted',
	'already-promised-on',
	'key-reused',
	'serial-number-taken',
] as const;

function isOfferRefusal(refusal: { readonly kind: string }): refusal is Parameters<typeof explainOfferRefusal>[0] {
	return (offerRefusals as readonly string[]).includes(refusal.kind);
}

const plainFaults = {
	'donor-kind': 'errorDonorKind',
	'donor-name': 'errorDonorName',
	email: 'errorEmail',
	'email-missing': 'errorEmailMissing',
	language: 'errorLanguage',
	'nothing-offered': 'errorNothing',
	'too-long': 'errorTooLong',
	'not-a-weight': 'errorWeight',
	'not-a-volume': 'errorVolume',
	'not-a-value': 'errorValue',
	content: 'errorContent',
} as const;

/** The sentence of a form fault, at its field. */
export function explainFormFault(fault: OfferFormFault, language: Language): FieldError {
	const say = speak(offerMessages, language);
	const { field } = fault;
	switch (fault.kind) {
		case 'not-a-day':
			return { field, message: say('errorDay', { typed: fault.typed }) };
		case 'item-unclear':
			return { field, message: say('errorItem', { typed: fault.typed }) };
		case 'attribute':
			return { field, message: explainAttribute(fault.fault, language) };
		case 'amount':
			return { field, message: explainConversion(fault.refusal, language) };
		case 'fault':
			return { field, message: explainOfferFault(fault.fault, language) };
		default:
			return { field, message: say(plainFaults[fault.kind]) };
	}
}

function explainAttribute(fault: AttributeFault, language: Language): string {
	const say = speak(offerMessages, language);
	const { typed } = fault;
	switch (fault.kind) {
		case 'unreadable':
			return say('errorAttributeUnreadable', { typed });
		case 'unknown-key':
			return say('errorAttributeUnknown', {
				typed,
				known: fault.known.map((key) => attributeName(key, language)).join(', ') || '–',
			});
		case 'unknown-choice':
			return say('errorAttributeChoice', {
				typed,
				choices: fault.choices.map((choice) => attributeValue(choice, language)).join(', '),
			});
		case 'twice':
			return say('errorAttributeTwice', { typed });
		default:
			return unreachable(fault);
	}
}

export function offerStateLabels(language: Language): Record<(typeof offerStates)[number], string> {
	const say = speak(offerMessages, language);
	return Object.fromEntries(offerStates.map((state) => [state, say(state)])) as Record<
		(typeof offerStates)[number],
		string
	>;
}

export const offerStateTones = {
	draft: 'neutral',
	submitted: 'warning',
	accepted: 'success',
	'partly-accepted': 'warning',
	'rest-declined': 'success',
	declined: 'neutral',
	released: 'neutral',
	withdrawn: 'neutral',
} as const;
