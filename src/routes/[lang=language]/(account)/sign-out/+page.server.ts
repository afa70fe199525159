import { redirect } from '@sveltejs/kit';
import { dropToken, presentedToken, signInGround } from '#lib/access/request.server.ts';
import { signOut } from '#lib/access/sign-in.server.ts';
import type { RequestEvent } from './$types.js';

async function leave(event: RequestEvent) {
	await signOut(signInGround(event), event.locals.session, presentedToken(event));
	dropToken(event);
	redirect(303, `/${event.locals.language}/sign-in?out`);
}

export const actions = { default: leave };
