import { fail } from '@sveltejs/kit';
import type { Language } from '#lib/kernel/language.ts';
import type { FundingRefusal } from '#lib/partnerships/funding/funding-refusal.ts';
import { explainFunding } from '#lib/partnerships/funding/funding-words.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';

/** The page again, with what was typed and what is wrong with it in words. */
export function refuseFunding(
	refusals: readonly FundingRefusal[],
	typed: Typed,
	language: Language,
	reasonField?: string,
) {
	const changedMeanwhile = refusals.some(({ kind }) => kind === 'changed-meanwhile');
	const errors = refusals.map((refusal) => explainFunding(refusal, language, reasonField));
	return fail(changedMeanwhile ? 409 : 400, { typed, errors });
}
