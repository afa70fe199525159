import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { nameKey } from '#lib/i18n/transliteration/name-key.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import type { PersonContact, PersonId, Post, PostId, SpellingUsage, TenureDraft } from './person.ts';
import type { PersonDetails } from './person-form.ts';
import { nameKeysOf } from './person-queries.server.ts';
import type { Tenure } from './tenure.ts';

/** Puts a person on the acting city's record. */
export async function keepPerson(trx: Trx, { names, publicNameAllowed }: PersonDetails): Promise<PersonId> {
	const id = randomUUID() as PersonId;
	await sql`insert into person (id, city_id, names, name_keys, public_name_allowed)
		values (${id}, current_city(), ${sqlJson(names)}, ${nameKeysOf(names)}, ${publicNameAllowed})`.execute(trx);
	return id;
}

/** Corrects a person on the acting city's record. */
export async function correctPerson(
	trx: Trx,
	id: PersonId,
	{ names, publicNameAllowed }: PersonDetails,
): Promise<void> {
	await sql`update person set names = ${sqlJson(names)}, name_keys = ${nameKeysOf(names)},
		public_name_allowed = ${publicNameAllowed} where id = ${id} and city_id = current_city()`.execute(trx);
}

/** Adds a spelling under which a person is to be found; nothing where it is known. Any city that sees the person may. */
export async function addSpelling(trx: Trx, personId: PersonId, text: string, usage: SpellingUsage): Promise<void> {
	await sql`insert into person_spelling (id, person_id, city_id, text, usage, name_keys)
		values (${randomUUID()}, ${personId}, current_city(), ${text}, ${usage},
			${nameKey(text)
				.split(' ')
				.map((word) => ` ${word}`)
				.join('')})
		on conflict (person_id, city_id, text) do nothing`.execute(trx);
}

/** Removes a spelling the acting city added. */
export async function removeSpelling(trx: Trx, personId: PersonId, id: string): Promise<void> {
	await sql`delete from person_spelling
		where id = ${id} and person_id = ${personId} and city_id = current_city()`.execute(trx);
}

/** Puts a post on the acting city's record. */
export async function keepPost(
	trx: Trx,
	{ names, organisationId, sole }: Pick<Post, 'names' | 'organisationId' | 'sole'>,
): Promise<PostId> {
	const id = randomUUID() as PostId;
	await sql`insert into post (id, city_id, organisation_id, names, sole)
		values (${id}, current_city(), ${organisationId}, ${sqlJson(names)}, ${sole})`.execute(trx);
	return id;
}

export async function correctPost(
	trx: Trx,
	id: PostId,
	{ names, organisationId, sole }: Pick<Post, 'names' | 'organisationId' | 'sole'>,
): Promise<void> {
	await sql`update post set names = ${sqlJson(names)}, organisation_id = ${organisationId}, sole = ${sole}
		where id = ${id} and city_id = current_city()`.execute(trx);
}

/** Writes down who holds a post and when. The decision has been made (decideTenure); the database holds to it. */
export async function keepTenure(
	trx: Trx,
	personId: PersonId,
	{ postId, acting, began, ended }: TenureDraft,
): Promise<Tenure['id']> {
	const id = randomUUID() as Tenure['id'];
	await sql`
		insert into tenure (id, city_id, person_id, post_id, acting, began_on, began_precision, ended_on, ended_precision)
		values (${id}, current_city(), ${personId}, ${postId}, ${acting}, ${began?.date ?? null}, ${began?.precision ?? null},
			${ended?.date ?? null}, ${ended?.precision ?? null})`.execute(trx);
	return id;
}

/** Corrects a tenure; the post stays, since another post is another tenure. */
export async function correctTenure(
	trx: Trx,
	id: Tenure['id'],
	{ acting, began, ended }: Omit<TenureDraft, 'postId'>,
): Promise<void> {
	await sql`
		update tenure set acting = ${acting}, began_on = ${began?.date ?? null}, began_precision = ${began?.precision ?? null},
			ended_on = ${ended?.date ?? null}, ended_precision = ${ended?.precision ?? null}
		where id = ${id} and city_id = current_city()`.execute(trx);
}

/** Takes a tenure off the record that was entered by mistake. */
export async function removeTenure(trx: Trx, id: Tenure['id']): Promise<void> {
	await sql`delete from tenure where id = ${id} and city_id = current_city()`.execute(trx);
}

/** Writes down how to reach a person of the acting city in the stead of what was known; nothing said, nothing is kept. */
export async function keepPersonContact(trx: Trx, id: PersonId, { email, phone, note }: PersonContact): Promise<void> {
	if (email === null && phone === null && note === null) {
		await sql`delete from person_contact where person_id = ${id} and city_id = current_city()`.execute(trx);
		return;
	}
	await sql`
		insert into person_contact (person_id, city_id, email, phone, note)
		values (${id}, current_city(), ${email}, ${phone}, ${note})
		on conflict (person_id) do update set email = excluded.email, phone = excluded.phone, note = excluded.note`.execute(
		trx,
	);
}
