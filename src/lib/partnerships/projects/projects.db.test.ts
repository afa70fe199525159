import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Session } from '#lib/access/session.ts';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { granted } from '#test/laws/relief-world.ts';
import { twoDesks } from '#test/laws/two-desks.ts';
import { layOutPartnership } from '#test/people.ts';
import { proposeTheme } from '../themes/theme-commands.server.ts';
import type { ProjectFacts, ProjectId } from './project.ts';
import { correctProject, moveProject, planProject } from './project-commands.server.ts';
import { changePart } from './project-desk.server.ts';
import { loadPartForm } from './project-pages.server.ts';
import { measureIndicator, setIndicator, setMilestone, settleMilestone } from './project-part-commands.server.ts';
import {
	findProject,
	listMilestoneDeadlines,
	listProjectSteps,
	listProjects,
	listProjectsOfPartnership,
} from './project-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const fuzzy = (text: string) => parseFuzzyDate(text)!;
const { cities, partnership, inDortmund, inZhytomyr } = await twoDesks(database);
const other = anId<'partnership'>();
const thw = anId<'organisation'>();
const university = anId<'organisation'>();
let theme: Id<'theme'>;
let foreignTheme: Id<'theme'>;

const deed = () => ({ at: instant('2024-06-01T10:00:00Z'), account: cities.dortmund.coordinator });

const propose = async (partnershipId: Id<'partnership'>) => {
	const facts = { names: { de: 'Digitalisierung' }, description: null, goals: [], proposerId: null };
	return granted(await inDortmund((trx) => proposeTheme(trx, { partnershipId, facts, on: fuzzy('2023') }, deed())));
};

beforeAll(async () => {
	await layOutPartnership(database, [cities.dortmund], { id: other, slug: 'third', since: '2020-01-01' });
	await database.query(
		`insert into organisation (id, city_id, kind, names) values ($1, $2, 'agency', '{"de": "THW"}'),
			($3, $4, 'association', '{"uk": "Університет"}')`,
		[thw, cities.dortmund.id, university, cities.zhytomyr.id],
	);
	theme = await propose(partnership);
	foreignTheme = await propose(other);
});

let counter = 0;
const someFacts = (changes: Partial<ProjectFacts> = {}): ProjectFacts => ({
	code: `DZ-${++counter}`,
	names: { de: 'Energieberatung' },
	description: null,
	leadId: thw,
	begins: fuzzy('2024'),
	ends: fuzzy('2025-06'),
	budgetCents: 12_345_600 as EuroCents,
	dreamId: 'DREAM-UA-240101-AB12CD34',
	iatiId: 'DE-1-202412345',
	themeIds: [theme],
	partnerIds: [university],
	...changes,
});
const plan = async (changes: Partial<ProjectFacts> = {}) =>
	granted(
		await inDortmund((trx) =>
			planProject(trx, { partnershipId: partnership, facts: someFacts(changes), on: fuzzy('2024') }, deed()),
		),
	);
const find = (id: ProjectId) => inDortmund(async (trx) => (await findProject(trx, id))!);

describe('a project', () => {
	it('is kept with all that was said of it, and read by both cities', async () => {
		const { themeIds: _, partnerIds: __, ...said } = someFacts({ code: 'DZ-ALLES' });
		const id = await plan({ code: 'DZ-ALLES' });
		const read = await inZhytomyr((trx) => findProject(trx, id));
		expect(read).toMatchObject({
			...said,
			leadNames: { de: 'THW' },
			themes: [{ id: theme }],
			partners: [{ id: university, names: { uk: 'Університет' } }],
			state: 'planned',
			since: fuzzy('2024'),
			milestones: [],
			indicators: [],
		});
		const all = await inZhytomyr((trx) => listProjectsOfPartnership(trx, partnership));
		expect(all.map((each) => each.id)).toContain(id);
	});

	it('moves as its table permits, with its history', async () => {
		const id = await plan();
		const move = (shown: number, to: 'running' | 'suspended' | 'completed', note: object | null, on = '2024-05') =>
			inDortmund((trx) => moveProject(trx, { id, shown, step: { to, on: fuzzy(on), note } }, deed()));
		expect(await move(1, 'completed', null)).toMatchObject({ refusal: [{ kind: 'move-not-permitted' }] });
		granted(await move(1, 'running', null));
		expect(await move(1, 'running', null)).toMatchObject({ refusal: [{ kind: 'changed-meanwhile' }] });
		expect(await move(2, 'suspended', null)).toMatchObject({ refusal: [{ kind: 'reason-needed' }] });
		granted(await move(2, 'suspended', { de: 'Luftalarm' }));
		expect((await inDortmund((trx) => listProjectSteps(trx, id))).map(({ state }) => state)).toEqual([
			'planned',
			'running',
			'suspended',
		]);
		expect((await inDortmund((trx) => listProjects(trx, 'suspended'))).map((each) => each.id)).toEqual([id]);
	});

	it.each([
		['days that contradict each other', () => ({ ends: fuzzy('2023') }), 'ends-before-it-begins'],
		['a theme of another partnership', () => ({ themeIds: [foreignTheme] }), 'unknown-theme'],
		['a partner nobody knows', () => ({ partnerIds: [anId<'organisation'>()] }), 'unknown-organisation'],
		['its leader as a partner', () => ({ partnerIds: [thw] }), 'lead-is-partner-too'],
		['the code of another', () => ({ code: 'DZ-ALLES' }), 'code-taken'],
	] as const)('is not planned with %s', async (_what, changes, kind) => {
		const input = { partnershipId: partnership, facts: someFacts(changes()), on: fuzzy('2024') };
		const answer = await inDortmund((trx) => planProject(trx, input, deed()));
		expect(answer).toMatchObject({ refusal: [{ kind }] });
	});

	it('gets its code once, also from two clerks at the same moment', async () => {
		const input = () => ({ partnershipId: partnership, facts: someFacts({ code: 'DZ-RACE' }), on: fuzzy('2024') });
		const answers = await Promise.all([1, 2].map(() => inDortmund((trx) => planProject(trx, input(), deed()))));
		expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
	});

	it('is corrected as it was shown, with other themes and partners', async () => {
		const id = await plan();
		const facts = someFacts({ themeIds: [], partnerIds: [] });
		const correct = (isAsShown: () => boolean) => inDortmund((trx) => correctProject(trx, { id, facts, isAsShown }));
		expect(await correct(() => false)).toMatchObject({ refusal: [{ kind: 'changed-meanwhile' }] });
		granted(await correct(() => true));
		expect(await find(id)).toMatchObject({ code: facts.code, themes: [], partners: [] });
		const theirs = await inZhytomyr((trx) => correctProject(trx, { id, facts, isAsShown: () => true }));
		expect(theirs).toEqual({ ok: false, refusal: [{ kind: 'not-yours' }] });
	});

	it('has milestones that fall due until something became of them', async () => {
		const projectId = await plan();
		const names = { de: 'Auftakt in Schytomyr' };
		const id = granted(
			await inDortmund((trx) => setMilestone(trx, projectId, { names, due: plainDate('2024-05-01') })),
		);
		const due = async () =>
			(await inZhytomyr((trx) => listMilestoneDeadlines(trx, { until: plainDate('2024-06-01') }))).filter(
				({ subject }) => subject.id === (projectId as string),
			);
		expect(await due()).toMatchObject([{ kind: 'milestone', due: '2024-05-01', title: names }]);
		const reached = { state: 'reached', settledOn: plainDate('2024-05-03'), note: '', evidence: null } as const;
		const settle = (note: string) =>
			inDortmund((trx) => settleMilestone(trx, { projectId, id, outcome: { ...reached, note } }, deed()));
		expect(await settle('')).toMatchObject({ refusal: [{ kind: 'reached-shown-or-said' }] });
		granted(await settle('Protokoll liegt vor'));
		expect(await due()).toEqual([]);
		expect((await find(projectId)).milestones).toMatchObject([{ state: 'reached', settledOn: '2024-05-03' }]);
	});

	it('is measured by indicators whose latest value counts, whatever order they come in', async () => {
		const projectId = await plan();
		const facts = { names: { de: 'Beratene Gebäude' }, unit: 'Gebäude', decimals: 1, baseline: null, target: 1000 };
		const id = granted(await inDortmund((trx) => setIndicator(trx, projectId, facts)));
		const measure = (value: number, asOf: string) =>
			inDortmund((trx) =>
				measureIndicator(trx, { projectId, id, measured: { value, asOf: plainDate(asOf), source: 'x' } }, deed()),
			);
		granted(await measure(400, '2024-05-01'));
		granted(await measure(300, '2024-04-01'));
		granted(await measure(450, '2024-05-01'));
		expect(await measure(1, '2024-06-02')).toMatchObject({ refusal: [{ kind: 'measured-in-future' }] });
		expect((await find(projectId)).indicators).toMatchObject([
			{ ...facts, actual: { value: 450, asOf: '2024-05-01' } },
		]);
		expect(await inDortmund((trx) => setIndicator(trx, projectId, { ...facts, baseline: 1000 }))).toMatchObject({
			refusal: [{ kind: 'target-is-baseline' }],
		});
		const foreign = { projectId: await plan(), id, measured: { value: 1, asOf: plainDate('2024-01-01'), source: 'x' } };
		expect(await inDortmund((trx) => measureIndicator(trx, foreign, deed()))).toMatchObject({
			refusal: [{ kind: 'part-unknown' }],
		});
	});
});

describe('a milestone or an indicator', () => {
	const desk = (city = cities.dortmund, roles: readonly Role[] = ['coordinator']): OfficeDesk => ({
		app,
		actor: { city: city.id, account: city.coordinator },
		session: { roles } as unknown as Session,
		language: 'de',
		now: instant('2024-06-01T10:00:00Z'),
	});
	const sent = (typed: Typed, changes: Typed): Typed => ({ ...typed, idempotencyKey: randomUUID(), ...changes });
	const kindsOf = (answer: Awaited<ReturnType<typeof changePart>>) =>
		answer.ok ? [] : answer.refusal.map(({ kind }) => kind);

	it('is corrected as its form shows it, on the audit trail, and what became of it stays', async () => {
		const projectId = await plan();
		const milestone = { names: { de: 'Auftackt' }, due: plainDate('2024-05-01') };
		const id = granted(await inDortmund((trx) => setMilestone(trx, projectId, milestone)));
		const outcome = {
			state: 'reached',
			settledOn: plainDate('2024-05-03'),
			note: 'Protokoll',
			evidence: null,
		} as const;
		granted(await inDortmund((trx) => settleMilestone(trx, { projectId, id, outcome }, deed())));
		const { typed } = (await loadPartForm(desk(), projectId, id))!;
		const mended = sent(typed, { 'milestone-de': 'Auftakt', due: '2024-05-02' });
		expect(kindsOf(await changePart(desk(), projectId, id, sent(typed, { due: '' })))).toEqual(['field-missing']);
		granted(await changePart(desk(), projectId, id, mended));
		expect((await find(projectId)).milestones).toMatchObject([
			{ names: { de: 'Auftakt' }, due: '2024-05-02', state: 'reached', settledOn: '2024-05-03' },
		]);
		// The form of before shows what is no more.
		expect(kindsOf(await changePart(desk(), projectId, id, sent(typed, { due: '2024-07-01' })))).toEqual([
			'changed-meanwhile',
		]);
		const trail = await database.query(
			`select from audit_entry where action = 'project.milestone-corrected' and subject_id = $1`,
			[projectId],
		);
		expect(trail).toHaveLength(1);
	});

	it('keeps its decimals, because what was measured is kept in them', async () => {
		const projectId = await plan();
		const facts = { names: { de: 'Gebäude' }, unit: 'Gebäude', decimals: 1, baseline: null, target: 1000 };
		const id = granted(await inDortmund((trx) => setIndicator(trx, projectId, facts)));
		const { typed } = (await loadPartForm(desk(), projectId, id))!;
		expect(typed).toMatchObject({ target: '100.0', baseline: '' });
		expect(kindsOf(await changePart(desk(), projectId, id, sent(typed, { target: '120,25' })))).toEqual([
			'number-malformed',
		]);
		expect(kindsOf(await changePart(desk(), projectId, id, sent(typed, { baseline: '100' })))).toEqual([
			'target-is-baseline',
		]);
		granted(await changePart(desk(), projectId, id, sent(typed, { target: '120', unit: 'Häuser' })));
		expect((await find(projectId)).indicators).toMatchObject([{ decimals: 1, target: 1200, unit: 'Häuser' }]);
	});

	it('is corrected by its own city alone, and by those who may', async () => {
		const projectId = await plan();
		const milestone = { names: { de: 'Auftakt' }, due: plainDate('2024-05-01') };
		const id = granted(await inDortmund((trx) => setMilestone(trx, projectId, milestone)));
		const { typed } = (await loadPartForm(desk(), projectId, id))!;
		expect(await loadPartForm(desk(cities.zhytomyr), projectId, id)).toBeUndefined();
		expect(await loadPartForm(desk(), await plan(), id)).toBeUndefined();
		expect(kindsOf(await changePart(desk(cities.zhytomyr), projectId, id, sent(typed, {})))).toEqual(['not-yours']);
		expect(kindsOf(await changePart(desk(cities.dortmund, ['editor']), projectId, id, sent(typed, {})))).toEqual([
			'not-permitted',
		]);
	});
});

describe('the database repeats the law', () => {
	const city = '(select city_id from project where id = $1)';
	const milestone = (state: string, rest: string) =>
		`insert into milestone (id, project_id, city_id, names, due, state, settled_on, note)
			values (gen_random_uuid(), $1, ${city}, '{"de": "x"}', '2024-05-01', '${state}', ${rest})`;

	it.each([
		['changes a step', `update project_step set note = null where project_id = $1`, /append-only/],
		['deletes a step', 'delete from project_step where project_id = $1', /append-only/],
		[
			'ends before it begins',
			`update project set ends_on = '2023-01-01' where id = $1`,
			/project_ends_after_it_begins/,
		],
		['completes what is planned', `update project set state = 'completed' where id = $1`, /no move leads/],
		[
			'runs a project no step tells of',
			`update project set state = 'running', since_on = '2024-02-01' where id = $1`,
			/no step tells/,
		],
		[
			'reaches a milestone without a word',
			milestone('reached', `'2024-05-01', ''`),
			/milestone_reached_is_shown_or_said/,
		],
		['drops a milestone without a reason', milestone('dropped', `'2024-05-01', ''`), /milestone_dropped_has_a_reason/],
		['reaches a milestone on no day', milestone('reached', `null, 'x'`), /milestone_settled_on_a_day/],
		[
			'aims at what is there already',
			`insert into indicator values (gen_random_uuid(), $1, ${city}, '{"de": "x"}', 'x', 0, 5, 5)`,
			/indicator_target_differs/,
		],
		[
			'works on a theme of another partnership',
			`insert into project_theme select $1, id, (select partnership_id from project where id = $1), ${city} from theme where partnership_id <> (select partnership_id from project where id = $1)`,
			/project_theme_in_the_same_partnership/,
		],
	])('nobody %s, not even a superuser', async (_what, statement, message) => {
		await expect(database.query(statement, [await plan()])).rejects.toThrow(message);
	});

	it('nobody changes what was measured, or writes in another city’s name', async () => {
		const id = await plan();
		const facts = { names: { de: 'x' }, unit: 'x', decimals: 0, baseline: null, target: 1 };
		const indicator = granted(await inDortmund((trx) => setIndicator(trx, id, facts)));
		const measured = { value: 1, asOf: plainDate('2024-01-01'), source: 'x' };
		granted(await inDortmund((trx) => measureIndicator(trx, { projectId: id, id: indicator, measured }, deed())));
		await expect(database.query('update indicator_value set value = 2')).rejects.toThrow(/append-only/);
		await expect(database.query('truncate indicator_value')).rejects.toThrow(/append-only/);
		const write = (owner: Id<'city'>) =>
			inZhytomyr((trx) =>
				sql`insert into indicator_value (indicator_id, city_id, sequence, value, as_of, source, at)
					values (${indicator}, ${owner}, 9, 1, '2024-01-01', 'x', now())`.execute(trx),
			);
		await expect(write(cities.dortmund.id)).rejects.toThrow(/row-level security/);
		await expect(write(cities.zhytomyr.id)).rejects.toThrow(/foreign key/);
		for (const table of ['project', 'milestone', 'indicator']) {
			const changed = await inZhytomyr((trx) => sql`update ${sql.table(table)} set names = '{"de": "y"}'`.execute(trx));
			expect(changed.numAffectedRows).toBe(0n);
		}
	});
});
