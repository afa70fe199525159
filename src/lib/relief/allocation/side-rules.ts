import type { Preparation } from './preparation.ts';

/** A rule that a flow of single units doesn't know of and has broken. */
export type SideViolation =
	| { readonly kind: 'broken-pack'; readonly arc: number }
	| { readonly kind: 'overdrawn-lot'; readonly lot: number }
	| { readonly kind: 'below-minimum'; readonly need: number };

/** True where single units, one for one, are all there is to exchange on an arc. */
export function isSingle(preparation: Preparation, arc: number): boolean {
	return preparation.arcs.lotUnits[arc] === 1 && preparation.arcs.needUnits[arc] === 1;
}

/** Which side rules an allocation breaks, in the order of arcs, lots and needs. */
export function sideViolations(preparation: Preparation, units: Float64Array): SideViolation[] {
	const { arcs, available, minimum } = preparation;
	const found: SideViolation[] = [];
	const used = new Float64Array(available.length);
	const got = new Float64Array(minimum.length);
	for (let arc = 0; arc < units.length; arc++) {
		const amount = units[arc]!;
		if (amount === 0) continue;
		got[arcs.needOf[arc]!]! += amount;
		used[arcs.lotOf[arc]!]! += (amount / arcs.needUnits[arc]!) * arcs.lotUnits[arc]!;
		if (amount % arcs.needUnits[arc]! !== 0) found.push({ kind: 'broken-pack', arc });
	}
	const tolerance = 1e-9;
	for (let lot = 0; lot < used.length; lot++) {
		if (used[lot]! > available[lot]! * (1 + tolerance)) found.push({ kind: 'overdrawn-lot', lot });
	}
	for (let need = 0; need < got.length; need++) {
		if (got[need]! > 0 && got[need]! < minimum[need]!) found.push({ kind: 'below-minimum', need });
	}
	return found;
}
