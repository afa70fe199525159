import { type RawBuilder, sql } from 'kysely';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import type { RecordRef } from '../record-ref.ts';
import type { Standing } from '../state-step.ts';
import type { Indicator } from './indicator.ts';
import type { Milestone } from './milestone.ts';
import type { ProjectFacts, ProjectId, ProjectState } from './project.ts';

interface Named<Kind extends string> {
	readonly id: Id<Kind>;
	readonly names: LocalizedText;
}

/** A project as lists, pages and reports read it, with all that hangs on it. */
export interface ProjectRecord extends Omit<ProjectFacts, 'themeIds' | 'partnerIds'>, Standing<ProjectState> {
	readonly id: ProjectId;
	readonly partnershipId: Id<'partnership'>;
	readonly cityId: Id<'city'>;
	/** The city that keeps it. */
	readonly cityNames: LocalizedText;
	readonly leadNames: LocalizedText | null;
	readonly themes: readonly Named<'theme'>[];
	readonly partners: readonly Named<'organisation'>[];
	/** By the day they are due. */
	readonly milestones: readonly Milestone[];
	readonly indicators: readonly Indicator[];
	/** How many steps its state has taken. */
	readonly steps: number;
}

const selectProject = sql`select p.id, p.partnership_id, p.city_id, c.names as city_names, p.code, p.names, p.description,
		p.lead_id, o.names as lead_names, ${fuzzyDateOf('p.begins')} as begins, ${fuzzyDateOf('p.ends')} as ends,
		p.budget_cents::float8 as budget_cents, p.dream_id, p.iati_id, p.state, ${fuzzyDateOf('p.since')} as since, p.steps,
		coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'names', t.names) order by t.id)
			from project_theme l join theme t on t.id = l.theme_id where l.project_id = p.id), '[]') as themes,
		coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'names', t.names) order by t.names)
			from project_partner l join organisation t on t.id = l.organisation_id where l.project_id = p.id), '[]') as partners,
		coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'names', m.names, 'due', m.due, 'state', m.state,
				'settledOn', m.settled_on, 'note', m.note, 'evidence', m.evidence) order by m.due, m.id)
			from milestone m where m.project_id = p.id), '[]') as milestones,
		coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'names', i.names, 'unit', i.unit, 'decimals', i.decimals,
				'baseline', i.baseline, 'target', i.target, 'actual', (
					select jsonb_build_object('value', v.value, 'asOf', v.as_of, 'source', v.source) from indicator_value v
					where v.indicator_id = i.id order by v.as_of desc, v.sequence desc limit 1)) order by i.id)
			from indicator i where i.project_id = p.id), '[]') as indicators
	from project p join city c on c.id = p.city_id left join organisation o on o.id = p.lead_id`;

async function select(trx: Trx, rest: RawBuilder<unknown>): Promise<readonly ProjectRecord[]> {
	return (await sql<ProjectRecord>`${selectProject} ${rest}`.execute(trx)).rows;
}

const inOrder = sql`array_position(array['running', 'suspended', 'planned', 'completed', 'cancelled'], p.state),
	p.begins_on nulls last, p.code, p.id`;

/** A project the acting city may read. */
export async function findProject(trx: Trx, id: ProjectId): Promise<ProjectRecord | undefined> {
	return (await select(trx, sql`where p.id = ${id}`))[0];
}

/** The projects of a partnership, what is running first. */
export function listProjectsOfPartnership(
	trx: Trx,
	partnershipId: Id<'partnership'>,
): Promise<readonly ProjectRecord[]> {
	return select(trx, sql`where p.partnership_id = ${partnershipId} order by ${inOrder}`);
}

/** The projects of all partnerships of the acting city, in one state or all. */
export function listProjects(trx: Trx, state: ProjectState | null): Promise<readonly ProjectRecord[]> {
	return select(trx, sql`where ${state}::text is null or p.state = ${state} order by ${inOrder} limit 500`);
}

/** A project the acting city keeps, locked until the transaction ends. */
export async function lockOwnProject(trx: Trx, id: ProjectId): Promise<ProjectRecord | undefined> {
	const locked = await sql`select from project where id = ${id} and city_id = current_city() for update`.execute(trx);
	return locked.rows.length === 0 ? undefined : findProject(trx, id);
}

/** A state a project was in, with who put it on record; null where that is no account of the acting city. */
export interface ProjectStepRecord {
	readonly state: ProjectState;
	readonly on: FuzzyDate;
	readonly note: LocalizedText | null;
	readonly by: string | null;
}

/** The states a project was in, oldest first. */
export async function listProjectSteps(trx: Trx, id: ProjectId): Promise<readonly ProjectStepRecord[]> {
	const { rows } = await sql<ProjectStepRecord>`select s.state, ${fuzzyDateOf('s.since')} as on, s.note, a.name as by
		from project_step s left join account a on a.id = s.account_id
		where s.project_id = ${id} order by s.sequence`.execute(trx);
	return rows;
}

/** A milestone that falls due. */
export interface MilestoneDeadline {
	readonly subject: RecordRef;
	readonly kind: 'milestone';
	readonly due: PlainDate;
	readonly title: LocalizedText;
	readonly partnershipId: Id<'partnership'>;
	readonly cityId: Id<'city'>;
}

/** Open milestones of projects that go on, due until a day, overdue ones first. The subject is the project. */
export async function listMilestoneDeadlines(
	trx: Trx,
	{ until }: { readonly until: PlainDate },
): Promise<readonly MilestoneDeadline[]> {
	const { rows } = await sql<Omit<MilestoneDeadline, 'subject' | 'kind'> & { readonly projectId: ProjectId }>`
		select p.id as project_id, m.due, m.names as title, p.partnership_id, p.city_id
		from milestone m join project p on p.id = m.project_id
		where m.state = 'open' and m.due <= ${until} and p.state in ('planned', 'running', 'suspended')
		order by m.due, m.id`.execute(trx);
	return rows.map(({ projectId, ...row }) => ({
		...row,
		kind: 'milestone',
		subject: { kind: 'project', id: projectId },
	}));
}
