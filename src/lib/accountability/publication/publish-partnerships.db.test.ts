import { afterAll, describe, expect, it } from 'vitest';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aPartnershipWorld } from '#test/laws/partnership-world.ts';
import { aReliefWorld, at, granted } from '#test/laws/relief-world.ts';
import { aShipment, counted, linesOf, receive, sendOff } from '#test/laws/shipment-world.ts';
import { publicationTick } from '../disclosure/disclosure.ts';
import { hideFromPublic } from '../disclosure/disclosure-commands.server.ts';
import {
	findCooperationPage,
	findCouncilPage,
	findPartnershipPage,
	findPromisesPage,
} from '../public-site/partnership-page.server.ts';
import { publish } from './publication.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const pair = await aPartnershipWorld(world);
const received = at(60);
const firstPublic = later(publicationTick(later(received, 72 * hour)), day);

const publishAt = (now: Instant) => inWorker(database.databases.worker, (trx) => publish(trx, now));
const asked = { slug: 'pair', language: 'en' } as const;
const page = async () => (await inPublic(database.databases.public, (trx) => findPartnershipPage(trx, asked)))!;
const read = <View>(find: (trx: Trx, of: typeof asked) => Promise<View | undefined>): Promise<View | undefined> =>
	inPublic(database.databases.public, (trx) => find(trx, asked));
const promise = async () => (await page()).promises[0]!;
async function everyRecord(): Promise<string> {
	const rows = await database.query<{ line: string }>(`select r::text as line from public_record r order by 1`);
	return rows.map(({ line }) => line).join('\n');
}

describe('the public page of a partnership', () => {
	it('shows what it is, decided, signed, works on and promised', async () => {
		await publishAt(firstPublic);
		const { standings, agreements, papers, themes, promises, operations } = await page();
		expect(standings).toMatchObject([{ title: 'Solidarity partnership', datetime: '2023-02-23' }]);
		expect(papers).toMatchObject([{ title: 'Solidarity with Ukraine', note: 'Council · Approved' }]);
		expect(agreements).toMatchObject([
			{
				signing: '23 February 2023, online',
				signatories: [{ who: 'Maria Mayor, Mayor' }, { who: 'Mayor' }],
				links: [{ href: `/en/partnerships/pair/council#${papers[0]!.id}`, label: 'Solidarity with Ukraine' }],
			},
		]);
		expect(themes).toMatchObject([{ name: { text: 'Water' }, since: 'since 2023' }]);
		expect(promises).toMatchObject([{ text: { text: '25 generators for Zhytomyr' }, state: 'made', overdue: true }]);
		expect(operations.map(({ slug }) => slug)).toEqual(['zhytomyr']);
	});

	it('has a page for what was decided, one for what the cities do together, one for promises', async () => {
		await publishAt(firstPublic);
		const council = (await read(findCouncilPage))!;
		expect(council.papers.map(({ title, year }) => [title, year])).toEqual([['Solidarity with Ukraine', '2022']]);
		expect(council.parts.map(({ href, current }) => [href, current])).toEqual([
			['/en/partnerships/pair', false],
			['/en/partnerships/pair/story', false],
			['/en/partnerships/pair/council', true],
			['/en/partnerships/pair/cooperation', false],
			['/en/partnerships/pair/promises', false],
		]);
		expect((await read(findPromisesPage))!.promises).toHaveLength(1);
		const { themes, projects, events, exchanges, funding } = (await read(findCooperationPage))!;
		expect(themes).toMatchObject([{ name: { text: 'Water' }, goals: 'Clean water and sanitation' }]);
		expect(projects).toMatchObject([
			{
				name: { text: 'Water works' },
				facts: [
					{ text: '2023 – open' },
					{ text: 'International Office' },
					{ text: '€12,500.00' },
					{ text: 'DREAM-UA-010101' },
				],
				milestones: [{ name: { text: 'Pumps ordered' }, state: 'Reached', when: '1 February 2023' }],
				indicators: [{ measured: '1,200 of 5,000 people, as of 10 February 2023', progress: 24 }],
			},
		]);
		expect(events).toMatchObject({ ahead: [{ title: 'Workshop on water', when: '14 June 2023' }], past: [] });
		expect(exchanges).toMatchObject([
			{
				year: '2023',
				kind: 'Youth',
				groups: [
					'City 1: 17 participants, fewer than five leaders',
					'Poland: fewer than five participants, fewer than five leaders',
				],
			},
		]);
		expect(funding).toMatchObject([
			{ funder: 'Kleinprojektefonds · International Office', granted: '€50,000.00', own: '€8,000.00' },
		]);
	});

	it('loses at once what one city hides, with every link to it, and the page that held nothing else', async () => {
		const [paper] = await database.query<{ id: string }>(
			`select id from paper where names ->> 'en' like 'Solidarity%'`,
		);
		const decide = (kind: string, recordId: string, shown: boolean, minute: number) =>
			database.query(
				`insert into disclosure_record (id, partnership_id, kind, record_id, city_id, shown, reason, decided_at)
				values ($1, $2, $3, $4, $5, $6, 'safety', $7)`,
				[anId(), pair.partnershipId, kind, recordId, world.zhytomyr.city, shown, new Date(at(minute))],
			);
		await decide('paper', paper!.id, false, 1);
		await publishAt(firstPublic);
		const council = (await read(findCouncilPage))!;
		expect([council.papers, council.agreements[0]!.links]).toEqual([[], []]);
		await decide('paper', paper!.id, true, 2);
		await publishAt(firstPublic);
		expect((await read(findCouncilPage))!.papers).toHaveLength(1);
	});

	it.each([
		['its keeper marked as not public', 'paper', 'id', 'is_public'],
		['was dealt with behind closed doors', 'consultation', 'paper_id', 'in_public'],
	])('says nothing of a paper that %s', async (_, table, paper, column) => {
		const set = (value: boolean) =>
			database.query(
				`begin; set local session_replication_role = replica; update ${table} set ${column} = ${value}
				where ${paper} = (select id from paper where names ->> 'en' like 'Solidarity%'); commit`,
			);
		await set(false);
		await publishAt(firstPublic);
		expect((await page()).papers).toEqual([]);
		expect(await everyRecord()).not.toContain('Solidarity with Ukraine');
		await set(true);
	});

	it('keeps its links for good, however often it is published', async () => {
		await publishAt(firstPublic);
		const before = await page();
		await publishAt(later(firstPublic, 40 * day));
		const after = await page();
		expect(after.agreements.map(({ id }) => id)).toEqual(before.agreements.map(({ id }) => id));
		expect(new Set([...after.standings, ...after.papers, ...after.promises].map(({ id }) => id)).size).toBe(3);
	});

	it('says nothing of drafts, proposals, internal promises, quotations, reasons and people nobody asked', async () => {
		await publishAt(later(firstPublic, 60 * day));
		expect(await everyRecord()).not.toMatch(
			/draft|proposal|internal|mayor said|thinks|Signatory|example|231|of our own|inside|among ourselves|not announced/i,
		);
	});

	it('says nothing of guests, minors, places ahead, vouchers, plans and organisations nobody may name', async () => {
		await publishAt(later(firstPublic, 60 * day));
		const told = await everyRecord();
		for (const kind of ['side', 'project', 'event', 'exchange', 'funding']) expect(told).toContain(kind);
		expect(told).toMatch(/Chosen for reasons/);
		expect(told).toMatch(/International Office.*Water works|Water works.*International Office/s);
		expect(told).not.toMatch(/guest|Oles|hostel|hall|village|payee|V-1|REF-|shy|Described|WATER-1|4321|Summer|meet/i);
	});

	it('is there without any public operation', async () => {
		const hide = (hidden: boolean, minute: number) =>
			world.as({ city: world.zhytomyr.city, account: null }, (trx) =>
				hideFromPublic(trx, {
					id: anId(),
					operationId: world.operationId as never,
					shipmentId: null,
					hidden,
					reason: 'safety',
					at: at(minute),
				}),
			);
		granted(await hide(true, 1));
		await publishAt(firstPublic);
		expect(await page()).toMatchObject({ operations: [], agreements: [{}] });
		granted(await hide(false, 2));
	});
});

describe('a promise kept by a shipment', () => {
	it('stays as it was made until the public may know of the shipment, and then leads to its receipt', async () => {
		const lotId = await world.aLot(30, { placeId: world.hubId });
		const reservationId = await world.aReservation(lotId, 25);
		const shipmentId = await aShipment(world, [[reservationId, 25]], {});
		await sendOff(world, shipmentId);
		const tooEarly = publicationTick(later(received, 71 * hour));
		const before = await publishAt(tooEarly);
		const [line] = await linesOf(world, shipmentId);
		granted(await receive(world, shipmentId, [counted(line!, { accepted: 25 })]));
		await pair.keepPromiseBy(shipmentId, 61);
		expect(await publishAt(tooEarly)).toEqual(before);
		await publishAt(firstPublic);
		expect(await promise()).toMatchObject({
			state: 'kept',
			since: 'February 2023',
			overdue: false,
			note: { text: 'They arrived' },
			links: [{ label: 'shipment received' }],
		});
		const [delivery] = await database.query<{ id: string }>(`select public_id as id from public_delivery`);
		expect((await promise()).links[0]!.href).toBe(`/en/operations/zhytomyr#d-${delivery!.id}`);
	});

	it('names the day only after thirty days', async () => {
		await publishAt(later(firstPublic, 30 * day));
		expect(await promise()).toMatchObject({ since: '27 February 2023' });
	});
});
