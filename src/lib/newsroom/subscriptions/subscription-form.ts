import { parseEmail } from '#lib/access/account.ts';
import { isLanguage } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type FieldFault, type FormFault, lineOf, readChoice, type Typed, together } from '#lib/ui/form/typed-form.ts';
import { rhythms, type Wish } from './subscription.ts';

export type SubscriptionRefusal =
	| FieldFault
	| FormFault
	| { readonly kind: 'email-malformed' }
	| { readonly kind: 'consent-missing' };

/** What can be chosen; anything else in a form is left out. */
export interface Choices {
	readonly terms: readonly string[];
	readonly partnerships: readonly string[];
}

type Read<Value> = Result<Value, readonly SubscriptionRefusal[]>;

/** Reads what a reader wants: boxes are called "term-topic/energy" and "partnership-zhytomyr". */
export function readWish(typed: Typed, choices: Choices): Read<Wish> {
	const language = lineOf(typed, 'language');
	const chosen = (stem: string, all: readonly string[]) => all.filter((each) => typed[`${stem}-${each}`] === 'on');
	return together({
		language: isLanguage(language) ? ok(language) : refused([{ kind: 'choice-missing', field: 'language' } as const]),
		rhythm: readChoice(typed, 'rhythm', rhythms),
		terms: ok(chosen('term', choices.terms)),
		partnerships: ok(chosen('partnership', choices.partnerships)),
	});
}

/** Reads the public form: an address, a wish, and the consent. */
export function readSubscription(typed: Typed, choices: Choices): Read<Wish & { readonly email: string }> {
	const email = parseEmail(lineOf(typed, 'email'));
	const wish = readWish(typed, choices);
	const refusals: readonly SubscriptionRefusal[] = [
		...(email.ok ? [] : [{ kind: 'email-malformed' } as const]),
		...(wish.ok ? [] : wish.refusal),
		...(typed['consent'] === 'on' ? [] : [{ kind: 'consent-missing' } as const]),
	];
	if (!email.ok || !wish.ok || refusals.length > 0) return refused(refusals);
	return ok({ ...wish.value, email: email.value });
}

/** A wish as the fields of a form show it. */
export function wishForm({ language, rhythm, terms, partnerships }: Wish): Typed {
	return {
		language,
		rhythm,
		...Object.fromEntries(terms.map((term) => [`term-${term}`, 'on'])),
		...Object.fromEntries(partnerships.map((slug) => [`partnership-${slug}`, 'on'])),
	};
}
