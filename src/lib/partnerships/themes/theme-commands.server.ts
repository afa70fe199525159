import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { isOrganisationKnown, isPartnershipOfCity } from '../choice-queries.server.ts';
import { decideThemeStep, type ThemeFacts, type ThemeId, type ThemeStep } from './theme.ts';
import { lockOwnTheme, type ThemeRecord } from './theme-queries.server.ts';
import type { ThemeRefusal } from './theme-refusal.ts';

type Answer<Value> = Promise<Result<Value, readonly ThemeRefusal[]>>;

interface Deed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

/** Puts a theme somebody proposed on record. */
export async function proposeTheme(
	trx: Trx,
	input: { readonly partnershipId: Id<'partnership'>; readonly facts: ThemeFacts; readonly on: FuzzyDate },
	deed: Deed,
): Answer<ThemeId> {
	const { partnershipId, facts, on } = input;
	if (on.date > dayOf(deed.at)) return refused([{ kind: 'date-in-future', field: 'on' }]);
	if (!(await isPartnershipOfCity(trx, partnershipId))) return refused([{ kind: 'unknown-partnership' }]);
	if (!(await isOrganisationKnown(trx, facts.proposerId))) return refused([{ kind: 'unknown-organisation' }]);
	const id = randomUUID() as ThemeId;
	await sql`insert into theme (id, partnership_id, city_id, names, description, goals, proposer_id, state, since_on,
			since_precision, steps)
		values (${id}, ${partnershipId}, current_city(), ${valuesOf(facts)}, 'proposed', ${on.date}, ${on.precision}, 1)`.execute(
		trx,
	);
	await append(trx, id, 1, { to: 'proposed', on, note: null, agreedIn: null }, deed);
	await recordAudit(trx, { action: 'theme.proposed', subjectKind: 'theme', subjectId: id });
	return ok(id);
}

/** Corrects what is said of a theme; `isAsShown` tells whether the page showed what stands there. */
export async function correctTheme(
	trx: Trx,
	input: { readonly id: ThemeId; readonly facts: ThemeFacts; readonly isAsShown: (theme: ThemeRecord) => boolean },
): Answer<null> {
	const theme = await lockOwnTheme(trx, input.id);
	if (!theme) return refused([{ kind: 'not-yours' }]);
	if (!input.isAsShown(theme)) return refused([{ kind: 'changed-meanwhile' }]);
	if (!(await isOrganisationKnown(trx, input.facts.proposerId))) return refused([{ kind: 'unknown-organisation' }]);
	await sql`update theme set (names, description, goals, proposer_id) = row(${valuesOf(input.facts)})
		where id = ${input.id}`.execute(trx);
	await recordAudit(trx, { action: 'theme.corrected', subjectKind: 'theme', subjectId: input.id });
	return ok(null);
}

/** Moves a theme on; `shown` is the number of steps the page showed. */
export async function moveTheme(
	trx: Trx,
	{ id, shown, step }: { readonly id: ThemeId; readonly shown: number; readonly step: ThemeStep },
	deed: Deed,
): Answer<null> {
	const theme = await lockOwnTheme(trx, id);
	if (!theme) return refused([{ kind: 'not-yours' }]);
	if (theme.steps !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = decideThemeStep(theme, step, dayOf(deed.at));
	if (!decided.ok) return decided;
	const { state, since } = decided.value;
	const agreedIn = step.agreedIn ?? theme.agreedIn;
	await append(trx, id, shown + 1, step, deed);
	await sql`update theme set state = ${state}, since_on = ${since.date}, since_precision = ${since.precision},
		agreed_in = ${agreedIn === null ? null : sqlJson(agreedIn)}, steps = ${shown + 1} where id = ${id}`.execute(trx);
	await recordAudit(trx, { action: 'theme.moved', subjectKind: 'theme', subjectId: id });
	return ok(null);
}

function valuesOf({ names, description, goals, proposerId }: ThemeFacts) {
	return sql`${sqlJson(names)}, ${description === null ? null : sqlJson(description)}, ${[...goals]}::int[],
		${proposerId}::uuid`;
}

async function append(
	trx: Trx,
	id: ThemeId,
	sequence: number,
	{ to, on, note, agreedIn }: ThemeStep,
	{ at, account }: Deed,
): Promise<void> {
	await sql`insert into theme_step (theme_id, city_id, sequence, state, since_on, since_precision, note, agreed_in, at, account_id)
		values (${id}, current_city(), ${sequence}, ${to}, ${on.date}, ${on.precision}, ${note === null ? null : sqlJson(note)},
			${agreedIn === null ? null : sqlJson(agreedIn)}, ${sqlInstant(at)}, ${account})`.execute(trx);
}
