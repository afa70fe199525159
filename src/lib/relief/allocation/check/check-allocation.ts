import type { AllocationProblem } from '../allocation-problem.ts';
import type { AllocationLine, AllocationResult } from '../allocation-result.ts';
import type { AllocationViolation } from './allocation-violation.ts';
import { checkCertificate } from './check-certificate.ts';
import { checkReasons } from './check-reasons.ts';
import { ExchangeTable, expiryRank } from './exchange-table.ts';

/**
 * Checks any result against its problem: conservation, hard rules, packs and minimums, promises and fixed quantities,
 * the reported figures, every reason, and the proof of optimality where there is one. It shares no code with the
 * solver, so a defect of one doesn't hide in the other. Empty = nothing found.
 */
export function checkAllocation(problem: AllocationProblem, result: AllocationResult): readonly AllocationViolation[] {
	const table = new ExchangeTable(problem);
	const names = checkNames(table, result);
	if (names.length > 0) return names;
	return [
		...checkConservation(table, result),
		...checkLines(table, result),
		...checkMinimums(table, result),
		...checkSettled(problem, result),
		...checkFigures(table, result),
		...checkReasons(table, result),
		...checkCertificate(table, result),
	];
}

function checkNames(table: ExchangeTable, result: AllocationResult): AllocationViolation[] {
	const found: AllocationViolation[] = [];
	const seen = new Set<string>();
	const check = (quantity: number, at: string, need?: string, lot?: string): void => {
		const known = (need === undefined || table.needs.has(need)) && (lot === undefined || table.lots.has(lot));
		if (!known) found.push({ kind: 'unknown-name', at });
		if (!Number.isSafeInteger(quantity) || quantity <= 0) found.push({ kind: 'not-whole', at });
	};
	for (const line of result.allocations) {
		const at = `${line.need} – ${line.lot}`;
		check(line.quantity, at, line.need, line.lot);
		const key = `${at} ${line.reason.kind === 'promised'}`;
		if (seen.has(key) && line.reason.kind !== 'promised') found.push({ kind: 'line-twice', at });
		seen.add(key);
	}
	for (const { need, quantity } of result.unmet) check(quantity, need, need);
	for (const { lot, quantity } of result.left) check(quantity, lot, undefined, lot);
	return found;
}

function checkConservation(table: ExchangeTable, result: AllocationResult): AllocationViolation[] {
	const lots = new Map<string, number>();
	const needs = new Map<string, number>();
	const add = (sums: Map<string, number>, id: string, units: number): void => {
		sums.set(id, (sums.get(id) ?? 0) + units);
	};
	for (const line of result.allocations) {
		add(lots, line.lot, line.quantity);
		add(needs, line.need, line.covers);
	}
	for (const { need, quantity } of result.unmet) add(needs, need, quantity);
	for (const { lot, quantity } of result.left) add(lots, lot, quantity);
	const found: AllocationViolation[] = [];
	for (const { id, quantity } of table.lots.values()) {
		if ((lots.get(id) ?? 0) !== quantity) found.push({ kind: 'lot-not-conserved', at: id });
	}
	for (const { id, quantity } of table.needs.values()) {
		if ((needs.get(id) ?? 0) !== quantity) found.push({ kind: 'need-not-conserved', at: id });
	}
	return found;
}

function checkLines(table: ExchangeTable, result: AllocationResult): AllocationViolation[] {
	const found: AllocationViolation[] = [];
	for (const line of result.allocations) {
		const at = `${line.need} – ${line.lot}`;
		const need = table.needs.get(line.need)!;
		const lot = table.lots.get(line.lot)!;
		if (table.covers(need, lot, line.quantity) !== line.covers) found.push({ kind: 'wrong-count', at });
		const ratio = table.ratio(need.item, lot.item);
		if (line.substitute !== (ratio !== undefined && ratio.penalty > 0)) found.push({ kind: 'wrong-count', at });
		if (line.reason.kind === 'promised') continue;
		if (table.hardObstacle(need, lot)) found.push({ kind: 'hard-rule', at });
		if (line.reason.kind === 'fixed-by-hand') continue;
		const standing = table.standing(need, lot);
		if (standing.kind !== 'open') found.push({ kind: 'hard-rule', at });
		else if (line.quantity % standing.lotUnits !== 0) found.push({ kind: 'broken-pack', at });
	}
	return found;
}

function checkMinimums(table: ExchangeTable, result: AllocationResult): AllocationViolation[] {
	const decided = new Map<string, number>();
	for (const line of ExchangeTable.decided(result)) {
		decided.set(line.need, (decided.get(line.need) ?? 0) + line.covers);
	}
	const found: AllocationViolation[] = [];
	for (const [id, units] of decided) {
		const { quantity, minimumUseful } = table.needs.get(id)!;
		if (quantity - table.open.get(id)! + units < minimumUseful) found.push({ kind: 'below-minimum', at: id });
	}
	return found;
}

function checkSettled(problem: AllocationProblem, result: AllocationResult): AllocationViolation[] {
	const sumOf = (lines: readonly { need: string; lot: string; quantity: number }[]): Map<string, number> => {
		const sums = new Map<string, number>();
		for (const { need, lot, quantity } of lines) {
			if (quantity > 0) sums.set(`${need} – ${lot}`, (sums.get(`${need} – ${lot}`) ?? 0) + quantity);
		}
		return sums;
	};
	const linesOf = (kind: AllocationLine['reason']['kind']): Map<string, number> =>
		sumOf(result.allocations.filter((line) => line.reason.kind === kind));
	const differences = (
		kind: 'promise-broken' | 'pin-broken',
		wanted: Map<string, number>,
		given: Map<string, number>,
	): AllocationViolation[] =>
		[...new Set([...wanted.keys(), ...given.keys()])]
			.filter((at) => wanted.get(at) !== given.get(at))
			.map((at) => ({ kind, at }));
	const confirmed = problem.promises.filter((promise) => promise.confirmed);
	return [
		...differences('promise-broken', sumOf(confirmed), linesOf('promised')),
		...differences('pin-broken', sumOf(problem.pins), linesOf('fixed-by-hand')),
	];
}

/** Recomputes the coverage of each class, destination and kind, and the value reached on each level. */
function checkFigures(table: ExchangeTable, result: AllocationResult): AllocationViolation[] {
	const found: AllocationViolation[] = [];
	const lacking = new Map(result.unmet.map(({ need, quantity }) => [need, quantity]));
	const sums = new Map<string, { requested: number; delivered: number }>();
	const classes = new Map<number, { requested: number; delivered: number }>();
	for (const need of table.needs.values()) {
		const delivered = need.quantity - (lacking.get(need.id) ?? 0);
		const key = JSON.stringify([need.urgency, need.destination, need.kind]);
		for (const sum of [entry(sums, key), entry(classes, need.urgency)]) {
			sum.requested += need.quantity;
			sum.delivered += delivered;
		}
	}
	const reported = new Map(
		result.coverage.map((line) => [JSON.stringify([line.urgency, line.destination, line.kind]), line]),
	);
	for (const [key, sum] of sums) {
		const line = reported.get(key);
		const agrees = line && line.requested === sum.requested && line.delivered === sum.delivered;
		if (!agrees) found.push({ kind: 'coverage-wrong', at: key });
	}
	if (reported.size !== sums.size) found.push({ kind: 'coverage-wrong', at: 'coverage' });
	for (const line of result.objective.coverage) {
		const sum = classes.get(line.urgency) ?? { requested: 0, delivered: 0 };
		const agrees = sum.requested === line.requested && sum.delivered === line.delivered;
		if (!agrees) found.push({ kind: 'objective-wrong', at: `class ${line.urgency}` });
	}
	return [...found, ...checkLowerLevels(table, result)];
}

/** Recounts broken promises, substitution and expiry. A promise that has become impossible doesn't count as broken. */
function checkLowerLevels(table: ExchangeTable, result: AllocationResult): AllocationViolation[] {
	const found: AllocationViolation[] = [];
	const promised = new Map<string, number>();
	for (const { need, lot, quantity, confirmed } of table.problem.promises) {
		const standing = table.standing(table.needs.get(need)!, table.lots.get(lot)!);
		if (confirmed || standing.kind !== 'open') continue;
		const units = Math.floor(quantity / standing.lotUnits) * standing.needUnits;
		promised.set(`${need} – ${lot}`, (promised.get(`${need} – ${lot}`) ?? 0) + units);
	}
	const broken = new Map(promised);
	const rankOf = expiryRank(table.problem);
	let [substitution, expiry] = [0, 0];
	for (const line of ExchangeTable.decided(result)) {
		const at = `${line.need} – ${line.lot}`;
		const lot = table.lots.get(line.lot)!;
		substitution += line.covers * (table.ratio(table.needs.get(line.need)!.item, lot.item)?.penalty ?? 0);
		expiry += line.covers * rankOf(lot.expiry);
		const keeps = Math.min(line.covers, promised.get(at) ?? 0);
		if (line.keeps !== keeps) found.push({ kind: 'objective-wrong', at });
		if (promised.has(at)) broken.set(at, promised.get(at)! - keeps);
	}
	const brokenPromises = [...broken.values()].reduce((sum, units) => sum + units, 0);
	for (const [at, value] of Object.entries({ brokenPromises, substitution, expiry })) {
		const reported = result.objective[at as 'brokenPromises' | 'substitution' | 'expiry'];
		if (reported !== value) found.push({ kind: 'objective-wrong', at });
	}
	return found;
}

function entry<Key>(sums: Map<Key, { requested: number; delivered: number }>, key: Key) {
	const known = sums.get(key);
	if (known) return known;
	const fresh = { requested: 0, delivered: 0 };
	sums.set(key, fresh);
	return fresh;
}
