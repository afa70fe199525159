import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';

export const shipmentStates = [
	'planned',
	'loading',
	'sealed',
	'departed',
	'at-border',
	'customs-cleared',
	'arrived',
	'received',
	'closed-with-discrepancy',
	'cancelled',
	'returned',
	'lost',
] as const;
export type ShipmentState = (typeof shipmentStates)[number];

/** Events that move a shipment from one state to the next. */
export const shipmentMoveKinds = [
	'loading-started',
	'sealed',
	'reopened',
	'departed',
	'reached-border',
	'cleared-customs',
	'arrived',
	'received',
	'closed-with-discrepancy',
	'cancelled',
	'turned-back',
	'lost',
] as const;
export type ShipmentMove = (typeof shipmentMoveKinds)[number];

/** Everything the timeline can hold; the ones that are no moves leave the state as it is. */
export type ShipmentEventKind = ShipmentMove | 'planned' | 'plan-changed' | 'noted' | 'receipt-recorded';

const onTheRoad = { arrived: 'arrived', 'turned-back': 'returned', lost: 'lost' } as const;

/**
 * The one table of permitted moves, read by page and server; `shipment_move` in 0007-shipments.sql repeats it. A border or
 * customs report may be skipped, because drivers forget them and the goods arrive all the same; several borders may follow.
 * The likeliest move stands first: pages preselect it.
 */
export const shipmentMoves = {
	planned: { 'loading-started': 'loading', cancelled: 'cancelled' },
	loading: { sealed: 'sealed', cancelled: 'cancelled' },
	sealed: { departed: 'departed', reopened: 'loading', cancelled: 'cancelled' },
	departed: { 'reached-border': 'at-border', ...onTheRoad },
	'at-border': { 'cleared-customs': 'customs-cleared', ...onTheRoad },
	'customs-cleared': { ...onTheRoad, 'reached-border': 'at-border' },
	arrived: { received: 'received', 'closed-with-discrepancy': 'closed-with-discrepancy' },
	received: {},
	'closed-with-discrepancy': {},
	cancelled: {},
	returned: {},
	lost: {},
} as const satisfies Record<ShipmentState, Partial<Record<ShipmentMove, ShipmentState>>>;

/** Where a move leads from a state; undefined where it isn't permitted. */
export function stateAfter(state: ShipmentState, move: ShipmentMove): ShipmentState | undefined {
	return (shipmentMoves[state] as Partial<Record<ShipmentMove, ShipmentState>>)[move];
}

/** Moves a person makes; the two that close a shipment follow from its receipts. */
const madeByReceipts: readonly ShipmentMove[] = ['received', 'closed-with-discrepancy'];
/** What the receiving city may report; everything else is the sender's to say. */
const receiverMayReport: readonly ShipmentMove[] = ['reached-border', 'cleared-customs', 'arrived'];

export type Side = 'sender' | 'receiver';

/** The moves a page offers, in the order of the table. */
export function movesOffered(state: ShipmentState, side: Side): ShipmentMove[] {
	const moves = Object.keys(shipmentMoves[state]) as ShipmentMove[];
	return moves.filter(
		(move) => !madeByReceipts.includes(move) && (side === 'sender' || receiverMayReport.includes(move)),
	);
}

/** The load list may change only until the shipment is sealed; what has departed is immutable. */
export function isLoadable(state: ShipmentState): boolean {
	return state === 'planned' || state === 'loading';
}

export function hasDeparted(state: ShipmentState): boolean {
	return !['planned', 'loading', 'sealed', 'cancelled'].includes(state);
}

/** On the road or waiting to be counted: where units may still be outstanding. */
export function isOnItsWay(state: ShipmentState): boolean {
	return ['departed', 'at-border', 'customs-cleared', 'arrived'].includes(state);
}

export interface ShipmentFacts {
	readonly state: ShipmentState;
	readonly version: number;
	readonly authority: string | null;
	readonly lines: number;
	/** When the latest event happened; events of a timeline don't go back behind it. */
	readonly lastOccurredAt: Instant;
}

export type MoveRefusal =
	| { readonly kind: 'unknown-shipment' }
	| { readonly kind: 'move-not-permitted'; readonly move: ShipmentMove; readonly state: ShipmentState }
	| { readonly kind: 'not-yours-to-report'; readonly move: ShipmentMove }
	| { readonly kind: 'changed-meanwhile'; readonly state: ShipmentState }
	| { readonly kind: 'authority-missing' }
	| { readonly kind: 'nothing-loaded' }
	| { readonly kind: 'in-the-future' }
	| { readonly kind: 'before-the-last-event'; readonly lastOccurredAt: Instant }
	| { readonly kind: 'reason-missing' };

export interface MoveRequest {
	readonly move: ShipmentMove;
	readonly side: Side;
	/** The version the person had in front of them; absent where it doesn't matter. */
	readonly seenVersion?: number | undefined;
	readonly occurredAt: Instant;
	readonly note: string;
}

const needsReason: readonly ShipmentMove[] = ['cancelled', 'turned-back', 'lost', 'reopened'];

/** Decides on a move a person wants to make at `now`. Answers the state it leads to. */
export function decideMove(
	facts: ShipmentFacts,
	request: MoveRequest,
	now: Instant,
): Result<ShipmentState, MoveRefusal> {
	const { move } = request;
	const next = stateAfter(facts.state, move);
	if (request.seenVersion !== undefined && request.seenVersion !== facts.version && next === undefined)
		return refused({ kind: 'changed-meanwhile', state: facts.state });
	if (next === undefined || madeByReceipts.includes(move))
		return refused({ kind: 'move-not-permitted', move, state: facts.state });
	if (request.side === 'receiver' && !receiverMayReport.includes(move))
		return refused({ kind: 'not-yours-to-report', move });
	if (request.occurredAt > now) return refused({ kind: 'in-the-future' });
	if (request.occurredAt < facts.lastOccurredAt)
		return refused({ kind: 'before-the-last-event', lastOccurredAt: facts.lastOccurredAt });
	if (needsReason.includes(move) && request.note.trim() === '') return refused({ kind: 'reason-missing' });
	if (move === 'sealed' && facts.lines === 0) return refused({ kind: 'nothing-loaded' });
	if (move === 'departed' && facts.lines === 0) return refused({ kind: 'nothing-loaded' });
	if (move === 'departed' && !facts.authority?.trim()) return refused({ kind: 'authority-missing' });
	return ok(next);
}

export interface ShipmentEventFacts {
	readonly kind: ShipmentEventKind;
	readonly occurredAt: Instant;
}

/** The state a timeline adds up to: the fold that `shipment_current` must agree with. Throws on an impossible timeline. */
export function stateOf(events: readonly ShipmentEventFacts[]): ShipmentState {
	return events.reduce<ShipmentState>((state, { kind }) => {
		if (kind === 'planned' || kind === 'plan-changed' || kind === 'noted' || kind === 'receipt-recorded') return state;
		const next = stateAfter(state, kind);
		if (next === undefined) throw new Error(`Broken assumption: no move "${kind}" leads away from "${state}"`);
		return next;
	}, 'planned');
}
