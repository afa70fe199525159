import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLink, linkPath } from '#lib/access/links.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { hour, later } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor } from '#test/visitor.ts';

let site: RunningSite;
const { get, post, enter } = aVisitor(() => site);
beforeAll(async () => {
	site = await startRunningSite();
});
afterAll(() => site.stop());

const html = { accept: 'text/html' };
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

const linkFor = (account: Id<'account'>) =>
	inWorker(site.database.databases.worker, (trx) => createLink(trx, account, 'sign-in', site.start));

describe('the bare address', () => {
	it.each([
		['uk-UA,uk;q=0.9', '/uk'],
		['fr', '/de'],
		['en', '/en'],
	])('leads a browser that prefers %s to %s', async (accepted, to) => {
		const answer = await get('/', { 'accept-language': accepted });
		expect([answer.status, answer.headers.get('location'), answer.headers.get('vary')]).toEqual([
			307,
			to,
			'accept-language',
		]);
	});
});

describe('every page', () => {
	it.each(['/de', '/uk/sign-in', '/en/no-such-page'])(
		'%s runs no script but ours and makes no page of text',
		async (path) => {
			const policy = (await get(path)).headers.get('content-security-policy') ?? '';
			const directives = new Map(policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1)]));
			expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
			expect(directives.get('trusted-types')).toEqual(['svelte-trusted-html']);
			for (const name of ['script-src', 'style-src']) {
				const sources = directives.get(name) ?? [];
				expect(sources[0]).toBe("'self'");
				expect(sources.filter((source) => source !== "'self'" && !source.startsWith("'nonce-"))).toEqual([]);
			}
		},
	);
});

describe('a page of the office', () => {
	it('leads strangers to sign in and keeps where they wanted to go', async () => {
		const answer = await get('/de/office/audit?area=session');
		expect(answer.status).toBe(303);
		expect(answer.headers.get('location')).toBe('/de/sign-in?to=%2Fde%2Foffice%2Faudit%3Farea%3Dsession');
		expect((await post('/de/office/accounts?/invite', {})).headers.get('location')).toBe(
			'/de/sign-in?to=%2Fde%2Foffice%2Faccounts',
		);
	});

	it('tells programs and scripts what is wrong by status', async () => {
		expect((await get('/de/office/audit', { accept: 'application/json' })).status).toBe(401);
		const data = await get('/de/office/audit/__data.json', { accept: '*/*' });
		expect(await data.json()).toMatchObject({ type: 'redirect', location: expect.stringContaining('/de/sign-in') });
	});

	it.each(languages)('says in %s that a role is missing, and shows nothing of the page', async (language) => {
		const session = await enter(site.cities.dortmund.editor);
		const answer = await get(`/${language}/office/accounts`, session);
		const text = await answer.text();
		expect(answer.status).toBe(403);
		expect(text).toContain(`<html lang="${language}"`);
		expect(text).not.toContain('administrator@dortmund.example');
		expect((await post('/de/office/accounts?/invite', {}, session)).status).toBe(403);
	});

	it('is shown to those whose role includes it, with their own city’s people only, and kept in no cache', async () => {
		const answer = await get('/de/office/accounts', await enter(site.cities.dortmund.administrator));
		const text = await answer.text();
		expect(answer.status).toBe(200);
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect(text).toContain('coordinator@dortmund.example');
		expect(text).not.toContain('zhytomyr.example');
	});

	it('of an account of another city is not found', async () => {
		const session = await enter(site.cities.dortmund.administrator);
		expect((await get(`/de/office/accounts/${site.cities.zhytomyr.editor}`, session)).status).toBe(404);
		expect((await get('/de/office/accounts/1', session)).status).toBe(404);
	});
});

describe('signing in', () => {
	it('by a link takes a look, a press, and works once', async () => {
		const path = linkPath('uk', await linkFor(site.cities.zhytomyr.officer));
		for (let looks = 0; looks < 3; looks++) expect(await (await get(path)).text()).toContain('Olena Kowaltschuk');
		const used = await post(path, {});
		expect([used.status, used.headers.get('location')]).toEqual([303, '/uk/office']);
		expect(used.headers.getSetCookie()[0]).toMatch(/^tandem-session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
		expect((await post(path, {})).status).toBe(410);
	});

	it('never leads to another site', async () => {
		const account = site.cities.dortmund.editor;
		const session = await enter(account);
		await post('/de/account/passphrase', { current: '', wanted: 'seven moths under a copper lid' }, session);
		const to = async (wanted: string) => {
			const typed = { email: 'editor@dortmund.example', passphrase: 'seven moths under a copper lid', to: wanted };
			return (await post('/de/sign-in?/passphrase', typed)).headers.get('location');
		};
		expect(await to('/uk/account?x=1')).toBe('/uk/account?x=1');
		expect(await to('//evil.example/de')).toBe('/de/office');
		expect(await to('https://evil.example/de')).toBe('/de/office');
	});

	it('keeps what was typed, except the passphrase, and says what is wrong', async () => {
		const answer = await post('/de/sign-in?/passphrase', {
			email: 'nobody@x.example',
			passphrase: 'not-to-be-repeated',
		});
		const text = await answer.text();
		expect(answer.status).toBe(400);
		expect(text).toContain('value="nobody@x.example"');
		expect(text).toContain('gehören nicht zusammen');
		expect(text).not.toContain('not-to-be-repeated');
	});

	it('does not take over a session cookie that somebody planted', async () => {
		const planted = await enter(site.cities.dortmund.reader);
		const answer = await post(linkPath('de', await linkFor(site.cities.dortmund.coordinator)), {}, planted);
		const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
		expect(cookie).not.toBe(planted.cookie);
		expect((await get('/de/account', planted)).status).toBe(303);
		expect(await (await get('/de/account', { cookie })).text()).toContain('coordinator@dortmund.example');
	});

	it('lasts until signing out, or eight hours without use', async () => {
		const session = await enter(site.cities.dortmund.coordinator);
		expect((await get('/de/account', session)).status).toBe(200);
		const out = await post('/de/sign-out', {}, session);
		expect(out.headers.getSetCookie()[0]).toMatch(/^tandem-session=;.*Max-Age=0/);
		expect((await get('/de/account', session)).status).toBe(303);
		const idle = await enter(site.cities.dortmund.coordinator);
		await site.tell({ now: later(site.start, 8 * hour) });
		expect((await get('/de/account', idle)).status).toBe(303);
		await site.tell({ now: site.start });
	});

	it('offers neither passphrase nor link in real work', async () => {
		await site.tell({ demo: false });
		const text = await (await get('/de/sign-in')).text();
		expect(text).not.toContain('name="passphrase"');
		expect(text).not.toContain('?/link');
		expect((await post('/de/sign-in?/passphrase', { email: 'a@b.example', passphrase: 'x' })).status).toBe(400);
		await site.tell({ demo: true });
	});
});

describe('a change that another site asks for', () => {
	it.each([
		['a form', formType, 'a=1'],
		['plain text', { 'content-type': 'text/plain' }, 'a=1'],
		['JSON', { 'content-type': 'application/json' }, '{"step":"begin"}'],
		['nothing declared', {}, ''],
	])('as %s is refused', async (_, type, body) => {
		const session = await enter(site.cities.dortmund.coordinator);
		for (const origin of ['https://evil.example', 'null', site.url.replace('localhost', '127.0.0.1')]) {
			const headers = { ...html, ...type, ...session, origin } as Record<string, string>;
			for (const path of ['/de/sign-out', '/de/account?/end', '/de/sign-in/passkey']) {
				const answer = await fetch(site.url + path, { method: 'POST', redirect: 'manual', headers, body });
				expect([path, origin, answer.status]).toEqual([path, origin, 403]);
			}
		}
		expect((await get('/de/account', session)).status).toBe(200);
	});
});

describe('every answer', () => {
	const paths = ['/', '/de/sign-in', '/de/office', '/de/nothing-here', '/de/sign-in/link/x', '/uk/refused'];

	it.each(paths)('of %s protects itself by its headers and carries an id', async (path) => {
		const { headers } = await get(path);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('x-frame-options')).toBe('DENY');
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(headers.get('permissions-policy')).toContain('geolocation=()');
		expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
		expect(headers.get('cache-control')).toMatch(/no-store|no-cache/);
	});
});
