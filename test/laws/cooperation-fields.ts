/**
 * What hangs on the public records of {@link layOutCooperation} and may not leave the house, with how to overwrite each with
 * a word. Numbers and days that are not public are changed too, to others each time by the word's length.
 */
export const cooperationFields: readonly (readonly [field: string, statement: (word: string) => string])[] = [
	[
		'project',
		(word) => `update project set code = upper('${word}-' || left(id::text, 4)), description = '{"de":"${word}"}'`,
	],
	[
		'internal project',
		(word) =>
			`update project set names = '{"de":"${word}"}', budget_cents = 1 where code like 'INNER%' or names ->> 'en' like '%own%'`,
	],
	['milestone', (word) => `update milestone set note = '${word}'`],
	[
		'measurement',
		(word) => `update indicator_value set source = '${word}';
			update indicator_value set value = 77 where as_of > '2090-01-01'`,
	],
	[
		'event',
		(
			word,
		) => `update event set place = '{"de":"${word}"}', starts_time = '11:00', starts_at = '2023-06-14T08:00:00Z', ends_time = '13:00',
			ends_at = '2023-06-14T10:00:00Z', expected = 59, registration_until = '2023-06-01' where state = 'confirmed'`,
	],
	[
		'internal event',
		(word) =>
			`update event set title = '{"de":"${word}"}', summary = '{"de":"${word}"}' where not is_public or state = 'planned'`,
	],
	['meeting link', (word) => `update event_meeting_link set url = 'https://meet.example/${word}'`],
	['agenda', (word) => `update event_agenda_item set title = '{"de":"${word}"}', speaker = '${word}'`],
	['interpreter', (word) => `update event_interpreter set name = '${word}'`],
	['guest', (word) => `update event_guest set name = '${word}', organisation = '${word}'`],
	['step', (word) => `update event_step set note = '${word}'; update exchange_step set note = '${word}'`],
	[
		'exchange',
		(word) => `update exchange set title = '{"de":"${word}"}', aim = '{"de":"${word}"}', place = '{"de":"${word}"}',
			starts_on = '2023-08-01', ends_on = '2023-08-09', cost_cents = 77, grant_cents = 7`,
	],
	[
		'group',
		(word) =>
			`update exchange_group set youngest = 12, oldest = 19, name = case when name is null then null else '${word}' end`,
	],
	[
		'minor',
		(word) =>
			`update exchange_participant set given_name = '${word}', birth_year = 2012, emergency_contact = '${word}'`,
	],
	['leader', (word) => `update exchange_leader set name = '${word}'`],
	[
		'funding',
		(
			word,
		) => `update funding_current set reference = '${word}', note = '${word}', applied_cents = 5100000, drawn_cents = 77;
			update funding_current set names = '{"de":"${word}"}', programme = '${word}' where names ->> 'en' like '%own%'`,
	],
	['plan', (word) => `update funding_line set label = '${word}'`],
	['voucher', (word) => `update voucher set number = '${word}', payee = '${word}', purpose = '${word}'`],
	['hiding', (word) => `update disclosure_record set reason = '${word}'`],
];
