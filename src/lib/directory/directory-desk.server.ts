import { createHash } from 'node:crypto';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { canonicalJson, type KeyReused } from '#lib/platform/database/run-command.server.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import type { DirectoryRefusal } from './directory-refusal.ts';

/** What somebody may do in the directory. */
export interface DirectoryRights {
	/** Operations and organisations. */
	readonly keep: boolean;
	/** Places of the own city. */
	readonly keepPlaces: boolean;
	readonly readAddresses: boolean;
	/** Private persons who gave something. */
	readonly seePersons: boolean;
}

/** What the directory puts on the audit trail. */
export interface DirectoryDeed {
	readonly action: `${'city' | 'operation' | 'place' | 'organisation'}.${string}`;
	readonly subjectKind: 'city' | 'operation' | 'place' | 'organisation';
	readonly subjectId: string;
}

/**
 * Somebody at work on the directory. Who that is, what they may and how deeds are recorded is told by whoever opens the
 * page: this area lies below accounts and knows none.
 */
export interface Desk {
	readonly app: Db;
	readonly actor: Actor;
	readonly language: Language;
	readonly now: Instant;
	readonly rights: DirectoryRights;
	record(trx: Trx, deed: DirectoryDeed): Promise<void>;
	/** Has what the public reads written anew, once the transaction is through. */
	republish(trx: Trx): Promise<void>;
}

export type Answer<Value> = Result<Value, readonly (DirectoryRefusal | KeyReused)[]>;

/** Reads for a page of the directory. */
export function readAtDesk<Value>(desk: Desk, read: (trx: Trx) => Promise<Value>): Promise<Value> {
	return inCity(desk.app, desk.actor, read, { readOnly: true });
}

/**
 * Stands for what a form showed of a record. Sent back, it tells whether somebody else changed the record meanwhile, whose
 * change would be lost without a word.
 */
export function markOf(shown: object | undefined): string {
	return createHash('sha256')
		.update(canonicalJson(shown ?? null))
		.digest('base64url')
		.slice(0, 22);
}
