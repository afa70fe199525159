import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { languages } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import type { CityId } from '../directory.ts';
import type { CityDraft, PartnershipDraft, SetUpRefusal } from './set-up.ts';

/** A city as the command line speaks of it. */
export interface SetUpCity {
	readonly id: CityId;
	readonly slug: string;
	readonly names: LocalizedText;
}

/** The city of that slug. In the worker's transaction, for nobody acts for a city that is only being set up. */
export async function findCityBySlug(trx: Trx, slug: string): Promise<SetUpCity | undefined> {
	const found = await sql<SetUpCity>`select id, slug, names from city where slug = ${slug}`.execute(trx);
	return found.rows[0];
}

/** Creates a city; refused where there is one of that slug, which is left as it is. */
export async function insertCity(trx: Trx, draft: CityDraft): Promise<Result<SetUpCity, SetUpRefusal>> {
	const id = randomUUID() as string as CityId;
	const inserted = await sql`
		insert into city (id, slug, names, country, latitude, longitude, population, time_zone)
		values (${id}, ${draft.slug}, ${sqlJson(draft.names)}, ${draft.country}, ${draft.latitude}, ${draft.longitude},
			${draft.population}, ${draft.timeZone})
		on conflict (slug) do nothing`.execute(trx);
	const { slug, names } = draft;
	return inserted.numAffectedRows === 1n ? ok({ id, slug, names }) : refused({ kind: 'city-exists', slug });
}

export interface SetUpPartnership {
	readonly slug: string;
	readonly names: LocalizedText;
	/** False where the two cities were bound already. */
	readonly created: boolean;
}

/** Binds two cities by a partnership that is active. Where one that has not ended binds them already, it stays as it is. */
export async function bindCities(
	trx: Trx,
	city: SetUpCity,
	draft: PartnershipDraft,
): Promise<Result<SetUpPartnership, SetUpRefusal>> {
	const partner = await findCityBySlug(trx, draft.partner);
	if (!partner) return refused({ kind: 'city-unknown', slug: draft.partner });
	await lockPartnerships(trx);
	const bound = await sql<Omit<SetUpPartnership, 'created'>>`
		select p.slug, p.names from partnership p
		join partnership_city ours on ours.partnership_id = p.id and ours.city_id = ${city.id}
		join partnership_city theirs on theirs.partnership_id = p.id and theirs.city_id = ${partner.id}
		where p.status <> 'ended' order by p.since desc limit 1`.execute(trx);
	if (bound.rows[0]) return ok({ ...bound.rows[0], created: false });
	const id = randomUUID();
	const slug = await freeSlug(trx, `${city.slug}-${partner.slug}`);
	const names = Object.fromEntries(
		languages.map((language) => [
			language,
			`${readableText(city.names, language).text} – ${readableText(partner.names, language).text}`,
		]),
	);
	await sql`insert into partnership (id, slug, names, kind, status, since)
		values (${id}, ${slug}, ${sqlJson(names)}, ${draft.kind}, 'active', ${draft.since})`.execute(trx);
	await sql`insert into partnership_city (partnership_id, city_id)
		values (${id}, ${city.id}), (${id}, ${partner.id})`.execute(trx);
	return ok({ slug, names, created: true });
}

/**
 * Lets a city join a partnership of other cities: its name is added to that of the partnership. Where it belongs to it
 * already, nothing changes; a partnership that has ended takes nobody in.
 */
export async function joinPartnership(
	trx: Trx,
	city: SetUpCity,
	slug: string,
): Promise<Result<SetUpPartnership, SetUpRefusal>> {
	await lockPartnerships(trx);
	const found = await sql<{ id: string; names: LocalizedText; status: string; belongs: boolean }>`
		select id, names, status, exists (
			select from partnership_city where partnership_id = partnership.id and city_id = ${city.id}) as belongs
		from partnership where slug = ${slug}`.execute(trx);
	const partnership = found.rows[0];
	if (!partnership) return refused({ kind: 'partnership-unknown', slug });
	if (partnership.belongs) return ok({ slug, names: partnership.names, created: false });
	if (partnership.status === 'ended') return refused({ kind: 'partnership-over', slug });
	const names = Object.fromEntries(
		languages.map((language) => [
			language,
			`${readableText(partnership.names, language).text} – ${readableText(city.names, language).text}`,
		]),
	);
	await sql`update partnership set names = ${sqlJson(names)} where id = ${partnership.id}`.execute(trx);
	await sql`insert into partnership_city (partnership_id, city_id) values (${partnership.id}, ${city.id})`.execute(trx);
	return ok({ slug, names, created: true });
}

/** One at a time, so that the same two cities are not bound twice. */
async function lockPartnerships(trx: Trx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('tandem.partnerships'))`.execute(trx);
}

/** The slug, or where an earlier partnership of the same cities has it, the next one: "dortmund-zhytomyr-2". */
async function freeSlug(trx: Trx, wanted: string): Promise<string> {
	const taken = await sql<{ slug: string }>`select slug from partnership`.execute(trx);
	const slugs = new Set(taken.rows.map(({ slug }) => slug));
	let slug = wanted;
	for (let number = 2; slugs.has(slug); number++) slug = `${wanted}-${number}`;
	return slug;
}
