import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	type FormFault,
	lineOf,
	localizedForm,
	readChoice,
	readId,
	readLine,
	readLocalized,
	readOptionalFuzzyDay,
	readOptionalLine,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import {
	type Person,
	type PersonContact,
	type PersonId,
	type Post,
	spellingUsages,
	type TenureDraft,
} from './person.ts';
import type { Tenure, TenureRefusal } from './tenure.ts';

/** Why something about a person or a post is not kept. */
export type PeopleFault =
	| FieldFault
	| FormFault
	| TenureRefusal
	| { readonly kind: 'same-name'; readonly personId: PersonId; readonly name: string }
	| { readonly kind: 'spelling-known'; readonly text: string }
	| { readonly kind: 'unknown-post' }
	| { readonly kind: 'unknown-organisation' }
	| { readonly kind: 'not-an-email'; readonly typed: string }
	| { readonly kind: 'not-a-telephone'; readonly typed: string }
	| { readonly kind: 'sole-post-shared'; readonly names: readonly string[] };
type Parsed<Value> = Result<Value, readonly PeopleFault[]>;

export type PersonDetails = Pick<Person, 'names' | 'publicNameAllowed'>;

export function parsePerson(typed: Typed): Parsed<PersonDetails & { readonly isAnother: boolean }> {
	const names = readLocalized(typed, 'names');
	if (!names.ok) return names;
	return {
		ok: true,
		value: {
			names: names.value,
			publicNameAllowed: typed['publicNameAllowed'] === 'on',
			isAnother: typed['isAnother'] === 'on',
		},
	};
}

export function personForm({ names, publicNameAllowed }: PersonDetails): Typed {
	return { ...localizedForm('names', names), publicNameAllowed: publicNameAllowed ? 'on' : '' };
}

export function parseSpelling(typed: Typed) {
	return together({ text: readLine(typed, 'text'), usage: readChoice(typed, 'usage', spellingUsages) });
}

export function parseTenure(typed: Typed): Parsed<TenureDraft> {
	const read = together({
		postId: readId<'post'>(typed, 'post'),
		began: readOptionalFuzzyDay(typed, 'began'),
		ended: readOptionalFuzzyDay(typed, 'ended'),
	});
	return read.ok ? { ok: true, value: { ...read.value, acting: typed['acting'] === 'on' } } : read;
}

export function tenureForm({ postId, acting, began, ended }: Pick<Tenure, keyof TenureDraft>): Typed {
	return {
		post: postId,
		acting: acting ? 'on' : '',
		began: began ? fuzzyDateText(began) : '',
		ended: ended ? fuzzyDateText(ended) : '',
	};
}

export function parsePost(typed: Typed): Parsed<Pick<Post, 'names' | 'organisationId' | 'sole'>> {
	const read = together({
		names: readLocalized(typed, 'names'),
		organisationId: readId<'organisation'>(typed, 'organisation'),
	});
	return read.ok ? { ok: true, value: { ...read.value, sole: typed['sole'] === 'on' } } : read;
}

export function postForm({ names, organisationId, sole }: Pick<Post, 'names' | 'organisationId' | 'sole'>): Typed {
	return { ...localizedForm('names', names), organisation: organisationId, sole: sole ? 'on' : '' };
}

/** Reads how to reach a person; all empty means that nothing is kept any more. */
export function parsePersonContact(typed: Typed): Parsed<PersonContact> {
	const read = together({
		email: readOptionalLine(typed, 'email', 254),
		phone: readOptionalLine(typed, 'phone', 60),
		note: readOptionalLine(typed, 'note', 500),
	});
	if (!read.ok) return read;
	const { email, phone } = read.value;
	const faults: readonly PeopleFault[] = [
		...(email && !/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(email) ? [{ kind: 'not-an-email', typed: email } as const] : []),
		...(phone && !/\d.*\d.*\d/.test(phone) ? [{ kind: 'not-a-telephone', typed: phone } as const] : []),
	];
	return faults.length > 0 ? refused(faults) : read;
}

export function personContactForm(contact: PersonContact | undefined): Typed {
	const { email, phone, note } = contact ?? {};
	return { email: email ?? '', phone: phone ?? '', note: note ?? '' };
}

/** What was typed into the search field above the list. */
export function searchOf(query: URLSearchParams): string {
	return lineOf({ q: query.get('q') ?? '' }, 'q').slice(0, 100);
}
