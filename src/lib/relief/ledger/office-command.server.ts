import { recordAudit } from '#lib/access/audit.server.ts';
import { actorOf } from '#lib/access/request.server.ts';
import type { Session } from '#lib/access/session.ts';
import type { Result } from '#lib/kernel/result.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type CommandResult, type Recordable, runCommand } from '#lib/platform/database/run-command.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { Author } from './post.server.ts';

/** Whoever is signed in, as `locals` of a page have it. */
export interface Signed {
	readonly session: Session | null;
}

/** What a command is called and done to. */
export interface OfficeCommand {
	/** kebab-case, imperative: `record-receipt`. */
	readonly name: string;
	/** For the audit trail, "shipment.departed". */
	readonly action: string;
	readonly subjectKind: string;
	readonly subjectId: string;
}

/**
 * Runs a command of an office form once, however often the form is sent (law 2), in the name of whoever is signed in, and
 * puts it on the audit trail. Everything the form sent is the input its key stands for.
 */
export async function runOfficeCommand<Value, Refusal>(
	locals: Signed,
	form: FormData,
	command: OfficeCommand,
	work: (trx: Trx, author: Author) => Promise<Result<Value & Recordable<Value>, Refusal>>,
): Promise<CommandResult<Value, Refusal>> {
	const { databases, clock } = services();
	const actor = actorOf(locals);
	const key = commandKeyOf(form.get('idempotencyKey'));
	const { name, action, subjectKind, subjectId } = command;
	const input = { subjectId, fields: [...form].filter(([, value]) => typeof value === 'string') };
	return inCity(databases.app, actor, (trx) =>
		runCommand(trx, { key, name, account: actor.account, input }, async () => {
			const answer = await work(trx, { at: clock.now(), account: actor.account, commandKey: key });
			if (answer.ok) await recordAudit(trx, { action, subjectKind, subjectId });
			return answer;
		}),
	);
}

/** Reads for a page, in the name of whoever is signed in. */
export function readAsOffice<Value>(locals: Signed, read: (trx: Trx) => Promise<Value>): Promise<Value> {
	return inCity(services().databases.app, actorOf(locals), read, { readOnly: true });
}
