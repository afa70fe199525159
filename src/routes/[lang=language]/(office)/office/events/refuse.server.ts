import { fail } from '@sveltejs/kit';
import type { Language } from '#lib/kernel/language.ts';
import type { EventFault } from '#lib/partnerships/events/event-form.ts';
import { explainEventFault } from '#lib/partnerships/events/event-words.ts';
import type { SpokenCheck } from '#lib/partnerships/grant-rules/verdict-words.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';

/** The page again, with what was typed and what is wrong with it in words. */
export function refuseEvent(faults: readonly EventFault[], typed: Typed, language: Language) {
	const changedMeanwhile = faults.some(({ kind }) => kind === 'changed-meanwhile');
	const errors = faults.map((fault) => explainEventFault(fault, language));
	const checks: readonly SpokenCheck[] | null = null;
	return fail(changedMeanwhile ? 409 : 400, { typed, errors, checks });
}
