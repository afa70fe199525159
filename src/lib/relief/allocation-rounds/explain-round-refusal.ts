import { speak } from '#lib/i18n/catalogue.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { AdjustRefusal, DecideRefusal, DiscardRefusal, OpenRoundRefusal } from './round-commands.server.ts';
import { roundMessages } from './round-messages.ts';

export type RoundRefusal =
	| AdjustRefusal
	| DecideRefusal
	| DiscardRefusal
	| OpenRoundRefusal
	| { readonly kind: 'reason-missing' };

/** A refusal in the reader's language, with the way out. */
export function explainRoundRefusal(refusal: RoundRefusal, language: Language): string {
	const say = speak(roundMessages, language);
	switch (refusal.kind) {
		case 'no-open-needs':
			return say('errorNoNeeds');
		case 'no-free-lots':
			return say('errorNoLots');
		case 'round-not-found':
			return say('errorNotFound');
		case 'round-closed':
			return say('errorClosed');
		case 'round-changed':
			return say('errorChanged');
		case 'unknown-pair':
			return say('errorPair');
		case 'quantity-invalid':
			return say('errorQuantity');
		case 'more-than-lot-holds':
			return say('errorLot', { left: refusal.left });
		case 'more-than-need-lacks':
			return say('errorNeed', { over: refusal.over });
		case 'pair-impossible':
			return say(`impossible-${refusal.obstacle}`);
		case 'pack-broken':
			return say('errorPack', { pack: refusal.pack });
		case 'nothing-chosen':
		case 'nothing-to-reserve':
			return say('errorNothingChosen');
		case 'not-in-proposal':
			return say('errorNotProposed');
		case 'not-enough-left':
			return say('errorLeft', { left: refusal.left, wanted: refusal.wanted });
		case 'only-as-a-whole':
			return say('errorWhole', { whole: refusal.whole, wanted: refusal.wanted });
		case 'need-no-longer-open':
			return say('errorNeedClosed');
		case 'unknown-lot':
		case 'unknown-need':
		case 'earmarked-elsewhere':
			return say('errorStock');
		case 'key-reused':
			return say('errorKey');
		case 'reason-missing':
			return say('errorReason');
		default:
			return unreachable(refusal);
	}
}
