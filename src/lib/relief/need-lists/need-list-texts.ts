import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import { explainConversion } from '../catalogue/amount-text.ts';
import type { EntryFaultAt, NeedListRefusal } from './need-list.ts';
import { needListMessages } from './need-list-messages.ts';
import type { EntryFault } from './review-entry.ts';

export function explainEntryFault(fault: EntryFault, language: Language): string {
	const say = speak(needListMessages, language);
	switch (fault.kind) {
		case 'undecided':
			return say('faultUndecided');
		case 'item-missing':
			return say('faultItemMissing');
		case 'item-unknown':
			return say('faultItemUnknown', { code: fault.code });
		case 'quantity':
			return explainConversion(fault.refusal, language);
		case 'range-reversed':
			return say('faultRange', { from: fault.from, to: fault.to });
		default:
			return unreachable(fault);
	}
}

/** A fault with the line of the original it is about: "Zeile 12, „Генератори“: …". */
export function explainEntryFaultAt(at: EntryFaultAt, language: Language): string {
	const say = speak(needListMessages, language);
	const { line, sheet } = at;
	const phrase = at.phrase.length > 60 ? `${at.phrase.slice(0, 59)}…` : at.phrase;
	const fault = explainEntryFault(at.fault, language);
	return sheet === null
		? say('errorAt', { line: String(line), phrase, fault })
		: say('errorAtSheet', { sheet, line: String(line), phrase, fault });
}

/** A refusal in the reader's language; of several faults in lines only how many there are, each is said at its line. */
export function explainListRefusal(refusal: NeedListRefusal, language: Language): string {
	const say = speak(needListMessages, language);
	switch (refusal.kind) {
		case 'need-list-not-found':
			return say('errorNotFound');
		case 'operation-not-found':
			return say('errorOperation');
		case 'same-list-again':
			return say('errorSame', { date: formatInstant(refusal.at, language), title: refusal.title });
		case 'review-is-over':
			return say('errorOver', { state: say(refusal.state) });
		case 'entry-changed-meanwhile':
			return say('errorStale');
		case 'entries-refused':
			return say('errorEntries', { count: refusal.faults.length });
		case 'nothing-to-undo':
			return say('errorNothingToUndo');
		case 'nothing-to-merge':
			return say('errorNothingToMerge');
		case 'too-few-parts':
			return say('errorTooFewParts');
		case 'too-many-parts':
			return say('errorTooManyParts', { most: refusal.most });
		default:
			return unreachable(refusal);
	}
}

export function notFoundText(language: Language): string {
	return speak(needListMessages, language)('errorNotFound');
}
