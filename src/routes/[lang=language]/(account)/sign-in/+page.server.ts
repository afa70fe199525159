import { fail, redirect } from '@sveltejs/kit';
import { parseEmail } from '#lib/access/account.ts';
import { textOf } from '#lib/access/form-values.ts';
import { signInReason } from '#lib/access/page-notes.ts';
import { explainRefusal } from '#lib/access/refusal-sentences.ts';
import { keepToken, signInGround, visitorOf } from '#lib/access/request.server.ts';
import { parseReturnPath } from '#lib/access/return-path.ts';
import { requestLink, signInWithPassphrase } from '#lib/access/sign-in.server.ts';
import { acceptsPassphrase, mailsSignInLinks } from '#lib/access/sign-in-policy.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** Which ways in this instance has, and where the reader wanted to go. */
export function load(event: PageServerLoadEvent) {
	const { surroundings } = signInGround(event);
	const { searchParams } = event.url;
	const reason = signInReason(searchParams);
	// The public pages are the same for everybody and lead here whoever reads them: people who are in go on to their work.
	if (event.locals.session && reason !== 'sign-in-again') {
		redirect(303, parseReturnPath(searchParams.get('to')) ?? `/${event.locals.language}/office`);
	}
	return {
		to: parseReturnPath(searchParams.get('to')) ?? null,
		reason,
		sent: searchParams.has('sent'),
		withPassphrase: acceptsPassphrase(surroundings),
		withLink: mailsSignInLinks(surroundings),
	};
}

async function passphrase(event: RequestEvent) {
	const form = await event.request.formData();
	const typed = { email: textOf(form, 'email'), passphrase: textOf(form, 'passphrase') };
	const entered = await signInWithPassphrase(signInGround(event), visitorOf(event), typed);
	if (!entered.ok) {
		const error = explainRefusal(entered.refusal, event.locals.language);
		const status = entered.refusal.kind === 'rejected' ? 400 : 429;
		return fail(status, { action: 'passphrase', email: typed.email, error } as const);
	}
	keepToken(event, entered.value.token);
	redirect(303, parseReturnPath(textOf(form, 'to')) ?? `/${event.locals.language}/office`);
}

async function link(event: RequestEvent) {
	const form = await event.request.formData();
	const typed = textOf(form, 'email');
	const { language } = event.locals;
	const email = parseEmail(typed);
	const asked = email.ok
		? await requestLink(signInGround(event), visitorOf(event), { email: email.value, language })
		: email;
	if (!asked.ok) {
		const error = explainRefusal(asked.refusal, language);
		const status = asked.refusal.kind === 'too-many-attempts' ? 429 : 400;
		return fail(status, { action: 'link', email: typed, error } as const);
	}
	redirect(303, `/${language}/sign-in?sent`);
}

export const actions = { passphrase, link };
