import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { AllocationProblem } from '../allocation/allocation-problem.ts';
import type { AllocationResult } from '../allocation/allocation-result.ts';
import { foldRound, type Round, type RoundEvent, type RoundState } from './allocation-round.ts';

export type RoundId = Id<'allocation-round'>;

export interface StoredRound {
	readonly id: RoundId;
	readonly number: number;
	readonly openedAt: Instant;
	readonly problem: AllocationProblem;
	/** As computed before anybody changed it. */
	readonly firstProposal: AllocationResult;
	/** With what people fixed and ruled out by hand. */
	readonly proposal: AllocationResult;
	readonly round: Round;
	readonly events: readonly RoundEvent[];
}

/** Locks the round until the transaction ends and reads it; undefined where the acting city has none such. */
export async function lockRound(trx: Trx, id: RoundId): Promise<StoredRound | undefined> {
	await sql`select from allocation_round_current where round_id = ${id} for update`.execute(trx);
	return findStoredRound(trx, id);
}

interface RoundRow {
	readonly number: number;
	readonly openedAt: Instant;
	readonly problem: AllocationProblem;
	readonly firstProposal: AllocationResult;
	readonly proposal: AllocationResult;
}

export async function findStoredRound(trx: Trx, id: RoundId): Promise<StoredRound | undefined> {
	const found = await sql<RoundRow>`
		select r.number, r.opened_at, r.problem, r.proposal as first_proposal, c.proposal
		from allocation_round r join allocation_round_current c on c.round_id = r.id
		where r.id = ${id}`.execute(trx);
	const row = found.rows[0];
	if (!row) return undefined;
	const events = await listRoundEvents(trx, id);
	return { id, ...row, round: foldRound(events), events };
}

async function listRoundEvents(trx: Trx, id: RoundId): Promise<RoundEvent[]> {
	type EventRow = {
		readonly kind: string;
		readonly data: object;
		readonly at: Instant;
		readonly account: Id<'account'> | null;
	};
	const found = await sql<EventRow>`
		select kind, data, at, account_id as account from allocation_round_event
		where round_id = ${id} order by sequence`.execute(trx);
	return found.rows.map(({ data, ...stamp }) => ({ ...data, ...stamp }) as RoundEvent);
}

export interface RoundSummary {
	readonly id: RoundId;
	readonly number: number;
	readonly state: RoundState;
	readonly openedAt: Instant;
	readonly lines: number;
	readonly unmet: number;
}

/** The newest rounds of the acting city, at most `limit`. */
export async function listRounds(trx: Trx, limit: number): Promise<readonly RoundSummary[]> {
	const found = await sql<RoundSummary>`
		select r.id, r.number, c.state, r.opened_at,
			jsonb_array_length(jsonb_path_query_array(c.proposal, '$.allocations[*] ? (@.reason.kind != "promised")')) as lines,
			jsonb_array_length(c.proposal -> 'unmet') as unmet
		from allocation_round_current c join allocation_round r on r.id = c.round_id
		order by r.number desc limit ${limit}`.execute(trx);
	return found.rows;
}
