import type { LeftReason } from './allocation-result.ts';
import type { Obstacle } from './compatibility.ts';
import type { Explanations } from './explain.ts';

/** Finds why lots have something left. It looks at needs from the side of the lots, so it sorts them by item once. */
export class LeftExplanations {
	readonly #explanations: Explanations;
	readonly #needsOfItem = new Map<string, number[]>();
	readonly #itemsOfLot = new Map<number, string[]>();

	constructor(explanations: Explanations) {
		this.#explanations = explanations;
		const { problem, compatibility } = explanations.solved.preparation;
		problem.needs.forEach((need, index) => {
			const known = this.#needsOfItem.get(need.item);
			if (known) known.push(index);
			else this.#needsOfItem.set(need.item, [index]);
		});
		for (const item of this.#needsOfItem.keys()) {
			for (const { lot } of compatibility.matches(item)) {
				const known = this.#itemsOfLot.get(lot);
				if (known) known.push(item);
				else this.#itemsOfLot.set(lot, [item]);
			}
		}
	}

	/** Why a lot has something left. */
	reason(lot: number): LeftReason {
		const { solved, lack, left } = this.#explanations;
		const { arcs } = solved.preparation;
		const own = this.#explanations.arcsOfLot(lot);
		if (own.length === 0) return this.#reasonWithoutArcs(lot);
		const waiting = own.filter((arc) => lack[arcs.needOf[arc]!]! > 0);
		if (waiting.length === 0) return { kind: 'needs-covered', needs: own.length };
		const pack = waiting.reduce((least, arc) => Math.min(least, arcs.lotUnits[arc]!), Number.POSITIVE_INFINITY);
		if (pack > left[lot]!) return { kind: 'less-than-a-pack', pack };
		return { kind: 'packs-and-minimums', needs: waiting.length };
	}

	#reasonWithoutArcs(lot: number): LeftReason {
		const { problem, compatibility, open } = this.#explanations.solved.preparation;
		const counts: Partial<Record<Obstacle, number>> = {};
		let [matching, covered] = [0, 0];
		for (const item of this.#itemsOfLot.get(lot) ?? []) {
			const match = compatibility.matches(item).find((each) => each.lot === lot)!;
			for (const index of this.#needsOfItem.get(item) ?? []) {
				matching++;
				const obstacle = compatibility.obstacle(problem.needs[index]!, match);
				if (obstacle) counts[obstacle] = (counts[obstacle] ?? 0) + 1;
				else if (open[index] === 0 || this.#isPinned(index, lot)) covered++;
				else counts['pack-too-large'] = (counts['pack-too-large'] ?? 0) + 1;
			}
		}
		if (covered > 0) return { kind: 'needs-covered', needs: covered };
		if (matching < problem.needs.length) counts['wrong-item'] = problem.needs.length - matching;
		return { kind: 'no-compatible-need', needs: problem.needs.length, obstacles: counts };
	}

	#isPinned(need: number, lot: number): boolean {
		const { problem } = this.#explanations.solved.preparation;
		const { id } = problem.needs[need]!;
		return problem.pins.some((pin) => pin.need === id && pin.lot === problem.lots[lot]!.id);
	}
}
