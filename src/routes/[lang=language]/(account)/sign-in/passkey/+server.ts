import { json } from '@sveltejs/kit';
import { parseSignInStep } from '#lib/access/passkey-request.server.ts';
import { beginPasskeySignIn, finishPasskeySignIn } from '#lib/access/passkeys.server.ts';
import { keepToken, signInGround, visitorOf } from '#lib/access/request.server.ts';
import { parseReturnPath } from '#lib/access/return-path.ts';
import type { RequestEvent } from './$types.js';

const statusOf = { rejected: 403, 'too-many-attempts': 429 } as const;

/** Both steps of signing in with a passkey: the challenge, then the browser's answer to it. */
export async function POST(event: RequestEvent) {
	const asked = parseSignInStep(await event.request.json().catch(() => undefined));
	if (!asked) return json({ kind: 'malformed' }, { status: 400 });
	const [ground, visitor] = [signInGround(event), visitorOf(event)];
	if (asked.step === 'begin') {
		const begun = await beginPasskeySignIn(ground, visitor);
		return begun.ok ? json(begun.value) : json(begun.refusal, { status: statusOf[begun.refusal.kind] });
	}
	const entered = await finishPasskeySignIn(ground, visitor, asked.answer);
	if (!entered.ok) return json(entered.refusal, { status: statusOf[entered.refusal.kind] });
	keepToken(event, entered.value.token);
	return json({ to: parseReturnPath(asked.to) ?? `/${event.locals.language}/office` });
}
