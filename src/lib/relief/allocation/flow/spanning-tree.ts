import { assert } from '#lib/kernel/assert.ts';

/** The arcs of a directed graph, as parallel arrays. */
export interface Arcs {
	readonly source: Int32Array;
	readonly target: Int32Array;
}

const noNode = -1;

/**
 * A rooted spanning tree of a directed graph, threaded in pre-order so that a subtree is one contiguous walk.
 *
 * The representation and the exchange of one arc for another follow the augmented threaded index of Barr, Glover and
 * Klingman (1979) with subtree sizes and last successors: an exchange touches only the path that turns over.
 */
export class SpanningTree {
	readonly root: number;
	readonly parent: Int32Array;
	/** The arc between a node and its parent; -1 at the root. */
	readonly arc: Int32Array;
	/** 1 where that arc leads from the node to its parent, 0 where it leads from the parent to the node. */
	readonly upward: Uint8Array;
	/** The next node in pre-order, in a ring through the root. */
	readonly thread: Int32Array;
	/** Nodes in the subtree, itself included. */
	readonly size: Int32Array;
	/** The last node of the subtree in pre-order. */
	readonly last: Int32Array;
	readonly #arcs: Arcs;
	readonly #reverse: Int32Array;
	readonly #touched: Int32Array;

	constructor(nodes: number, root: number, arcs: Arcs) {
		this.root = root;
		this.#arcs = arcs;
		this.parent = new Int32Array(nodes);
		this.arc = new Int32Array(nodes);
		this.upward = new Uint8Array(nodes);
		this.thread = new Int32Array(nodes);
		this.size = new Int32Array(nodes);
		this.last = new Int32Array(nodes);
		this.#reverse = new Int32Array(nodes);
		this.#touched = new Int32Array(nodes);
	}

	/** Takes these arcs as the tree. They must span all nodes without a cycle. */
	plant(treeArcs: Int32Array): void {
		const nodes = this.parent.length;
		assert(treeArcs.length === nodes - 1, 'a spanning tree has one arc fewer than nodes');
		const order = this.#walk(treeArcs);
		for (let at = 0; at < nodes; at++) {
			const node = order[at]!;
			const next = order[at + 1 === nodes ? 0 : at + 1]!;
			this.thread[node] = next;
			this.#reverse[next] = node;
		}
		this.size.fill(1);
		for (let at = nodes - 1; at > 0; at--) {
			const node = order[at]!;
			this.size[this.parent[node]!]! += this.size[node]!;
		}
		for (let at = 0; at < nodes; at++) this.last[order[at]!] = order[at + this.size[order[at]!]! - 1]!;
	}

	/** Sets parents and arcs by a depth-first walk from the root; answers the nodes in pre-order. */
	#walk(treeArcs: Int32Array): Int32Array {
		const nodes = this.parent.length;
		const { source, target } = this.#arcs;
		const head = new Int32Array(nodes).fill(noNode);
		const following = new Int32Array(treeArcs.length * 2);
		for (let at = 0; at < treeArcs.length; at++) {
			const arc = treeArcs[at]!;
			following[2 * at] = head[source[arc]!]!;
			head[source[arc]!] = 2 * at;
			following[2 * at + 1] = head[target[arc]!]!;
			head[target[arc]!] = 2 * at + 1;
		}
		const order = new Int32Array(nodes);
		const stack = new Int32Array(nodes);
		let found = 0;
		let depth = 0;
		stack[depth++] = this.root;
		this.parent.fill(-2);
		this.parent[this.root] = noNode;
		this.arc[this.root] = -1;
		while (depth > 0) {
			const node = stack[--depth]!;
			order[found++] = node;
			for (let half = head[node]!; half >= 0; half = following[half]!) {
				const arc = treeArcs[half >> 1]!;
				const leaves = (half & 1) === 0;
				const other = leaves ? target[arc]! : source[arc]!;
				if (this.parent[other] !== -2) continue;
				this.parent[other] = node;
				this.arc[other] = arc;
				this.upward[other] = leaves ? 0 : 1;
				stack[depth++] = other;
			}
		}
		assert(found === nodes, 'the arcs span every node');
		return order;
	}

	/** Where the ways of two nodes to the root meet. */
	join(a: number, b: number): number {
		const { parent, size } = this;
		let left = a;
		let right = b;
		while (left !== right) {
			if (size[left]! < size[right]!) left = parent[left]!;
			else right = parent[right]!;
		}
		return left;
	}

	/**
	 * Cuts the subtree under `cut` off its parent and hangs it, turned over, with its node `inside` under `outside` by
	 * the arc `entering`. `join` is the meeting point of the two ends of `entering` before the exchange.
	 */
	exchange(entering: number, inside: number, outside: number, cut: number, join: number): void {
		const { parent, thread, size, last } = this;
		const reverse = this.#reverse;
		const cutReverse = reverse[cut]!;
		const cutSize = size[cut]!;
		const cutLast = last[cut]!;
		const cutParent = parent[cut]!;
		if (inside === cut) {
			parent[cut] = outside;
			if (thread[outside] !== cut) {
				this.#link(cutReverse, thread[cutLast]!);
				this.#link(cutLast, thread[outside]!);
				this.#link(outside, cut);
			}
			this.#hang(inside, entering);
		} else {
			this.#turnOver(entering, inside, outside, cut, cutReverse, cutLast, cutSize);
		}
		const stop = last[join] === outside ? join : noNode;
		const newLast = last[cut]!;
		for (let node = outside; node !== noNode && last[node] === outside; node = parent[node]!) last[node] = newLast;
		if (join !== cutReverse && outside !== cutReverse) {
			for (let node = cutParent; node !== stop && last[node] === cutLast; node = parent[node]!) last[node] = cutReverse;
		} else if (newLast !== cutLast) {
			for (let node = cutParent; node !== stop && last[node] === cutLast; node = parent[node]!) last[node] = newLast;
		}
		for (let node = outside; node !== join; node = parent[node]!) size[node]! += cutSize;
		for (let node = cutParent; node !== join; node = parent[node]!) size[node]! -= cutSize;
	}

	#link(before: number, after: number): void {
		this.thread[before] = after;
		this.#reverse[after] = before;
	}

	#hang(node: number, arc: number): void {
		this.arc[node] = arc;
		this.upward[node] = this.#arcs.source[arc] === node ? 1 : 0;
	}

	/** Re-threads the stem from `inside` up to `cut`, each node of which becomes the parent of its old parent. */
	#turnOver(
		entering: number,
		inside: number,
		outside: number,
		cut: number,
		cutReverse: number,
		cutLast: number,
		cutSize: number,
	): void {
		const { parent, thread, size, last, arc, upward } = this;
		const reverse = this.#reverse;
		const touched = this.#touched;
		const rest = cutReverse === outside ? thread[cutLast]! : thread[outside]!;
		let stem = inside;
		let above = outside;
		let end = last[inside]!;
		let after = thread[end]!;
		let count = 0;
		thread[outside] = inside;
		touched[count++] = outside;
		while (stem !== cut) {
			const next = parent[stem]!;
			thread[end] = next;
			touched[count++] = end;
			const before = reverse[stem]!;
			thread[before] = after;
			reverse[after] = before;
			parent[stem] = above;
			above = stem;
			stem = next;
			end = last[stem] === last[above] ? reverse[above]! : last[stem]!;
			after = thread[end]!;
		}
		parent[cut] = above;
		this.#link(end, rest);
		last[cut] = end;
		if (cutReverse !== outside) this.#link(cutReverse, after);
		for (let at = 0; at < count; at++) reverse[thread[touched[at]!]!] = touched[at]!;
		let gained = 0;
		for (let node = cut, up = parent[cut]!; node !== inside; node = up, up = parent[node]!) {
			arc[node] = arc[up]!;
			upward[node] = 1 - upward[up]!;
			gained += size[node]! - size[up]!;
			size[node] = gained;
			last[up] = end;
		}
		this.#hang(inside, entering);
		size[inside] = cutSize;
	}
}
