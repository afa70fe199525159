import type { Instant } from '#lib/kernel/instant.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { PostingReason } from './canonical-posting.ts';

/** A move of whole units of one lot that somebody wants to record. */
export interface PostingDraft {
	readonly id: string;
	readonly lotId: string;
	readonly fromAccount: string;
	readonly toAccount: string;
	readonly quantity: Quantity;
	readonly occurredAt: Instant;
	readonly reason: PostingReason;
	readonly operationId: string | null;
	readonly reverses: string | null;
}

/** A move that stands in the book: what a draft became. */
export type Move = Pick<
	PostingDraft,
	'id' | 'lotId' | 'fromAccount' | 'toAccount' | 'quantity' | 'occurredAt' | 'reverses'
>;

/** What must be known to decide on drafts. */
export interface LedgerState {
	/** Units on an account, by lot; 0 where nothing ever moved. */
	balance(lotId: string, accountId: string): number;
	/** True for accounts of donors: goods enter the book there, so they may go below nothing. */
	isSource(accountId: string): boolean;
	/** When the lot last moved; undefined where it never did. */
	lastMoved(lotId: string): Instant | undefined;
	/** All moves of a lot in the order they were recorded; asked for only where a draft is backdated. */
	movesOf(lotId: string): readonly Move[];
}

export type PostingRefusal =
	| {
			readonly kind: 'not-enough';
			readonly lotId: string;
			readonly accountId: string;
			readonly left: number;
			readonly wanted: number;
	  }
	| { readonly kind: 'in-the-future'; readonly lotId: string }
	| {
			readonly kind: 'not-there-at-that-time';
			readonly lotId: string;
			readonly accountId: string;
			readonly at: Instant;
			readonly short: number;
	  }
	| { readonly kind: 'same-account'; readonly lotId: string }
	| { readonly kind: 'nothing-moved'; readonly lotId: string };

/**
 * Decides whether the drafts can be recorded together, in their order, at `recordedAt` (law 1). Refuses the first one that
 * moves nothing, moves to where it came from, lies in the future, takes more than an account holds, or, being backdated,
 * would leave an account of its lot with less than nothing at some moment. Only the lot concerned is blocked, and named.
 */
export function decidePostings(
	state: LedgerState,
	drafts: readonly PostingDraft[],
	recordedAt: Instant,
): Result<readonly PostingDraft[], PostingRefusal> {
	const moved = new Map<string, number>();
	const key = (draft: PostingDraft, account: string) => `${draft.lotId} ${account}`;
	const backdated = new Set<string>();
	const latest = new Map<string, Instant>();
	for (const draft of drafts) {
		const { lotId } = draft;
		if (draft.quantity <= 0) return refused({ kind: 'nothing-moved', lotId });
		if (draft.fromAccount === draft.toAccount) return refused({ kind: 'same-account', lotId });
		if (draft.occurredAt > recordedAt) return refused({ kind: 'in-the-future', lotId });
		const accountId = draft.fromAccount;
		const left = state.balance(lotId, accountId) + (moved.get(key(draft, accountId)) ?? 0);
		if (!state.isSource(accountId) && left < draft.quantity)
			return refused({ kind: 'not-enough', lotId, accountId, left, wanted: draft.quantity });
		moved.set(key(draft, accountId), (moved.get(key(draft, accountId)) ?? 0) - draft.quantity);
		moved.set(key(draft, draft.toAccount), (moved.get(key(draft, draft.toAccount)) ?? 0) + draft.quantity);
		const before = latest.get(lotId) ?? state.lastMoved(lotId);
		if (before !== undefined && draft.occurredAt < before) backdated.add(lotId);
		else latest.set(lotId, draft.occurredAt);
	}
	for (const lotId of backdated) {
		const moves = [...state.movesOf(lotId), ...drafts.filter((draft) => draft.lotId === lotId)];
		const gap = firstGap(moves, state.isSource);
		if (gap) return refused({ kind: 'not-there-at-that-time', lotId, ...gap });
	}
	return ok(drafts);
}

/**
 * The first moment at which an account would have held less than nothing, when the moves of one lot (in recorded order)
 * are put in the order they happened; at the same moment the one recorded first comes first.
 */
export function firstGap(
	moves: readonly Move[],
	isSource: (accountId: string) => boolean,
): { accountId: string; at: Instant; short: number } | undefined {
	const inTime = moves.toSorted((a, b) => a.occurredAt - b.occurredAt);
	const balances = new Map<string, number>();
	for (const move of inTime) {
		const left = (balances.get(move.fromAccount) ?? 0) - move.quantity;
		if (left < 0 && !isSource(move.fromAccount))
			return { accountId: move.fromAccount, at: move.occurredAt, short: -left };
		balances.set(move.fromAccount, left);
		balances.set(move.toAccount, (balances.get(move.toAccount) ?? 0) + move.quantity);
	}
	return undefined;
}

export type ReversalRefusal =
	| { readonly kind: 'already-reversed'; readonly postingId: string }
	| { readonly kind: 'is-a-reversal'; readonly postingId: string };

/**
 * The posting that counters `original` exactly: the same units back, at the moment they were said to have moved, as if they
 * never had. Refused where the original is itself a reversal (post anew instead) or has been countered before.
 */
export function reversalOf(
	original: Move & { readonly operationId: string | null; readonly reversedBy: string | null },
	id: string,
): Result<PostingDraft, ReversalRefusal> {
	if (original.reverses !== null) return refused({ kind: 'is-a-reversal', postingId: original.id });
	if (original.reversedBy !== null) return refused({ kind: 'already-reversed', postingId: original.id });
	return ok({
		id,
		lotId: original.lotId,
		fromAccount: original.toAccount,
		toAccount: original.fromAccount,
		quantity: original.quantity,
		occurredAt: original.occurredAt,
		reason: 'reversal',
		operationId: original.operationId,
		reverses: original.id,
	});
}

/** Balances by lot and account after some moves: the fold everything else must agree with. */
export function foldBalances(moves: Iterable<Move>): Map<string, Map<string, number>> {
	const lots = new Map<string, Map<string, number>>();
	for (const move of moves) {
		const accounts = lots.get(move.lotId) ?? new Map<string, number>();
		lots.set(move.lotId, accounts);
		accounts.set(move.fromAccount, (accounts.get(move.fromAccount) ?? 0) - move.quantity);
		accounts.set(move.toAccount, (accounts.get(move.toAccount) ?? 0) + move.quantity);
	}
	return lots;
}
