import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { instant, later } from '#lib/kernel/instant.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import { SoftPasskey } from '#test/soft-passkey.ts';
import { listPasskeys } from './account-queries.server.ts';
import { createLink } from './links.server.ts';
import { removeOwnPasskey } from './own-account.server.ts';
import {
	beginPasskeyEnrolment,
	beginPasskeySignIn,
	finishPasskeyEnrolment,
	finishPasskeySignIn,
} from './passkeys.server.ts';
import type { Session } from './session.ts';
import { findSession } from './sessions.server.ts';
import { type SignInGround, signInWithLink } from './sign-in.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { worker, app } = database.databases;
const now = instant('2026-03-14T08:00:00Z');
const origin = 'http://localhost:3000';
const ground: SignInGround = { worker, surroundings: { demo: false }, origin, now };
const visitor = { address: '192.0.2.1', device: 'Firefox', presentedToken: undefined };
let cities: TestCities;
beforeAll(async () => {
	cities = await layOutCities(database);
});

/** Invites somebody and follows the link: the session in which a passkey is set up. */
async function enrolling(accountId: Id<'account'>): Promise<{ session: Session; token: string }> {
	const link = await inWorker(worker, (trx) => createLink(trx, accountId, 'invitation', now));
	const entered = await signInWithLink(ground, visitor, link);
	const token = entered.ok ? entered.value.token : '';
	return { session: (await findSession(worker, token, now))!, token };
}

async function enrol(accountId: Id<'account'>): Promise<{ passkey: SoftPasskey; token: string; before: string }> {
	const { session, token: before } = await enrolling(accountId);
	const { challenge } = await beginPasskeyEnrolment(ground, session);
	const passkey = new SoftPasskey(origin);
	const from = { ...visitor, presentedToken: before };
	const made = { answer: passkey.register(challenge), name: 'Laptop' };
	const finished = await finishPasskeyEnrolment(ground, from, session, made);
	return { passkey, before, token: (finished.ok && finished.value?.token) || '' };
}

const challengeToSignIn = async () => {
	const begun = await beginPasskeySignIn(ground, visitor);
	return begun.ok ? begun.value.challenge : '';
};
const rejected = { ok: false, refusal: { kind: 'rejected' } };

describe('setting up a passkey', () => {
	it('turns an invitation into a full session under a new token', async () => {
		const { token, before } = await enrol(cities.dortmund.coordinator);
		expect(await findSession(worker, before, now)).toBeUndefined();
		expect(await findSession(worker, token, now)).toMatchObject({
			accountId: cities.dortmund.coordinator,
			method: 'passkey',
			strength: 'full',
		});
	});

	it('needs a challenge given to this account, unused, not older than five minutes', async () => {
		const { session } = await enrolling(cities.dortmund.editor);
		const other = (await enrolling(cities.dortmund.warehouse)).session;
		const finish = (challenge: string, at = now) =>
			finishPasskeyEnrolment({ ...ground, now: at }, visitor, session, {
				answer: new SoftPasskey(origin).register(challenge),
				name: 'x',
			});
		const forOther = (await beginPasskeyEnrolment(ground, other)).challenge;
		const late = (await beginPasskeyEnrolment(ground, session)).challenge;
		expect(await finish('bm90LW91cnM')).toEqual(rejected);
		expect(await finish(forOther)).toEqual(rejected);
		expect(await finish(await challengeToSignIn())).toEqual(rejected);
		expect(await finish(late, later(now, 300_000))).toEqual(rejected);
		const good = (await beginPasskeyEnrolment(ground, session)).challenge;
		expect(await finish(good)).toMatchObject({ ok: true });
		expect(await finish(good)).toEqual(rejected);
	});

	it.each([
		['made for another site', { origin: 'https://evil.example' }],
		['made without verifying the person', { flags: 0x41 }],
	])('refuses a key %s', async (_, changes) => {
		const { session } = await enrolling(cities.dortmund.reader);
		const { challenge } = await beginPasskeyEnrolment(ground, session);
		const made = { answer: new SoftPasskey(origin).register(challenge, changes), name: 'x' };
		expect(await finishPasskeyEnrolment(ground, visitor, session, made)).toEqual(rejected);
	});

	it('refuses a key that another account has', async () => {
		const { passkey } = await enrol(cities.zhytomyr.officer);
		const { session } = await enrolling(cities.zhytomyr.editor);
		const { challenge } = await beginPasskeyEnrolment(ground, session);
		const made = { answer: passkey.register(challenge), name: 'x' };
		expect(await finishPasskeyEnrolment(ground, visitor, session, made)).toEqual({
			ok: false,
			refusal: { kind: 'passkey-taken' },
		});
	});
});

describe('signing in with a passkey', () => {
	let passkey: SoftPasskey;
	beforeAll(async () => {
		passkey = (await enrol(cities.zhytomyr.coordinator)).passkey;
	});

	it('opens a full session without naming an account', async () => {
		const entered = await finishPasskeySignIn(ground, visitor, passkey.authenticate(await challengeToSignIn()));
		const session = await findSession(worker, entered.ok ? entered.value.token : '', now);
		expect(session).toMatchObject({ accountId: cities.zhytomyr.coordinator, method: 'passkey', strength: 'full' });
	});

	it('takes an answer once', async () => {
		const answer = passkey.authenticate(await challengeToSignIn());
		const answers = await Promise.all(Array.from({ length: 5 }, () => finishPasskeySignIn(ground, visitor, answer)));
		expect(answers.filter((each) => each.ok)).toHaveLength(1);
	});

	it('refuses answers to another site, to no challenge of ours, or without verifying the person', async () => {
		const evil = passkey.authenticate(await challengeToSignIn(), { origin: 'https://evil.example' });
		expect(await finishPasskeySignIn(ground, visitor, evil)).toEqual(rejected);
		expect(await finishPasskeySignIn(ground, visitor, passkey.authenticate('bm90LW91cnM'))).toEqual(rejected);
		const unverified = passkey.authenticate(await challengeToSignIn(), { flags: 0x01 });
		expect(await finishPasskeySignIn(ground, visitor, unverified)).toEqual(rejected);
	});

	it('refuses a copy of the key: its counter goes backwards', async () => {
		passkey.counter = 0;
		expect(await finishPasskeySignIn(ground, visitor, passkey.authenticate(await challengeToSignIn()))).toEqual(
			rejected,
		);
		passkey.counter = 100;
		expect(await finishPasskeySignIn(ground, visitor, passkey.authenticate(await challengeToSignIn()))).toMatchObject({
			ok: true,
		});
	});

	it('refuses another key under a known id, unknown keys, and disabled accounts', async () => {
		const impostor = new SoftPasskey(origin);
		const forged = { ...impostor.authenticate(await challengeToSignIn()), id: passkey.id, rawId: passkey.id };
		expect(await finishPasskeySignIn(ground, visitor, forged)).toEqual(rejected);
		expect(await finishPasskeySignIn(ground, visitor, impostor.authenticate(await challengeToSignIn()))).toEqual(
			rejected,
		);
		await database.query('update account set disabled_at = now() where id = $1', [cities.zhytomyr.coordinator]);
		expect(await finishPasskeySignIn(ground, visitor, passkey.authenticate(await challengeToSignIn()))).toEqual(
			rejected,
		);
		await database.query('update account set disabled_at = null where id = $1', [cities.zhytomyr.coordinator]);
	});
});

describe('removing a passkey', () => {
	it('is refused for the last one in real work, and done otherwise, ending the other sessions', async () => {
		const { token } = await enrol(cities.zhytomyr.warehouse);
		const session = (await findSession(worker, token, now))!;
		const actor = { city: session.cityId, account: session.accountId };
		const list = () => inCity(app, actor, (trx) => listPasskeys(trx, session.accountId));
		const remove = (id: string, demo: boolean) =>
			inCity(app, actor, (trx) => removeOwnPasskey(trx, session, id, { demo }, now));
		const [first] = await list();
		expect(await remove(first!.id, false)).toEqual({ ok: false, refusal: { kind: 'passkey-last' } });
		const { challenge } = await beginPasskeyEnrolment(ground, session);
		const second = { answer: new SoftPasskey(origin).register(challenge), name: 'Phone' };
		expect(await finishPasskeyEnrolment(ground, visitor, session, second)).toEqual({ ok: true, value: undefined });
		expect(await remove(first!.id, false)).toEqual({ ok: true, value: 'removed' });
		expect((await list()).map(({ name }) => name)).toEqual(['Phone']);
		expect(await findSession(worker, token, now)).toBeDefined();
	});

	it('never removes another’s', async () => {
		const { passkey } = await enrol(cities.zhytomyr.reader);
		const { token } = await enrol(cities.zhytomyr.administrator);
		const session = (await findSession(worker, token, now))!;
		const actor = { city: session.cityId, account: session.accountId };
		await inCity(app, actor, (trx) => removeOwnPasskey(trx, session, passkey.id, { demo: true }, now));
		expect(await database.query('select from passkey where id = $1', [passkey.id])).toHaveLength(1);
	});
});
