import type { Id } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { commandKeyOf } from './command-key.ts';
import type { Db, Trx } from './connect.server.ts';
import { type KeyReused, type Recordable, runCommand } from './run-command.server.ts';
import { type Actor, inCity } from './transaction.server.ts';

/** A form that was sent: everything it holds is what its key stands for. */
export interface SentForm {
	/** The command's name, "correct-person". */
	readonly name: string;
	/** Whose form it is, where it changes something that is there already. */
	readonly subject: string | null;
	readonly typed: Readonly<Record<string, string>>;
}

/**
 * Runs a form's command once for whoever sits at the desk, however often the form is sent (law 2). What the command refuses,
 * one thing or several, is answered as a list; `key` is the form's, for those who keep it with what they record.
 */
export async function runForm<Value, Refusal>(
	{ app, actor }: { readonly app: Db; readonly actor: Actor },
	{ name, subject, typed }: SentForm,
	command: (trx: Trx, key: Id<'command'>) => Promise<Result<Value & Recordable<Value>, Refusal | readonly Refusal[]>>,
): Promise<Result<Value, readonly (Refusal | KeyReused)[]>> {
	const key = commandKeyOf(typed['idempotencyKey']);
	const call = { key, name, account: actor.account, input: { subject, typed } };
	const done = await inCity(app, actor, (trx) => runCommand(trx, call, () => command(trx, key)));
	if (done.ok) return ok(done.value);
	return refused([done.refusal].flat() as (Refusal | KeyReused)[]);
}
