import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { choicesIn, listOrganisationChoices, listPartnershipChoices } from '../choice-queries.server.ts';
import { listRecordTitles, recordsIn } from '../record-titles.server.ts';
import { recordLink } from '../record-words.ts';
import { listThemes } from '../themes/theme-queries.server.ts';
import { type ProjectFacts, projectMoves, projectStates } from './project.ts';
import { indicatorForm, milestoneForm, projectForm } from './project-form.ts';
import { findProject, listProjectSteps, listProjects, type ProjectRecord } from './project-queries.server.ts';
import { indicatorLine, milestoneLine, projectLine, projectStepInWords } from './project-view.ts';
import { euroText, periodText } from './project-words.ts';

/** The projects of the city's partnerships, in one state or all. */
export async function loadProjects(desk: OfficeDesk, query: URLSearchParams) {
	const state = projectStates.find((each) => each === query.get('state')) ?? null;
	const projects = await readForPage(desk, (trx) => listProjects(trx, state));
	return {
		state: state ?? '',
		mayKeep: may(desk.session, 'cooperation.keep'),
		rows: projects.map((project) => projectLine(project, dayOf(desk.now), desk.language)),
	};
}

/** A project with how far it has come, its history and its forms; undefined where the city may not see it. */
export async function loadProject(desk: OfficeDesk, idText: string) {
	const id = parseId<'project'>(idText);
	const found =
		id &&
		(await readForPage(desk, async (trx) => {
			const project = await findProject(trx, id);
			const shown = recordsIn(project?.milestones.map(({ evidence }) => evidence) ?? []);
			const within = project ? [{ kind: 'partnership', id: project.partnershipId } as const] : [];
			const titles = await listRecordTitles(trx, desk.session, [...shown, ...within]);
			return { project, steps: await listProjectSteps(trx, id), titles };
		}));
	if (!found?.project) return undefined;
	const { project, steps, titles } = found;
	const { language } = desk;
	const today = dayOf(desk.now);
	const own = project.cityId === desk.actor.city && may(desk.session, 'cooperation.keep');
	const named = (list: ProjectRecord['themes'] | ProjectRecord['partners']) =>
		list.map(({ id: each, names }) => ({ id: each as string, ...readableText(names, language) }));
	return {
		...projectLine(project, today, language),
		description: project.description ? readableText(project.description, language) : null,
		period: periodText(project.begins, project.ends, language),
		budget: project.budgetCents === null ? null : euroText(project.budgetCents, language),
		lead: project.leadNames ? readableText(project.leadNames, language).text : null,
		partners: named(project.partners),
		themes: named(project.themes),
		dreamId: project.dreamId,
		iatiId: project.iatiId,
		partnership: recordLink({ kind: 'partnership', id: project.partnershipId }, language, titles),
		keeper: readableText(project.cityNames, language),
		milestones: project.milestones.map((each) => milestoneLine(each, today, language, titles)),
		indicators: project.indicators.map((each) => indicatorLine(each, language)),
		history: steps.map((step) => projectStepInWords(step, language)).reverse(),
		moves: own ? projectMoves[project.state] : [],
		mayKeep: own,
		typed: { shown: String(project.steps), on: today, settledOn: today, asOf: today } satisfies Typed,
		idempotencyKey: randomUUID(),
	};
}

async function loadOffered(trx: Trx, desk: OfficeDesk) {
	const themes = await listThemes(trx, null);
	return {
		partnerships: choicesIn(await listPartnershipChoices(trx), desk.language),
		organisations: choicesIn(await listOrganisationChoices(trx, desk.language), desk.language),
		themes: choicesIn(themes, desk.language),
	};
}

/** The form that plans a project. */
export async function loadNewProject(desk: OfficeDesk, query: URLSearchParams) {
	const offered = await readForPage(desk, (trx) => loadOffered(trx, desk));
	const typed: Typed = {
		partnership: query.get('partnership') ?? offered.partnerships[0]?.value ?? '',
		on: dayOf(desk.now),
	};
	return { ...offered, typed, idempotencyKey: randomUUID() };
}

/** The form that corrects a project of the own city; undefined on another's. */
export async function loadProjectForm(desk: OfficeDesk, idText: string) {
	const id = parseId<'project'>(idText);
	if (!id) return undefined;
	const { project, offered } = await readForPage(desk, async (trx) => ({
		project: await findProject(trx, id),
		offered: await loadOffered(trx, desk),
	}));
	if (project?.cityId !== desk.actor.city) return undefined;
	const typed: Typed = { ...projectForm(factsOf(project)), mark: markOfProject(project) };
	return { ...offered, id, name: readableText(project.names, desk.language), typed, idempotencyKey: randomUUID() };
}

/** The form that corrects a milestone or an indicator of the own city; undefined where there is none. */
export async function loadPartForm(desk: OfficeDesk, idText: string, partText: string) {
	const id = parseId<'project'>(idText);
	const project = id && (await readForPage(desk, (trx) => findProject(trx, id)));
	if (project?.cityId !== desk.actor.city) return undefined;
	const part = partOf(project, partText);
	if (!part) return undefined;
	const name = readableText(part.names, desk.language);
	const typed: Typed = { ...part.typed, mark: markOf(part.typed) };
	return { id: project.id, kind: part.kind, name, typed, idempotencyKey: randomUUID() };
}

/** A milestone or indicator of a project, with its form as filled in. */
export function partOf({ milestones, indicators }: ProjectRecord, partText: string) {
	const milestone = milestones.find(({ id }) => id === partText);
	if (milestone) return { kind: 'milestone', ...milestone, typed: milestoneForm(milestone) } as const;
	const indicator = indicators.find(({ id }) => id === partText);
	return indicator && ({ kind: 'indicator', ...indicator, typed: indicatorForm(indicator) } as const);
}

function factsOf({ themes, partners, ...project }: ProjectRecord): ProjectFacts {
	const { code, names, description, leadId, begins, ends, budgetCents, dreamId, iatiId } = project;
	return {
		code,
		names,
		description,
		leadId,
		begins,
		ends,
		budgetCents,
		dreamId,
		iatiId,
		themeIds: themes.map(({ id }) => id),
		partnerIds: partners.map(({ id }) => id),
	};
}

/** Stands for what the form showed of a project. */
export function markOfProject(project: ProjectRecord): string {
	return markOf(factsOf(project));
}
