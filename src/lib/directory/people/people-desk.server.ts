import type { Language } from '#lib/kernel/language.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import type { Recordable } from '#lib/platform/database/run-command.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import type { PeopleFault } from './person-form.ts';

/** What is put on the audit trail of people and posts. */
export interface PeopleDeed {
	readonly action: `${'person' | 'post'}.${string}`;
	readonly subjectKind: 'person' | 'post';
	readonly subjectId: string;
}

/** Somebody at work on people and posts; told by whoever opens the page, since this area lies below accounts. */
export interface PeopleDesk {
	readonly app: Db;
	readonly actor: Actor;
	readonly language: Language;
	readonly rights: { readonly keep: boolean; readonly readContacts: boolean };
	record(trx: Trx, deed: PeopleDeed): Promise<void>;
}

export type PeopleAnswer<Value> = Result<Value, readonly PeopleFault[]>;

export function readPeople<Value>(desk: PeopleDesk, read: (trx: Trx) => Promise<Value>): Promise<Value> {
	return inCity(desk.app, desk.actor, read, { readOnly: true });
}

/** Runs a form once for whoever may keep people, and puts what was done on the audit trail. */
export function runPeopleForm<Value>(
	desk: PeopleDesk,
	form: { readonly name: string; readonly subject: string | null; readonly typed: Typed },
	command: (trx: Trx) => Promise<PeopleAnswer<Value & Recordable<Value>>>,
): Promise<PeopleAnswer<Value>> {
	if (!desk.rights.keep) return Promise.resolve(refused([{ kind: 'not-permitted' }]));
	return runForm<Value, PeopleFault>(desk, form, command);
}
