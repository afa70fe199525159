import { anId } from '#test/database.ts';
import type { ReliefWorld } from './relief-world.ts';

/** What {@link layOutCooperation} laid out: public records, each with an internal one of its kind beside it. */
export interface CooperationWorld {
	readonly projectId: string;
	readonly fundingId: string;
	readonly eventId: string;
	readonly exchangeId: string;
}

interface Scope {
	readonly partnershipId: string;
	readonly city: string;
	readonly partner: string;
	/** An office that may be named, and an organisation that may not. */
	readonly office: string;
	readonly shy: string;
}

/**
 * What two cities do together: a project, events, exchanges and money, with everything that hangs on them and may not leave
 * the house. Written by hand, past the triggers, because only what is read of it matters.
 */
export async function layOutCooperation(
	{ database, dortmund, zhytomyr }: ReliefWorld,
	partnershipId: string,
): Promise<CooperationWorld> {
	const [office, shy] = [anId(), anId()];
	const scope: Scope = { partnershipId, city: dortmund.city, partner: zhytomyr.city, office, shy };
	const projectId = anId();
	const fundingId = anId();
	const eventId = anId();
	const exchangeId = anId();
	const statements = [
		`insert into organisation (id, city_id, kind, names, public_name_allowed) values
			('${office}', '${scope.city}', 'department', '{"en": "International Office"}', true),
			('${shy}', '${scope.city}', 'company', '{"en": "A shy partner"}', false)`,
		`update partnership_side set coordinating_unit_id = '${office}' where city_id = '${scope.city}'`,
		...projects(scope, projectId),
		...money(scope, fundingId),
		...events(scope, eventId),
		...exchanges(scope, exchangeId),
	];
	await database.query(`begin; set local session_replication_role = replica; ${statements.join('; ')}; commit`);
	return { projectId, fundingId, eventId, exchangeId };
}

function projects({ partnershipId, city, office, shy }: Scope, shown: string): string[] {
	const [inner, indicator] = [anId(), anId()];
	const row = (
		id: string,
		code: string,
		name: string,
	) => `('${id}', '${partnershipId}', '${city}', '${code}', '{"en": "${name}"}',
		'{"en": "Described"}', '${office}', '2023-01-01', 'year', 1250000, 'DREAM-UA-010101', 'running', '2023-01-01', 'day', 2)`;
	return [
		`insert into project (id, partnership_id, city_id, code, names, description, lead_id, begins_on, begins_precision,
			budget_cents, dream_id, state, since_on, since_precision, steps) values
			${row(shown, 'WATER-1', 'Water works')}, ${row(inner, 'INNER-1', 'A project of our own')}`,
		`insert into project_partner (project_id, organisation_id, city_id) values ('${shown}', '${shy}', '${city}')`,
		`insert into milestone (id, project_id, city_id, names, due, state, settled_on, note) values
			('${anId()}', '${shown}', '${city}', '{"en": "Pumps ordered"}', '2023-02-01', 'reached', '2023-02-01', 'Noted inside')`,
		`insert into indicator (id, project_id, city_id, names, unit, decimals, baseline, target) values
			('${indicator}', '${shown}', '${city}', '{"en": "People with water"}', 'people', 0, 0, 5000)`,
		`insert into indicator_value (indicator_id, city_id, sequence, value, as_of, source, at) values
			('${indicator}', '${city}', 1, 1200, '2023-02-10', 'Counted inside', now()),
			('${indicator}', '${city}', 2, 4321, '2099-01-01', 'Counted inside', now())`,
	];
}

function money({ partnershipId, city, office }: Scope, shown: string): string[] {
	const row = (id: string, name: string) => `('${id}', '${partnershipId}', '${city}', 4, 'running', '{"en": "${name}"}',
		'Kleinprojektefonds', 'REF-4711', 'Noted inside', '${office}', 9000, 20, 5, 5200000, 5000000, 1111100, 6000000, 5000000, 800000,
		200000, '2023-01-10', now(), now())`;
	const inner = anId();
	return [
		`insert into funding (id, city_id, partnership_id, created_at) values
			('${shown}', '${city}', '${partnershipId}', now()), ('${inner}', '${city}', '${partnershipId}', now())`,
		`insert into funding_current (funding_id, partnership_id, city_id, version, state, names, programme, reference, note, funder_id,
			rate_basis_points, tolerance_per_cent, retention_years, applied_cents, granted_cents, drawn_cents, plan_total_cents,
			plan_funder_cents, plan_own_cents, plan_others_cents, since, recorded_at, changed_at) values
			${row(shown, 'Small projects fund')}, ${row(inner, 'Money of our own')}`,
		`insert into funding_event (funding_id, city_id, sequence, kind, data, at) values
			('${shown}', '${city}', 1, 'fundingMoved', '{"to": "granted", "on": "2023-01-10", "note": "Noted inside"}', now())`,
		`insert into funding_line (funding_id, city_id, position, number, label, planned_cents) values
			('${shown}', '${city}', 1, '1', 'Pumps', 6000000)`,
		`insert into voucher (id, funding_id, city_id, number, dated, payee, purpose, amount_cents, entered_at) values
			('${anId()}', '${shown}', '${city}', 'V-1', '2023-02-01', 'A payee', 'Pumps', 120000, now())`,
	];
}

function events({ partnershipId, city }: Scope, shown: string): string[] {
	const row = (
		id: string,
		name: string,
		state: string,
		isPublic: boolean,
	) => `('${id}', '${partnershipId}', '${city}', 'workshop',
		'{"en": "${name}"}', '{"en": "On water"}', '2023-06-14', 'day', '10:00', '12:00', 'Europe/Kyiv', '2023-06-14T07:00:00Z',
		'2023-06-14T09:00:00Z', 'hybrid', '{"en": "A hall"}', ${isPublic}, false, 60, 20, '{}', '[]', '${state}', now(), '2023-01-01')`;
	const rows = [
		row(shown, 'Workshop on water', 'confirmed', true),
		row(anId(), 'Not announced', 'planned', true),
		row(anId(), 'Among ourselves', 'confirmed', false),
	];
	return [
		`insert into event (id, partnership_id, city_id, kind, title, summary, began_on, began_precision, starts_time, ends_time, time_zone,
			starts_at, ends_at, mode, place, is_public, place_ahead, expected, expected_abroad, programmes, subjects, state, created_at,
			changed_at) values ${rows.join(', ')}`,
		`insert into event_meeting_link (event_id, city_id, url) values ('${shown}', '${city}', 'https://meet.example/room')`,
		`insert into event_agenda_item (id, event_id, city_id, on_day, at_time, title, speaker) values
			('${anId()}', '${shown}', '${city}', '2023-06-14', '10:00', '{"en": "Welcome"}', 'A speaker')`,
		`insert into event_interpreter (id, event_id, city_id, from_language, to_language, name) values
			('${anId()}', '${shown}', '${city}', 'de', 'uk', 'An interpreter')`,
		`insert into event_guest (id, event_id, city_id, name, organisation, status) values
			('${anId()}', '${shown}', '${city}', 'A guest', 'A house', 'invited')`,
		`insert into event_step (event_id, city_id, position, deed, note, at) values
			('${shown}', '${city}', 1, 'confirm', 'Noted inside', now())`,
	];
}

function exchanges({ partnershipId, city, partner }: Scope, shown: string): string[] {
	const group = anId();
	const row = (
		id: string,
		name: string,
		isPublic: boolean,
	) => `('${id}', '${partnershipId}', '${city}', 'youth', '{"en": "${name}"}',
		'{"en": "To meet"}', '${city}', '{"en": "A youth hostel"}', '2023-07-05', '2023-07-11', 2, ${isPublic}, '{}', 2000000, 1500000,
		'held', now())`;
	return [
		`insert into exchange (id, partnership_id, city_id, kind, title, aim, host_id, place, starts_on, ends_on, travel_days, is_public,
			programmes, cost_cents, grant_cents, state, created_at) values
			${row(shown, 'Summer visit', true)}, ${row(anId(), 'Among ourselves', false)}`,
		`insert into exchange_group (id, exchange_id, city_id, position, home_id, participants, leaders, youngest, oldest) values
			('${group}', '${shown}', '${city}', 1, '${partner}', 17, 2, 14, 16)`,
		`insert into exchange_group (id, exchange_id, city_id, position, name, country, participants, leaders, youngest, oldest) values
			('${anId()}', '${shown}', '${city}', 2, 'A village school', 'PL', 4, 1, 13, 15)`,
		`insert into exchange_participant (id, exchange_id, group_id, city_id, given_name, birth_year, emergency_contact, added_on) values
			('${anId()}', '${shown}', '${group}', '${city}', 'Oles', 2009, 'His mother', '2023-02-01')`,
		`insert into exchange_leader (id, exchange_id, group_id, city_id, name, is_adult, added_on) values
			('${anId()}', '${shown}', '${group}', '${city}', 'A leader', true, '2023-02-01')`,
		`insert into exchange_step (exchange_id, city_id, position, deed, note, at) values
			('${shown}', '${city}', 1, 'confirm', 'Noted inside', now())`,
	];
}

/** Lets the city that keeps a project and money show them, as its office would. */
export async function showRecords(
	{ database, dortmund }: ReliefWorld,
	{
		partnershipId,
		projectId,
		fundingId,
	}: Pick<CooperationWorld, 'projectId' | 'fundingId'> & { readonly partnershipId: string },
): Promise<void> {
	for (const [kind, id] of [
		['project', projectId],
		['funding', fundingId],
	]) {
		await database.query(
			`insert into disclosure_record (id, partnership_id, kind, record_id, city_id, shown, reason, decided_at)
			values ($1, $2, $3, $4, $5, true, 'open to all', '2023-01-01')`,
			[anId(), partnershipId, kind, id, dortmund.city],
		);
	}
}
