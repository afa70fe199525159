import { type RawBuilder, sql } from 'kysely';
import { type Id, isUuid } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import type { Partnership, PartnershipId } from '../partnership.ts';
import type { RecordRef } from '../record-ref.ts';
import type { PartnershipSide, SideRecord } from './partnership-side.ts';
import { type StandingEvent, standingThatCounts } from './standing.ts';

const partnershipRecord = (which: RawBuilder<unknown>): RawBuilder<Partnership> => sql`
	select p.id, p.slug, p.names, p.kind, p.status, p.since, (
		select jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'names', c.names) order by c.slug)
		from partnership_city m join city c on c.id = m.city_id where m.partnership_id = p.id) as cities
	from partnership p where p.id in (select visible_partnerships()) and ${which}
	order by p.status = 'ended', p.since desc, p.slug`;

/** The partnerships of the acting city, ended ones last. */
export async function listPartnerships(trx: Trx): Promise<Partnership[]> {
	return (await partnershipRecord(sql`true`).execute(trx)).rows;
}

/** A partnership of the acting city by the address of its page or by its id. */
export async function findPartnership(trx: Trx, slugOrId: string): Promise<Partnership | undefined> {
	const which = isUuid(slugOrId) ? sql`p.id = ${slugOrId}` : sql`p.slug = ${slugOrId}`;
	return (await partnershipRecord(which).execute(trx)).rows[0];
}

/** Everything that was ever put on record about the standing of a partnership, in order, what was withdrawn included. */
export async function listStandingEvents(trx: Trx, id: PartnershipId): Promise<StandingEvent[]> {
	const found = await sql<StandingEvent>`
		select position, event, kind, status, ${fuzzyDateOf('since')} as since,
			jsonb_build_object('record', basis, 'text', basis_text) as basis, city_id, at
		from standing_event where partnership_id = ${id} order by position`.execute(trx);
	return found.rows;
}

/** The standing of a partnership over time, in order: what counts today. */
export async function listStandingOfPartnership(trx: Trx, id: PartnershipId): Promise<readonly StandingEvent[]> {
	return standingThatCounts(await listStandingEvents(trx, id));
}

/** The side of each city of a partnership, with its coordinating unit and contacts. */
export async function listSidesOfPartnership(trx: Trx, id: PartnershipId): Promise<SideRecord[]> {
	const found = await sql<SideRecord>`
		select jsonb_build_object('id', c.id, 'slug', c.slug, 'names', c.names) as city, s.coordinating_unit_id,
			o.names as coordinating_unit_names, s.why_chosen, s.predecessor, coalesce(s.networks, '[]') as networks,
			s.next_report_due, coalesce((
				select jsonb_agg(jsonb_build_object('id', k.id, 'personId', k.person_id, 'names', p.names, 'task', k.task)
					order by p.names)
				from partnership_contact k join person p on p.id = k.person_id
				where k.partnership_id = m.partnership_id and k.city_id = m.city_id), '[]') as contacts
		from partnership_city m join city c on c.id = m.city_id
		left join partnership_side s on s.partnership_id = m.partnership_id and s.city_id = m.city_id
		left join organisation o on o.id = s.coordinating_unit_id
		where m.partnership_id = ${id} and m.partnership_id in (select visible_partnerships()) order by c.slug`.execute(
		trx,
	);
	return found.rows;
}

/** The acting city's own side, locked until the end of the transaction where there is one already. */
export async function lockOwnSide(trx: Trx, id: PartnershipId): Promise<PartnershipSide | undefined> {
	const found = await sql<PartnershipSide>`
		select coordinating_unit_id, why_chosen, predecessor, networks, next_report_due from partnership_side
		where partnership_id = ${id} and city_id = current_city() for update`.execute(trx);
	return found.rows[0];
}

/** Something of the partnership half that falls due. */
export interface PartnershipDeadline {
	readonly subject: RecordRef;
	readonly kind: 'partnership-report' | 'agreement-decision' | 'agreement-end';
	readonly due: PlainDate;
	readonly title: LocalizedText;
	readonly partnershipId: PartnershipId;
	/** The city whose task it is. */
	readonly cityId: Id<'city'>;
}

/** The reports on its partnerships that are due to a council until a day, what is overdue included. */
export async function listPartnershipDeadlines(
	trx: Trx,
	{ until }: { readonly until: PlainDate },
): Promise<PartnershipDeadline[]> {
	const found = await sql<PartnershipDeadline>`
		select jsonb_build_object('kind', 'partnership', 'id', p.id) as subject, 'partnership-report' as kind,
			s.next_report_due as due, p.names as title, p.id as partnership_id, s.city_id
		from partnership_side s join partnership p on p.id = s.partnership_id
		where s.next_report_due <= ${until} and p.status <> 'ended' order by due, p.slug`.execute(trx);
	return found.rows;
}
