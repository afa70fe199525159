import type { Result } from '#lib/kernel/result.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type KeyReused, type Recordable, runCommand } from '#lib/platform/database/run-command.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { Acting } from './account-commands.server.ts';
import { type Asking, actingOf, actorOf } from './request.server.ts';
import type { Session } from './session.ts';

/**
 * Runs a command of an administrator's form: in the name of whoever is signed in, and once however often the form is sent
 * (law 2).
 */
export async function runAccountCommand<Value, Refusal>(
	event: Pick<Asking, 'url'> & { readonly locals: { readonly session: Session | null } },
	form: FormData,
	name: string,
	input: unknown,
	command: (trx: Trx, acting: Acting) => Promise<Result<Value & Recordable<Value>, Refusal>>,
): Promise<Result<Value, Refusal | KeyReused>> {
	const actor = actorOf(event.locals);
	const key = commandKeyOf(form.get('idempotencyKey'));
	return inCity(services().databases.app, actor, (trx) =>
		runCommand(trx, { key, name, account: actor.account, input }, () => command(trx, actingOf(event.locals, event))),
	);
}
