import { afterAll, describe, expect, it } from 'vitest';
import { signInWithLink } from '#lib/access/sign-in.server.ts';
import type { Language } from '#lib/kernel/language.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { runCommandLine } from '../bin/command-line.ts';
import { freshDatabase } from './database.ts';

const database = await freshDatabase();
afterAll(database.close);
const origin = 'https://tandem.example';

async function setUp(args: readonly string[], language: Language = 'en', env: Record<string, string> = {}) {
	const said = { out: '', err: '' };
	const surroundings = { DATABASE_URL: database.url, ORIGIN: origin, LOG_LEVEL: 'error', ...env };
	const code = await runCommandLine(['set-up', ...args, '--lang', language], surroundings, {
		out: (text) => (said.out += `${text}\n`),
		err: (text) => (said.err += `${text}\n`),
	});
	return { code, ...said };
}

const words = (line: string): string[] => line.split(' ').map((word) => word.replaceAll('_', ' '));
const dortmund = words(
	'dortmund --name-de Dortmund --name-uk Дортмунд --country DE --latitude 51.51 --longitude 7.47 ' +
		'--time-zone Europe/Berlin --population 600000 ' +
		'--administrator Ada@Dortmund.example --administrator-name Ada_Amt --administrator-language de',
);
const zhytomyr = words(
	'zhytomyr --name-uk Житомир --country UA --latitude 50.25 --longitude 28.66 --time-zone Europe/Kyiv ' +
		'--administrator andrij@zhytomyr.example --administrator-name Андрій --administrator-language uk',
);
const count = async (table: string) =>
	Number((await database.query<{ count: string }>(`select count(*) from ${table}`))[0]!.count);
const tokenOf = (text: string) => /sign-in\/link\/([\w-]{43})/.exec(text)?.[1] ?? '';

async function enter(token: string) {
	const ground = { worker: database.databases.worker, surroundings: { demo: false }, origin, now: systemClock.now() };
	return signInWithLink(ground, { address: '192.0.2.1', device: '', presentedToken: undefined }, token);
}

describe('tandem set-up', () => {
	it('creates a city and its administrator, whose link opens the way to a passkey', async () => {
		const { code, out, err } = await setUp(dortmund);
		expect([code, err]).toEqual([0, '']);
		expect(out).toContain('The city Dortmund has been created.');
		expect(out).toContain(`${origin}/de/sign-in/link/`);
		expect(await enter(tokenOf(out))).toMatchObject({ ok: true, value: { strength: 'enrolment' } });
		const audit = await database.query(`select action, account_id from audit_entry where action = 'account.invited'`);
		expect(audit).toEqual([{ action: 'account.invited', account_id: null }]);
	});

	it('refuses a city that exists, changes nothing and says the way out', async () => {
		const before = [await count('city'), await count('account'), await count('one_time_link')];
		const { code, out, err } = await setUp(dortmund, 'de');
		expect([code, out]).toEqual([1, '']);
		expect(err).toContain(
			'Die Stadt dortmund gibt es bereits. Um eine Administration hinzuzufügen: tandem set-up dortmund',
		);
		expect([await count('city'), await count('account'), await count('one_time_link')]).toEqual(before);
	});

	it('adds another administrator to a city that exists, and gives a fresh link to one without passkey', async () => {
		const added = await setUp(['dortmund', '--administrator', 'ben@dortmund.example', '--administrator-name', 'Ben']);
		expect(added).toMatchObject({ code: 0, err: '' });
		const again = await setUp(['dortmund', '--administrator', 'ben@dortmund.example'], 'de');
		expect(again.out).toContain('ben@dortmund.example hatte die Administration von Dortmund bereits');
		expect(tokenOf(again.out)).not.toBe(tokenOf(added.out));
		expect(await enter(tokenOf(again.out))).toMatchObject({ ok: true });
	});

	it('binds two cities by a partnership, once', async () => {
		const { code, out } = await setUp([...zhytomyr, '--partner', 'dortmund', '--since', '2023-02-23'], 'uk');
		expect(code).toBe(0);
		expect(out).toContain('Партнерство Житомир – Дортмунд внесено.');
		const again = await setUp(['dortmund', '--partner', 'zhytomyr', '--partnership', 'full']);
		expect(again.out).toContain('was there already');
		expect(await database.query('select slug, kind, status, since::text from partnership')).toEqual([
			{ slug: 'zhytomyr-dortmund', kind: 'solidarity', status: 'active', since: '2023-02-23' },
		]);
		expect(await count('partnership_city')).toBe(2);
	});

	it('takes over nobody’s account', async () => {
		await database.query(
			`insert into passkey (id, account_id, public_key, counter, synced, name, created_at)
				select 'aaaaaaaaaaaaaaaaaaaaaaaa', id, '\\x00', 0, false, 'Key', now() from account where email = 'ada@dortmund.example'`,
		);
		const links = await count('one_time_link');
		const secured = await setUp(['dortmund', '--administrator', 'ada@dortmund.example']);
		expect([secured.code, secured.err]).toEqual([1, expect.stringContaining('has set up a passkey already')]);
		const foreign = await setUp([
			'dortmund',
			'--administrator',
			'andrij@zhytomyr.example',
			'--administrator-name',
			'A',
		]);
		expect([foreign.code, foreign.err]).toEqual([1, expect.stringContaining('belongs to')]);
		await database.query(`update account set disabled_at = now() where email = 'ben@dortmund.example'`);
		expect(await setUp(['dortmund', '--administrator', 'ben@dortmund.example'])).toMatchObject({ code: 1 });
		expect(await count('one_time_link')).toBe(links);
	});

	it('lets a third city join a partnership, once, but none that has ended', async () => {
		const gdynia = words(
			'gdynia --name-en Gdynia --country PL --latitude 54.52 --longitude 18.53 --time-zone Europe/Warsaw ' +
				'--administrator jan@gdynia.example --administrator-name Jan',
		);
		const joined = await setUp([...gdynia, '--join', 'zhytomyr-dortmund']);
		expect([joined.code, joined.err]).toEqual([0, '']);
		expect(joined.out).toContain('– Gdynia has been entered.');
		expect((await setUp(['gdynia', '--join', 'zhytomyr-dortmund'])).out).toContain('was there already');
		expect(await count('partnership_city')).toBe(3);
		await database.query(
			`insert into partnership values (gen_random_uuid(), 'over', '{"en": "Over"}', 'full', 'ended', '2000-01-01')`,
		);
		const over = await setUp(['gdynia', '--join', 'over'], 'de');
		expect([over.code, over.err.includes('ist beendet und nimmt niemanden mehr auf')]).toEqual([1, true]);
		const unknown = await setUp(['gdynia', '--join', 'nowhere']);
		expect([unknown.code, unknown.err.includes('There is no partnership nowhere')]).toEqual([1, true]);
		const both = await setUp(['gdynia', '--join', 'over', '--partner', 'dortmund']);
		expect([both.code, both.err.includes('--partner enters a new partnership')]).toEqual([1, true]);
	});

	it('does all of it or nothing: a city whose partner is unknown is not created', async () => {
		const lviv = zhytomyr.map((word) => word.replace('zhytomyr', 'lviv').replace('Житомир', 'Львів'));
		const { code, err } = await setUp([...lviv, '--partner', 'krakow']);
		expect([code, err]).toEqual([1, expect.stringContaining('There is no city krakow')]);
		expect(await database.query(`select from city where slug = 'lviv'`)).toEqual([]);
		expect(await database.query(`select from account where email = 'andrij@lviv.example'`)).toEqual([]);
	});

	it('answers as JSON', async () => {
		const done = await setUp([
			'dortmund',
			'--administrator',
			'eva@dortmund.example',
			'--administrator-name',
			'Eva',
			'--format=json',
		]);
		expect(JSON.parse(done.out)).toMatchObject({
			city: { slug: 'dortmund' },
			created: false,
			partnership: null,
			administrator: { email: 'eva@dortmund.example', url: expect.stringContaining(origin), created: true },
		});
		const refusal = await setUp(['nowhere', '--administrator', 'x@y.example', '--format', 'json']);
		expect(refusal).toMatchObject({ code: 1, err: '' });
		expect(JSON.parse(refusal.out)).toMatchObject({ errors: [{ kind: 'city-unknown' }] });
	});

	it('warns where no public address is set, since the link then leads to this machine', async () => {
		const kai = ['dortmund', '--administrator', 'kai@dortmund.example', '--administrator-name', 'Kai'];
		const { out, err } = await setUp(kai, 'en', { ORIGIN: '' });
		expect(out).toContain('http://localhost:3000/en/sign-in/link/');
		expect(err).toContain('ORIGIN is not set');
	});

	it.each([
		[['dortmund'], 1, 'Please say what to do for dortmund'],
		[['Dort Mund', '--administrator', 'a@b.example'], 1, '"Dort Mund" cannot name a city'],
		[['lviv', '--name-en', 'Lviv'], 1, 'The option --country is missing.'],
		[['lviv', '--name-en', 'Lviv'], 1, 'A new city needs somebody who signs in first'],
		[['dortmund', '--administrator', 'nobody'], 1, '--administrator is "nobody"'],
		[['dortmund', '--administrator', 'new@dortmund.example'], 1, 'needs a name: --administrator-name'],
		[['dortmund', '--partner', 'dortmund'], 1, 'cannot be its own partner'],
		[['dortmund', '--since', '2023-02-23', '--administrator', 'a@b.example'], 1, 'The option --partner is missing.'],
		[[], 2, 'Please name one city'],
		[['a', 'b'], 2, 'Please name one city'],
		[['dortmund', '--format', 'xml'], 2, 'The format "xml"'],
		[['dortmund', '--latitud', '5'], 2, 'Did you mean "--latitude"?'],
	])('refuses %j with %i and says: %s', async (args, code, sentence) => {
		const refusal = await setUp(args);
		expect([refusal.code, refusal.out]).toEqual([code, '']);
		expect(refusal.err).toContain(sentence);
	});

	it('explains itself', async () => {
		expect((await setUp(['--help'])).out).toContain('Usage: tandem set-up SLUG');
	});
});
