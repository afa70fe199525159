import { json } from '@sveltejs/kit';
import { describeDevice } from '#lib/access/device.ts';
import { parseEnrolmentStep } from '#lib/access/passkey-request.server.ts';
import { beginPasskeyEnrolment, finishPasskeyEnrolment } from '#lib/access/passkeys.server.ts';
import { keepToken, sessionOf, signInGround, visitorOf } from '#lib/access/request.server.ts';
import { isFresh } from '#lib/access/session.ts';
import type { RequestEvent } from './$types.js';

/** Both steps of adding a passkey: the challenge, then what the browser made of it. */
export async function POST(event: RequestEvent) {
	const asked = parseEnrolmentStep(await event.request.json().catch(() => undefined));
	if (!asked) return json({ kind: 'malformed' }, { status: 400 });
	const [ground, session] = [signInGround(event), sessionOf(event.locals)];
	if (!isFresh(session, ground.now)) return json({ kind: 'stale' }, { status: 403 });
	if (asked.step === 'begin') return json(await beginPasskeyEnrolment(ground, session));
	const name = asked.name || describeDevice(event.request.headers.get('user-agent')) || 'Passkey';
	const added = await finishPasskeyEnrolment(ground, visitorOf(event), session, { answer: asked.answer, name });
	if (!added.ok) return json(added.refusal, { status: 403 });
	if (added.value) keepToken(event, added.value.token);
	const { language } = event.locals;
	return json({ to: added.value ? `/${language}/office` : `/${language}/account/passkeys?done=passkey-added` });
}
