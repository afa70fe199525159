import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { later } from '#lib/kernel/instant.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import type { PromiseFacts } from '#lib/partnerships/promises/promise.ts';
import { addEvidence, makePromise, movePromise } from '#lib/partnerships/promises/promise-commands.server.ts';
import type { PromiseId } from '#lib/partnerships/promises/promise-queries.server.ts';
import { anId } from '#test/database.ts';
import { type CooperationWorld, layOutCooperation, showRecords } from './cooperation-world.ts';
import { at, granted, type ReliefWorld } from './relief-world.ts';

/** A partnership of the two cities of a relief world with one record of every kind, public ones beside internal ones. */
interface PartnershipWorld {
	readonly partnershipId: Id<'partnership'>;
	/** Of 25 generators, public. */
	readonly promiseId: PromiseId;
	readonly cooperation: CooperationWorld;
	/** Says that the promise was kept by a shipment. */
	keepPromiseBy(shipmentId: string, minute: number): Promise<void>;
}

const on = (text: string) => parseFuzzyDate(text)!;

const promisedGenerators: PromiseFacts = {
	text: { en: '25 generators for Zhytomyr' },
	kind: 'goods',
	quantity: { amount: quantity(25), unit: 'generators', itemCode: 'PWR-GEN' },
	source: { kind: 'press-conference', address: null, quotation: 'As the mayor said' },
	made: on('2022-10-04'),
	due: on('2022-12-31'),
	owner: { role: 'coordinator', organisationId: null },
	isPublic: true,
};

export async function aPartnershipWorld(world: ReliefWorld): Promise<PartnershipWorld> {
	const partnershipId = anId<'partnership'>();
	await layOut(world, partnershipId);
	const cooperation = await layOutCooperation(world, partnershipId);
	await showRecords(world, { partnershipId, ...cooperation });
	const nobody = { city: world.dortmund.city, account: null };
	const deed = { at: at(0), account: null };
	const make = async (facts: PromiseFacts) =>
		granted(await world.as(nobody, (trx) => makePromise(trx, { partnershipId, facts }, deed)));
	const promiseId = await make(promisedGenerators);
	await make({ ...promisedGenerators, text: { en: 'An internal intention' }, isPublic: false });
	async function keepPromiseBy(shipmentId: string, minute: number): Promise<void> {
		const record = { kind: 'record', ref: { kind: 'shipment', id: shipmentId as Id<'shipment'> } } as const;
		const evidence = { address: record, note: 'Counted at the gate', on: null };
		const move = { to: 'kept', on: on('2023-02-27'), note: { en: 'They arrived' } } as const;
		const then = { at: later(at(0), minute * 60_000), account: null };
		await world.as(nobody, async (trx) => {
			granted(await addEvidence(trx, { id: promiseId, shown: 1, evidence }, then));
			granted(await movePromise(trx, { id: promiseId, shown: 2, move }, then));
		});
	}
	return { partnershipId, promiseId, cooperation, keepPromiseBy };
}

async function layOut({ database, dortmund, zhytomyr, operationId }: ReliefWorld, id: string): Promise<void> {
	const [paper, draft, closed, agreement] = [anId(), anId(), anId(), anId()];
	await database.query(
		`insert into partnership values ($1, 'pair', '{"en": "Dortmund and Zhytomyr"}', 'solidarity', 'active', '2023-02-23')`,
		[id],
	);
	for (const { city } of [dortmund, zhytomyr]) {
		await database.query('insert into partnership_city values ($1, $2)', [id, city]);
		await database.query(`insert into partnership_side (partnership_id, city_id, why_chosen) values ($1, $2, $3)`, [
			id,
			city,
			{ en: 'Chosen for reasons' },
		]);
	}
	await database.query('update operation set partnership_id = $1 where id = $2', [id, operationId]);
	for (const [paperId, names] of [
		[paper, 'Solidarity with Ukraine'],
		[draft, 'A draft'],
		[closed, 'An internal matter'],
	]) {
		await database.query(
			`insert into paper (id, city_id, names, summary, kind, dated, dated_precision, lead_unit, created_at)
			values ($1, $2, $3, $4, 'motion', '2022-03-01', 'day', 'Unit', now())`,
			[paperId, dortmund.city, { en: names }, { en: 'What the office thinks of it' }],
		);
		await database.query(
			'insert into paper_partnership (paper_id, partnership_id, city_id, linked_at) values ($1, $2, $3, now())',
			[paperId, id, dortmund.city],
		);
	}
	await database.query('update paper set is_public = false where id = $1', [closed]);
	for (const decided of [paper, closed]) {
		await database.query(
			`insert into consultation (id, paper_id, city_id, body, met, met_precision, role, authoritative, outcome)
			values ($1, $2, $3, 'Council', '2022-03-31', 'day', 'decision', true, 'approved')`,
			[anId(), decided, dortmund.city],
		);
	}
	await database.query(
		`insert into agreement (id, partnership_id, city_id, kind, title, languages, signed_on, signed_precision, mode, renewal, resolution)
		values ($1, $2, $3, 'solidarity', '{"en": "Solidarity agreement"}', '{de,uk}', '2023-02-23', 'day', 'online', 'none', $4)`,
		[agreement, id, dortmund.city, { kind: 'paper', id: paper }],
	);
	await signatories(database, { agreement, id, sides: [dortmund.city, zhytomyr.city] });
	await theme(database, id, dortmund.city);
}

type Database = ReliefWorld['database'];

/** The first holds a public office, the second nobody asked. */
async function signatories(
	database: Database,
	{ agreement, id, sides }: { readonly agreement: string; readonly id: string; readonly sides: readonly string[] },
): Promise<void> {
	for (const [index, side] of sides.entries()) {
		const [person, name] = [anId(), index === 0 ? 'Maria Mayor' : 'Sergii Signatory'];
		await database.query(
			`insert into person (id, city_id, names, name_keys, public_name_allowed) values ($1, $2, $3, ' key', $4)`,
			[person, side, { en: name }, index === 0],
		);
		await database.query(
			`insert into person_contact (person_id, city_id, email, phone, note) values ($1, $2, 'm@example.org', '+49 231', 'Note')`,
			[person, side],
		);
		await database.query(
			`insert into agreement_signatory (id, agreement_id, partnership_id, city_id, side_id, position, person_id, post_names,
				acting, signed_as) values ($1, $2, $3, $4, $5, $6, $7, '{"en": "Mayor"}', false, $8)`,
			[anId(), agreement, id, sides[0], side, index + 1, person, name],
		);
	}
}

async function theme(database: Database, partnershipId: string, city: string): Promise<void> {
	for (const [state, name] of [
		['agreed', 'Water'],
		['proposed', 'A proposal'],
	]) {
		await database.query(
			`begin; set local session_replication_role = replica;
			insert into theme (id, partnership_id, city_id, names, description, goals, state, since_on, since_precision, steps)
			values ('${anId()}', '${partnershipId}', '${city}', '{"en": "${name}"}', '{"en": "Described"}', '{6}', '${state}',
				'2023-01-01', 'year', 1); commit`,
		);
	}
}
