import { assert } from '#lib/kernel/assert.ts';
import { type Slices, sliceOf } from './convex-arcs.ts';
import { type Arcs, SpanningTree } from './spanning-tree.ts';

/**
 * A network of arcs in three sections: [0, capacitated) carry any amount, [capacitated, convex) at most `capacity`,
 * and [convex, end) have a cost that rises in slices. What flows in and out of each node is fixed by the first flow.
 */
export interface Network extends Arcs {
	readonly nodes: number;
	readonly root: number;
	readonly capacitated: number;
	readonly convex: number;
	/** Of every arc; `Infinity` in the first section, unused in the third. */
	readonly capacity: Float64Array;
}

const atLower = 1;
const basic = 0;
const atUpper = -1;

/** Above this, a sum of two potentials and a cost might no longer be an exact integer. */
const largestExact = 2 ** 51;

/**
 * Minimum-cost flow by the primal network simplex method on strongly feasible trees (Cunningham 1976; Ahuja, Magnanti
 * and Orlin, "Network Flows", ch. 11), with block-search pricing. All amounts and costs are integers, so every
 * comparison is exact. The same network, flow and costs always take the same way to the same flow.
 *
 * Use: construct, `start` with a feasible flow, then `optimise` with costs, as often as costs change.
 */
export class NetworkSimplex {
	readonly tree: SpanningTree;
	/** Units on each arc; on a convex arc, units within its current slice (see {@link carried}). */
	readonly flow: Float64Array;
	readonly potential: Float64Array;
	readonly state: Int8Array;
	pivots = 0;
	readonly #network: Network;
	readonly #capacity: Float64Array;
	#cost: Float64Array;
	#slices: Slices;
	readonly #slice: Int32Array;
	#surplus: number[] = [];
	#next = 0;
	#increases = true;

	constructor(network: Network, slices: Slices) {
		this.#network = network;
		this.#slices = slices;
		const arcs = network.source.length;
		this.tree = new SpanningTree(network.nodes, network.root, network);
		this.flow = new Float64Array(arcs);
		this.potential = new Float64Array(network.nodes);
		this.state = new Int8Array(arcs).fill(atLower);
		this.#capacity = network.capacity.slice();
		this.#cost = new Float64Array(arcs);
		this.#slice = new Int32Array(arcs - network.convex);
	}

	/** Units on an arc, whole amount also on a convex one. */
	carried(arc: number): number {
		const { convex } = this.#network;
		return arc < convex ? this.flow[arc]! : this.flow[arc]! + this.#slices.start[this.#slice[arc - convex]!]!;
	}

	/**
	 * Takes a feasible flow and builds a strongly feasible tree on it. `spare` lists arcs in the order in which they
	 * may complete the tree. Flows on a cycle are remembered and pivoted away first (the superbasic crash): leaving them
	 * out would end in a flow that looks optimal and isn't.
	 */
	start(flow: Float64Array, spare: Int32Array): void {
		const { nodes, source, target, convex, capacity } = this.#network;
		const leader = new Int32Array(nodes);
		for (let node = 0; node < nodes; node++) leader[node] = node;
		const find = (node: number): number => {
			let at = node;
			while (leader[at] !== at) {
				leader[at] = leader[leader[at]!]!;
				at = leader[at]!;
			}
			return at;
		};
		const treeArcs = new Int32Array(nodes - 1);
		let found = 0;
		const link = (arc: number): boolean => {
			const a = find(source[arc]!);
			const b = find(target[arc]!);
			if (a === b) return false;
			leader[a] = b;
			treeArcs[found++] = arc;
			return true;
		};
		for (let arc = convex; arc < flow.length; arc++) {
			this.#settle(arc, flow[arc]!);
			if (flow[arc]! > 0) link(arc);
		}
		for (let arc = 0; arc < convex; arc++) {
			const units = flow[arc]!;
			const full = units === capacity[arc];
			this.flow[arc] = units;
			this.state[arc] = full ? atUpper : atLower;
			if (units > 0 && !full && !link(arc)) this.#surplus.push(arc);
		}
		for (const arc of spare) if (found < nodes - 1) link(arc);
		this.tree.plant(treeArcs);
		for (const arc of treeArcs) this.state[arc] = basic;
	}

	/** Puts a convex arc into the slice that holds `units`. */
	#settle(arc: number, units: number): void {
		const at = sliceOf(this.#slices, arc - this.#network.convex, units);
		this.#slice[arc - this.#network.convex] = at;
		this.flow[arc] = units - this.#slices.start[at]!;
		this.#capacity[arc] = this.#slices.end[at]! - this.#slices.start[at]!;
		this.#cost[arc] = this.#slices.cost[at]!;
		if (this.state[arc] !== basic) this.state[arc] = this.flow[arc] === 0 ? atLower : atUpper;
	}

	/** Makes the flow cheapest under these costs (`cost` of convex arcs is in `slices`), from where it is now. */
	optimise(cost: Float64Array, slices: Slices): void {
		const { convex, source } = this.#network;
		const carried: number[] = [];
		for (let arc = convex; arc < source.length; arc++) carried.push(this.carried(arc));
		this.#slices = slices;
		this.#cost = cost;
		for (let arc = convex; arc < source.length; arc++) this.#settle(arc, carried[arc - convex]!);
		this.#computePotentials();
		for (let arc = this.#surplus.pop(); arc !== undefined; arc = this.#surplus.pop()) {
			this.#increases = this.reducedCost(arc) < 0;
			this.#pivot(arc);
		}
		for (let arc = this.#price(); arc >= 0; arc = this.#price()) this.#pivot(arc);
	}

	/** Cost of one more unit on an arc, all told: negative where more would be cheaper. */
	reducedCost(arc: number): number {
		const { source, target } = this.#network;
		return this.#cost[arc]! + this.potential[source[arc]!]! - this.potential[target[arc]!]!;
	}

	/** Each convex arc as one slice that costs nothing: the range within which this level's cost stays as it is. */
	freeRange(): Slices {
		const { convex, source, target } = this.#network;
		const count = source.length - convex;
		const first = Int32Array.from({ length: count + 1 }, (_, arc) => arc);
		const start = new Float64Array(count);
		const end = new Float64Array(count);
		const cost = new Float64Array(count);
		for (let arc = convex; arc < source.length; arc++) {
			const group = arc - convex;
			const slices = this.#slices;
			const below = this.state[arc] === basic ? this.#slice[group]! : this.#sliceBelow(arc);
			const rest = this.potential[source[arc]!]! - this.potential[target[arc]!]!;
			start[group] = this.carried(arc);
			end[group] = start[group]!;
			const free = (at: number): boolean => slices.cost[at]! + rest === 0;
			if (below >= slices.first[group]! && free(below)) start[group] = slices.start[below]!;
			if (this.state[arc] === basic) end[group] = slices.end[below]!;
			else if (below + 1 < slices.first[group + 1]! && free(below + 1)) end[group] = slices.end[below + 1]!;
			if (start[group] === end[group] && this.state[arc] !== basic) cost[group] = Number.POSITIVE_INFINITY;
		}
		return { first, start, end, cost };
	}

	#computePotentials(): void {
		const { tree, potential } = this;
		potential[tree.root] = 0;
		for (let node = tree.thread[tree.root]!; node !== tree.root; node = tree.thread[node]!) {
			const cost = this.#cost[tree.arc[node]!]!;
			const value = potential[tree.parent[node]!]! + (tree.upward[node] === 1 ? -cost : cost);
			assert(value < largestExact && value > -largestExact, 'potentials stay exact');
			potential[node] = value;
		}
	}

	/** The most promising arc of the first block that has any, scanning on from the last block; -1 when none is left. */
	#price(): number {
		const { source, target, capacitated, convex } = this.#network;
		const { potential, state } = this;
		const cost = this.#cost;
		const arcs = source.length;
		const block = Math.max(64, Math.floor(Math.sqrt(arcs)));
		let best = 0;
		let chosen = -1;
		let at = this.#next;
		let inBlock = 0;
		for (let scanned = 0; scanned < arcs; ) {
			const from = at;
			const limit = Math.min(at + block - inBlock, at + arcs - scanned);
			if (at < capacitated) {
				for (const stop = Math.min(limit, capacitated); at < stop; at++) {
					const reduced = cost[at]! + potential[source[at]!]! - potential[target[at]!]!;
					if (reduced < best) {
						best = reduced;
						chosen = at;
					}
				}
			} else if (at < convex) {
				for (const stop = Math.min(limit, convex); at < stop; at++) {
					const reduced = state[at]! * (cost[at]! + potential[source[at]!]! - potential[target[at]!]!);
					if (reduced < best) {
						best = reduced;
						chosen = at;
					}
				}
			} else {
				for (const stop = Math.min(limit, arcs); at < stop; at++) {
					const reduced = state[at] === basic ? 0 : this.#bestStep(at);
					if (reduced < best) {
						best = reduced;
						chosen = at;
					}
				}
			}
			scanned += at - from;
			inBlock += at - from;
			if (at === arcs) at = 0;
			if (inBlock >= block) {
				if (chosen >= 0) break;
				inBlock = 0;
			}
		}
		this.#next = at;
		if (chosen >= convex) this.#enterSlice(chosen);
		else if (chosen >= 0) this.#increases = state[chosen] === atLower;
		return chosen;
	}

	/** The better of one unit more and one unit fewer on a convex arc that stands between two slices. */
	#bestStep(arc: number): number {
		const { source, target } = this.#network;
		const rest = this.potential[source[arc]!]! - this.potential[target[arc]!]!;
		const below = this.#sliceBelow(arc);
		const group = arc - this.#network.convex;
		let best = 0;
		if (below >= this.#slices.first[group]!) best = -(this.#slices.cost[below]! + rest);
		if (below + 1 < this.#slices.first[group + 1]!) best = Math.min(best, this.#slices.cost[below + 1]! + rest);
		return best;
	}

	/** The full slice under a convex arc that stands between two slices; one before its first where it is empty. */
	#sliceBelow(arc: number): number {
		const at = this.#slice[arc - this.#network.convex]!;
		return this.state[arc] === atUpper ? at : at - 1;
	}

	/** Moves a convex arc into the slice its better step lies in. */
	#enterSlice(arc: number): void {
		const { source, target, convex } = this.#network;
		const rest = this.potential[source[arc]!]! - this.potential[target[arc]!]!;
		const below = this.#sliceBelow(arc);
		const slices = this.#slices;
		const more = below + 1 < slices.first[arc - convex + 1]! && slices.cost[below + 1]! + rest < 0;
		const at = more ? below + 1 : below;
		this.#slice[arc - convex] = at;
		this.#capacity[arc] = slices.end[at]! - slices.start[at]!;
		this.#cost[arc] = slices.cost[at]!;
		this.flow[arc] = more ? 0 : this.#capacity[arc]!;
		this.state[arc] = more ? atLower : atUpper;
		this.#increases = more;
	}

	/** Brings an arc into the tree, moving as much as the cycle it closes allows. */
	#pivot(arc: number): void {
		const { source, target } = this.#network;
		const { tree, flow, state } = this;
		const { parent, upward } = tree;
		const capacity = this.#capacity;
		this.pivots++;
		const from = this.#increases ? source[arc]! : target[arc]!;
		const to = this.#increases ? target[arc]! : source[arc]!;
		const join = tree.join(from, to);
		let most = this.#increases ? capacity[arc]! - flow[arc]! : flow[arc]!;
		let cut = -1;
		let cutOnFrom = false;
		for (let node = from; node !== join; node = parent[node]!) {
			const via = tree.arc[node]!;
			const room = upward[node] === 1 ? flow[via]! : capacity[via]! - flow[via]!;
			if (room < most) {
				most = room;
				cut = node;
				cutOnFrom = true;
			}
		}
		for (let node = to; node !== join; node = parent[node]!) {
			const via = tree.arc[node]!;
			const room = upward[node] === 1 ? capacity[via]! - flow[via]! : flow[via]!;
			if (room <= most) {
				most = room;
				cut = node;
				cutOnFrom = false;
			}
		}
		if (most > 0) this.#push(arc, from, to, join, most);
		if (cut < 0) {
			state[arc] = this.#increases ? atUpper : atLower;
			return;
		}
		const leaving = tree.arc[cut]!;
		state[leaving] = flow[leaving] === 0 ? atLower : atUpper;
		state[arc] = basic;
		const inside = cutOnFrom ? from : to;
		tree.exchange(arc, inside, cutOnFrom ? to : from, cut, join);
		this.#shiftPotentials(inside);
	}

	#push(arc: number, from: number, to: number, join: number, units: number): void {
		const { tree, flow } = this;
		flow[arc]! += this.#increases ? units : -units;
		for (let node = from; node !== join; node = tree.parent[node]!) {
			flow[tree.arc[node]!]! += tree.upward[node] === 1 ? -units : units;
		}
		for (let node = to; node !== join; node = tree.parent[node]!) {
			flow[tree.arc[node]!]! += tree.upward[node] === 1 ? units : -units;
		}
	}

	#shiftPotentials(top: number): void {
		const { tree, potential } = this;
		const { thread } = tree;
		const cost = this.#cost[tree.arc[top]!]!;
		const above = potential[tree.parent[top]!]!;
		const shift = (tree.upward[top] === 1 ? above - cost : above + cost) - potential[top]!;
		if (shift === 0) return;
		const end = thread[tree.last[top]!]!;
		for (let node = top; node !== end; node = thread[node]!) potential[node]! += shift;
	}
}
