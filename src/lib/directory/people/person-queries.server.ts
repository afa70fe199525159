import { type RawBuilder, sql } from 'kysely';
import { nameKey } from '#lib/i18n/transliteration/name-key.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import type { Person, PersonContact, PersonId, PersonRecord, Post, PostId } from './person.ts';
import { distinctNames } from './person.ts';
import type { Tenure } from './tenure.ts';

/** What a name is found by: the distinct words of its keys, each behind a space. */
export function nameKeysOf(names: LocalizedText): string {
	const words = distinctNames(names).flatMap((name) => nameKey(name).split(' '));
	return [...new Set(words.filter((word) => word !== ''))].map((word) => ` ${word}`).join('');
}

const personColumns = sql`p.id, p.city_id, (select names from city where city.id = p.city_id) as city_names, p.names,
	p.public_name_allowed`;

/** Each word of the text begins a word of a name or of another spelling, whatever the script; or the name contains it. */
function isNamed(text: string): RawBuilder<boolean> {
	const keys = sql`(p.name_keys || coalesce(
		(select string_agg(s.name_keys, '') from person_spelling s where s.person_id = p.id), ''))`;
	const words = nameKey(text).split(' ');
	const byKey = words.map((word) => sql`position(${` ${word}`} in ${keys}) > 0`);
	const part = text.toLowerCase();
	return sql<boolean>`((${sql.join(byKey, sql` and `)}) or exists (
		select from jsonb_each_text(p.names) as named where position(${part} in lower(named.value)) > 0))`;
}

/** A person in a list, with the post held now or last. */
export interface ListedPerson extends Person {
	readonly latest: Pick<Tenure, 'postNames' | 'organisationNames' | 'acting' | 'ended'> | null;
}

export interface PersonSearch {
	/** Empty for all. */
	readonly text: string;
	readonly language: Language;
	readonly offset: number;
	readonly limit: number;
}

/** The people of the acting city and its partners by name, found under every spelling. */
export async function listPeople(trx: Trx, { text, language, offset, limit }: PersonSearch): Promise<ListedPerson[]> {
	const found = await sql<ListedPerson>`
		select ${personColumns}, case when t.id is not null then jsonb_build_object('postNames', t.post_names,
			'organisationNames', t.organisation_names, 'acting', t.acting, 'ended', t.ended) end as latest
		from person p left join lateral (
			select t.id, t.acting, post.names as post_names, o.names as organisation_names, ${fuzzyDateOf('t.ended')} as ended
			from tenure t join post on post.id = t.post_id join organisation o on o.id = post.organisation_id
			where t.person_id = p.id order by t.ended_on desc nulls first, t.began_on desc nulls last, t.id limit 1) t on true
		where ${text === '' ? sql`true` : isNamed(text)}
		order by coalesce(p.names ->> ${language}, p.names ->> 'en', p.names ->> 'de', p.names ->> 'uk') collate "und-x-icu", p.id
		limit ${limit} offset ${offset}`.execute(trx);
	return found.rows;
}

/** The people a name may mean, however it is spelled, at most twenty. */
export async function findPeopleByName(trx: Trx, text: string): Promise<Person[]> {
	if (nameKey(text) === '') return [];
	const found = await sql<Person>`
		select ${personColumns} from person p where ${isNamed(text)} order by p.names, p.id limit 20`.execute(trx);
	return found.rows;
}

/** A person the acting city may see, with spellings and posts; without contact details. */
export async function findPerson(trx: Trx, id: PersonId): Promise<PersonRecord | undefined> {
	const found = await sql<PersonRecord>`
		select ${personColumns}, coalesce(
			(select jsonb_agg(jsonb_build_object('id', s.id, 'cityId', s.city_id, 'text', s.text, 'usage', s.usage) order by s.text)
			from person_spelling s where s.person_id = p.id), '[]') as spellings
		from person p where p.id = ${id}`.execute(trx);
	const person = found.rows[0];
	return person && { ...person, tenures: await listTenures(trx, sql`t.person_id = ${id}`) };
}

/** The same where the acting city keeps the person, locked until the end of the transaction. */
export async function lockOwnPerson(trx: Trx, id: PersonId): Promise<PersonRecord | undefined> {
	const locked = await sql`select from person where id = ${id} and city_id = current_city() for update`.execute(trx);
	return locked.rows.length > 0 ? findPerson(trx, id) : undefined;
}

async function listTenures(trx: Trx, which: RawBuilder<unknown>): Promise<Tenure[]> {
	const found = await sql<Tenure>`
		select t.id, t.person_id, p.names as person_names, t.post_id, post.names as post_names,
			o.names as organisation_names, post.sole, t.acting, ${fuzzyDateOf('t.began')} as began, ${fuzzyDateOf('t.ended')} as ended
		from tenure t join person p on p.id = t.person_id join post on post.id = t.post_id
		join organisation o on o.id = post.organisation_id
		where ${which} order by t.ended_on desc nulls first, t.began_on desc nulls last, t.id`.execute(trx);
	return found.rows;
}

/** Who held a post, latest first. */
export function listTenuresOfPost(trx: Trx, id: PostId): Promise<Tenure[]> {
	return listTenures(trx, sql`t.post_id = ${id}`);
}

/** All tenures of several people at once, latest first: for forms that choose who signed in which post. */
export function listTenuresOfPartners(trx: Trx): Promise<Tenure[]> {
	return listTenures(trx, sql`true`);
}

const postColumns = sql`post.id, post.city_id, post.organisation_id, o.names as organisation_names, post.names, post.sole`;

/** The posts of the acting city's record. */
export async function listOwnPosts(trx: Trx, language: Language): Promise<Post[]> {
	const found = await sql<Post>`
		select ${postColumns} from post join organisation o on o.id = post.organisation_id
		where post.city_id = current_city()
		order by coalesce(post.names ->> ${language}, post.names ->> 'en') collate "und-x-icu", post.id limit 500`.execute(
		trx,
	);
	return found.rows;
}

/** A post on the acting city's record, locked until the end of the transaction where asked for. */
export async function findOwnPost(trx: Trx, id: PostId, lock = false): Promise<Post | undefined> {
	const found = await sql<Post>`
		select ${postColumns} from post join organisation o on o.id = post.organisation_id
		where post.id = ${id} and post.city_id = current_city() ${lock ? sql`for update of post` : sql``}`.execute(trx);
	return found.rows[0];
}

/** Need-to-know: whoever calls this to show it puts the reading on the audit trail (R11). */
export async function findPersonContact(trx: Trx, id: PersonId): Promise<PersonContact | undefined> {
	const found = await sql<PersonContact>`
		select email, phone, note from person_contact where person_id = ${id}`.execute(trx);
	return found.rows[0];
}
