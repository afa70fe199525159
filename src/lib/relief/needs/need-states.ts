import type { Language } from '#lib/kernel/language.ts';
import { type NeedState, needStates } from './need.ts';
import { stateName } from './need-texts.ts';

export function stateLabels(language: Language): Record<NeedState, string> {
	return Object.fromEntries(needStates.map((state) => [state, stateName(state, language)])) as Record<
		NeedState,
		string
	>;
}

/** How urgent a look a state asks for. */
export const stateTones = {
	draft: 'neutral',
	submitted: 'warning',
	verified: 'info',
	open: 'success',
	closed: 'neutral',
	withdrawn: 'neutral',
	expired: 'danger',
} as const satisfies Record<NeedState, string>;
