import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '#lib/accountability/publication/publication.server.ts';
import { hour, type Instant, later } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { cooperationFields } from '../laws/cooperation-fields.ts';
import { aPartnershipWorld } from '../laws/partnership-world.ts';
import { aReliefWorld, at, granted, type ReliefWorld } from '../laws/relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from '../laws/shipment-world.ts';

// Law 8 where data leaves the house: what the public may not know changes no byte of any public answer (noninterference),
// and a word put into every field that is not public turns up in no answer, no error page and no log (canaries).

const tokenOf = (field: string) => `CANARY${field.replace(/[^a-z]/g, '')}`;

/** Every text that is not public, and how to overwrite it with a given word. */
const restricted: readonly (readonly [field: string, statement: (word: string) => string])[] = [
	[
		'city account name',
		(word) => `update account set name = '${word}', email = lower('${word}') || id || '@x.example'`,
	],
	['crew', (word) => `update shipment_crew set driver = '${word}', plate = '${word}', phone = '${word}'`],
	['shipment', (word) => `update shipment set carrier = '${word}', authority = '${word}', note = '${word}'`],
	['stop', (word) => `update shipment_stop set description = '${word}'`],
	['vehicle', (word) => `update shipment_vehicle set kind = '${word}'`],
	['event', (word) => `update shipment_event set details = '{"note":"${word}"}'`],
	['receipt', (word) => `update receipt set received_by = '${word}', note = '${word}'`],
	[
		'reason',
		(word) =>
			`update receipt_line set damaged_reason = case when damaged_reason is null then null else '${word}' end,
			missing_reason = case when missing_reason is null then null else '${word}' end`,
	],
	['discrepancy', (word) => `update discrepancy set reason = '${word}'`],
	['place', (word) => `update place set names = jsonb_build_object('de', '${word}', 'uk', '${word}', 'en', '${word}')`],
	[
		'address',
		(word) =>
			`insert into place_address (place_id, street, postcode, town, contact)
			select id, '${word}', '${word}', '${word}', '${word}' from place
			on conflict (place_id) do update set street = '${word}', postcode = '${word}', town = '${word}', contact = '${word}'`,
	],
	['posting note', (word) => `update posting_note set body = '${word}'`],
	[
		'need words',
		(word) => `update need_current set facts = facts || '{"note":"${word}","phrase":"${word}"}', words = '${word}'`,
	],
	['hidden donor', (word) => `update organisation set names = '{"de":"${word}"}' where not public_name_allowed`],
	[
		'contact',
		(word) => `update person_contact set email = lower('${word}') || '@x.example', phone = '${word}', note = '${word}'`,
	],
	[
		'unasked signatory',
		(word) => `update agreement_signatory set signed_as = '${word}'
			where person_id in (select id from person where not public_name_allowed);
			update person set names = '{"de":"${word}"}' where not public_name_allowed`,
	],
	['side', (word) => `update partnership_side set predecessor = '{"de":"${word}"}', next_report_due = '2031-01-01'`],
	...cooperationFields,
	[
		'paper',
		(word) => `update paper set summary = '{"de":"${word}"}', lead_unit = '${word}', originators = '{${word}}'`,
	],
	[
		'draft',
		(word) => `update paper set names = '{"de":"${word}"}', reference = '${word}'
			where id not in (select paper_id from consultation)`,
	],
	[
		'closed paper',
		(word) =>
			`update paper set names = '{"de":"${word}"}', reference = '${word}', url = 'https://x.example/${word}' where not is_public`,
	],
	[
		'votes',
		(word) => `update consultation set outcome_text = '${word}', resolution_text = '${word}', meeting = '${word}'`,
	],
	['theme', (word) => `update theme set description = '{"de":"${word}"}'`],
	['proposal', (word) => `update theme set names = '{"de":"${word}"}' where state = 'proposed'`],
	[
		'internal promise',
		(word) => `update promise_current set text = '{"de":"${word}"}', note = '{"de":"${word}"}' where not public`,
	],
	[
		'quotation',
		(
			word,
		) => `update promise_event set data = jsonb_set(data, '{facts,source,quotation}', '"${word}"') where kind = 'promiseMade';
			update promise_current set quotation = '${word}'`,
	],
	[
		'evidence note',
		(word) =>
			`update promise_event set data = jsonb_set(data, '{evidence,note}', '"${word}"') where kind = 'evidenceAdded'`,
	],
	['lot', (word) => `update lot set serial_number = case when serial_number is null then null else '${word}' end`],
];

let world: ReliefWorld;
let site: RunningSite;
let underWay: string;
/** Long after the first shipment was received, an hour after the second one left. */
const now: Instant = later(at(0), 20 * 24 * hour);

beforeAll(async () => {
	const database = await freshDatabase();
	const cities = await layOutCities(database);
	world = await aReliefWorld(database);
	const pair = await aPartnershipWorld(world);
	const need = await world.aNeed(40);
	const lot = await world.aLot(30);
	await world.aLot(1, { serialNumber: 'SN-1' });
	const crew = [{ driver: 'Erika Fahrerin', plate: 'DO-XY 1', phone: '+49 231 1' }];
	const stops = [{ kind: 'border', description: 'Grenzübergang' }] as const;
	const delivered = await aShipment(world, [[await world.aReservation(lot, 10, need), 10]], {
		crew,
		stops,
		carrier: 'Spedition',
		vehicles: [{ kind: 'Sattelzug', capacityGrams: null, capacityMillilitres: null }],
		note: 'über Nacht',
	});
	await sendOff(world, delivered);
	const [line] = await linesOf(world, delivered);
	granted(await receive(world, delivered, [counted(line!, { accepted: 10 })]));
	await pair.keepPromiseBy(delivered, 61);
	underWay = await aShipment(world, [[await world.aReservation(lot, 7, need), 7]], { crew, carrier: 'Spedition' });
	await sendOff(world, underWay);
	site = await startRunningSite({ on: { database, cities }, logged: true });
	await site.tell({ now });
});
afterAll(async () => {
	await site?.stop();
	await world?.database.close();
});

/** Runs SQL as somebody for whom no trigger holds: to make a second world that differs in one thing. */
async function overwrite(statement: string): Promise<void> {
	await world.database.query(`begin; set local session_replication_role = replica; ${statement}; commit`);
}

interface Answer {
	readonly status: number;
	readonly headers: string;
	readonly body: string;
}

const formKey = /(name="idempotencyKey" value=")[0-9a-f-]{36}/g;

/** An answer without what differs between any two answers: the moment, the request's id and the policy's nonce. */
function get(of: RunningSite, path: string, headers: Record<string, string> = {}): Promise<Answer> {
	const { port } = new URL(of.url);
	return new Promise((resolve, reject) => {
		const sent = { host: 'localhost', accept: 'text/html', connection: 'close', ...headers };
		request({ host: '127.0.0.1', port, path, headers: sent }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
			answer.on('end', () => {
				const body = Buffer.concat(parts).toString('latin1');
				const nonce = /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy'] ?? ''))?.[1];
				const { date: _date, 'x-request-id': _id, etag, ...kept } = answer.headers;
				const same = (said: string) => (nonce ? said.replaceAll(nonce, 'NONCE') : said);
				// The key that lets a form count once is new each time, like the nonce; the tag is made of the page with them.
				const keyless = body.replace(formKey, '$1KEY');
				const headers = JSON.stringify(keyless === body && !nonce ? { ...kept, etag } : kept);
				resolve({ status: answer.statusCode ?? 0, headers: same(headers), body: same(keyless) });
			});
		})
			.on('error', reject)
			.end();
	});
}

const publicPaths = languages.flatMap((language) =>
	[
		'',
		'/figures',
		'/operations/zhytomyr',
		'/operations/elsewhere',
		'/operations/nowhere',
		'/partnerships/pair',
		'/partnerships/pair/story',
		'/partnerships/pair/story?kind=shipment',
		'/partnerships/pair/council',
		'/partnerships/pair/cooperation',
		'/partnerships/pair/promises',
		'/partnerships/pair/events.ics',
		'/partnerships/nowhere',
		'/partnerships/nowhere/council',
		'/offer',
		'/sign-in',
		'/nothing',
	].map((path) => `/${language}${path}`),
);

async function everything(of: RunningSite): Promise<Record<string, Answer>> {
	const answers: Record<string, Answer> = {};
	for (const path of publicPaths) {
		answers[path] = await get(of, path);
		// A query is never answered from the cache, so this one is rendered anew.
		const fresh = `${path}${path.includes('?') ? '&' : '?'}fresh`;
		answers[fresh] = await get(of, fresh);
	}
	return answers;
}

const published = () => inWorker(world.database.databases.worker, (trx) => publish(trx, now));

describe('what the public may know', () => {
	it('is reached from the front page: each partnership and each operation', async () => {
		await published();
		for (const language of languages) {
			const front = await get(site, `/${language}`);
			expect(front.body).toContain(`href="/${language}/partnerships/pair"`);
			expect(front.body).toContain(`href="/${language}/operations/zhytomyr"`);
		}
	});
});

describe('what the public may not know', () => {
	it('changes no byte of any public answer, and not the version of the figures', async () => {
		const { version } = await published();
		const before = await everything(site);
		expect(before['/de/operations/zhytomyr']?.status).toBe(200);
		expect(before['/de/operations/zhytomyr']?.body).toContain('10');
		for (const part of ['council', 'cooperation', 'promises']) {
			expect(before[`/de/partnerships/pair/${part}`]?.status).toBe(200);
		}
		expect(before['/de/partnerships/pair/cooperation']?.body).toMatch(
			/Water works.*Workshop on water.*Small projects fund/s,
		);
		expect(before['/de/partnerships/pair/events.ics']?.body).toContain('SUMMARY:Workshop on water');
		for (const language of languages) {
			expect(before[`/${language}/partnerships/pair`]?.status).toBe(200);
			expect(before[`/${language}/partnerships/pair`]?.body).toContain('Maria Mayor');
			expect(before[`/${language}/partnerships/pair`]?.body).toContain('operations/zhytomyr#d-');
			const story = before[`/${language}/partnerships/pair/story`]?.body ?? '';
			for (const kind of [
				'paper',
				'agreement',
				'standing',
				'theme',
				'project',
				'exchange',
				'promise',
				'funding',
				'shipment',
			]) {
				expect(story, kind).toContain(`<li id="${kind}-`);
			}
		}
		for (const [field, statement] of restricted) await overwrite(statement(tokenOf(field)));
		const [line] = await linesOf(world, underWay);
		const recordedAt = (now - at(0)) / 60_000 - 60;
		granted(
			await receive(world, underWay, [counted(line!, { accepted: 4, damaged: 1, missing: 2 })], { minute: recordedAt }),
		);
		for (const [field, statement] of restricted) await overwrite(statement(tokenOf(field)));
		expect((await published()).version).toBe(version);
		const { database, cities } = site;
		const other = await startRunningSite({ on: { database, cities } });
		await other.tell({ now });
		const after = await everything(other);
		await other.stop();
		const differing = Object.keys(before).filter(
			(path) => JSON.stringify(before[path]) !== JSON.stringify(after[path]),
		);
		expect(differing).toEqual([]);
	});

	it('really stood in every one of these fields', async () => {
		const tables = await world.database.query<{ name: string }>(
			`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
		);
		const all = tables.map(({ name }) => `select t::text as line from ${name} t where t::text ilike '%canary%'`);
		const lines = await world.database.query<{ line: string }>(all.join(' union all '));
		const inside = lines.map(({ line }) => line.toLowerCase()).join();
		const missing = restricted
			.map(([field]) => field)
			.filter((field) => !inside.includes(tokenOf(field).toLowerCase()));
		expect(missing).toEqual([]);
	});

	it('turns up in no public answer, no error page and no log', async () => {
		for (const [field] of restricted) expect(tokenOf(field)).toMatch(/^CANARY[a-z]+$/);
		const answers = Object.values(await everything(site));
		const broken = [
			await get(site, '/de/%00', {}),
			await get(site, '/de/operations/%F0%9F'),
			await get(site, '/uk/office/stock', { accept: 'application/json' }),
			await get(site, '/uk/office/shipments/x', { cookie: 'tandem-session=CANARYcookie' }),
			await get(site, '/de/operations/zhytomyr/__data.json?x-sveltekit-invalidated=111'),
			await get(site, '/de/sign-in/link/CANARYlink'),
			await get(site, '/en/offer/CANARYlink'),
		];
		for (const answer of [...answers, ...broken]) {
			const said = (answer.headers + answer.body).replaceAll('CANARYlink', '');
			expect(said).not.toMatch(/canary/i);
		}
		expect(site.log()).toContain('request answered');
		expect(site.log()).not.toMatch(/canary/i);
	});
});
