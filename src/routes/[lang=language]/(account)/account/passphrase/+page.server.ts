import { error, fail, redirect } from '@sveltejs/kit';
import { hasPassphrase } from '#lib/access/account-queries.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { changeOwnPassphrase } from '#lib/access/own-account.server.ts';
import { explainRefusal } from '#lib/access/refusal-sentences.ts';
import { sessionOf, signInGround } from '#lib/access/request.server.ts';
import { isFresh } from '#lib/access/session.ts';
import { acceptsPassphrase } from '#lib/access/sign-in-policy.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** Whether a passphrase may be set here and now. Where none is accepted the page doesn't exist. */
export async function load(event: PageServerLoadEvent) {
	const { surroundings, worker, now } = signInGround(event);
	if (!acceptsPassphrase(surroundings)) error(404);
	const session = sessionOf(event.locals);
	return { has: await hasPassphrase(worker, session.accountId), fresh: isFresh(session, now) };
}

async function change(event: RequestEvent) {
	const { surroundings, worker, now } = signInGround(event);
	const { language } = event.locals;
	if (!acceptsPassphrase(surroundings)) error(404);
	const session = sessionOf(event.locals);
	if (!isFresh(session, now)) redirect(303, `/${language}/sign-in?again&to=/${language}/account/passphrase`);
	const form = await event.request.formData();
	const typed = { current: textOf(form, 'current'), wanted: textOf(form, 'wanted') };
	const changed = await changeOwnPassphrase(worker, session, typed, now);
	if (!changed.ok) return fail(400, { error: explainRefusal(changed.refusal, language) });
	redirect(303, `/${language}/account?done=passphrase-changed`);
}

export const actions = { default: change };
