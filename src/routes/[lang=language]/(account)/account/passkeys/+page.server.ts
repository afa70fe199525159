import { fail, redirect } from '@sveltejs/kit';
import { listPasskeys } from '#lib/access/account-queries.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { removeOwnPasskey } from '#lib/access/own-account.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { actorOf, sessionOf, signInGround } from '#lib/access/request.server.ts';
import { isFresh } from '#lib/access/session.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** One's own passkeys, and whether they may be changed now. */
export async function load(event: PageServerLoadEvent) {
	const session = sessionOf(event.locals);
	const { databases, clock } = services();
	return {
		passkeys: await inCity(databases.app, actorOf(event.locals), (trx) => listPasskeys(trx, session.accountId)),
		fresh: isFresh(session, clock.now()),
		enrolling: session.strength === 'enrolment',
		done: noteOf(event.url.searchParams, ['passkey-added', 'passkey-removed']),
	};
}

async function remove(event: RequestEvent) {
	const { surroundings, now } = signInGround(event);
	const { language } = event.locals;
	const session = sessionOf(event.locals);
	if (!isFresh(session, now)) redirect(303, `/${language}/sign-in?again&to=/${language}/account/passkeys`);
	const id = textOf(await event.request.formData(), 'passkey');
	const removed = await inCity(services().databases.app, actorOf(event.locals), (trx) =>
		removeOwnPasskey(trx, session, id, surroundings, now),
	);
	if (!removed.ok) return fail(409, { refusal: removed.refusal.kind });
	redirect(303, `/${language}/account/passkeys?done=passkey-removed`);
}

export const actions = { remove };
