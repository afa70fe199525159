import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { findAccount, listPasskeys } from '#lib/access/account-queries.server.ts';
import { accountDeeds, changeAccount } from '#lib/access/change-account.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { explainRefusal } from '#lib/access/refusal-sentences.ts';
import { actorOf, sessionOf } from '#lib/access/request.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

function idOf(params: { readonly id: string }) {
	return parseId<'account'>(params.id) ?? error(404);
}

/** One account of the city. Those of other cities don't exist here. */
export async function load({ locals, params, url }: PageServerLoadEvent) {
	const id = idOf(params);
	const found = await inCity(services().databases.app, actorOf(locals), async (trx) => ({
		account: await findAccount(trx, id),
		passkeys: (await listPasskeys(trx, id)).length,
	}));
	const account = found.account ?? error(404);
	const own = account.id === sessionOf(locals).accountId;
	const done = noteOf(url.searchParams, Object.values(accountDeeds));
	return { ...found, account, own, idempotencyKey: randomUUID(), done };
}

async function change(event: RequestEvent) {
	const { language } = event.locals;
	const changed = await changeAccount(event, await event.request.formData(), idOf(event.params));
	if (!changed.ok) return fail(409, { error: explainRefusal(changed.refusal, language) });
	redirect(303, `/${language}/office/accounts/${event.params.id}?done=${changed.value}`);
}

export const actions = { default: change };
