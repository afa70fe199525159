import type { Id } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { AccountRefusal } from './account.ts';
import { type Acting, changeRoles, disableAccount, enableAccount, resetPasskeys } from './account-commands.server.ts';
import { textOf, textsOf } from './form-values.ts';
import type { Asking } from './request.server.ts';
import { parseRoles, type Role } from './roles.ts';
import { runAccountCommand } from './run-account-command.server.ts';
import type { Session } from './session.ts';

/** What an administrator's button on an account may do, and what the page says when it is done. */
export const accountDeeds = {
	'change-roles': 'account-roles-changed',
	'disable-account': 'account-disabled-done',
	'enable-account': 'account-enabled-done',
	'reset-passkeys': 'account-reset-done',
} as const;
type Deed = keyof typeof accountDeeds;

interface Subject {
	readonly id: Id<'account'>;
	readonly roles: readonly Role[];
}

const commands: Record<Deed, (trx: Trx, acting: Acting, subject: Subject) => Promise<Result<unknown, AccountRefusal>>> =
	{
		'change-roles': changeRoles,
		'disable-account': (trx, acting, { id }) => disableAccount(trx, acting, id),
		'enable-account': (trx, acting, { id }) => enableAccount(trx, acting, id),
		'reset-passkeys': (trx, acting, { id }) => resetPasskeys(trx, acting, id),
	};

const isDeed = (text: string): text is Deed => Object.hasOwn(accountDeeds, text);

/** Does to an account what the pressed button (`deed`) says, and answers with the note for the page. */
export async function changeAccount(
	event: Pick<Asking, 'url'> & { readonly locals: { readonly session: Session | null } },
	form: FormData,
	id: Id<'account'>,
): Promise<Result<(typeof accountDeeds)[Deed], AccountRefusal | { readonly kind: 'key-reused' }>> {
	const deed = textOf(form, 'deed');
	if (!isDeed(deed)) return refused({ kind: 'unknown-account' });
	const subject = { id, roles: parseRoles(textsOf(form, 'role')) };
	const done = await runAccountCommand(event, form, deed, subject, async (trx, acting) => {
		const result = await commands[deed](trx, acting, subject);
		return result.ok ? ok(null) : result;
	});
	return done.ok ? ok(accountDeeds[deed]) : done;
}
