import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { publicationRequest } from '../publication-request.server.ts';
import type { FileFacts } from './council-form.ts';
import type { CouncilRefusal } from './council-refusal.ts';
import { type ConsultationFacts, decideConsultation, decidePaper, type PaperFacts } from './paper.ts';
import { lockOwnPaper } from './paper-queries.server.ts';

/** Who does something, and when. */
export interface Deed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

type Answer<Value> = Promise<Result<Value, readonly CouncilRefusal[]>>;

export interface PaperDraft {
	readonly facts: PaperFacts;
	/** The partnerships it concerns: their cities may read it. */
	readonly partnerships: readonly Id<'partnership'>[];
}

/** Keeps a new paper. Refuses a reference the city has already, and partnerships it is not part of. */
export async function keepPaper(trx: Trx, { facts, partnerships }: PaperDraft, deed: Deed): Answer<Id<'paper'>> {
	const decided = decidePaper(facts, dayOf(deed.at));
	if (!decided.ok) return decided;
	const id = randomUUID() as Id<'paper'>;
	const taken = await referenceTaken(trx, id, facts);
	if (taken) return refused([taken]);
	await sql`insert into paper (id, city_id, reference, names, summary, kind, council, dated, dated_precision, originators,
			lead_unit, url, is_public, created_at, created_by)
		values (${id}, current_city(), ${facts.reference}, ${sqlJson(facts.names)},
			${facts.summary === null ? null : sqlJson(facts.summary)}, ${facts.kind}, ${facts.council},
			${facts.dated?.date ?? null}, ${facts.dated?.precision ?? null}, ${[...facts.originators]}::text[], ${facts.leadUnit},
			${facts.url}, ${facts.isPublic}, ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	const linked = await linkPartnerships(trx, id, partnerships, deed);
	if (!linked.ok) return linked;
	await recordAudit(trx, { action: 'paper.kept', subjectKind: 'paper', subjectId: id });
	return ok(id);
}

/**
 * Corrects a paper. Of one that a council information system keeps only what is ours may change: its summary, its title
 * in other languages, who may read it and what it concerns. What is kept from the public leaves its pages at once.
 */
export async function correctPaper(
	trx: Trx,
	{ id, mark, facts, partnerships }: PaperDraft & { readonly id: Id<'paper'>; readonly mark: string },
	deed: Deed,
): Answer<Id<'paper'>> {
	const paper = await lockOwnPaper(trx, id);
	if (!paper) return refused([{ kind: 'not-yours' }]);
	if (paper.mark !== mark) return refused([{ kind: 'changed-meanwhile' }]);
	if (paper.sourceId !== null) {
		await sql`update paper set summary = ${facts.summary === null ? null : sqlJson(facts.summary)},
			names = ${sqlJson({ ...facts.names, ...paper.sourceNames })}, is_public = ${facts.isPublic} where id = ${id}`.execute(
			trx,
		);
	} else {
		const decided = decidePaper(facts, dayOf(deed.at));
		if (!decided.ok) return decided;
		const taken = await referenceTaken(trx, id, facts);
		if (taken) return refused([taken]);
		await sql`update paper set reference = ${facts.reference}, names = ${sqlJson(facts.names)},
			summary = ${facts.summary === null ? null : sqlJson(facts.summary)}, kind = ${facts.kind}, council = ${facts.council},
			dated = ${facts.dated?.date ?? null}, dated_precision = ${facts.dated?.precision ?? null},
			originators = ${[...facts.originators]}::text[], lead_unit = ${facts.leadUnit}, url = ${facts.url},
			is_public = ${facts.isPublic}
			where id = ${id}`.execute(trx);
	}
	const linked = await linkPartnerships(trx, id, partnerships, deed);
	if (!linked.ok) return linked;
	await recordAudit(trx, { action: 'paper.corrected', subjectKind: 'paper', subjectId: id });
	if (paper.isPublic !== facts.isPublic) await enqueue(trx, publicationRequest, {});
	return ok(id);
}

async function referenceTaken(trx: Trx, id: string, facts: PaperFacts): Promise<CouncilRefusal | undefined> {
	if (facts.reference === '') return undefined;
	await lockReference(trx, facts.reference);
	const { rows } = await sql`select from paper where city_id = current_city() and source_id is null
		and lower(reference) = lower(${facts.reference}) and reference <> '' and id <> ${id}`.execute(trx);
	return rows.length > 0 ? { kind: 'reference-taken', reference: facts.reference } : undefined;
}

/** Two clerks who enter the same reference at the same moment: the second waits and is told. */
async function lockReference(trx: Trx, reference: string): Promise<void> {
	const name = `tandem.paper-reference ${reference.toLowerCase()}`;
	await sql`select pg_advisory_xact_lock(hashtextextended(${name} || current_city()::text, 0))`.execute(trx);
}

async function linkPartnerships(
	trx: Trx,
	id: Id<'paper'>,
	partnerships: readonly Id<'partnership'>[],
	deed: Deed,
): Promise<Result<null, readonly CouncilRefusal[]>> {
	const known = await sql<{ id: string }>`
		select id from visible_partnerships() as id where id = any (${sqlUuids(partnerships)})`.execute(trx);
	if (known.rows.length !== partnerships.length) return refused([{ kind: 'unknown-partnership' }]);
	await sql`delete from paper_partnership where paper_id = ${id}
		and partnership_id <> all (${sqlUuids(partnerships)})`.execute(trx);
	await sql`insert into paper_partnership (paper_id, partnership_id, city_id, linked_at, linked_by)
		select ${id}, each, current_city(), ${sqlInstant(deed.at)}, ${deed.account}
		from unnest(${sqlUuids(partnerships)}) as each on conflict do nothing`.execute(trx);
	return ok(null);
}

/** Links a paper to one more partnership, as the list's button does. */
export async function linkPaper(
	trx: Trx,
	{ id, partnershipId }: { readonly id: Id<'paper'>; readonly partnershipId: Id<'partnership'> },
	deed: Deed,
): Answer<Id<'paper'>> {
	const paper = await lockOwnPaper(trx, id);
	if (!paper) return refused([{ kind: 'not-yours' }]);
	const linked = await linkPartnerships(trx, id, [...new Set([...paper.partnerships, partnershipId])], deed);
	if (!linked.ok) return linked;
	await recordAudit(trx, { action: 'paper.linked', subjectKind: 'paper', subjectId: id, details: { partnershipId } });
	return ok(id);
}

/** Keeps a consultation of a paper, new (`id` null) or corrected. */
export async function keepConsultation(
	trx: Trx,
	input: {
		readonly paperId: Id<'paper'>;
		readonly id: Id<'consultation'> | null;
		readonly facts: ConsultationFacts;
	},
	deed: Deed,
): Answer<Id<'consultation'>> {
	const paper = await lockOwnPaper(trx, input.paperId);
	if (!paper) return refused([{ kind: 'not-yours' }]);
	const decided = decideConsultation(input.facts, paper, dayOf(deed.at));
	if (!decided.ok) return decided;
	const { body, met, agendaItem, role, authoritative, outcome, outcomeText, resolutionText, votes } = decided.value;
	const id = input.id ?? (randomUUID() as Id<'consultation'>);
	const values = sql`${body}, ${met?.date ?? null}, ${met?.precision ?? null}, ${agendaItem}, ${role}, ${authoritative},
		${outcome}, ${outcomeText}, ${resolutionText}, ${votes?.for ?? null}, ${votes?.against ?? null}, ${votes?.abstained ?? null}`;
	const columns =
		sql.raw(`body, met, met_precision, agenda_item, role, authoritative, outcome, outcome_text, resolution_text,
		votes_for, votes_against, votes_abstained`);
	if (input.id === null) {
		await sql`insert into consultation (id, paper_id, city_id, ${columns})
			values (${id}, ${input.paperId}, current_city(), ${values})`.execute(trx);
	} else {
		const done = await sql`update consultation set (${columns}) = row(${values})
			where id = ${id} and paper_id = ${input.paperId} and oparl_url is null`.execute(trx);
		if (done.numAffectedRows === 0n) return refused([{ kind: 'kept-by-source' }]);
	}
	const action = input.id === null ? 'consultation.kept' : 'consultation.corrected';
	await recordAudit(trx, { action, subjectKind: 'paper', subjectId: input.paperId });
	return ok(id);
}

/** Takes a consultation or a file that was entered by mistake off its paper; the record of it stays. */
export async function withdrawPart(
	trx: Trx,
	{ paperId, id, part }: { readonly paperId: Id<'paper'>; readonly id: string; readonly part: 'consultation' | 'file' },
	deed: Deed,
): Answer<null> {
	if (!(await lockOwnPaper(trx, paperId))) return refused([{ kind: 'not-yours' }]);
	const table = sql.table(part === 'file' ? 'paper_file' : 'consultation');
	const done = await sql`update ${table} set removed_at = ${sqlInstant(deed.at)}
		where id = ${id} and paper_id = ${paperId} and removed_at is null and oparl_url is null`.execute(trx);
	if (done.numAffectedRows === 0n) return refused([{ kind: 'kept-by-source' }]);
	await recordAudit(trx, { action: `${part}.withdrawn`, subjectKind: 'paper', subjectId: paperId });
	return ok(null);
}

/** Links a file to a paper by its address. */
export async function keepFile(
	trx: Trx,
	{ paperId, facts }: { readonly paperId: Id<'paper'>; readonly facts: FileFacts },
): Answer<Id<'paper-file'>> {
	if (!(await lockOwnPaper(trx, paperId))) return refused([{ kind: 'not-yours' }]);
	const id = randomUUID() as Id<'paper-file'>;
	await sql`insert into paper_file (id, paper_id, city_id, position, role, name, url, document_id)
		select ${id}, ${paperId}, current_city(), 1 + coalesce(max(position), 0), ${facts.role}, ${facts.name}, ${facts.url},
			${facts.documentId}::uuid from paper_file where paper_id = ${paperId}`.execute(trx);
	await recordAudit(trx, { action: 'file.linked', subjectKind: 'paper', subjectId: paperId });
	return ok(id);
}
