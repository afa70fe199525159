import type { Quantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';

/** A stock account that holds units of a lot: a hub, or the donor's own place. */
export interface StockSource {
	readonly accountId: string;
	readonly kind: 'hub' | 'pledged';
	readonly placeId: string | null;
	/** Units there that no other load list counts on. */
	readonly units: number;
}

/** What somebody wants to load: units of one promise. */
export interface LoadRequest {
	readonly reservationId: string;
	readonly quantity: Quantity;
}

/** One promise as the load list sees it. */
export interface LoadablePromise {
	readonly lotId: string;
	readonly needId: string;
	/** Units promised, not released, on no load list and not departed. */
	readonly waiting: number;
}

export interface PlannedLine {
	readonly reservationId: string;
	readonly lotId: string;
	readonly needId: string;
	readonly fromAccount: string;
	readonly quantity: Quantity;
}

export type LoadRefusal =
	| { readonly kind: 'unknown-reservation'; readonly reservationId: string }
	| {
			readonly kind: 'more-than-promised';
			readonly reservationId: string;
			readonly left: number;
			readonly wanted: number;
	  }
	| { readonly kind: 'not-in-stock'; readonly reservationId: string; readonly left: number; readonly wanted: number };

export type LoadAnswer =
	| { readonly kind: 'unknown-shipment' }
	| { readonly kind: 'load-list-closed' }
	| { readonly kind: 'unknown-line' };

/**
 * Turns what somebody wants to load into lines of a load list, each from one stock account. Goods at the loading place
 * come first, then (where the donor drives) those still with the donor, then other hubs, then the donor.
 * Refuses naming the promise and how much of it can be loaded.
 */
export function planLoad(
	promises: ReadonlyMap<string, LoadablePromise>,
	stock: ReadonlyMap<string, readonly StockSource[]>,
	requests: readonly LoadRequest[],
	loading: { readonly placeId: string | null; readonly byDonor: boolean },
): Result<PlannedLine[], LoadRefusal> {
	const lines: PlannedLine[] = [];
	const taken = new Map<string, number>();
	const rank = (source: StockSource) => {
		if (loading.byDonor) return source.kind === 'pledged' ? 0 : 1;
		if (source.kind === 'hub') return source.placeId === loading.placeId ? 0 : 1;
		return 2;
	};
	for (const { reservationId, quantity } of requests) {
		const promise = promises.get(reservationId);
		if (!promise) return refused({ kind: 'unknown-reservation', reservationId });
		const { lotId, needId, waiting } = promise;
		if (quantity > waiting || quantity <= 0)
			return refused({ kind: 'more-than-promised', reservationId, left: waiting, wanted: quantity });
		const sources = (stock.get(lotId) ?? []).toSorted((a, b) => rank(a) - rank(b) || b.units - a.units);
		let open = quantity as number;
		for (const source of sources) {
			const key = `${lotId} ${source.accountId}`;
			const units = Math.min(open, source.units - (taken.get(key) ?? 0));
			if (units <= 0) continue;
			taken.set(key, (taken.get(key) ?? 0) + units);
			lines.push({ reservationId, lotId, needId, fromAccount: source.accountId, quantity: units as Quantity });
			open -= units;
		}
		if (open > 0) return refused({ kind: 'not-in-stock', reservationId, left: quantity - open, wanted: quantity });
	}
	return ok(lines);
}
