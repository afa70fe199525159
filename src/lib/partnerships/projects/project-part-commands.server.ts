import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { IndicatorFacts, IndicatorValue } from './indicator.ts';
import { decideOutcome, type MilestoneFacts, type MilestoneOutcome } from './milestone.ts';
import type { ProjectId } from './project.ts';
import type { Deed, ProjectAnswer } from './project-commands.server.ts';
import { lockOwnProject } from './project-queries.server.ts';

/** Sets a project a milestone. */
export async function setMilestone(
	trx: Trx,
	projectId: ProjectId,
	{ names, due }: MilestoneFacts,
): ProjectAnswer<Id<'milestone'>> {
	if (!(await lockOwnProject(trx, projectId))) return refused([{ kind: 'not-yours' }]);
	const id = randomUUID() as Id<'milestone'>;
	await sql`insert into milestone (id, project_id, city_id, names, due, state)
		values (${id}, ${projectId}, current_city(), ${sqlJson(names)}, ${due}, 'open')`.execute(trx);
	await recordAudit(trx, { action: 'project.milestone-set', subjectKind: 'project', subjectId: projectId });
	return ok(id);
}

/** What a correction of a part needs: whose it is, and whether it is still as its form showed it. */
interface Correction<Kind extends string, Facts> {
	readonly projectId: ProjectId;
	readonly id: Id<Kind>;
	readonly facts: Facts;
	readonly isAsShown: (facts: Facts) => boolean;
}

/** Corrects what a milestone says and when it is due; what became of it stays. */
export async function correctMilestone(
	trx: Trx,
	{ projectId, id, facts, isAsShown }: Correction<'milestone', MilestoneFacts>,
): ProjectAnswer<null> {
	const project = await lockOwnProject(trx, projectId);
	if (!project) return refused([{ kind: 'not-yours' }]);
	const milestone = project.milestones.find((each) => each.id === id);
	if (!milestone) return refused([{ kind: 'part-unknown' }]);
	if (!isAsShown(milestone)) return refused([{ kind: 'changed-meanwhile' }]);
	await sql`update milestone set names = ${sqlJson(facts.names)}, due = ${facts.due} where id = ${id}`.execute(trx);
	await recordAudit(trx, { action: 'project.milestone-corrected', subjectKind: 'project', subjectId: projectId });
	return ok(null);
}

/** Corrects an indicator. Its decimals stay, because what was measured is kept in them. */
export async function correctIndicator(
	trx: Trx,
	{ projectId, id, facts, isAsShown }: Correction<'indicator', IndicatorFacts>,
): ProjectAnswer<null> {
	const project = await lockOwnProject(trx, projectId);
	if (!project) return refused([{ kind: 'not-yours' }]);
	const indicator = project.indicators.find((each) => each.id === id);
	if (!indicator || indicator.decimals !== facts.decimals) return refused([{ kind: 'part-unknown' }]);
	if (!isAsShown(indicator)) return refused([{ kind: 'changed-meanwhile' }]);
	const { names, unit, baseline, target } = facts;
	if (target === baseline) return refused([{ kind: 'target-is-baseline' }]);
	await sql`update indicator set names = ${sqlJson(names)}, unit = ${unit}, baseline = ${baseline}, target = ${target}
		where id = ${id}`.execute(trx);
	await recordAudit(trx, { action: 'project.indicator-corrected', subjectKind: 'project', subjectId: projectId });
	return ok(null);
}

/** Says what became of a milestone, or that it is open again. */
export async function settleMilestone(
	trx: Trx,
	input: { readonly projectId: ProjectId; readonly id: Id<'milestone'>; readonly outcome: MilestoneOutcome },
	deed: Deed,
): ProjectAnswer<null> {
	const { projectId, id } = input;
	const project = await lockOwnProject(trx, projectId);
	if (!project) return refused([{ kind: 'not-yours' }]);
	if (!project.milestones.some((each) => each.id === id)) return refused([{ kind: 'part-unknown' }]);
	const decided = decideOutcome(input.outcome, dayOf(deed.at));
	if (!decided.ok) return decided;
	const { state, settledOn, note, evidence } = decided.value;
	await sql`update milestone set state = ${state}, settled_on = ${settledOn}, note = ${note},
		evidence = ${evidence === null ? null : sqlJson(evidence)} where id = ${id}`.execute(trx);
	await recordAudit(trx, { action: `project.milestone-${state}`, subjectKind: 'project', subjectId: projectId });
	return ok(null);
}

/** Gives a project an indicator to be measured by. */
export async function setIndicator(
	trx: Trx,
	projectId: ProjectId,
	{ names, unit, decimals, baseline, target }: IndicatorFacts,
): ProjectAnswer<Id<'indicator'>> {
	if (!(await lockOwnProject(trx, projectId))) return refused([{ kind: 'not-yours' }]);
	if (target === baseline) return refused([{ kind: 'target-is-baseline' }]);
	const id = randomUUID() as Id<'indicator'>;
	await sql`insert into indicator (id, project_id, city_id, names, unit, decimals, baseline, target)
		values (${id}, ${projectId}, current_city(), ${sqlJson(names)}, ${unit}, ${decimals}, ${baseline}, ${target})`.execute(
		trx,
	);
	await recordAudit(trx, { action: 'project.indicator-set', subjectKind: 'project', subjectId: projectId });
	return ok(id);
}

/** Appends a measurement of an indicator. What was measured before stays. */
export async function measureIndicator(
	trx: Trx,
	input: { readonly projectId: ProjectId; readonly id: Id<'indicator'>; readonly measured: IndicatorValue },
	deed: Deed,
): ProjectAnswer<null> {
	const { projectId, id, measured } = input;
	const project = await lockOwnProject(trx, projectId);
	if (!project) return refused([{ kind: 'not-yours' }]);
	if (!project.indicators.some((each) => each.id === id)) return refused([{ kind: 'part-unknown' }]);
	if (measured.asOf > dayOf(deed.at)) return refused([{ kind: 'measured-in-future' }]);
	await sql`insert into indicator_value (indicator_id, city_id, sequence, value, as_of, source, at, account_id)
		select ${id}, current_city(), 1 + coalesce(max(sequence), 0), ${measured.value}, ${measured.asOf}::date,
			${measured.source}, ${sqlInstant(deed.at)}, ${deed.account} from indicator_value where indicator_id = ${id}`.execute(
		trx,
	);
	await recordAudit(trx, { action: 'project.indicator-measured', subjectKind: 'project', subjectId: projectId });
	return ok(null);
}
