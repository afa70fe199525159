import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#lib/access/session.ts';
import { loadOfficeHome } from '#lib/accountability/office-home/office-home.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { verifyLedger } from '#lib/relief/ledger/verify-ledger.server.ts';
import { loadStory } from '../db/seed/story.server.ts';
import { freshDatabase } from './database.ts';

const database = await freshDatabase();
afterAll(database.close);
const now = instant('2026-11-22T09:00:00Z');
const services: Services = {
	databases: database.databases,
	clock: fixedClock(now),
	log: silentLog,
	config: readConfig({}, process.cwd()),
};

interface StoryFacts {
	readonly offers: readonly { readonly item: string; readonly donor: string; readonly quantity: number | null }[];
	readonly deliveries_2025: readonly { readonly item: string; readonly quantity: number | null }[];
}
const facts = JSON.parse(readFileSync('db/seed/story.json', 'utf8')) as StoryFacts;

async function units(donor: string, itemCode: string): Promise<number[]> {
	const rows = await database.query<{ units: number }>(
		`select l.opened_quantity::int as units from lot l join organisation o on o.id = l.donor_id
		where o.names ->> 'en' like $1 and l.item_code = $2 and l.opened_at < '2026-01-01' order by 1`,
		[`%${donor}%`, itemCode],
	);
	return rows.map((row) => row.units);
}

const smallPictures = 160;

describe('the story', () => {
	beforeAll(() => loadStory(services, smallPictures));

	it('shows for each thing the council ordered what became of it, and one still to be done', async () => {
		const mandates = await database.query<{ state: string; evidence: number; count: number }>(
			`select state, min(jsonb_array_length(evidence)) as evidence, count(*)::int from mandate_current group by state order by state`,
		);
		expect(mandates).toEqual([
			{ state: 'fulfilled', evidence: 1, count: 4 },
			{ state: 'in-work', evidence: 0, count: 1 },
		]);
		const linked = await database.query('select from paper p join paper_partnership l on l.paper_id = p.id');
		expect(linked).toHaveLength(5);
	});

	it('tells what took place as exactly as the sources do, and plans a visit whose funder’s rules are not all settled', async () => {
		const events = await database.query<{ began: string; kind: string; state: string; people: number | null }>(
			`select left(began_on::text, case began_precision when 'year' then 4 else 10 end) as began, kind, state, people
			from event where began_on < '2026-01-01' order by began_on, kind`,
		);
		expect(events.map(({ began, kind, state, people }) => [began, kind, state, people].join(' '))).toEqual([
			'2023 workshop held ',
			'2023-02-23 signing held ',
			'2023-03-14 press-conference held ',
			'2024 delegation held 19',
			'2025-07-09 signing held ',
		]);
		const ahead = await database.query('select from event where state = $1', ['confirmed']);
		const visit = await database.query(`select from exchange where kind = 'youth' and state = 'planned'`);
		expect([ahead.length, visit.length]).toEqual([1, 1]);
	});

	it('gives what the sources say was given in 2023', async () => {
		expect(facts.offers.filter(({ quantity }) => quantity !== null).map(({ quantity }) => quantity)).toEqual([
			25, 200, 2, 2,
		]);
		expect(await units('THW', 'PWR-GEN')).toEqual([25]);
		expect(await units('THW', 'SHE-BED-CMP')).toEqual([200]);
		expect(await units('fire brigade', 'VEH-FIR-DLK')).toEqual([2, 2]);
	});

	it('gives what the sources say was given in 2025', async () => {
		const known = facts.deliveries_2025.filter(({ quantity }) => quantity !== null);
		expect(known.map(({ quantity }) => quantity)).toEqual([2, 48]);
		expect(await units('Cooperation', 'HOU-CAN-COM')).toEqual([2]);
		expect(await units('Engagement Global', 'PWR-GEN')).toEqual([48]);
	});

	it('shows a quantity that no source gives as unknown, never as a number', async () => {
		const rows = await database.query<{ needs_unknown: number; needed: string }>(
			`select needs_unknown, needed from public_item where item_code in ('MCO', 'MED-BED', 'CLO') order by item_code`,
		);
		expect(rows).toEqual(Array.from({ length: 3 }, () => ({ needs_unknown: 1, needed: '0' })));
	});

	it('shows the public what has arrived, and nothing of what is on the road', async () => {
		const rows = await database.query<{ item_code: string; received: number }>(
			`select item_code, received::int from public_item where operation_slug = 'zhytomyr' and received > 0 order by 1`,
		);
		expect(rows).toEqual([
			{ item_code: 'HOU-CAN-COM', received: 2 },
			{ item_code: 'PWR-GEN', received: 73 },
			{ item_code: 'SHE-BED-CMP', received: 200 },
			{ item_code: 'VEH-FIR-DLK', received: 2 },
		]);
	});

	it('follows what was announced in 2023, and says of nothing more than the sources know', async () => {
		const rows = await database.query<{ state: string; promises: number; shown: number; late: number }>(
			`select state, count(*)::int as promises, count(*) filter (where evidence <> '[]')::int as shown,
				count(*) filter (where last_day_of(due_on, due_precision) < '2026-11-22')::int as late
			from promise_current where public group by state order by state`,
		);
		expect(rows).toEqual([
			{ state: 'kept', promises: 3, shown: 3, late: 1 },
			{ state: 'made', promises: 5, shown: 0, late: 1 },
		]);
	});

	it('says who paid for what, with an amount only where a source names one', async () => {
		const rows = await database.query<{ name: string; state: string; granted: number | null; vouchers: number }>(
			`select f.names ->> 'en' as name, f.state, f.granted_cents::int as granted,
				(select count(*) from voucher v where v.funding_id = f.funding_id)::int as vouchers
			from funding_current f order by 1`,
		);
		expect(rows).toEqual([
			{ name: '48 generators for Zhytomyr', state: 'granted', granted: null, vouchers: 0 },
			{ name: 'Transports to Zhytomyr 2025 (example)', state: 'running', granted: 1600000, vouchers: 5 },
			{ name: 'Two canteen kitchens for Zhytomyr', state: 'granted', granted: 12000000, vouchers: 0 },
			{ name: 'Workshop on digital administration (example)', state: 'running', granted: 1080000, vouchers: 0 },
		]);
	});

	it('puts on the officer’s desk in Zhytomyr what to do and what is due this week, in Ukrainian', async () => {
		const [officer] = await database.query<{ id: Id<'account'>; cityId: Id<'city'>; name: string }>(
			`select a.id, a.city_id as "cityId", a.name from account a join city c on c.id = a.city_id
			join account_role r on r.account_id = a.id and r.role = 'partner-officer' where c.slug = 'zhytomyr' limit 1`,
		);
		const { id, cityId, name } = officer!;
		const session = { name, cityId, accountId: id, roles: ['partner-officer'], language: 'uk' } as unknown as Session;
		const home = await loadOfficeHome({
			app: database.databases.app,
			actor: { city: cityId, account: id },
			session,
			language: 'uk',
			now,
		});
		expect(home.tasks.length).toBeGreaterThan(0);
		const soon = home.due.find(({ when }) => when === 'soon')?.rows[0];
		expect(soon).toMatchObject({ kind: 'promise', nearness: 'через 5 днів', title: { language: 'uk' } });
		expect(soon?.title.text).toMatch(/генератори/);
	});

	it('tells 2022 to 2025 in three languages, each article with a picture, of kinds that differ', async () => {
		const editions = await database.query<{ language: string; easy: boolean; count: number; releases: number }>(
			`select language, easy, count(*)::int, count(*) filter (where kind = 'press-release')::int as releases
			from public_article where state = 'live' group by 1, 2 order by 1, 2`,
		);
		expect(editions).toEqual([
			{ language: 'de', easy: false, count: 12, releases: 3 },
			{ language: 'de', easy: true, count: 4, releases: 0 },
			{ language: 'en', easy: false, count: 12, releases: 3 },
			{ language: 'uk', easy: false, count: 12, releases: 3 },
		]);
		const blocks = await database.query<{ kind: string; articles: number }>(
			`select block ->> 'kind' as kind, count(distinct article_id)::int as articles
			from public_article, jsonb_array_elements(blocks) as block
			where block ->> 'kind' in ('image', 'gallery', 'figure', 'map', 'story-line', 'timeline') group by 1 order by 1`,
		);
		expect(Object.fromEntries(blocks.map(({ kind, articles }) => [kind, articles]))).toEqual({
			figure: 3,
			gallery: 2,
			image: 12,
			map: 1,
			'story-line': 1,
			timeline: 4,
		});
		const notes = await database.query<{ kind: string }>(
			`select note ->> 'kind' as kind from public_article, jsonb_array_elements(content -> 'notes') as note
			where language = 'uk' order by 1`,
		);
		expect(notes).toEqual([{ kind: 'correction' }, { kind: 'major' }]);
	});

	it('has a figure of each article as it was on its own day, and quotes nobody', async () => {
		const figures = await database.query<{ day: string; figures: string }>(
			`select to_char(first_published_at, 'YYYY-MM-DD') as day,
				jsonb_path_query_array(content, '$.figures[*].sum.value')::text as figures
			from public_article where language = 'de' and not easy and content -> 'figures' <> '[]' order by 1`,
		);
		expect(figures.map(({ day, figures: values }) => `${day} ${values}`)).toEqual([
			'2023-03-28 [2]',
			'2023-04-17 [25, 200]',
			'2025-03-04 [2, 48]',
		]);
		expect(await database.query(`select from public_article where blocks @> '[{"kind": "quote"}]'`)).toEqual([]);
	});

	it('shows every picture in all three languages, with whose it is', async () => {
		const pictures = await database.query<{ shown: number; whole: number }>(
			`select count(*)::int as shown, count(*) filter (where alt ?& array['de', 'uk', 'en'] and credit = 'Tandem demo')::int
				as whole from public_image`,
		);
		expect(pictures).toEqual([{ shown: 14, whole: 14 }]);
	});

	it('leaves books that are right', async () => {
		expect((await verifyLedger(database.databases.worker)).drifts).toEqual([]);
	});

	it('loaded again changes nothing', async () => {
		const count = () => database.query(`select count(*) from posting`);
		const before = await count();
		await loadStory(services, smallPictures);
		expect(await count()).toEqual(before);
	});
});
