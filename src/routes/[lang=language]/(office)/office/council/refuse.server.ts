import { fail } from '@sveltejs/kit';
import type { Language } from '#lib/kernel/language.ts';
import type { CouncilRefusal } from '#lib/partnerships/council/council-refusal.ts';
import { explainCouncil } from '#lib/partnerships/council/council-words.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';

/** The page again, with what was typed and what is wrong with it in words; `deed` names the form of several. */
export function refuse(refusals: readonly CouncilRefusal[], typed: Typed, language: Language, deed = '') {
	const stale = refusals.some(({ kind }) => kind === 'changed-meanwhile');
	return fail(stale ? 409 : 400, { deed, typed, errors: refusals.map((each) => explainCouncil(each, language)) });
}
