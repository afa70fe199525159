import { createHook } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, hour, instant, later } from '#lib/kernel/instant.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import { demoLinks } from './demo-links.server.ts';
import { createLink, inspectLink } from './links.server.ts';
import { changeOwnPassphrase } from './own-account.server.ts';
import { findSession } from './sessions.server.ts';
import { requestLink, type SignInGround, signInWithLink, signInWithPassphrase, signOut } from './sign-in.server.ts';
import type { LinkPurpose } from './sign-in-policy.ts';
import { createToken } from './tokens.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { worker } = database.databases;
const start = instant('2026-03-14T08:00:00Z');
const passphrase = 'seven moths under a copper lid';
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
});

let days = 0;
/** A day of its own for each test, so that none finds the budgets another one emptied. */
function ground(changes: Partial<SignInGround> & { demo?: boolean } = {}): SignInGround {
	const { demo = true, ...rest } = changes;
	const now = later(start, days * day);
	return { worker, surroundings: { demo }, origin: 'https://tandem.example', now, ...rest };
}
const nextDay = () => {
	days += 1;
};
const visitor = (address = '192.0.2.1', presentedToken?: string) => ({ address, device: 'Firefox', presentedToken });
const link = (account: Id<'account'>, purpose: LinkPurpose, at = ground().now) =>
	inWorker(worker, (trx) => createLink(trx, account, purpose, at));

describe('signing in by passphrase', () => {
	beforeAll(async () => {
		const entered = await signInWithLink(ground(), visitor(), await link(cities.dortmund.coordinator, 'sign-in'));
		const session = await findSession(worker, entered.ok ? entered.value.token : '', ground().now);
		const set = await changeOwnPassphrase(worker, session!, { current: '', wanted: passphrase }, ground().now);
		expect(set).toEqual({ ok: true, value: 'changed' });
	});

	it('opens a session, whatever the case of the address', async () => {
		nextDay();
		const typed = { email: ' Coordinator@Dortmund.Example ', passphrase };
		const entered = await signInWithPassphrase(ground(), visitor(), typed);
		const session = await findSession(worker, entered.ok ? entered.value.token : '', ground().now);
		expect(session).toMatchObject({ accountId: cities.dortmund.coordinator, method: 'passphrase', strength: 'full' });
	});

	it.each([
		['a wrong passphrase', 'coordinator@dortmund.example', 'seven moths under a copper lif'],
		['an empty passphrase', 'coordinator@dortmund.example', ''],
		['an unknown account', 'nobody@dortmund.example', passphrase],
		['an account without a passphrase', 'editor@dortmund.example', passphrase],
		['an empty address', '', ''],
	])('answers the same to %s', async (_, email, wrong) => {
		nextDay();
		const answer = await signInWithPassphrase(ground(), visitor('192.0.2.9'), { email, passphrase: wrong });
		expect(answer).toEqual({ ok: false, refusal: { kind: 'rejected' } });
	});

	it.each(['coordinator', 'editor', 'nobody'])(
		'computes one hash for a known account, one without a passphrase and an unknown one alike: %s',
		async (name) => {
			nextDay();
			const begun: string[] = [];
			const counter = createHook({ init: (_, type) => void begun.push(type) }).enable();
			const typed = { email: `${name}@dortmund.example`, passphrase: 'wrong and long enough' };
			await signInWithPassphrase(ground(), visitor('192.0.2.8'), typed);
			counter.disable();
			expect(begun.filter((type) => type === 'ARGON2REQUEST')).toHaveLength(1);
		},
	);

	it('is over after eight tries from one address, and then even the right passphrase has to wait', async () => {
		nextDay();
		const attempt = (typed: string, at = ground().now) => {
			const asked = { email: 'coordinator@dortmund.example', passphrase: typed };
			return signInWithPassphrase(ground({ now: at }), visitor('198.51.100.7'), asked);
		};
		for (let tries = 0; tries < 8; tries++)
			expect(await attempt('wrong')).toMatchObject({ refusal: { kind: 'rejected' } });
		expect(await attempt(passphrase)).toMatchObject({ refusal: { kind: 'too-many-attempts' } });
		expect(await attempt(passphrase, later(ground().now, 60_000))).toMatchObject({ ok: true });
	});

	it('still works from the usual address while strangers try from everywhere', async () => {
		nextDay();
		const attempt = (address: string, typed: string) =>
			signInWithPassphrase(ground(), visitor(address), { email: 'coordinator@dortmund.example', passphrase: typed });
		const strangers = Array.from({ length: 30 }, (_, at) => attempt(`203.0.113.${at}`, 'wrong'));
		const kinds = (await Promise.all(strangers)).map((answer) => (answer.ok ? 'in' : answer.refusal.kind));
		expect(kinds.filter((kind) => kind === 'rejected')).toHaveLength(20);
		expect(kinds.filter((kind) => kind === 'too-many-attempts')).toHaveLength(10);
		expect(await attempt('203.0.113.200', passphrase)).toMatchObject({ refusal: { kind: 'too-many-attempts' } });
		expect(await attempt('192.0.2.1', passphrase)).toMatchObject({ ok: true });
	});

	it('is refused to a disabled account and outside a demo', async () => {
		nextDay();
		const typed = { email: 'coordinator@dortmund.example', passphrase };
		const rejected = { ok: false, refusal: { kind: 'rejected' } };
		expect(await signInWithPassphrase(ground({ demo: false }), visitor(), typed)).toEqual(rejected);
		await database.query('update account set disabled_at = now() where id = $1', [cities.dortmund.coordinator]);
		expect(await signInWithPassphrase(ground(), visitor(), typed)).toEqual(rejected);
		await database.query('update account set disabled_at = null where id = $1', [cities.dortmund.coordinator]);
	});

	it('leaves a trail of who came in and of what was refused, without what was typed', async () => {
		const rows = await database.query<{ action: string; row: string }>(
			'select action, e::text as row from audit_entry e',
		);
		expect(new Set(rows.map(({ action }) => action))).toEqual(
			new Set(['session.begun', 'session.rejected', 'account.passphrase-changed']),
		);
		expect(rows.filter(({ row }) => row.includes('moths') || row.includes('192.0.2'))).toEqual([]);
	});
});

describe('a one-time link', () => {
	it('can be looked at as often as a mail scanner likes, and used once', async () => {
		nextDay();
		const token = await link(cities.zhytomyr.officer, 'sign-in');
		for (let looks = 0; looks < 5; looks++) {
			expect(await inspectLink(worker, token, { demo: true }, ground().now)).toEqual({
				name: 'Olena Kowaltschuk',
				strength: 'full',
			});
		}
		expect(await signInWithLink(ground(), visitor(), token)).toMatchObject({ ok: true });
		expect(await signInWithLink(ground(), visitor(), token)).toEqual({ ok: false, refusal: { kind: 'rejected' } });
		expect(await inspectLink(worker, token, { demo: true }, ground().now)).toBeUndefined();
	});

	it('lets one of twenty in that use it at the same moment', async () => {
		nextDay();
		const token = await link(cities.zhytomyr.officer, 'sign-in');
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, at) => signInWithLink(ground(), visitor(`192.0.2.${at}`), token)),
		);
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
	});

	it('is over after fifteen minutes', async () => {
		nextDay();
		const token = await link(cities.zhytomyr.officer, 'sign-in');
		const at = (minutes: number) => ground({ now: later(ground().now, minutes * 60_000) });
		expect(await inspectLink(worker, token, { demo: true }, at(14.9).now)).toBeDefined();
		expect(await signInWithLink(at(15), visitor(), token)).toMatchObject({ ok: false });
	});

	it('takes the account’s other links with it', async () => {
		nextDay();
		const [used, other] = [
			await link(cities.zhytomyr.officer, 'sign-in'),
			await link(cities.zhytomyr.officer, 'sign-in'),
		];
		expect(await signInWithLink(ground(), visitor(), used)).toMatchObject({ ok: true });
		expect(await signInWithLink(ground(), visitor(), other)).toMatchObject({ ok: false });
	});

	it('ends the session the browser came with', async () => {
		nextDay();
		const first = await signInWithLink(ground(), visitor(), await link(cities.dortmund.editor, 'sign-in'));
		const planted = first.ok ? first.value.token : '';
		const officer = await link(cities.zhytomyr.officer, 'sign-in');
		const second = await signInWithLink(ground(), visitor('192.0.2.1', planted), officer);
		expect(await findSession(worker, planted, ground().now)).toBeUndefined();
		expect(second.ok && second.value.token).not.toBe(planted);
	});

	it('of an invitation opens only the setting up of a passkey in real work, and nothing once there is one', async () => {
		nextDay();
		const token = await link(cities.dortmund.warehouse, 'invitation');
		const entered = await signInWithLink(ground({ demo: false }), visitor(), token);
		const session = await findSession(worker, entered.ok ? entered.value.token : '', ground().now);
		expect(session).toMatchObject({ strength: 'enrolment', method: 'link' });
		await database.query(
			`insert into passkey (id, account_id, public_key, counter, synced, name, created_at)
				values ('AAAAAAAAAAAAAAAAAAAAAA', $1, '\\x00', 0, false, 'Laptop', now())`,
			[cities.dortmund.warehouse],
		);
		const another = await link(cities.dortmund.warehouse, 'invitation');
		expect(await signInWithLink(ground({ demo: false }), visitor(), another)).toMatchObject({ ok: false });
	});

	it('for signing in opens nothing in real work', async () => {
		nextDay();
		const token = await link(cities.dortmund.editor, 'sign-in');
		expect(await signInWithLink(ground({ demo: false }), visitor(), token)).toMatchObject({ ok: false });
	});

	it('of nobody, of a disabled account, or cut short is refused alike', async () => {
		nextDay();
		const token = await link(cities.dortmund.reader, 'sign-in');
		await database.query('update account set disabled_at = now() where id = $1', [cities.dortmund.reader]);
		for (const each of [createToken(), token, token.slice(0, 40), '']) {
			expect(await signInWithLink(ground(), visitor(), each)).toEqual({ ok: false, refusal: { kind: 'rejected' } });
		}
		await database.query('update account set disabled_at = null where id = $1', [cities.dortmund.reader]);
	});
});

describe('asking for a link', () => {
	const mails = () =>
		database.query<{ recipient: string; body: string }>('select recipient, body_text as body from mail');
	const ask = (email: string, address = '192.0.2.1') =>
		requestLink(ground(), { address }, { email, language: 'uk' as const });

	it('answers the same for everybody, mails whoever exists, and floods nobody', async () => {
		nextDay();
		const answered = { ok: true, value: 'answered' };
		expect(await ask('nobody@zhytomyr.example')).toEqual(answered);
		expect(await mails()).toHaveLength(0);
		for (let times = 0; times < 5; times++) {
			days += 0.000_001;
			expect(await ask('PARTNER-officer@zhytomyr.example')).toEqual(answered);
		}
		expect(await mails()).toHaveLength(3);
		const token = /\/uk\/sign-in\/link\/([\w-]{43})\n/.exec((await mails())[0]!.body)?.[1] ?? '';
		expect(await signInWithLink(ground(), visitor(), token)).toMatchObject({ ok: true });
	});

	it('is limited for each address, and refused where passkeys are the way in', async () => {
		nextDay();
		const kinds = await Promise.all(
			Array.from({ length: 14 }, (_, at) => ask(`nobody${at}@x.example`, '198.51.100.9')),
		);
		expect(kinds.filter((answer) => !answer.ok)).toHaveLength(4);
		const inRealWork = await requestLink(ground({ demo: false }), visitor(), { email: 'a@b.example', language: 'de' });
		expect(inRealWork).toEqual({ ok: false, refusal: { kind: 'rejected' } });
	});
});

describe('demo links', () => {
	it('are one per city and role, work again and again for a week, and in a demo alone', async () => {
		nextDay();
		const { now } = ground();
		const links = await demoLinks(worker, { origin: 'http://localhost:3000', language: 'de', now });
		expect(links).toHaveLength(12);
		const officer = links.find(({ role, cityName }) => role === 'partner-officer' && cityName === 'zhytomyr')!;
		expect(officer).toMatchObject({ name: 'Olena Kowaltschuk', language: 'uk' });
		const token = officer.url.replace('http://localhost:3000/uk/sign-in/link/', '');
		const at = (milliseconds: number, demo = true) => ground({ now: later(now, milliseconds), demo });
		expect(await signInWithLink(at(0), visitor(), token)).toMatchObject({ ok: true });
		expect(await signInWithLink(at(6 * day), visitor(), token)).toMatchObject({ ok: true });
		expect(await signInWithLink(at(hour, false), visitor(), token)).toMatchObject({ ok: false });
		expect(await signInWithLink(at(7 * day), visitor(), token)).toMatchObject({ ok: false });
		await demoLinks(worker, { origin: 'http://localhost:3000', language: 'de', now });
		expect(await signInWithLink(at(0), visitor(), token)).toMatchObject({ ok: false });
	});
});

describe('signing out', () => {
	it('ends the session at once', async () => {
		nextDay();
		const entered = await signInWithLink(ground(), visitor(), await link(cities.dortmund.editor, 'sign-in'));
		const token = entered.ok ? entered.value.token : '';
		const session = await findSession(worker, token, ground().now);
		await signOut(ground(), session!, token);
		expect(await findSession(worker, token, ground().now)).toBeUndefined();
	});
});
