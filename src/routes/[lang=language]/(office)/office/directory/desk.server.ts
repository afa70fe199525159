import { fail } from '@sveltejs/kit';
import { recordAudit } from '#lib/access/audit.server.ts';
import { may } from '#lib/access/permissions.ts';
import { actorOf } from '#lib/access/request.server.ts';
import type { Session } from '#lib/access/session.ts';
import { publishJob } from '#lib/accountability/publication/publish-job.server.ts';
import type { Desk } from '#lib/directory/directory-desk.server.ts';
import type { DirectoryRefusal } from '#lib/directory/directory-refusal.ts';
import { explainDirectory } from '#lib/directory/directory-words.ts';
import type { Typed } from '#lib/directory/typed-fields.ts';
import type { Language } from '#lib/kernel/language.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { services } from '#lib/platform/services.server.ts';

/** Seats whoever is signed in at the directory. It lies below accounts, so who that is and what they may is told to it here. */
export function deskOf(locals: { readonly session: Session | null; readonly language: Language }): Desk {
	const { databases, clock } = services();
	const { session, language } = locals;
	return {
		app: databases.app,
		actor: actorOf(locals),
		language,
		now: clock.now(),
		rights: {
			keep: may(session, 'directory.keep'),
			keepPlaces: may(session, 'places.keep'),
			readAddresses: may(session, 'places.read-address'),
			seePersons: may(session, 'donors.read-contact'),
		},
		record: recordAudit,
		republish: async (trx) => {
			await enqueue(trx, publishJob, {});
		},
	};
}

/** The page again, with what was typed and what is wrong with it in words. */
export function refuse(
	refusals: readonly (DirectoryRefusal | { kind: 'key-reused' })[],
	typed: Typed,
	language: Language,
) {
	const errors = refusals.map((refusal) => explainDirectory(refusal, language));
	const changedMeanwhile = refusals.some(({ kind }) => kind === 'changed-meanwhile');
	return fail(changedMeanwhile ? 409 : 400, { typed, errors, changedMeanwhile });
}
