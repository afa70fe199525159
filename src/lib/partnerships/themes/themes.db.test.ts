import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { granted } from '#test/laws/relief-world.ts';
import { twoDesks } from '#test/laws/two-desks.ts';
import type { ThemeFacts, ThemeId } from './theme.ts';
import { correctTheme, moveTheme, proposeTheme } from './theme-commands.server.ts';
import { findTheme, listThemeSteps, listThemes, listThemesOfPartnership } from './theme-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const fuzzy = (text: string) => parseFuzzyDate(text)!;
const { cities, partnership, foreign, inDortmund, inZhytomyr } = await twoDesks(database);
const neighbour = anId<'organisation'>();

beforeAll(async () => {
	await database.query(
		`insert into organisation (id, city_id, kind, names, public_name_allowed) values
			($1, $2, 'private-person', '{"de": "Nachbarin"}', false)`,
		[neighbour, cities.dortmund.id],
	);
});

const deed = () => ({ at: instant('2024-06-01T10:00:00Z'), account: cities.dortmund.coordinator });

const facts: ThemeFacts = { names: { de: 'Stadtentwicklung' }, description: null, goals: [11], proposerId: null };
const propose = async () =>
	granted(
		await inDortmund((trx) =>
			proposeTheme(trx, { partnershipId: partnership, facts, on: fuzzy('2023-03-14') }, deed()),
		),
	);
const agreedIn = { kind: 'record', ref: { kind: 'agreement', id: anId<'agreement'>() } } as const;
const agree = (id: ThemeId, shown = 1) =>
	inDortmund((trx) =>
		moveTheme(trx, { id, shown, step: { to: 'agreed', on: fuzzy('2023'), note: null, agreedIn } }, deed()),
	);

describe('a theme', () => {
	it('is proposed, agreed and read by both cities with its history', async () => {
		const id = await propose();
		granted(await agree(id));
		const read = await inZhytomyr((trx) => findTheme(trx, id));
		expect(read).toMatchObject({ ...facts, state: 'agreed', since: fuzzy('2023'), agreedIn, steps: 2 });
		const steps = await inDortmund((trx) => listThemeSteps(trx, id));
		expect(steps.map(({ state, by }) => [state, by])).toEqual([
			['proposed', 'Anna Beispiel'],
			['agreed', 'Anna Beispiel'],
		]);
		expect((await inZhytomyr((trx) => listThemesOfPartnership(trx, partnership))).map((each) => each.id)).toContain(id);
		expect((await inDortmund((trx) => listThemes(trx, 'ended'))).map((each) => each.id)).not.toContain(id);
	});

	it('is changed by nobody who saw an older state, nor by a partner city', async () => {
		const id = await propose();
		granted(await agree(id));
		expect(await agree(id)).toEqual({ ok: false, refusal: [{ kind: 'changed-meanwhile' }] });
		const changed = { id, facts: { ...facts, goals: [13 as const] }, isAsShown: () => true };
		expect(await inZhytomyr((trx) => correctTheme(trx, changed))).toEqual({
			ok: false,
			refusal: [{ kind: 'not-yours' }],
		});
		const stale = { ...changed, isAsShown: () => false };
		expect(await inDortmund((trx) => correctTheme(trx, stale))).toMatchObject({ ok: false });
		granted(await inDortmund((trx) => correctTheme(trx, changed)));
		expect(await inDortmund((trx) => findTheme(trx, id))).toMatchObject({ goals: [13], state: 'agreed' });
	});

	it.each([
		['in a partnership of others', () => ({ partnershipId: foreign, facts, on: fuzzy('2023') }), 'unknown-partnership'],
		[
			'by a private person',
			() => ({ partnershipId: partnership, facts: { ...facts, proposerId: neighbour }, on: fuzzy('2023') }),
			'unknown-organisation',
		],
		['tomorrow', () => ({ partnershipId: partnership, facts, on: fuzzy('2024-06-02') }), 'date-in-future'],
	] as const)('is not proposed %s', async (_how, input, kind) => {
		expect(await inDortmund((trx) => proposeTheme(trx, input(), deed()))).toMatchObject({ refusal: [{ kind }] });
	});
});

describe('the database repeats the law', () => {
	const stepTo = (state: string, note = 'null') =>
		`insert into theme_step values ($1, (select city_id from theme where id = $1), 2, '${state}', '2024-01-01', 'day', ${note}, null, now(), null)`;

	it.each([
		['changes a step', `update theme_step set note = null where theme_id = $1`, /append-only/],
		['deletes a step', `delete from theme_step where theme_id = $1`, /append-only/],
		['ends a theme without a word', stepTo('ended'), /theme_step_rests_with_a_reason/],
		[
			'agrees on a theme no step tells of',
			`update theme set state = 'agreed', since_on = '2024-01-01' where id = $1`,
			/no step tells/,
		],
		[
			'lets a proposal rest',
			`update theme set state = 'dormant' where id = $1`,
			/no move leads from proposed to dormant/,
		],
		[
			'agrees before it was proposed',
			`update theme set state = 'agreed', since_on = '2023-01-01' where id = $1`,
			/proposed before that day/,
		],
		['serves a goal nobody set', `update theme set goals = '{18}' where id = $1`, /theme_goals_of_the_agenda/],
	])('nobody %s, not even a superuser', async (_what, statement, message) => {
		await expect(database.query(statement, [await propose()])).rejects.toThrow(message);
	});

	it('nobody keeps a theme in another city’s name', async () => {
		const id = await propose();
		const write = (city: Id<'city'>) =>
			inZhytomyr((trx) =>
				sql`insert into theme_step values (${id}, ${city}, 2, 'agreed', '2024-01-01', 'day', null, null, now(), null)`.execute(
					trx,
				),
			);
		await expect(write(cities.dortmund.id)).rejects.toThrow(/row-level security/);
		await expect(write(cities.zhytomyr.id)).rejects.toThrow(/foreign key/);
		const changed = await inZhytomyr((trx) => sql`update theme set goals = '{1}'`.execute(trx));
		expect(changed.numAffectedRows).toBe(0n);
	});
});
