import type { Lot, Need } from '../allocation-problem.ts';
import type {
	AllocationLine,
	AllocationResult,
	LeftReason,
	LineReason,
	Share,
	SupplyAccount,
	UnmetReason,
} from '../allocation-result.ts';
import type { AllocationViolation } from './allocation-violation.ts';
import { Claims } from './claims.ts';
import { ExchangeTable, type Standing } from './exchange-table.ts';

interface Neighbour {
	readonly need: Need;
	readonly lot: Lot;
	readonly standing: Standing;
}

/** Checks that there is a reason wherever one is due, and that each reason given is true. */
export function checkReasons(table: ExchangeTable, result: AllocationResult): AllocationViolation[] {
	const check = new ReasonCheck(table, result);
	const found: AllocationViolation[] = [];
	for (const { need, reason } of result.unmet) {
		if (!check.unmet(table.needs.get(need)!, reason)) found.push({ kind: 'reason-wrong', at: need });
	}
	for (const { lot, reason } of result.left) {
		if (!check.left(table.lots.get(lot)!, reason)) found.push({ kind: 'reason-wrong', at: lot });
	}
	for (const line of result.allocations) {
		if (!check.line(line)) found.push({ kind: 'reason-wrong', at: `${line.need} – ${line.lot}` });
	}
	return found;
}

class ReasonCheck {
	readonly #table: ExchangeTable;
	readonly #claims: Claims;
	readonly #lack: ReadonlyMap<string, number>;
	readonly #left: ReadonlyMap<string, number>;
	readonly #ofNeed = new Map<string, Neighbour[]>();
	readonly #ofLot = new Map<string, Neighbour[]>();
	readonly #linesOfLot = new Map<string, AllocationLine[]>();

	constructor(table: ExchangeTable, result: AllocationResult) {
		this.#table = table;
		this.#claims = new Claims(table.problem, result);
		this.#lack = new Map(result.unmet.map(({ need, quantity }) => [need, quantity]));
		this.#left = new Map(result.left.map(({ lot, quantity }) => [lot, quantity]));
		for (const { need, lot } of table.pairs()) {
			const neighbour = { need, lot, standing: table.standing(need, lot) };
			append(this.#ofNeed, need.id, neighbour);
			append(this.#ofLot, lot.id, neighbour);
		}
		for (const line of ExchangeTable.decided(result)) append(this.#linesOfLot, line.lot, line);
	}

	#lacks(need: Need): number {
		return this.#lack.get(need.id) ?? 0;
	}

	unmet(need: Need, reason: UnmetReason): boolean {
		const around = this.#ofNeed.get(need.id) ?? [];
		const open = around.filter(({ standing }) => standing.kind === 'open');
		const count = (kind: Standing['kind']): number => around.filter(({ standing }) => standing.kind === kind).length;
		const blocked = around.filter(({ standing }) => isPackTooLarge(standing));
		switch (reason.kind) {
			case 'no-compatible-lot': {
				const others = this.#table.problem.lots.length - around.length;
				return (
					open.length + count('pinned') + count('lot-settled') === 0 && sameCounts(reason.obstacles, around, others)
				);
			}
			case 'pack-too-large':
				return open.length === 0 && blocked.length === reason.lots && reason.lots > 0;
			case 'settled-elsewhere':
				return open.length === 0 && blocked.length === 0 && count('lot-settled') === reason.lots && reason.lots > 0;
			case 'fixed-by-hand':
				return open.length === 0 && count('pinned') === reason.lots && reason.lots > 0;
			case 'minimum-unreachable':
				return (
					this.#reachable(open) === reason.reachable &&
					reason.reachable < reason.minimum &&
					this.#isMinimum(need, reason.minimum)
				);
			case 'minimum-not-reached': {
				const gotNothing = this.#lacks(need) === this.#table.open.get(need.id);
				return gotNothing && this.#isMinimum(need, reason.minimum) && this.#agrees(need, open, reason.supply);
			}
			case 'packs-and-minimums':
				return reason.supply.later + reason.supply.left > 0 && this.#agrees(need, open, reason.supply);
			case 'all-given': {
				const { moreUrgent, sameClass, later, left } = reason.supply;
				return moreUrgent + sameClass + later + left === 0 && this.#agrees(need, open, reason.supply);
			}
			case 'below-cut-off': {
				const nothingIdle = reason.supply.later + reason.supply.left === 0;
				return nothingIdle && this.#agrees(need, open, reason.supply) && this.#isShare(need, reason.share);
			}
		}
	}

	#isMinimum(need: Need, minimum: number): boolean {
		return minimum === need.minimumUseful - (need.quantity - this.#table.open.get(need.id)!);
	}

	#reachable(open: readonly Neighbour[]): number {
		let units = 0;
		for (const { lot, standing } of open) {
			if (standing.kind !== 'open') continue;
			units += Math.floor(this.#table.available.get(lot.id)! / standing.lotUnits) * standing.needUnits;
		}
		return units;
	}

	/** Recounts where the units of all lots went that could serve a need. */
	#agrees(need: Need, open: readonly Neighbour[], claimed: SupplyAccount): boolean {
		const account = { lots: open.length, own: 0, moreUrgent: 0, sameClass: 0, later: 0, left: 0 };
		for (const { lot } of open) {
			account.left += this.#left.get(lot.id) ?? 0;
			for (const line of this.#linesOfLot.get(lot.id) ?? []) {
				const holder = this.#table.needs.get(line.need)!;
				if (holder === need) account.own += line.quantity;
				else if (this.#claims.comesBefore(need, holder)) account.later += line.quantity;
				else if (holder.urgency < need.urgency) account.moreUrgent += line.quantity;
				else account.sameClass += line.quantity;
			}
		}
		return Object.entries(account).every(([name, units]) => claimed[name as keyof SupplyAccount] === units);
	}

	#isShare(need: Need, share: Share): boolean {
		const group = this.#claims.group(need);
		return (
			share.destination === need.destination &&
			share.delivered === group.delivered &&
			share.requested === group.requested &&
			share.denominator === group.denominator
		);
	}

	left(lot: Lot, reason: LeftReason): boolean {
		const around = this.#ofLot.get(lot.id) ?? [];
		const open = around.filter(({ standing }) => standing.kind === 'open');
		const waiting = open.filter(({ need }) => this.#lacks(need) > 0);
		switch (reason.kind) {
			case 'no-compatible-need': {
				const others = this.#table.problem.needs.length - around.length;
				const settled = around.some(({ standing }) => standing.kind === 'pinned' || standing.kind === 'need-settled');
				return open.length === 0 && !settled && sameCounts(reason.obstacles, around, others);
			}
			case 'needs-covered':
				return waiting.length === 0;
			case 'less-than-a-pack': {
				const packs = waiting.map(({ standing }) => (standing.kind === 'open' ? standing.lotUnits : 0));
				return packs.length > 0 && Math.min(...packs) === reason.pack && reason.pack > this.#left.get(lot.id)!;
			}
			case 'packs-and-minimums':
				return waiting.length === reason.needs && waiting.every((each) => !this.#couldTake(each));
		}
	}

	/** True where a need could take a pack of what is left of a lot without falling below its minimum. */
	#couldTake({ need, lot, standing }: Neighbour): boolean {
		if (standing.kind !== 'open') return false;
		if (standing.lotUnits > this.#left.get(lot.id)! || standing.needUnits > this.#lacks(need)) return false;
		const has = need.quantity - this.#lacks(need);
		const packs = Math.min(
			Math.floor(this.#left.get(lot.id)! / standing.lotUnits),
			Math.floor(this.#lacks(need) / standing.needUnits),
		);
		return has + packs * standing.needUnits >= need.minimumUseful;
	}

	line({ need: needId, lot: lotId, reason }: AllocationLine): boolean {
		const need = this.#table.needs.get(needId)!;
		if (reason.kind === 'promised' || reason.kind === 'fixed-by-hand') return true;
		const open = (this.#ofLot.get(lotId) ?? []).filter(({ standing }) => standing.kind === 'open');
		const waiting = open.map((each) => each.need).filter((each) => each !== need && this.#lacks(each) > 0);
		return this.#isLineReason(need, reason, open.length, waiting);
	}

	#isLineReason(need: Need, reason: LineReason, rivals: number, waiting: readonly Need[]): boolean {
		const overtaken = waiting.some((each) => this.#claims.comesBefore(each, need));
		const others = waiting.filter((each) => !this.#claims.sameGroup(each, need));
		const peers = others.filter((each) => each.urgency === need.urgency);
		switch (reason.kind) {
			case 'only-need':
				return rivals === 1;
			case 'enough-for-all':
				return waiting.length === 0 && reason.needs === rivals;
			case 'more-urgent':
				return (
					others.length === waiting.length &&
					waiting.every((each) => each.urgency >= reason.waitingUrgency) &&
					reason.waitingUrgency > need.urgency
				);
			case 'fair-share': {
				const named = new Set(reason.peers.map((peer) => peer.destination));
				return (
					!overtaken &&
					peers.length > 0 &&
					peers.every((each) => named.has(each.destination)) &&
					this.#isShare(need, reason.share)
				);
			}
			case 'same-destination':
				return !overtaken && peers.length === 0 && waiting.length > 0 && this.#isShare(need, reason.share);
			case 'packs-and-minimums':
				return overtaken && this.#isShare(need, reason.share);
			case 'promised':
			case 'fixed-by-hand':
				return false;
		}
	}
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
	const list = lists.get(key);
	if (list) list.push(value);
	else lists.set(key, [value]);
}

function isPackTooLarge(standing: Standing): boolean {
	return standing.kind === 'obstacle' && standing.obstacle === 'pack-too-large';
}

/** True where obstacles are counted right; `others` are of a wrong item and not among the neighbours. */
function sameCounts(claimed: Readonly<Record<string, number>>, around: readonly Neighbour[], others: number): boolean {
	const counts = new Map<string, number>();
	if (others > 0) counts.set('wrong-item', others);
	for (const { standing } of around) {
		if (standing.kind === 'obstacle') counts.set(standing.obstacle, (counts.get(standing.obstacle) ?? 0) + 1);
	}
	const names = Object.keys(claimed);
	return names.length === counts.size && names.every((name) => counts.get(name) === claimed[name]);
}
