import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Session } from '#lib/access/session.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import type { ExchangeId } from '#lib/partnerships/exchanges/exchange.ts';
import { addExchange, stepExchange } from '#lib/partnerships/exchanges/exchange-pages.server.ts';
import { changeExchangePeople } from '#lib/partnerships/exchanges/exchange-people-pages.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, type FreshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership, type TestCity } from '#test/people.ts';

/** A desk where exchanges between Dortmund and Zhytomyr are planned, with a person who answers for them and a concept. */
export async function anExchangeDesk(database: FreshDatabase) {
	const { app, worker } = database.databases;
	const [partnership, person, concept] = [anId<'partnership'>(), anId<'person'>(), anId<'document'>()];
	const cities = await layOutCities(database);
	const { dortmund, zhytomyr } = cities;
	await layOutPartnership(database, [dortmund, zhytomyr], { id: partnership, slug: 'dz', names: { en: 'DZ' } });
	await database.query(
		`insert into person (id, city_id, names, name_keys) values ($1, $2, '{"en": "Anna Beispiel"}', ' anna')`,
		[person, dortmund.id],
	);
	await database.query(
		`insert into document (id, city_id, partnership_id, title, disclosure, kind, file_name, size_bytes, sha256, stored_at)
			values ($1, $2, $3, '{"en": "Concept"}', 'partners', 'pdf', 'c.pdf', 1, repeat('0', 64), now())`,
		[concept, dortmund.id, partnership],
	);

	const desk = (city: TestCity, role: Role = 'coordinator', now = '2027-03-14T08:00:00Z'): OfficeDesk => ({
		app,
		actor: { city: city.id, account: role === 'council-reader' ? city.reader : city.coordinator },
		session: { cityId: city.id, accountId: city.coordinator, roles: [role], language: 'en' } as unknown as Session,
		language: 'en',
		now: instant(now),
	});
	const form = (changes: Record<string, string> = {}) => ({
		idempotencyKey: randomUUID(),
		partnership,
		kind: 'youth',
		'title-en': 'Summer in Dortmund',
		host: cities.dortmund.id,
		startsOn: '2027-07-05',
		endsOn: '2027-07-11',
		travelDays: '2',
		responsible: person,
		concept,
		'programme-erasmus-youth-exchange': 'on',
		'group-0-home': cities.zhytomyr.id,
		'group-0-participants': '8',
		'group-0-leaders': '1',
		'group-0-youngest': '14',
		'group-0-oldest': '17',
		'group-1-home': cities.dortmund.id,
		...changes,
	});
	async function planned(changes: Record<string, string> = {}, city = cities.dortmund): Promise<ExchangeId> {
		const answer = await addExchange(desk(city), form(changes));
		if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
		return answer.value;
	}
	const as = <Value>(city: TestCity, work: (trx: Trx) => Promise<Value>) =>
		inCity(app, { city: city.id, account: city.coordinator }, work);
	const take = (id: ExchangeId, deed: string, shown: number, more: Record<string, string> = {}, on?: string) =>
		stepExchange(desk(cities.dortmund, 'coordinator', on), id, {
			idempotencyKey: randomUUID(),
			deed,
			shown: String(shown),
			...more,
		});
	const auditOf = async (id: string) =>
		(
			await database.query<{ action: string }>('select action from audit_entry where subject_id = $1 order by id', [id])
		).map(({ action }) => action);
	const groupsOf = async (id: ExchangeId) =>
		(
			await database.query<{ id: Id<'exchange-group'> }>(
				'select id from exchange_group where exchange_id = $1 order by position',
				[id],
			)
		).map((row) => row.id);
	const list = async (id: ExchangeId, changes: Record<string, string> = {}, on?: string) =>
		changeExchangePeople(desk(cities.dortmund, 'coordinator', on), id, 'participant', {
			idempotencyKey: randomUUID(),
			group: (await groupsOf(id))[0]!,
			givenName: 'Olena',
			birthYear: '2011',
			...changes,
		});
	const lead = async (id: ExchangeId) =>
		changeExchangePeople(desk(cities.dortmund), id, 'leader', {
			idempotencyKey: randomUUID(),
			leaderGroup: (await groupsOf(id))[0]!,
			name: 'Mika Muster',
			isAdult: 'on',
		});
	const forget = (day: string) =>
		worker.transaction().execute(async (trx) => {
			const { rows } = await sql<{ gone: number }>`select forget_exchange_people(${day}) as gone`.execute(trx);
			return rows[0]!.gone;
		});
	return { cities, partnership, desk, form, planned, as, take, auditOf, groupsOf, list, lead, forget };
}

/** Why something was refused; empty where it was not. */
export const kinds = (answer: { ok: boolean; refusal?: readonly { kind: string }[] }) =>
	answer.ok ? [] : answer.refusal!.map(({ kind }) => kind);
