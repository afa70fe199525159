import { fail, redirect } from '@sveltejs/kit';
import { parsePersonName } from '#lib/access/account.ts';
import { findAccount, listPasskeys } from '#lib/access/account-queries.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { changeOwnDetails, endOwnSessions } from '#lib/access/own-account.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { explainRefusal } from '#lib/access/refusal-sentences.ts';
import { actorOf, sessionOf } from '#lib/access/request.server.ts';
import { listSessions } from '#lib/access/sessions.server.ts';
import { acceptsPassphrase } from '#lib/access/sign-in-policy.ts';
import { parseId } from '#lib/kernel/id.ts';
import { isLanguage } from '#lib/kernel/language.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** The account of whoever is signed in: details, passkeys, and where they are signed in. */
export async function load({ locals, url }: PageServerLoadEvent) {
	const { databases, clock, config } = services();
	const session = sessionOf(locals);
	return inCity(databases.app, actorOf(locals), async (trx) => ({
		session: { id: session.id, roles: session.roles, name: session.name, language: session.language },
		email: (await findAccount(trx, session.accountId))?.email ?? '',
		passkeys: (await listPasskeys(trx, session.accountId)).length,
		sessions: await listSessions(trx, { id: session.accountId, roles: session.roles }, clock.now()),
		withPassphrase: acceptsPassphrase(config),
		done: noteOf(url.searchParams, ['saved', 'passphrase-changed']),
		ended: Number(url.searchParams.get('ended')) || 0,
	}));
}

async function details({ request, locals }: RequestEvent) {
	const form = await request.formData();
	const name = parsePersonName(textOf(form, 'name'));
	const language = textOf(form, 'language');
	if (!name.ok) return fail(400, { name: textOf(form, 'name'), error: explainRefusal(name.refusal, locals.language) });
	const wanted = { name: name.value, language: isLanguage(language) ? language : sessionOf(locals).language };
	await inCity(services().databases.app, actorOf(locals), (trx) => changeOwnDetails(trx, sessionOf(locals), wanted));
	redirect(303, `/${locals.language}/account?done=saved`);
}

async function end({ request, locals }: RequestEvent) {
	const { databases, clock } = services();
	const only = parseId<'session'>(textOf(await request.formData(), 'session'));
	const ended = await inCity(databases.app, actorOf(locals), (trx) =>
		endOwnSessions(trx, sessionOf(locals), clock.now(), only),
	);
	redirect(303, `/${locals.language}/account?ended=${ended}`);
}

export const actions = { details, end };
