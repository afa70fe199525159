import { assert } from '#lib/kernel/assert.ts';

/**
 * Arcs whose cost rises in steps. Arc `g` consists of slices `first[g] … first[g + 1] - 1`; slice `k` carries the units
 * above `start[k]` up to `end[k]` at `cost[k]` each. Slices adjoin, and their costs rise.
 */
export interface Slices {
	readonly first: Int32Array;
	readonly start: Float64Array;
	readonly end: Float64Array;
	readonly cost: Float64Array;
}

/** The slice of arc `g` that carries the last of `units`: start < units ≤ end; the first slice for no units. */
export function sliceOf(slices: Slices, arc: number, units: number): number {
	let low = slices.first[arc]!;
	let high = slices.first[arc + 1]! - 1;
	assert(low <= high, 'a convex arc has a slice');
	assert(units >= slices.start[low]! && units <= slices.end[high]!, 'a convex arc carries a permitted amount');
	while (low < high) {
		const middle = (low + high) >> 1;
		if (units <= slices.end[middle]!) high = middle;
		else low = middle + 1;
	}
	return low;
}
