import type { LineReason, Share, SupplyAccount, UnmetReason } from './allocation-result.ts';
import { type Obstacle, type ObstacleCounts, packOf } from './compatibility.ts';
import { unitsAtStep } from './flow/fair-network.ts';
import type { NeedGroup } from './preparation.ts';
import type { SolvedAllocation } from './solve-allocation.ts';

/** A solved allocation with everything explanations look up more than once. Needs, lots and arcs by position. */
export class Explanations {
	readonly solved: SolvedAllocation;
	/** Units each need still lacks and each lot has left. */
	readonly lack: Float64Array;
	readonly left: Float64Array;
	readonly delivered: Float64Array;
	/** Arcs of need `n` are `firstArc[n] … firstArc[n + 1] - 1`; those of lot `l` stand in `arcsOfLot`. */
	readonly firstArc: Int32Array;
	readonly #arcsOfLot: readonly Int32Array[];
	/** The claim of each group's next unit, and the claim by which it holds its last: higher comes first. */
	readonly #nextClaim: Float64Array;
	readonly #lastClaim: Float64Array;

	constructor(solved: SolvedAllocation) {
		const { preparation, units } = solved;
		const { arcs, groups, open, available } = preparation;
		this.solved = solved;
		this.lack = open.slice();
		this.left = available.slice();
		this.delivered = solved.objective.delivered;
		this.firstArc = new Int32Array(open.length + 1);
		const lists: number[][] = preparation.problem.lots.map(() => []);
		for (let arc = 0; arc < units.length; arc++) {
			this.firstArc[arcs.needOf[arc]! + 1]!++;
			lists[arcs.lotOf[arc]!]!.push(arc);
			this.lack[arcs.needOf[arc]!]! -= units[arc]!;
			this.left[arcs.lotOf[arc]!]! -= (units[arc]! / arcs.needUnits[arc]!) * arcs.lotUnits[arc]!;
		}
		for (let need = 0; need < open.length; need++) this.firstArc[need + 1]! += this.firstArc[need]!;
		this.#arcsOfLot = lists.map((list) => Int32Array.from(list));
		this.#nextClaim = Float64Array.from(groups, (group, index) => this.#claim(group, this.delivered[index]!));
		this.#lastClaim = Float64Array.from(groups, (group, index) => this.#claim(group, this.delivered[index]! - 1));
	}

	/** How strong a group's claim to one unit more is when it has so many: by class, then by step of coverage. */
	#claim(group: NeedGroup, units: number): number {
		const { steps, classes } = this.solved.preparation.problem.policy;
		let [low, high] = [0, steps - 1];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (unitsAtStep(group, middle, steps) <= Math.max(0, units)) low = middle;
			else high = middle - 1;
		}
		return (classes - 1 - group.urgency) * steps + (steps - low);
	}

	arcsOfLot(lot: number): Int32Array {
		return this.#arcsOfLot[lot]!;
	}

	groupOf(need: number): NeedGroup {
		return this.solved.preparation.groups[this.solved.preparation.groupOf[need]!]!;
	}

	share(groupIndex: number): Share {
		const { destination, requested, denominator } = this.solved.preparation.groups[groupIndex]!;
		return { destination, delivered: this.delivered[groupIndex]!, requested, denominator };
	}

	/** True where a need that waits has a stronger claim to a unit than the need that holds it. */
	#comesBefore(waiting: number, holder: number): boolean {
		const { groupOf } = this.solved.preparation;
		if (groupOf[waiting] === groupOf[holder]) return false;
		return this.#nextClaim[groupOf[waiting]!]! > this.#lastClaim[groupOf[holder]!]!;
	}

	/** Why a need gets units on an arc. */
	lineReason(arc: number): LineReason {
		const { arcs, groupOf } = this.solved.preparation;
		const need = arcs.needOf[arc]!;
		const group = this.groupOf(need);
		const rivals = this.arcsOfLot(arcs.lotOf[arc]!);
		const peers = new Set<number>();
		let [waitsLater, sameGroup, overtaken] = [Number.POSITIVE_INFINITY, false, false];
		for (const rivalArc of rivals) {
			const rival = arcs.needOf[rivalArc]!;
			if (rival === need || this.lack[rival] === 0) continue;
			const { urgency } = this.groupOf(rival);
			if (this.#comesBefore(rival, need)) overtaken = true;
			else if (groupOf[rival] === groupOf[need]) sameGroup = true;
			else if (urgency === group.urgency) peers.add(groupOf[rival]!);
			else waitsLater = Math.min(waitsLater, urgency);
		}
		const share = this.share(groupOf[need]!);
		if (overtaken) return { kind: 'packs-and-minimums', share };
		if (peers.size > 0) return { kind: 'fair-share', share, peers: this.#shares(peers) };
		if (sameGroup) return { kind: 'same-destination', share };
		if (waitsLater < Number.POSITIVE_INFINITY) {
			return { kind: 'more-urgent', urgency: group.urgency + 1, waitingUrgency: waitsLater + 1 };
		}
		return rivals.length > 1 ? { kind: 'enough-for-all', needs: rivals.length } : { kind: 'only-need' };
	}

	#shares(groups: ReadonlySet<number>): Share[] {
		return [...groups].sort((a, b) => a - b).map((group) => this.share(group));
	}

	/** Why a need lacks something. */
	unmetReason(need: number): UnmetReason {
		const { arcs, available, minimum, problem } = this.solved.preparation;
		const from = this.firstArc[need]!;
		const to = this.firstArc[need + 1]!;
		if (from === to) return this.#reasonWithoutArcs(need);
		let reachable = 0;
		for (let arc = from; arc < to; arc++) {
			reachable += Math.floor(available[arcs.lotOf[arc]!]! / arcs.lotUnits[arc]!) * arcs.needUnits[arc]!;
		}
		if (reachable < minimum[need]!) return { kind: 'minimum-unreachable', minimum: minimum[need]!, reachable };
		const peers = new Set<number>();
		const supply = this.#account(need, from, to, peers);
		if (supply.later > 0) return { kind: 'packs-and-minimums', supply };
		const gotNothing = this.lack[need] === this.solved.preparation.open[need];
		if (supply.left > 0) {
			const below = gotNothing && minimum[need]! > 1;
			return below
				? { kind: 'minimum-not-reached', minimum: minimum[need]!, supply }
				: { kind: 'packs-and-minimums', supply };
		}
		if (supply.moreUrgent + supply.sameClass === 0) return { kind: 'all-given', supply };
		const urgency = problem.needs[need]!.urgency;
		const share = this.share(this.solved.preparation.groupOf[need]!);
		return { kind: 'below-cut-off', urgency, share, peers: this.#shares(peers), supply };
	}

	/** Follows the units of all lots that could serve a need. `peers` receives other groups of its class with some. */
	#account(need: number, from: number, to: number, peers: Set<number>): SupplyAccount {
		const { arcs, groupOf } = this.solved.preparation;
		const account = { lots: to - from, own: 0, moreUrgent: 0, sameClass: 0, later: 0, left: 0 };
		for (let arc = from; arc < to; arc++) {
			const lot = arcs.lotOf[arc]!;
			account.left += this.left[lot]!;
			for (const other of this.arcsOfLot(lot)) {
				const units = (this.solved.units[other]! / arcs.needUnits[other]!) * arcs.lotUnits[other]!;
				if (units === 0) continue;
				const holder = arcs.needOf[other]!;
				if (holder === need) account.own += units;
				else if (this.#comesBefore(need, holder)) account.later += units;
				else if (this.groupOf(holder).urgency < this.groupOf(need).urgency) account.moreUrgent += units;
				else {
					account.sameClass += units;
					if (groupOf[holder] !== groupOf[need]) peers.add(groupOf[holder]!);
				}
			}
		}
		return account;
	}

	/** Counts what keeps each lot from a need that no lot can serve, and names the strongest reason. */
	#reasonWithoutArcs(need: number): UnmetReason {
		const { compatibility, problem, available } = this.solved.preparation;
		const line = problem.needs[need]!;
		const pinned = new Set(problem.pins.filter((pin) => pin.need === line.id).map((pin) => pin.lot));
		const counts: Partial<Record<Obstacle, number>> = {};
		const count = (obstacle: Obstacle, lots = 1): void => {
			counts[obstacle] = (counts[obstacle] ?? 0) + lots;
		};
		const matches = compatibility.matches(line.item);
		if (matches.length < problem.lots.length) count('wrong-item', problem.lots.length - matches.length);
		let [byHand, settled, settledUnits, smallestPack] = [0, 0, 0, Number.POSITIVE_INFINITY];
		for (const match of matches) {
			const lot = problem.lots[match.lot]!;
			const obstacle = compatibility.obstacle(line, match);
			if (obstacle) count(obstacle);
			else if (pinned.has(lot.id)) byHand++;
			else if (available[match.lot] === 0) {
				settled++;
				settledUnits += lot.quantity;
			} else {
				count('pack-too-large');
				const pack = packOf(lot, available[match.lot]!, match.factor);
				smallestPack = Math.min(smallestPack, pack?.needUnits ?? lot.quantity);
			}
		}
		const tooLarge = counts['pack-too-large'] ?? 0;
		if (tooLarge > 0) return { kind: 'pack-too-large', lots: tooLarge, smallestPack };
		if (settled > 0) return { kind: 'settled-elsewhere', lots: settled, units: settledUnits };
		if (byHand > 0) return { kind: 'fixed-by-hand', lots: byHand };
		return { kind: 'no-compatible-lot', lots: problem.lots.length, obstacles: counts satisfies ObstacleCounts };
	}
}
