import { fail, redirect } from '@sveltejs/kit';
import { inspectLink } from '#lib/access/links.server.ts';
import { explainRefusal } from '#lib/access/refusal-sentences.ts';
import { keepToken, signInGround, visitorOf } from '#lib/access/request.server.ts';
import { signInWithLink } from '#lib/access/sign-in.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** Looks at the link without using it up: mail scanners open every address they find. */
export async function load(event: PageServerLoadEvent) {
	const { worker, surroundings, now } = signInGround(event);
	return { link: (await inspectLink(worker, event.params.token, surroundings, now)) ?? null };
}

async function use(event: RequestEvent) {
	const { language } = event.locals;
	const entered = await signInWithLink(signInGround(event), visitorOf(event), event.params.token);
	if (!entered.ok) {
		const tooMany = entered.refusal.kind === 'too-many-attempts';
		return fail(tooMany ? 429 : 410, { error: tooMany ? explainRefusal(entered.refusal, language).message : null });
	}
	keepToken(event, entered.value.token);
	redirect(303, entered.value.strength === 'full' ? `/${language}/office` : `/${language}/account/passkeys`);
}

export const actions = { default: use };
