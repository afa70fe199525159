import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import { isOrganisationKnown, isPartnershipOfCity } from '../choice-queries.server.ts';
import type { StateStep } from '../state-step.ts';
import {
	decideProjectFacts,
	decideProjectStep,
	type ProjectFacts,
	type ProjectId,
	type ProjectState,
} from './project.ts';
import { lockOwnProject, type ProjectRecord } from './project-queries.server.ts';
import type { ProjectRefusal } from './project-refusal.ts';

export type ProjectAnswer<Value> = Promise<Result<Value, readonly ProjectRefusal[]>>;

/** Who does something, and when. */
export interface Deed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

/** Puts a project on record, as planned since a day. */
export async function planProject(
	trx: Trx,
	input: { readonly partnershipId: Id<'partnership'>; readonly facts: ProjectFacts; readonly on: FuzzyDate },
	deed: Deed,
): ProjectAnswer<ProjectId> {
	const { partnershipId, facts, on } = input;
	if (on.date > dayOf(deed.at)) return refused([{ kind: 'date-in-future', field: 'on' }]);
	if (!(await isPartnershipOfCity(trx, partnershipId))) return refused([{ kind: 'unknown-partnership' }]);
	const id = randomUUID() as ProjectId;
	const checked = await check(trx, id, facts);
	if (!checked.ok) return checked;
	await sql`insert into project (id, partnership_id, city_id, ${columns}, state, since_on, since_precision, steps)
		values (${id}, ${partnershipId}, current_city(), ${valuesOf(facts)}, 'planned', ${on.date}, ${on.precision}, 1)`.execute(
		trx,
	);
	await append(trx, id, 1, { to: 'planned', on, note: null }, deed);
	const linked = await link(trx, { id, partnershipId }, facts);
	if (!linked.ok) return linked;
	await recordAudit(trx, { action: 'project.planned', subjectKind: 'project', subjectId: id });
	return ok(id);
}

/** Corrects what is said of a project; `isAsShown` tells whether the page showed what stands there. */
export async function correctProject(
	trx: Trx,
	input: {
		readonly id: ProjectId;
		readonly facts: ProjectFacts;
		readonly isAsShown: (project: ProjectRecord) => boolean;
	},
): ProjectAnswer<null> {
	const { id, facts } = input;
	const project = await lockOwnProject(trx, id);
	if (!project) return refused([{ kind: 'not-yours' }]);
	if (!input.isAsShown(project)) return refused([{ kind: 'changed-meanwhile' }]);
	const checked = await check(trx, id, facts);
	if (!checked.ok) return checked;
	await sql`update project set (${columns}) = row(${valuesOf(facts)}) where id = ${id}`.execute(trx);
	const linked = await link(trx, project, facts);
	if (!linked.ok) return linked;
	await recordAudit(trx, { action: 'project.corrected', subjectKind: 'project', subjectId: id });
	return ok(null);
}

/** Moves a project on; `shown` is the number of steps the page showed. */
export async function moveProject(
	trx: Trx,
	{ id, shown, step }: { readonly id: ProjectId; readonly shown: number; readonly step: StateStep<ProjectState> },
	deed: Deed,
): ProjectAnswer<null> {
	const project = await lockOwnProject(trx, id);
	if (!project) return refused([{ kind: 'not-yours' }]);
	if (project.steps !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = decideProjectStep(project, step, dayOf(deed.at));
	if (!decided.ok) return decided;
	const { state, since } = decided.value;
	await append(trx, id, shown + 1, step, deed);
	await sql`update project set state = ${state}, since_on = ${since.date}, since_precision = ${since.precision},
		steps = ${shown + 1} where id = ${id}`.execute(trx);
	await recordAudit(trx, { action: 'project.moved', subjectKind: 'project', subjectId: id });
	return ok(null);
}

/** What a project may not say: contradictory days, a code the city has given to another, organisations nobody knows. */
async function check(
	trx: Trx,
	id: ProjectId,
	facts: ProjectFacts,
): Promise<Result<ProjectFacts, readonly ProjectRefusal[]>> {
	const decided = decideProjectFacts(facts);
	if (!decided.ok) return decided;
	for (const each of [facts.leadId, ...facts.partnerIds]) {
		if (!(await isOrganisationKnown(trx, each))) return refused([{ kind: 'unknown-organisation' }]);
	}
	// Two clerks who give the same code at the same moment: the second waits and is told.
	await sql`select pg_advisory_xact_lock(hashtextextended('tandem.project-code ' || current_city() || ${facts.code}, 0))`.execute(
		trx,
	);
	const taken = await sql`select from project
		where city_id = current_city() and code = ${facts.code} and id <> ${id}`.execute(trx);
	return taken.rows.length > 0 ? refused([{ kind: 'code-taken', code: facts.code }]) : decided;
}

async function link(
	trx: Trx,
	{ id, partnershipId }: Pick<ProjectRecord, 'id' | 'partnershipId'>,
	{ themeIds, partnerIds }: ProjectFacts,
): Promise<Result<null, readonly ProjectRefusal[]>> {
	const known = await sql`select from theme
		where id = any (${sqlUuids(themeIds)}) and partnership_id = ${partnershipId}`.execute(trx);
	if (known.rows.length !== themeIds.length) return refused([{ kind: 'unknown-theme' }]);
	await sql`delete from project_theme where project_id = ${id} and theme_id <> all (${sqlUuids(themeIds)})`.execute(
		trx,
	);
	await sql`insert into project_theme (project_id, theme_id, partnership_id, city_id)
		select ${id}, each, ${partnershipId}, current_city() from unnest(${sqlUuids(themeIds)}) as each
		on conflict do nothing`.execute(trx);
	await sql`delete from project_partner
		where project_id = ${id} and organisation_id <> all (${sqlUuids(partnerIds)})`.execute(trx);
	await sql`insert into project_partner (project_id, organisation_id, city_id)
		select ${id}, each, current_city() from unnest(${sqlUuids(partnerIds)}) as each on conflict do nothing`.execute(
		trx,
	);
	return ok(null);
}

const columns = sql.raw(
	'code, names, description, lead_id, begins_on, begins_precision, ends_on, ends_precision, budget_cents, dream_id, iati_id',
);

function valuesOf(facts: ProjectFacts) {
	const { code, names, description, leadId, begins, ends, budgetCents, dreamId, iatiId } = facts;
	const day = (date: FuzzyDate | null) => sql`${date?.date ?? null}::date, ${date?.precision ?? null}`;
	return sql`${code}, ${sqlJson(names)}, ${description === null ? null : sqlJson(description)}, ${leadId}::uuid,
		${day(begins)}, ${day(ends)}, ${budgetCents}::bigint, ${dreamId}, ${iatiId}`;
}

async function append(
	trx: Trx,
	id: ProjectId,
	sequence: number,
	{ to, on, note }: StateStep<ProjectState>,
	{ at, account }: Deed,
): Promise<void> {
	await sql`insert into project_step (project_id, city_id, sequence, state, since_on, since_precision, note, at, account_id)
		values (${id}, current_city(), ${sequence}, ${to}, ${on.date}, ${on.precision}, ${note === null ? null : sqlJson(note)},
			${sqlInstant(at)}, ${account})`.execute(trx);
}
