import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { addSpelling } from '#lib/directory/people/people-commands.server.ts';
import { distinctNames } from '#lib/directory/people/person.ts';
import { findPerson } from '#lib/directory/people/person-queries.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import type { PartnershipId } from '../partnership.ts';
import { findPartnership } from '../standing/standing-queries.server.ts';
import { type AgreementFacts, type AgreementId, type AgreementRecord, decideAgreement } from './agreement.ts';
import type { AgreementFault } from './agreement-form.ts';
import { findAgreement } from './agreement-queries.server.ts';
import { decideSignatory, type SignatoryDraft } from './signatory.ts';

type Answer<Value> = Promise<Result<Value, readonly AgreementFault[]>>;

/** One agreement of a partnership after the other, so that none is superseded twice. */
async function lockAgreements(trx: Trx, id: PartnershipId): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('tandem.agreements ' || ${id}, 0))`.execute(trx);
}

async function decided(
	trx: Trx,
	facts: AgreementFacts,
	id: AgreementId | null,
	partnershipId: PartnershipId,
	today: PlainDate,
) {
	await lockAgreements(trx, partnershipId);
	const earlier = facts.supersedes ? await findAgreement(trx, facts.supersedes) : undefined;
	return decideAgreement(facts, id, earlier?.partnershipId === partnershipId ? earlier : undefined, today);
}

/** Puts an agreement of a partnership on the acting city's record. */
export async function keepAgreement(
	trx: Trx,
	partnershipId: PartnershipId,
	facts: AgreementFacts,
	today: PlainDate,
): Answer<AgreementId> {
	const decision = await decided(trx, facts, null, partnershipId, today);
	if (!decision.ok) return decision;
	const id = randomUUID() as AgreementId;
	await sql`
		insert into agreement (id, partnership_id, city_id, kind, title, languages, prevailing, signed_on, signed_precision,
			mode, place, valid_from, valid_until, renewal, decide_by, resolution, supersedes)
		values (${id}, ${partnershipId}, current_city(), ${facts.kind}, ${sqlJson(facts.title)}, ${[...facts.languages]},
			${facts.prevailing}, ${facts.signedOn.date}, ${facts.signedOn.precision}, ${facts.mode},
			${facts.place && sqlJson(facts.place)}, ${facts.validFrom}, ${facts.validUntil}, ${facts.renewal},
			${facts.decideBy}, ${facts.resolution && sqlJson(facts.resolution)}, ${facts.supersedes})`.execute(trx);
	await recordAudit(trx, { action: 'agreement.added', subjectKind: 'agreement', subjectId: id });
	return ok(id);
}

/** Corrects an agreement on the acting city's record. */
export async function correctAgreement(
	trx: Trx,
	before: AgreementRecord,
	facts: AgreementFacts,
	today: PlainDate,
): Answer<'corrected'> {
	const decision = await decided(trx, facts, before.id, before.partnershipId, today);
	if (!decision.ok) return decision;
	await sql`
		update agreement set kind = ${facts.kind}, title = ${sqlJson(facts.title)}, languages = ${[...facts.languages]},
			prevailing = ${facts.prevailing}, signed_on = ${facts.signedOn.date}, signed_precision = ${facts.signedOn.precision},
			mode = ${facts.mode}, place = ${facts.place && sqlJson(facts.place)}, valid_from = ${facts.validFrom},
			valid_until = ${facts.validUntil}, renewal = ${facts.renewal}, decide_by = ${facts.decideBy},
			resolution = ${facts.resolution && sqlJson(facts.resolution)}, supersedes = ${facts.supersedes}
		where id = ${before.id} and city_id = current_city()`.execute(trx);
	await recordAudit(trx, { action: 'agreement.corrected', subjectKind: 'agreement', subjectId: before.id });
	return ok('corrected');
}

/** Writes down who signed. A name as signed that nobody knew becomes a spelling under which the person is found. */
export async function addSignatory(
	trx: Trx,
	agreement: AgreementRecord,
	draft: SignatoryDraft,
): Answer<'signatory-added'> {
	const person = await findPerson(trx, draft.personId);
	const partnership = await findPartnership(trx, agreement.partnershipId);
	const decision = decideSignatory(draft, person, agreement, partnership?.cities ?? []);
	if (!decision.ok || !person) return decision.ok ? refused([{ kind: 'unknown-person' }]) : decision;
	const { personId, sideId, postNames, acting, signedAs } = decision.value;
	await sql`
		insert into agreement_signatory (id, agreement_id, partnership_id, city_id, side_id, position, person_id, post_names,
			acting, signed_as)
		values (${randomUUID()}, ${agreement.id}, ${agreement.partnershipId}, current_city(), ${sideId},
			(select coalesce(max(position), 0) + 1 from agreement_signatory where agreement_id = ${agreement.id}),
			${personId}, ${postNames && sqlJson(postNames)}, ${acting}, ${signedAs})`.execute(trx);
	const known = [...distinctNames(person.names), ...person.spellings.map(({ text }) => text)];
	if (!known.includes(signedAs)) await addSpelling(trx, personId, signedAs, 'signed');
	await recordAudit(trx, { action: 'agreement.signatory-added', subjectKind: 'agreement', subjectId: agreement.id });
	return ok('signatory-added');
}

/** Takes a signatory off that was entered by mistake. */
export async function removeSignatory(trx: Trx, agreement: AgreementRecord, signatoryId: string): Promise<void> {
	await sql`delete from agreement_signatory
		where id = ${signatoryId} and agreement_id = ${agreement.id} and city_id = current_city()`.execute(trx);
	await recordAudit(trx, { action: 'agreement.signatory-removed', subjectKind: 'agreement', subjectId: agreement.id });
}

/** Puts a scan that has been stored beside its agreement. */
export async function attachScan(trx: Trx, agreement: AgreementRecord, documentId: Id<'document'>): Promise<void> {
	await sql`insert into agreement_document (agreement_id, city_id, document_id)
		values (${agreement.id}, current_city(), ${documentId})`.execute(trx);
	await recordAudit(trx, { action: 'agreement.scan-added', subjectKind: 'agreement', subjectId: agreement.id });
}
