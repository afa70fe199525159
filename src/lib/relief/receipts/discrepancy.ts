import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { PostingReason } from '../ledger/canonical-posting.ts';
import type { Side } from '../shipments/shipment.ts';
import type { Mishap } from './receipt.ts';

export type DiscrepancyKind = Mishap | 'extra' | 'counted-differently';

/** How a difference can be settled. */
export const settlements = [
	'found-there',
	'found-here',
	'usable-after-all',
	'back-in-stock',
	'given-back',
	'replaced',
	'claimed',
	'written-off',
	'booked',
	'explained',
] as const;
export type Settlement = (typeof settlements)[number];

/** Where settled units go; they come from the account the receipt put them on. */
export type SettledTo = 'site' | 'stock' | 'donor' | 'lost';

interface SettlementRule {
	/** Null where no goods of a known lot move. */
	readonly to: SettledTo | null;
	readonly reason: PostingReason | null;
	readonly receiverMay: boolean;
}

const lost: SettlementRule = { to: 'lost', reason: 'written-off', receiverMay: false };
const toSite = (reason: PostingReason): SettlementRule => ({ to: 'site', reason, receiverMay: true });
const toStock: SettlementRule = { to: 'stock', reason: 'back-in-stock', receiverMay: false };

/**
 * What can be done about each kind of difference, and what the book says then. Replaced, claimed and written-off units
 * are all lost to the ledger: what replaces them is a shipment of its own, what an insurer pays is money.
 */
export const settlementRules: Readonly<Record<DiscrepancyKind, Partial<Record<Settlement, SettlementRule>>>> = {
	missing: {
		'found-there': toSite('found-later'),
		'found-here': toStock,
		replaced: lost,
		claimed: lost,
		'written-off': lost,
	},
	damaged: {
		'usable-after-all': toSite('accepted-after-all'),
		'back-in-stock': toStock,
		replaced: lost,
		claimed: lost,
		'written-off': lost,
	},
	refused: {
		'usable-after-all': toSite('accepted-after-all'),
		'back-in-stock': toStock,
		'given-back': { to: 'donor', reason: 'given-back', receiverMay: false },
		replaced: lost,
		'written-off': lost,
	},
	extra: {
		booked: { to: 'site', reason: 'surplus-received', receiverMay: false },
		explained: { to: null, reason: null, receiverMay: false },
	},
	'counted-differently': { explained: { to: null, reason: null, receiverMay: true } },
};

export interface OpenDiscrepancy {
	readonly kind: DiscrepancyKind;
	readonly open: number;
	/** False for extras no line of the load list declared. */
	readonly hasLine: boolean;
}

/** The settlements a page offers. */
export function settlementsOffered(discrepancy: OpenDiscrepancy, side: Side): Settlement[] {
	return settlements.filter((settlement) => {
		const rule = settlementRules[discrepancy.kind][settlement];
		if (!rule || (side === 'receiver' && !rule.receiverMay)) return false;
		return settlement !== 'booked' || discrepancy.hasLine;
	});
}

export type SettleRefusal =
	| { readonly kind: 'unknown-discrepancy' }
	| { readonly kind: 'settlement-not-permitted'; readonly settlement: Settlement }
	| { readonly kind: 'more-than-open'; readonly open: number; readonly wanted: number }
	| { readonly kind: 'note-missing' };

/** Decides on settling (part of) a difference. */
export function decideSettlement(
	discrepancy: OpenDiscrepancy,
	request: { readonly settlement: Settlement; readonly quantity: number; readonly note: string; readonly side: Side },
): Result<SettlementRule, SettleRefusal> {
	const { settlement, quantity } = request;
	const rule = settlementRules[discrepancy.kind][settlement];
	if (!rule || !settlementsOffered(discrepancy, request.side).includes(settlement))
		return refused({ kind: 'settlement-not-permitted', settlement });
	if (!Number.isSafeInteger(quantity) || quantity <= 0 || quantity > discrepancy.open)
		return refused({ kind: 'more-than-open', open: discrepancy.open, wanted: quantity });
	if (request.note.trim() === '') return refused({ kind: 'note-missing' });
	return ok(rule);
}
