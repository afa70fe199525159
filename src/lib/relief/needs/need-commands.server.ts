import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type CommandResult, runCommand } from '#lib/platform/database/run-command.server.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { evolveNeed, foldNeed, type Need, type NeedEvent, type NeedFacts, type NeedState } from './need.ts';
import { type Act, advanceNeed, correctNeed, draftNeed, endNeed, type NeedRefusal } from './need-decisions.ts';
import {
	appendNeedEvents,
	insertNeeds,
	lockNeed,
	lockNeeds,
	type NewNeed,
	type StoredNeed,
} from './need-store.server.ts';

/** Who sends a command, when, and the key that makes it happen once (law 2). */
export interface Sending {
	readonly key: Id<'command'>;
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}

export interface NeedAnswer {
	readonly needId: Id<'need'>;
	readonly state: NeedState;
	readonly version: number;
}

export type NeedResult = CommandResult<NeedAnswer, NeedRefusal>;

/** How far a new need goes at once: the partner submits, a coordinator may open what is complete. */
export type FirstState = 'draft' | 'submitted' | 'verified' | 'open';

const stepsTo = {
	draft: [],
	submitted: ['submit'],
	verified: ['submit', 'verify'],
	open: ['submit', 'verify', 'open'],
} as const satisfies Record<FirstState, readonly ('submit' | 'verify' | 'open')[]>;

/** Records a new need and takes it as far as `upTo`. Refuses facts that can't be true. */
export async function addNeed(
	trx: Trx,
	catalogue: Catalogue,
	input: {
		readonly needId: Id<'need'>;
		readonly operationId: Id<'operation'>;
		readonly facts: NeedFacts;
		readonly upTo: FirstState;
	},
	sending: Sending,
): Promise<NeedResult> {
	const { operationId, facts, upTo } = input;
	// The id is made anew with each sending of the same form, so it is no part of what was sent.
	return runCommand(
		trx,
		{ key: sending.key, name: 'add-need', account: sending.account, input: { operationId, facts, upTo } },
		async () => {
			const recorded = await recordNeeds(trx, catalogue, [input], actOf(sending));
			return recorded.ok ? ok(recorded.value[0]!) : recorded;
		},
	);
}

export interface NeedToRecord {
	readonly needId: Id<'need'>;
	readonly operationId: Id<'operation'>;
	readonly facts: NeedFacts;
	readonly upTo: FirstState;
	readonly from?: NewNeed['from'];
}

/** Records new needs, all or none, in their order; without idempotency of its own, for commands that make several. */
export async function recordNeeds(
	trx: Trx,
	catalogue: Catalogue,
	wanted: readonly NeedToRecord[],
	act: Act,
): Promise<Result<readonly NeedAnswer[], NeedRefusal>> {
	const needs: NewNeed[] = [];
	for (const { needId: id, operationId, facts, upTo, from } of wanted) {
		const drafted = draftNeed(facts, act);
		if (!drafted.ok) return drafted;
		const steps = advanceBy(evolveNeed(undefined, drafted.value), stepsTo[upTo], act);
		if (!steps.ok) return steps;
		const events = [drafted.value, ...steps.value];
		needs.push({ id, operationId, from, events, need: present(foldNeed(events), 'a need just drafted') });
	}
	await insertNeeds(trx, needs, catalogue);
	return ok(needs.map(({ id, need }) => answerOf(id, need)));
}

function advanceBy(
	start: Need,
	moves: readonly ('submit' | 'verify' | 'open' | 'confirm' | 'renew')[],
	act: Act,
): Result<readonly NeedEvent[], NeedRefusal> {
	const events: NeedEvent[] = [];
	let need = start;
	for (const move of moves) {
		const moved = advanceNeed(need, move, act);
		if (!moved.ok) return moved;
		events.push(moved.value);
		need = evolveNeed(need, moved.value);
	}
	return ok(events);
}

/** Submits, verifies, opens, confirms or renews. `verify-and-open` is a coordinator's one gesture for the usual case. */
export function moveNeed(
	trx: Trx,
	catalogue: Catalogue,
	input: {
		readonly needId: Id<'need'>;
		readonly move: 'submit' | 'verify' | 'open' | 'confirm' | 'renew' | 'verify-and-open';
		readonly shown: number;
	},
	sending: Sending,
): Promise<NeedResult> {
	const moves = input.move === 'verify-and-open' ? (['verify', 'open'] as const) : ([input.move] as const);
	return changeNeed(trx, catalogue, 'move-need', input, sending, (need, act) => advanceBy(need, moves, act));
}

/** What became of several needs moved at once. */
export interface NeedsAnswer {
	readonly moved: readonly NeedAnswer[];
	/** Those left as they were, each with the reason. */
	readonly left: readonly { readonly needId: Id<'need'>; readonly refusal: NeedRefusal }[];
}

/**
 * Verifies and opens several needs in one gesture; of those that are verified already it opens. Each is decided by itself:
 * one that is refused stays as it is and is named with its reason, the others go on.
 */
export function openNeeds(
	trx: Trx,
	catalogue: Catalogue,
	needs: readonly { readonly needId: Id<'need'>; readonly shown: number }[],
	sending: Sending,
): Promise<CommandResult<NeedsAnswer, never>> {
	const call = { key: sending.key, name: 'open-needs', account: sending.account, input: { needs } };
	return runCommand<NeedsAnswer, never>(trx, call, async () => {
		const locked = await lockNeeds(
			trx,
			needs.map(({ needId }) => needId),
		);
		const moved: NeedAnswer[] = [];
		const left: { needId: Id<'need'>; refusal: NeedRefusal }[] = [];
		for (const [needId, shown] of new Map(needs.map((need) => [need.needId, need.shown]))) {
			const stored = locked.get(needId);
			const events = eventsToOpen(stored, shown, actOf(sending));
			if (!events.ok) left.push({ needId, refusal: events.refusal });
			else if (stored) moved.push(answerOf(needId, await appendNeedEvents(trx, stored, events.value, catalogue)));
		}
		return ok({ moved, left });
	});
}

function eventsToOpen(
	stored: StoredNeed | undefined,
	shown: number,
	act: Act,
): Result<readonly NeedEvent[], NeedRefusal> {
	if (!stored) return refused({ kind: 'need-not-found' });
	const { need } = stored;
	if (need.version !== shown) return refused({ kind: 'changed-meanwhile', shown, now: need.version });
	return advanceBy(need, need.state === 'verified' ? ['open'] : ['verify', 'open'], act);
}

/** Sends back, withdraws or closes, with the reason. */
export function finishNeed(
	trx: Trx,
	catalogue: Catalogue,
	input: {
		readonly needId: Id<'need'>;
		readonly move: 'send-back' | 'withdraw' | 'close';
		readonly reason: string;
		readonly shown: number;
	},
	sending: Sending,
): Promise<NeedResult> {
	return changeNeed(trx, catalogue, 'finish-need', input, sending, (need, act) => {
		const ended = endNeed(need, input.move, input.reason, act);
		return ended.ok ? ok([ended.value]) : ended;
	});
}

/** Replaces facts by an event that shows before and after. */
export function correctNeedFacts(
	trx: Trx,
	catalogue: Catalogue,
	input: {
		readonly needId: Id<'need'>;
		readonly facts: NeedFacts;
		readonly reason: string;
		readonly shown: number;
	},
	sending: Sending,
): Promise<NeedResult> {
	return changeNeed(trx, catalogue, 'correct-need', input, sending, (need, act) => {
		// The words of the list are not the corrector's to change.
		const facts = { ...input.facts, phrase: need.facts.phrase };
		const corrected = correctNeed(need, facts, input.reason, act);
		return corrected.ok ? ok([corrected.value]) : corrected;
	});
}

async function changeNeed(
	trx: Trx,
	catalogue: Catalogue,
	name: string,
	input: { readonly needId: Id<'need'>; readonly shown: number },
	sending: Sending,
	decide: (need: Need, act: Act) => Result<readonly NeedEvent[], NeedRefusal>,
): Promise<NeedResult> {
	return runCommand(trx, { key: sending.key, name, account: sending.account, input }, async () => {
		const stored = await lockNeed(trx, input.needId);
		if (!stored) return refused({ kind: 'need-not-found' } as const);
		const { version } = stored.need;
		if (version !== input.shown) {
			return refused({ kind: 'changed-meanwhile', shown: input.shown, now: version } as const);
		}
		const events = decide(stored.need, actOf(sending));
		if (!events.ok) return events;
		return ok(answerOf(stored.id, await appendNeedEvents(trx, stored, events.value, catalogue)));
	});
}

function actOf({ at, account }: Sending): Act {
	return { at, account };
}

function answerOf(needId: Id<'need'>, need: Need): NeedAnswer {
	return { needId, state: need.state, version: need.version };
}
