import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { assert, present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Trx } from './connect.server.ts';
import { sqlJson } from './values.server.ts';

/** What names one sending of a command. */
export interface CommandCall {
	/** Chosen by the sender (form, phone) once per intention; repeated with each repetition. */
	readonly key: Id<'command'>;
	/** The command's name, `confirm-receipt`. */
	readonly name: string;
	readonly account: Id<'account'> | null;
	/** Everything the command decides on, as parsed: plain data (no dates, maps or bigints). */
	readonly input: unknown;
}

/** The key was used before for another command, by another account or with another input. */
export interface KeyReused {
	readonly kind: 'key-reused';
}

export type CommandResult<Value, Refusal> =
	| {
			readonly ok: true;
			readonly value: Value /** True where the effect happened at an earlier sending. */;
			readonly repeated: boolean;
	  }
	| { readonly ok: false; readonly refusal: Refusal | KeyReused };

/** `Value` where it survives being written as JSON and read again; `never` where it doesn't. */
export type Recordable<Value> = Value extends string | number | boolean | null | undefined
	? Value
	: Value extends
				| Date
				| bigint
				| symbol
				| ((...args: never[]) => unknown)
				| ReadonlyMap<never, never>
				| ReadonlySet<never>
		? never
		: { readonly [Key in keyof Value]: Recordable<Value[Key]> };

/**
 * Law 2, once. Runs `decide` unless this command already had its effect; then answers what was answered then.
 *
 * - The record of the command and its effect are one transaction: there are both or neither.
 * - Two sendings at the same time: the second waits for the first. Where the first took effect, the second gets its
 *   answer; where it was refused or failed, the second is decided afresh.
 * - A refusal is no effect. Whatever `decide` wrote before refusing is undone, and the key stays free: mended input may
 *   be sent under the same key, and the same input may succeed later (the stock has come).
 * - The same key with another command, account or input is refused with `key-reused`: a sender that reuses keys is
 *   broken, and answering it with an old answer would hide the loss of its new intention.
 */
export async function runCommand<Value, Refusal>(
	trx: Trx,
	call: CommandCall,
	decide: () => Promise<Result<Value & Recordable<Value>, Refusal>>,
): Promise<CommandResult<Value, Refusal>> {
	const hash = hashOf(call);
	await sql`savepoint command`.execute(trx);
	const claimed = await sql`insert into command (key, name, input_hash) values (${call.key}, ${call.name}, ${hash})
		on conflict (key) do nothing`.execute(trx);
	if (claimed.numAffectedRows === 0n) return repeat<Value>(trx, call.key, hash);
	const answer = await decide();
	if (!answer.ok) {
		await sql`rollback to savepoint command`.execute(trx);
		return { ok: false, refusal: answer.refusal };
	}
	await sql`update command set answer = ${sqlJson(answer.value ?? null)} where key = ${call.key}`.execute(trx);
	await sql`release savepoint command`.execute(trx);
	return { ok: true, value: answer.value, repeated: false };
}

async function repeat<Value>(trx: Trx, key: Id<'command'>, hash: Buffer): Promise<CommandResult<Value, never>> {
	await sql`release savepoint command`.execute(trx);
	const found = await sql<{ inputHash: Buffer; answer: Value }>`
		select input_hash, answer from command where key = ${key}`.execute(trx);
	const earlier = found.rows[0];
	// Nothing found although the key is taken: it belongs to another city, whose commands are not ours to see.
	if (!earlier?.inputHash.equals(hash)) return { ok: false, refusal: { kind: 'key-reused' } };
	return { ok: true, value: earlier.answer, repeated: true };
}

function hashOf({ name, account, input }: CommandCall): Buffer {
	return createHash('sha256').update(canonicalJson({ name, account, input })).digest();
}

/** JSON with sorted keys and without absent values: equal data gives equal text, however it was put together. */
export function canonicalJson(value: unknown): string {
	if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
	if (typeof value === 'number') {
		assert(Number.isFinite(value), 'a command input holds a number that is none');
		return JSON.stringify(value);
	}
	if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
	assert(typeof value === 'object' && value !== undefined, `a command input holds a ${typeof value}`);
	const prototype: unknown = Object.getPrototypeOf(value);
	assert(prototype === Object.prototype || prototype === null, 'a command input holds something that is no plain data');
	const record = present(value, 'record') as Record<string, unknown>;
	const kept = Object.keys(record).filter((key) => record[key] !== undefined);
	return `{${kept
		.sort()
		.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`)
		.join(',')}}`;
}
