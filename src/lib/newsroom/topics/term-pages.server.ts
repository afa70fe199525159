import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { localizedForm, type Typed } from '#lib/ui/form/typed-form.ts';
import { termKinds } from './term.ts';
import { addTerm, renameTerm, retireTerm } from './term-commands.server.ts';
import { readNames, readTerm } from './term-form.ts';
import { termMessages } from './term-messages.ts';
import { listTerms } from './term-queries.server.ts';
import type { TermRefusal } from './term-refusal.ts';

/** The terms by kind, and whether the reader may change them. */
export async function loadTerms(desk: OfficeDesk) {
	const terms = await readForPage(desk, (trx) => listTerms(trx, desk.language));
	const mayKeep = may(desk.session, 'articles.publish');
	return {
		kinds: termKinds.map((kind) => ({
			kind,
			terms: terms
				.filter((term) => term.kind === kind)
				.map(({ id, slug, names, cityId, retiredAt }) => ({
					id,
					slug,
					name: readableText(names, desk.language),
					typed: localizedForm('names', names),
					retired: retiredAt !== null,
					own: mayKeep && cityId === desk.actor.city,
					other: cityId !== desk.actor.city,
				})),
		})),
		mayKeep,
		idempotencyKey: randomUUID(),
	};
}

export type TermDeed = 'add' | 'rename' | 'retire' | 'take-up';

/** Does to the terms what a form asks. */
export function changeTerms(
	desk: OfficeDesk,
	deed: TermDeed,
	typed: Typed,
): Promise<Result<null, readonly TermRefusal[]>> {
	if (!may(desk.session, 'articles.publish')) return Promise.resolve(refused([{ kind: 'not-permitted' }]));
	if (deed === 'add') {
		const term = readTerm(typed);
		if (!term.ok) return Promise.resolve(term);
		return runForm<null, TermRefusal>(desk, { name: 'add-term', subject: null, typed }, async (trx) => {
			const added = await addTerm(trx, term.value);
			return added.ok ? ok(null) : added;
		});
	}
	const id = parseId<'term'>(typed['term'] ?? '');
	if (!id) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	const names = deed === 'rename' ? readNames(typed) : undefined;
	if (names && !names.ok) return Promise.resolve(names);
	return runForm<null, TermRefusal>(desk, { name: `${deed}-term`, subject: id, typed }, (trx) => {
		if (names) return renameTerm(trx, { id, names: names.value });
		return retireTerm(trx, { id, retiredAt: deed === 'retire' ? desk.now : null });
	});
}

/** The words above each field. */
const labels = { kind: 'term-kind', names: 'term-names', termSlug: 'term-slug' } as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainTermRefusal(refusal: TermRefusal, language: Language): FieldError {
	const say = speak(termMessages, language);
	if (refusal.kind === 'term-exists') {
		return { field: 'termSlug', message: say('error-term-exists', { slug: refusal.slug }), label: say('term-slug') };
	}
	if (refusal.kind === 'slug-malformed') {
		return {
			field: 'termSlug',
			message: say('error-slug-malformed', { typed: refusal.typed }),
			label: say('term-slug'),
		};
	}
	return explainFault(refusal, language, labels, say);
}
