import { largestQuantity } from '#lib/kernel/quantity.ts';
import type { AllocationProblem, NeedLotQuantity } from './allocation-problem.ts';
import { Compatibility, packOf } from './compatibility.ts';
import type { ProblemFault, ReferredList } from './problem-fault.ts';

/**
 * Everything that would make a problem contradict itself: references to nothing, names used twice, more settled than
 * there is, quantities fixed by hand against a hard rule. Empty = the problem can be solved.
 */
export function validateProblem(problem: AllocationProblem): readonly ProblemFault[] {
	const faults = [
		...duplicates(problem),
		...unknownReferences(problem),
		...circularItems(problem),
		...faultsOfNeeds(problem),
		...excessiveSums(problem),
	];
	return faults.length > 0 ? faults : [...faultsOfPins(problem), ...settledTooMuch(problem)];
}

function duplicates(problem: AllocationProblem): ProblemFault[] {
	const faults: ProblemFault[] = [];
	const lists: ReferredList[] = ['destinations', 'items', 'needs', 'lots'];
	for (const list of lists) {
		const first = new Map<string, number>();
		problem[list].forEach(({ id }, index) => {
			const known = first.get(id);
			if (known === undefined) first.set(id, index);
			else faults.push({ kind: 'duplicate', path: `${list}[${index}].id`, id, first: `${list}[${known}].id` });
		});
	}
	const pairs = new Map<string, number>();
	problem.pins.forEach((pin, index) => {
		const id = `${pin.need} – ${pin.lot}`;
		const known = pairs.get(id);
		if (known === undefined) pairs.set(id, index);
		else faults.push({ kind: 'duplicate', path: `pins[${index}]`, id, first: `pins[${known}]` });
	});
	return faults;
}

function unknownReferences(problem: AllocationProblem): ProblemFault[] {
	const faults: ProblemFault[] = [];
	const idsOf = (list: ReferredList): Set<string> => new Set(problem[list].map(({ id }) => id));
	const known = {
		needs: idsOf('needs'),
		lots: idsOf('lots'),
		items: idsOf('items'),
		destinations: idsOf('destinations'),
	};
	const check = (path: string, list: ReferredList, id: string | undefined): void => {
		if (id !== undefined && !known[list].has(id)) faults.push({ kind: 'unknown-reference', path, id, list });
	};
	problem.items.forEach((item, index) => {
		check(`items[${index}].parent`, 'items', item.parent);
	});
	problem.substitutes.forEach((substitute, index) => {
		check(`substitutes[${index}].wanted`, 'items', substitute.wanted);
		check(`substitutes[${index}].given`, 'items', substitute.given);
	});
	problem.needs.forEach((need, index) => {
		check(`needs[${index}].item`, 'items', need.item);
		check(`needs[${index}].destination`, 'destinations', need.destination);
	});
	problem.lots.forEach((lot, index) => {
		check(`lots[${index}].item`, 'items', lot.item);
		check(`lots[${index}].earmark.destination`, 'destinations', lot.earmark.destination);
	});
	for (const list of ['pins', 'promises', 'bans'] as const) {
		problem[list].forEach((line, index) => {
			check(`${list}[${index}].need`, 'needs', line.need);
			check(`${list}[${index}].lot`, 'lots', line.lot);
		});
	}
	return faults;
}

function circularItems({ items }: AllocationProblem): ProblemFault[] {
	const parents = new Map(items.map((item) => [item.id, item.parent]));
	const faults: ProblemFault[] = [];
	items.forEach((item, index) => {
		const seen = new Set<string>();
		let at: string | undefined = item.id;
		while (at !== undefined && !seen.has(at)) {
			seen.add(at);
			at = parents.get(at);
		}
		if (at === item.id) faults.push({ kind: 'circular-item', path: `items[${index}].parent`, id: item.id });
	});
	return faults;
}

function faultsOfNeeds({ needs, policy }: AllocationProblem): ProblemFault[] {
	const faults: ProblemFault[] = [];
	needs.forEach((need, index) => {
		const path = `needs[${index}]`;
		const { quantity } = need;
		if (need.urgency > policy.classes) {
			faults.push({ kind: 'class-beyond-policy', path: `${path}.urgency`, classes: policy.classes });
		}
		if (need.minimumUseful > quantity) {
			faults.push({ kind: 'minimum-above-quantity', path: `${path}.minimumUseful`, quantity });
		}
		if (policy.denominator === 'people' && need.peopleServed === undefined) {
			faults.push({ kind: 'missing', path: `${path}.peopleServed` });
		}
		if (policy.denominator === 'critical-minimum' && need.criticalMinimum === undefined) {
			faults.push({ kind: 'missing', path: `${path}.criticalMinimum` });
		}
	});
	return faults;
}

/** Sums above this would no longer be exact: a typing error somewhere. */
function excessiveSums({ needs, lots }: AllocationProblem): ProblemFault[] {
	const faults: ProblemFault[] = [];
	for (const [path, list] of [
		['needs', needs],
		['lots', lots],
	] as const) {
		const sum = list.reduce((total, line) => total + line.quantity, 0);
		if (sum > largestQuantity) faults.push({ kind: 'too-much-in-all', path, largest: largestQuantity });
	}
	return faults;
}

function faultsOfPins(problem: AllocationProblem): ProblemFault[] {
	const compatibility = new Compatibility(problem);
	const needs = new Map(problem.needs.map((need) => [need.id, need]));
	const lots = new Map(problem.lots.map((lot, index) => [lot.id, { lot, index }]));
	const faults: ProblemFault[] = [];
	problem.pins.forEach((pin, at) => {
		const need = needs.get(pin.need)!;
		const { lot, index } = lots.get(pin.lot)!;
		if (pin.quantity === 0) return;
		const match = compatibility.matches(need.item).find((each) => each.lot === index);
		const obstacle = match ? compatibility.obstacle(need, match) : 'wrong-item';
		if (!match || obstacle) {
			faults.push({ kind: 'pin-impossible', path: `pins[${at}]`, obstacle: obstacle ?? 'wrong-item' });
			return;
		}
		const pack = packOf(lot, lot.quantity, match.factor);
		if (!pack || pin.quantity % pack.lotUnits !== 0) {
			faults.push({ kind: 'pin-breaks-pack', path: `pins[${at}].quantity`, pack: pack?.lotUnits ?? lot.quantity });
		}
	});
	return faults;
}

function settledTooMuch(problem: AllocationProblem): ProblemFault[] {
	const compatibility = new Compatibility(problem);
	const lotAt = new Map(problem.lots.map((lot, index) => [lot.id, index]));
	const itemOf = new Map(problem.needs.map((need) => [need.id, need.item]));
	const taken = new Map<string, number>();
	const given = new Map<string, number>();
	const settled: NeedLotQuantity[] = [...problem.promises.filter((promise) => promise.confirmed), ...problem.pins];
	for (const line of settled) {
		const match = compatibility.matches(itemOf.get(line.need)!).find((each) => each.lot === lotAt.get(line.lot));
		const covers = match
			? Math.floor((line.quantity * match.factor.numerator) / match.factor.denominator)
			: line.quantity;
		taken.set(line.lot, (taken.get(line.lot) ?? 0) + line.quantity);
		given.set(line.need, (given.get(line.need) ?? 0) + covers);
	}
	const faults: ProblemFault[] = [];
	problem.lots.forEach(({ id, quantity }, index) => {
		const sum = taken.get(id) ?? 0;
		if (sum > quantity) faults.push({ kind: 'lot-overdrawn', path: `lots[${index}].quantity`, settled: sum, quantity });
	});
	problem.needs.forEach(({ id, quantity }, index) => {
		const sum = given.get(id) ?? 0;
		if (sum > quantity) {
			faults.push({ kind: 'need-overfilled', path: `needs[${index}].quantity`, settled: sum, quantity });
		}
	});
	return faults;
}
