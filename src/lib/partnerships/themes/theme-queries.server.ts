import { type RawBuilder, sql } from 'kysely';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import type { Theme, ThemeId, ThemeState, ThemeStep } from './theme.ts';

/** A theme as lists, pages and reports read it. */
export interface ThemeRecord extends Theme {
	readonly id: ThemeId;
	readonly partnershipId: Id<'partnership'>;
	readonly cityId: Id<'city'>;
	/** The city that keeps it. */
	readonly cityNames: LocalizedText;
	readonly proposerNames: LocalizedText | null;
	/** How many steps it has taken. */
	readonly steps: number;
}

const selectTheme = sql`select t.id, t.partnership_id, t.city_id, c.names as city_names, t.names, t.description, t.goals,
		t.proposer_id, o.names as proposer_names, t.state, ${fuzzyDateOf('t.since')} as since, t.agreed_in, t.steps
	from theme t join city c on c.id = t.city_id left join organisation o on o.id = t.proposer_id`;

async function select(trx: Trx, rest: RawBuilder<unknown>): Promise<readonly ThemeRecord[]> {
	return (await sql<ThemeRecord>`${selectTheme} ${rest}`.execute(trx)).rows;
}

const inOrder = sql`array_position(array['agreed', 'proposed', 'dormant', 'ended'], t.state), t.since_on, t.id`;

/** A theme the acting city may read. */
export async function findTheme(trx: Trx, id: ThemeId): Promise<ThemeRecord | undefined> {
	return (await select(trx, sql`where t.id = ${id}`))[0];
}

/** The themes of a partnership, what is agreed first. */
export function listThemesOfPartnership(trx: Trx, partnershipId: Id<'partnership'>): Promise<readonly ThemeRecord[]> {
	return select(trx, sql`where t.partnership_id = ${partnershipId} order by ${inOrder}`);
}

/** The themes of all partnerships of the acting city, in one state or all. */
export function listThemes(trx: Trx, state: ThemeState | null): Promise<readonly ThemeRecord[]> {
	return select(trx, sql`where ${state}::text is null or t.state = ${state} order by ${inOrder} limit 500`);
}

/** A theme the acting city keeps, locked until the transaction ends. */
export async function lockOwnTheme(trx: Trx, id: ThemeId): Promise<ThemeRecord | undefined> {
	const locked = await sql`select from theme where id = ${id} and city_id = current_city() for update`.execute(trx);
	return locked.rows.length === 0 ? undefined : findTheme(trx, id);
}

/** A state a theme was in, with who put it on record; null where that is no account of the acting city. */
export interface ThemeStepRecord extends Omit<ThemeStep, 'to'> {
	readonly state: ThemeState;
	readonly on: FuzzyDate;
	readonly by: string | null;
}

/** The states a theme was in, oldest first. */
export async function listThemeSteps(trx: Trx, id: ThemeId): Promise<readonly ThemeStepRecord[]> {
	const { rows } = await sql<ThemeStepRecord>`select s.state, ${fuzzyDateOf('s.since')} as on, s.note, s.agreed_in,
			a.name as by
		from theme_step s left join account a on a.id = s.account_id where s.theme_id = ${id} order by s.sequence`.execute(
		trx,
	);
	return rows;
}
