import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { inviteAccount } from '#lib/access/account-commands.server.ts';
import { parseInvitation, typedInvitation } from '#lib/access/account-form.ts';
import { listAccounts } from '#lib/access/account-queries.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { explainRefusal } from '#lib/access/refusal-sentences.ts';
import { actorOf } from '#lib/access/request.server.ts';
import { runAccountCommand } from '#lib/access/run-account-command.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** Everybody who works for the city, and a form to invite more. */
export async function load({ locals, url }: PageServerLoadEvent) {
	return {
		accounts: await inCity(services().databases.app, actorOf(locals), listAccounts),
		idempotencyKey: randomUUID(),
		done: noteOf(url.searchParams, ['account-invited']),
	};
}

async function invite(event: RequestEvent) {
	const { language } = event.locals;
	const form = await event.request.formData();
	const typed = typedInvitation(form);
	const invitation = parseInvitation(typed);
	if (!invitation.ok) {
		return fail(400, { typed, errors: invitation.refusal.map((refusal) => explainRefusal(refusal, language)) });
	}
	const invited = await runAccountCommand(event, form, 'invite-account', { ...invitation.value }, (trx, acting) =>
		inviteAccount(trx, acting, invitation.value),
	);
	if (!invited.ok) return fail(409, { typed, errors: [explainRefusal(invited.refusal, language)] });
	redirect(303, `/${language}/office/accounts?done=account-invited`);
}

export const actions = { invite };
