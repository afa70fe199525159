import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type KeyReused, runCommand } from '#lib/platform/database/run-command.server.ts';
import { sqlInstant, sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import { allocate } from '../allocation/allocate.ts';
import type { AllocationProblem, Ban, NeedLotQuantity } from '../allocation/allocation-problem.ts';
import type { AllocationResult } from '../allocation/allocation-result.ts';
import { Compatibility } from '../allocation/compatibility.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Substitute } from '../catalogue/substitutes.ts';
import type { ReserveRefusal } from '../reservations/reservation.ts';
import { reserve } from '../reservations/reservation-commands.server.ts';
import {
	type Adjustment,
	type AdjustmentRefusal,
	adjustedProblem,
	type DecisionRefusal,
	decideAdjustment,
	decideLines,
	evolveRound,
	type RoundEvent,
} from './allocation-round.ts';
import { currentProblem } from './round-problem.server.ts';
import { lockRound, type RoundId, type StoredRound } from './round-store.server.ts';

/** One sending of a command on a round: its key, who sends it and when. */
export interface RoundCall {
	readonly key: Id<'command'>;
	readonly account: Id<'account'> | null;
	readonly at: Instant;
}

export type OpenRoundRefusal = { readonly kind: 'no-open-needs' } | { readonly kind: 'no-free-lots' } | KeyReused;

/** Computes a proposal from everything as it stands now and keeps both. Nothing is promised by it. */
export function openRound(
	trx: Trx,
	call: RoundCall,
	catalogue: Catalogue,
	substitutes: readonly Substitute[],
): Promise<Result<{ readonly roundId: RoundId }, OpenRoundRefusal>> {
	return runCommand(
		trx,
		{ key: call.key, name: 'open-allocation-round', account: call.account, input: {} },
		async (): Promise<Result<{ readonly roundId: RoundId }, Exclude<OpenRoundRefusal, KeyReused>>> => {
			const problem = await currentProblem(trx, catalogue, substitutes, call.at);
			if (problem.needs.length === 0) return refused({ kind: 'no-open-needs' });
			if (problem.lots.length === 0) return refused({ kind: 'no-free-lots' });
			const proposal = proposalOf(problem);
			// Two who compute at the same moment number their rounds one after the other.
			await sql`select pg_advisory_xact_lock(hashtextextended('round-number ' || current_city()::text, 0))`.execute(
				trx,
			);
			const roundId = randomUUID() as RoundId;
			await sql`
				insert into allocation_round (id, city_id, number, problem, proposal, opened_at, opened_by)
				select ${roundId}, current_city(), coalesce(max(number), 0) + 1, ${sqlJson(problem)}, ${sqlJson(proposal)},
					${sqlInstant(call.at)}, current_account() from allocation_round`.execute(trx);
			await sql`
				insert into allocation_round_current (round_id, city_id, version, state, proposal, changed_at)
				values (${roundId}, current_city(), 1, 'proposed', ${sqlJson(proposal)}, ${sqlInstant(call.at)})`.execute(trx);
			await insertEvent(trx, roundId, 1, { kind: 'opened', at: call.at, account: call.account });
			return ok({ roundId });
		},
	);
}

export type AdjustRefusal = AdjustmentRefusal | { readonly kind: 'round-not-found' } | KeyReused;

/** Fixes or rules out a pair of need and lot by hand and computes the proposal anew. */
export function adjustRound(
	trx: Trx,
	call: RoundCall,
	change: { readonly roundId: RoundId; readonly version: number; readonly adjustment: Adjustment },
): Promise<Result<{ readonly version: number }, AdjustRefusal>> {
	return runCommand(
		trx,
		{ key: call.key, name: 'adjust-allocation-round', account: call.account, input: change },
		async (): Promise<Result<{ readonly version: number }, Exclude<AdjustRefusal, KeyReused>>> => {
			const stored = await lockRound(trx, change.roundId);
			if (!stored) return refused({ kind: 'round-not-found' });
			const decided = decideAdjustment(stored.problem, stored.round, change.adjustment, change.version);
			if (!decided.ok) return decided;
			const stamp = { at: call.at, account: call.account };
			const event: RoundEvent = { ...eventOf(change.adjustment), ...stamp };
			return ok({ version: await advance(trx, stored, event, 'proposed') });
		},
	);
}

function eventOf(adjustment: Adjustment) {
	const { need, lot } = adjustment;
	switch (adjustment.kind) {
		case 'pin':
			return { kind: 'pinned', need, lot, quantity: adjustment.quantity, reason: adjustment.reason.trim() } as const;
		case 'ban':
			return { kind: 'banned', need, lot, reason: adjustment.reason.trim() } as const;
		case 'free':
			return { kind: 'freed', need, lot } as const;
	}
}

export type DecideRefusal =
	| DecisionRefusal
	| ReserveRefusal
	| { readonly kind: 'round-not-found' }
	| { readonly kind: 'need-no-longer-open'; readonly need: string }
	| KeyReused;

/**
 * Promises the chosen lines of a proposal: they become reservations, all of them or none. Refuses, naming the line, what
 * has been promised or withdrawn since the proposal was computed.
 */
export function decideRound(
	trx: Trx,
	call: RoundCall,
	decision: { readonly roundId: RoundId; readonly version: number; readonly chosen: readonly Ban[] },
): Promise<Result<{ readonly lines: number }, DecideRefusal>> {
	return runCommand(
		trx,
		{ key: call.key, name: 'decide-allocation-round', account: call.account, input: decision },
		async (): Promise<Result<{ readonly lines: number }, Exclude<DecideRefusal, KeyReused>>> => {
			const stored = await lockRound(trx, decision.roundId);
			if (!stored) return refused({ kind: 'round-not-found' });
			const promisable = newLines(stored.proposal);
			const decided = decideLines(stored.round, promisable, decision.chosen, decision.version);
			if (!decided.ok) return decided;
			const gone = await findClosedNeed(trx, decided.value);
			if (gone) return refused({ kind: 'need-no-longer-open', need: gone });
			const reserved = await reserve(trx, {
				decisionId: decision.roundId,
				lines: reservationLines(stored.problem, decided.value),
				at: call.at,
				account: call.account,
			});
			if (!reserved.ok) return reserved;
			await advance(
				trx,
				stored,
				{ kind: 'decided', lines: decided.value, at: call.at, account: call.account },
				'decided',
			);
			await recordAudit(trx, {
				action: 'allocation.decided',
				subjectKind: 'allocation-round',
				subjectId: decision.roundId,
				details: { lines: decided.value.length },
			});
			return ok({ lines: decided.value.length });
		},
	);
}

export type DiscardRefusal =
	| { readonly kind: 'round-not-found' }
	| { readonly kind: 'round-closed'; readonly state: StoredRound['round']['state'] }
	| KeyReused;

/** Puts a proposal away undecided; it stays readable. */
export function discardRound(
	trx: Trx,
	call: RoundCall,
	roundId: RoundId,
	reason: string,
): Promise<Result<null, DiscardRefusal>> {
	return runCommand(
		trx,
		{ key: call.key, name: 'discard-allocation-round', account: call.account, input: { roundId, reason } },
		async (): Promise<Result<null, Exclude<DiscardRefusal, KeyReused>>> => {
			const stored = await lockRound(trx, roundId);
			if (!stored) return refused({ kind: 'round-not-found' });
			const { state } = stored.round;
			if (state !== 'proposed') return refused({ kind: 'round-closed', state });
			await advance(trx, stored, { kind: 'discarded', reason, at: call.at, account: call.account }, 'discarded');
			return ok(null);
		},
	);
}

/** Lines of a proposal that are not promises already. */
export function newLines(proposal: AllocationResult): readonly NeedLotQuantity[] {
	return proposal.allocations.filter((line) => line.reason.kind !== 'promised');
}

function proposalOf(problem: AllocationProblem): AllocationResult {
	const { certificate: _, ...proposal } = allocate(problem);
	return proposal;
}

/** The lines as reservations; a substitute is promised with the factor it counts by. */
function reservationLines(problem: AllocationProblem, lines: readonly NeedLotQuantity[]) {
	const compatibility = new Compatibility(problem);
	const needs = new Map(problem.needs.map((need) => [need.id, need]));
	const lotAt = new Map(problem.lots.map((lot, at) => [lot.id, at]));
	return lines.map((line) => {
		const need = needs.get(line.need)!;
		const match = compatibility.matches(need.item).find(({ lot }) => lot === lotAt.get(line.lot));
		return {
			reservationId: randomUUID(),
			needId: line.need,
			lotId: line.lot,
			operationId: need.destination,
			quantity: quantity(line.quantity),
			substituteFactor: match?.factor,
		};
	});
}

async function findClosedNeed(trx: Trx, lines: readonly NeedLotQuantity[]): Promise<string | undefined> {
	const ids = sqlUuids([...new Set(lines.map(({ need }) => need))]);
	const found = await sql<{ needId: string }>`
		select need_id from need_current where need_id = any(${ids}) and state <> 'open' order by need_id limit 1
		for share`.execute(trx);
	return found.rows[0]?.needId;
}

async function advance(
	trx: Trx,
	stored: StoredRound,
	event: RoundEvent,
	state: 'proposed' | 'decided' | 'discarded',
): Promise<number> {
	const version = stored.round.version + 1;
	await insertEvent(trx, stored.id, version, event);
	const proposal =
		state === 'proposed'
			? proposalOf(adjustedProblem(stored.problem, evolveRound(stored.round, event)))
			: stored.proposal;
	await sql`
		update allocation_round_current
		set version = ${version}, state = ${state}, proposal = ${sqlJson(proposal)}, changed_at = ${sqlInstant(event.at)}
		where round_id = ${stored.id}`.execute(trx);
	return version;
}

async function insertEvent(trx: Trx, roundId: RoundId, sequence: number, event: RoundEvent): Promise<void> {
	const { kind, at, account, ...data } = event;
	await sql`
		insert into allocation_round_event (round_id, sequence, kind, data, at, account_id)
		values (${roundId}, ${sequence}, ${kind}, ${sqlJson(data)}, ${sqlInstant(at)}, ${account})`.execute(trx);
}
