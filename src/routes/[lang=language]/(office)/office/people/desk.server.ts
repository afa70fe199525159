import { fail } from '@sveltejs/kit';
import { recordAudit } from '#lib/access/audit.server.ts';
import { may } from '#lib/access/permissions.ts';
import { actorOf } from '#lib/access/request.server.ts';
import type { Session } from '#lib/access/session.ts';
import type { PeopleDesk } from '#lib/directory/people/people-desk.server.ts';
import type { PeopleFault } from '#lib/directory/people/person-form.ts';
import { explainPeopleFault } from '#lib/directory/people/person-words.ts';
import type { Language } from '#lib/kernel/language.ts';
import { services } from '#lib/platform/services.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';

/** Seats whoever is signed in at the people of the directory, which lies below accounts. */
export function peopleDesk(locals: { readonly session: Session | null; readonly language: Language }): PeopleDesk {
	const { session, language } = locals;
	return {
		app: services().databases.app,
		actor: actorOf(locals),
		language,
		rights: { keep: may(session, 'partnership.keep'), readContacts: may(session, 'people.read-contact') },
		record: recordAudit,
	};
}

/** The page again, with what was typed and what is wrong with it in words. */
export function refusePeople(faults: readonly PeopleFault[], typed: Typed, language: Language) {
	const same = faults.flatMap((fault) =>
		fault.kind === 'same-name' ? [{ id: fault.personId, name: fault.name }] : [],
	);
	const changedMeanwhile = faults.some(({ kind }) => kind === 'changed-meanwhile');
	const errors = faults.map((fault) => explainPeopleFault(fault, language));
	return fail(changedMeanwhile ? 409 : 400, { typed, errors, same });
}
