import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { actorOf, sessionOf } from './request.server.ts';
import type { Session } from './session.ts';

/** Somebody signed in who works at a page of the office: all that its loads and forms need to know of the request. */
export interface OfficeDesk {
	readonly app: Db;
	readonly actor: Actor;
	readonly session: Session;
	readonly language: Language;
	readonly now: Instant;
}

/** Seats whoever is signed in. */
export function officeDesk(locals: { readonly session: Session | null; readonly language: Language }): OfficeDesk {
	const { databases, clock } = services();
	return {
		app: databases.app,
		actor: actorOf(locals),
		session: sessionOf(locals),
		language: locals.language,
		now: clock.now(),
	};
}

/** Reads for a page. A reading that has to stand in the audit trail is no reading to the database: use `inCity`. */
export function readForPage<Value>(desk: OfficeDesk, read: (trx: Trx) => Promise<Value>): Promise<Value> {
	return inCity(desk.app, desk.actor, read, { readOnly: true });
}
