import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { lineOf, readId, type Typed } from '#lib/ui/form/typed-form.ts';
import type { IndicatorFacts } from './indicator.ts';
import type { MilestoneFacts } from './milestone.ts';
import type { ProjectId } from './project.ts';
import { correctProject, moveProject, type ProjectAnswer, planProject } from './project-commands.server.ts';
import {
	indicatorForm,
	milestoneForm,
	readBeginning,
	readIndicator,
	readMeasurement,
	readMilestone,
	readOutcome,
	readProject,
	readProjectStep,
} from './project-form.ts';
import { markOfProject, partOf } from './project-pages.server.ts';
import {
	correctIndicator,
	correctMilestone,
	measureIndicator,
	setIndicator,
	setMilestone,
	settleMilestone,
} from './project-part-commands.server.ts';
import { findProject, type ProjectRecord } from './project-queries.server.ts';
import type { ProjectRefusal } from './project-refusal.ts';

const notPermitted = Promise.resolve(refused([{ kind: 'not-permitted' }] as const));
const deedOf = (desk: OfficeDesk) => ({ at: desk.now, account: desk.actor.account });

/** Puts the project a form describes on record. */
export function addProject(desk: OfficeDesk, typed: Typed): ProjectAnswer<ProjectId> {
	if (!may(desk.session, 'cooperation.keep')) return notPermitted;
	const reads = [readProject(typed), readId<'partnership'>(typed, 'partnership'), readBeginning(typed)] as const;
	const [facts, partnership, on] = reads;
	const refusals = reads.flatMap((read) => (read.ok ? [] : read.refusal));
	if (!facts.ok || !partnership.ok || !on.ok) return Promise.resolve(refused(refusals));
	const input = { partnershipId: partnership.value, facts: facts.value, on: on.value };
	return runForm<ProjectId, ProjectRefusal>(desk, { name: 'plan-project', subject: null, typed }, (trx) =>
		planProject(trx, input, deedOf(desk)),
	);
}

/** What can be done to a project on record, by the name of the form. */
export type ProjectDeed = 'correct' | 'move' | 'milestone' | 'settle' | 'indicator' | 'measure';

type Command = (trx: Trx) => ProjectAnswer<unknown>;

/** Does to a project what a form of its page asks for. */
export async function changeProject(
	desk: OfficeDesk,
	idText: string,
	deed: ProjectDeed,
	typed: Typed,
): ProjectAnswer<null> {
	const id = parseId<'project'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'cooperation.keep')) return notPermitted;
	const command = deed === 'measure' ? await measurementOf(desk, id, typed) : commandOf(desk, id, deed, typed);
	if (!command.ok) return command;
	return runForm<null, ProjectRefusal>(desk, { name: `${deed}-project`, subject: id, typed }, async (trx) => {
		const done = await command.value(trx);
		return done.ok ? ok(null) : done;
	});
}

/** Corrects a milestone or an indicator as its form says. */
export async function changePart(
	desk: OfficeDesk,
	idText: string,
	partText: string,
	typed: Typed,
): ProjectAnswer<null> {
	const projectId = parseId<'project'>(idText);
	if (!projectId) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'cooperation.keep')) return notPermitted;
	const project = await readForPage(desk, (trx) => findProject(trx, projectId));
	const part = project && partOf(project, partText);
	if (!part) return refused([{ kind: 'part-unknown' }]);
	const sent = { name: `correct-${part.kind}`, subject: part.id, typed };
	const isShown = (form: Typed) => markOf(form) === typed['mark'];
	if (part.kind === 'milestone') {
		const facts = readMilestone(typed);
		if (!facts.ok) return facts;
		const input = {
			projectId,
			id: part.id,
			facts: facts.value,
			isAsShown: (now: MilestoneFacts) => isShown(milestoneForm(now)),
		};
		return runForm<null, ProjectRefusal>(desk, sent, (trx) => correctMilestone(trx, input));
	}
	const facts = readIndicator(typed, part.decimals);
	if (!facts.ok) return facts;
	const input = {
		projectId,
		id: part.id,
		facts: facts.value,
		isAsShown: (now: IndicatorFacts) => isShown(indicatorForm(now)),
	};
	return runForm<null, ProjectRefusal>(desk, sent, (trx) => correctIndicator(trx, input));
}

function commandOf(
	desk: OfficeDesk,
	id: ProjectId,
	deed: Exclude<ProjectDeed, 'measure'>,
	typed: Typed,
): Result<Command, readonly ProjectRefusal[]> {
	switch (deed) {
		case 'correct': {
			const facts = readProject(typed);
			const isAsShown = (project: ProjectRecord) => markOfProject(project) === typed['mark'];
			return facts.ok ? ok((trx) => correctProject(trx, { id, facts: facts.value, isAsShown })) : facts;
		}
		case 'move': {
			const step = readProjectStep(typed);
			const shown = Number(typed['shown']);
			return step.ok ? ok((trx) => moveProject(trx, { id, shown, step: step.value }, deedOf(desk))) : step;
		}
		case 'milestone': {
			const milestone = readMilestone(typed);
			return milestone.ok ? ok((trx) => setMilestone(trx, id, milestone.value)) : milestone;
		}
		case 'settle': {
			const [which, outcome] = [readId<'milestone'>(typed, 'which'), readOutcome(typed)];
			if (!which.ok || !outcome.ok) return refused([which, outcome].flatMap((read) => (read.ok ? [] : read.refusal)));
			const input = { projectId: id, id: which.value, outcome: outcome.value };
			return ok((trx) => settleMilestone(trx, input, deedOf(desk)));
		}
		case 'indicator': {
			const indicator = readIndicator(typed);
			return indicator.ok ? ok((trx) => setIndicator(trx, id, indicator.value)) : indicator;
		}
	}
}

/** How many decimals a value may have is the indicator's: it is read before the form is. */
async function measurementOf(
	desk: OfficeDesk,
	projectId: ProjectId,
	typed: Typed,
): Promise<Result<Command, readonly ProjectRefusal[]>> {
	const which = parseId<'indicator'>(lineOf(typed, 'indicatorId'));
	if (!which) return refused([{ kind: 'choice-missing', field: 'indicatorId' }]);
	const project = await readForPage(desk, (trx) => findProject(trx, projectId));
	const indicator = project?.indicators.find(({ id }) => id === which);
	if (!indicator) return refused([{ kind: 'part-unknown' }]);
	const measured = readMeasurement(typed, indicator.decimals);
	const id: Id<'indicator'> = which;
	if (!measured.ok) return measured;
	return ok((trx) => measureIndicator(trx, { projectId, id, measured: measured.value }, deedOf(desk)));
}
