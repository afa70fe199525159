import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import type { PartnershipId } from '../partnership.ts';
import type { PartnershipDeadline } from '../standing/standing-queries.server.ts';
import type { AgreementId, AgreementRecord } from './agreement.ts';

const agreementRecord = (which: RawBuilder<unknown>): RawBuilder<AgreementRecord> => sql`
	select a.id, a.partnership_id, a.city_id, (select names from city where city.id = a.city_id) as city_names, a.kind,
		a.title, a.languages, a.prevailing, ${fuzzyDateOf('a.signed')} as signed_on, a.mode, a.place, a.valid_from,
		a.valid_until, a.renewal, a.decide_by, a.resolution, a.supersedes,
		(select later.id from agreement later where later.supersedes = a.id) as superseded_by,
		coalesce((
			select jsonb_agg(jsonb_build_object('id', s.id, 'personId', s.person_id, 'personNames', p.names,
				'publicNameAllowed', p.public_name_allowed, 'sideId', s.side_id, 'sideNames', c.names,
				'postNames', s.post_names, 'acting', s.acting, 'signedAs', s.signed_as) order by s.position)
			from agreement_signatory s join person p on p.id = s.person_id join city c on c.id = s.side_id
			where s.agreement_id = a.id), '[]') as signatories,
		array(select document_id from agreement_document d where d.agreement_id = a.id order by document_id) as document_ids
	from agreement a where ${which} order by a.signed_on, a.id`;

/** The agreements of a partnership in the order of their signing, with signatories and scans. */
export async function listAgreementsOfPartnership(trx: Trx, id: PartnershipId): Promise<AgreementRecord[]> {
	return (await agreementRecord(sql`a.partnership_id = ${id}`).execute(trx)).rows;
}

/** The agreements a person signed that the acting city may see. */
export async function listAgreementsSignedBy(trx: Trx, personId: Id<'person'>): Promise<AgreementRecord[]> {
	const signed = sql`a.id in (select agreement_id from agreement_signatory where person_id = ${personId})`;
	return (await agreementRecord(signed).execute(trx)).rows;
}

export async function findAgreement(trx: Trx, id: AgreementId): Promise<AgreementRecord | undefined> {
	return (await agreementRecord(sql`a.id = ${id}`).execute(trx)).rows[0];
}

/** An agreement the acting city keeps, locked until the end of the transaction. */
export async function lockOwnAgreement(trx: Trx, id: AgreementId): Promise<AgreementRecord | undefined> {
	const locked = await sql`select from agreement where id = ${id} and city_id = current_city() for update`.execute(trx);
	return locked.rows.length > 0 ? findAgreement(trx, id) : undefined;
}

/**
 * What falls due of the agreements until a day, what is overdue included: the decision on a renewal, and the end of what
 * is not renewed. Agreements that another took the place of ask for nothing any more.
 */
export async function listAgreementDeadlines(
	trx: Trx,
	{ until }: { readonly until: PlainDate },
): Promise<PartnershipDeadline[]> {
	const found = await sql<PartnershipDeadline>`
		select jsonb_build_object('kind', 'agreement', 'id', a.id) as subject, due.kind, due.on as due, a.title,
			a.partnership_id, a.city_id
		from agreement a join partnership p on p.id = a.partnership_id
		cross join lateral (values ('agreement-decision', a.decide_by),
			('agreement-end', case when a.renewal <> 'automatic' then a.valid_until end)) as due (kind, "on")
		where due.on <= ${until} and p.status <> 'ended' and not exists (select from agreement later where later.supersedes = a.id)
		order by due, a.id`.execute(trx);
	return found.rows;
}
