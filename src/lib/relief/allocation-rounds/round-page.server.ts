import { sql } from 'kysely';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { Result } from '#lib/kernel/result.ts';
import { ok } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import { isBaseUnit } from '../catalogue/base-unit.ts';
import type { RoundState } from './allocation-round.ts';
import type { RoundRefusal } from './explain-round-refusal.ts';
import { adjustRound, decideRound, discardRound, type RoundCall } from './round-commands.server.ts';
import type { RoundAction } from './round-form.ts';
import { findStoredRound, type RoundId } from './round-store.server.ts';
import { type LotLabel, type RoundView, viewRound } from './round-view.ts';

export interface RoundPage {
	readonly id: RoundId;
	readonly number: number;
	readonly version: number;
	readonly state: RoundState;
	readonly view: RoundView;
}

/** A round as its page shows it; undefined where the acting city has none such. */
export async function findRoundPage(trx: Trx, id: RoundId, language: Language): Promise<RoundPage | undefined> {
	const stored = await findStoredRound(trx, id);
	if (!stored) return undefined;
	const labels = await lotLabels(
		trx,
		stored.problem.lots.map((lot) => lot.id),
		language,
	);
	const { number, round } = stored;
	return { id, number, version: round.version, state: round.state, view: viewRound(stored, labels, language) };
}

async function lotLabels(trx: Trx, ids: readonly string[], language: Language): Promise<Map<string, LotLabel>> {
	type LotRow = { readonly id: string; readonly baseUnit: string; readonly names: LocalizedText | null };
	const found = await sql<LotRow>`
		select lot.id, lot.base_unit, o.names from lot
		left join organisation o on o.id = lot.donor_id
		where lot.id = any(${sqlUuids(ids)})`.execute(trx);
	return new Map(
		found.rows.map(({ id, baseUnit, names }) => [
			id,
			{
				donor: names ? readableText(names, language).text : '',
				baseUnit: isBaseUnit(baseUnit) ? baseUnit : 'pcs',
			},
		]),
	);
}

/** Does what a form on the page asked for; answers what the page says next. */
export async function runRoundAction(
	trx: Trx,
	call: RoundCall,
	roundId: RoundId,
	action: RoundAction,
): Promise<Result<Record<string, string>, RoundRefusal>> {
	if (action.kind === 'adjust') {
		const { version, adjustment } = action;
		const adjusted = await adjustRound(trx, call, { roundId, version, adjustment });
		return adjusted.ok ? ok({ done: 'adjusted' }) : adjusted;
	}
	if (action.kind === 'decide') {
		const { version, chosen } = action;
		const decided = await decideRound(trx, call, { roundId, version, chosen });
		return decided.ok ? ok({ done: 'decided', lines: String(decided.value.lines) }) : decided;
	}
	const discarded = await discardRound(trx, call, roundId, action.reason);
	return discarded.ok ? ok({ done: 'discarded' }) : discarded;
}
