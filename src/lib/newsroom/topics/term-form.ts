import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { lineOf, readChoice, readLocalized, type Typed, together } from '#lib/ui/form/typed-form.ts';
import { isSlug } from './slug.ts';
import { type Term, termKinds } from './term.ts';
import type { TermRefusal } from './term-refusal.ts';

type Read<Value> = Result<Value, readonly TermRefusal[]>;

/** Reads the form of a new term. */
export function readTerm(typed: Typed): Read<Pick<Term, 'kind' | 'slug' | 'names'>> {
	const slug = lineOf(typed, 'termSlug');
	return together({
		kind: readChoice(typed, 'kind', termKinds),
		slug: isSlug(slug) && slug.length <= 60 ? ok(slug) : refused([{ kind: 'slug-malformed', typed: slug } as const]),
		names: readNames(typed),
	});
}

/** Reads the names of a term, new or renamed. */
export function readNames(typed: Typed): Read<Term['names']> {
	return readLocalized(typed, 'names', 80);
}
