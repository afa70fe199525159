import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#lib/access/roles.ts';
import type { Actor } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aPartnershipWorld } from '#test/laws/partnership-world.ts';
import { aReliefWorld, type ReliefWorld } from '#test/laws/relief-world.ts';
import { aShipment } from '#test/laws/shipment-world.ts';
import { parseEvidenceAddress } from './evidence.ts';
import { type RecordRef, recordKinds, recordPath } from './record-ref.ts';
import { listRecordTitles } from './record-titles.server.ts';
import { namedLink } from './record-words.ts';

const database = await freshDatabase();
afterAll(database.close);
let world: ReliefWorld;
const refs: RecordRef[] = [];

beforeAll(async () => {
	world = await aReliefWorld(database);
	await aPartnershipWorld(world);
	const reservation = await world.aReservation(await world.aLot(5), 5);
	await aShipment(world, [[reservation, 5]]);
	for (const kind of ['paper', 'agreement', 'theme', 'promise_current', 'person', 'partnership', 'shipment'] as const) {
		const id = kind === 'promise_current' ? 'promise_id' : 'id';
		const rows = await database.query(`select ${id} as id from ${kind} order by 1 limit 1`);
		refs.push({ kind: kind === 'promise_current' ? 'promise' : kind, id: (rows as { id: RecordRef['id'] }[])[0]!.id });
	}
});

const titlesFor = (actor: Actor, roles: readonly Role[], wanted: readonly RecordRef[] = refs) =>
	world.as(actor, (trx) => listRecordTitles(trx, { roles }, wanted));

describe('the titles of records that others point to', () => {
	it('are read for every kind that has one, in one query', async () => {
		const everyKind = recordKinds.map((kind) => ({ kind, id: anId() as RecordRef['id'] }));
		expect(await titlesFor(world.dortmund, ['coordinator'], everyKind)).toEqual(new Map());
		expect((await titlesFor(world.dortmund, ['coordinator'])).size).toBe(refs.length);
	});

	it('are those of both cities, and of no stranger', async () => {
		expect((await titlesFor(world.zhytomyr, ['partner-officer'])).size).toBe(refs.length);
		// That a partnership is, and what it is called, is public.
		const partnership = refs.find(({ kind }) => kind === 'partnership')!;
		expect([...(await titlesFor(world.stranger, ['coordinator'])).keys()]).toEqual([partnership.id]);
	});

	it('stay unsaid to whoever may not open the record', async () => {
		const shipment = refs.find(({ kind }) => kind === 'shipment')!;
		expect([...(await titlesFor(world.dortmund, ['warehouse'])).keys()]).toEqual([shipment.id]);
		expect(await titlesFor(world.dortmund, [])).toEqual(new Map());
	});

	it('name the links, with the language they are in; a shipment goes by its number', async () => {
		const titles = await titlesFor(world.dortmund, ['coordinator']);
		const links = refs.map((ref) => {
			const address = parseEvidenceAddress(`https://tandem.example/de/office${recordPath(ref)}`)!;
			return namedLink(address, 'de', titles);
		});
		const labels = Object.fromEntries(refs.map(({ kind }, index) => [kind, links[index]]));
		expect(labels).toMatchObject({
			agreement: { label: 'Solidarity agreement', language: 'en', external: false },
			shipment: { label: expect.stringMatching(/^Transport \d{4}-\d{3}$/), language: 'de' },
		});
		expect(namedLink({ kind: 'record', ref: refs[0]! }, 'uk', new Map()).label).toBe('Документ ради');
		expect(namedLink({ kind: 'link', url: 'https://www.example.org/x' }, 'de', titles)).toMatchObject({
			label: 'example.org',
			external: true,
		});
	});
});
