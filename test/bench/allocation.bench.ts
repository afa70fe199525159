import { allocate, reportAllocation } from '#lib/relief/allocation/allocate.ts';
import type { AllocationProblem } from '#lib/relief/allocation/allocation-problem.ts';
import { checkAllocation } from '#lib/relief/allocation/check/check-allocation.ts';
import { type FlowSolution, solveFairFlow } from '#lib/relief/allocation/flow/fair-flow.ts';
import type { FlowProblem } from '#lib/relief/allocation/flow/fair-network.ts';
import { verifyOptimal } from '#lib/relief/allocation/flow/verify-optimal.ts';
import { noDecisions, relax } from '#lib/relief/allocation/open-flow.ts';
import { prepare } from '#lib/relief/allocation/preparation.ts';
import { solveAllocation } from '#lib/relief/allocation/solve-allocation.ts';
import { allocationInstance } from './allocation-instances.ts';

/**
 * Measures the promises of docs/reference/allocation.md in CPU time of this one process, so that other load on the
 * machine doesn't count. `node test/bench/allocation.bench.ts [sizes, e.g. 100,1000,10000]`; 100000 takes a minute.
 */
const sizes = (process.argv[2] ?? '100,1000,10000').split(',').map(Number);
const coreTargets: Readonly<Record<number, number>> = { 100: 10, 1000: 100, 10000: 1000, 100000: 12_000 };
const resolveTargets: Readonly<Record<number, number>> = { 1000: 50, 10000: 500 };
const memoryTargets: Readonly<Record<number, number>> = { 1000: 30, 10000: 60, 100000: 400 };
const sideTargets: Readonly<Record<number, number>> = { 100: 0.0015, 1000: 0.001, 10000: 0.015 };

function cpuMilliseconds(work: () => unknown): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

function median(times: number, work: () => unknown): number {
	const taken = Array.from({ length: times }, () => cpuMilliseconds(work)).sort((a, b) => a - b);
	return taken[Math.floor(times / 2)]!;
}

function say(what: string, value: number, unit: string, target?: number): void {
	const judged = target === undefined ? '' : `  (promised ≤ ${target} ${unit}: ${value <= target ? 'kept' : 'BROKEN'})`;
	console.log(`  ${what.padEnd(46)} ${value.toFixed(value < 10 ? 3 : 0).padStart(9)} ${unit}${judged}`);
}

function flowOf(problem: AllocationProblem): { flow: FlowProblem; solution: FlowSolution } {
	const preparation = prepare(problem);
	return relax(preparation, noDecisions(preparation));
}

/**
 * Largest difference of a group's coverage from exact lexicographic max-min, in percentage points. One whole unit is
 * left out of account: between destinations that stand equal, either may have it.
 */
function unfairness(flow: FlowProblem, solution: FlowSolution): number {
	const exact = solveFairFlow({
		...flow,
		steps: 50_000,
		substitution: new Float64Array(flow.substitution.length),
		lateness: new Float64Array(flow.lateness.length),
	});
	const missing = ({ unmet }: FlowSolution): Float64Array => {
		const sums = new Float64Array(flow.groups.length);
		for (const [need, units] of unmet.entries()) sums[flow.groupOf[need]!]! += units;
		return sums;
	};
	const [here, there] = [missing(solution), missing(exact)];
	return flow.groups.reduce(
		(most, group, index) =>
			Math.max(
				most,
				group.open === 0 ? 0 : (100 * Math.max(0, Math.abs(here[index]! - there[index]!) - 1)) / group.denominator,
			),
		0,
	);
}

function benchResolve(problem: AllocationProblem, size: number): void {
	const before = allocate(problem);
	const promises = before.allocations.map(({ need, lot, quantity }) => ({ need, lot, quantity, confirmed: false }));
	const arrivals = allocationInstance({ size: 100, seed: 7, sideRules: false }).needs.slice(0, 10);
	const needs = [
		...problem.needs,
		...arrivals.map((need, index) => ({ ...need, id: `new-${index}`, item: problem.needs[index * 3]!.item })),
	];
	const grown = { ...problem, needs, promises };
	const { flow } = flowOf(grown);
	say(
		're-solve after 10 new needs, core',
		median(5, () => solveFairFlow(flow)),
		'ms',
		resolveTargets[size],
	);
	const kept = new Map(allocate(grown).allocations.map((line) => [`${line.need} ${line.lot}`, line.quantity]));
	const touched = promises.filter(({ need, lot, quantity }) => (kept.get(`${need} ${lot}`) ?? 0) < quantity).length;
	say(
		`  of ${promises.length} promises touched`,
		(100 * touched) / promises.length,
		'%',
		size >= 10_000 ? 0.25 : undefined,
	);
}

function benchSideRules(size: number): void {
	const problem = allocationInstance({ size, seed: 42, sideRules: true });
	let solved = solveAllocation(problem, 0);
	const taken = cpuMilliseconds(() => {
		solved = solveAllocation(problem);
	});
	const { optimality } = solved;
	say(`with kits, indivisible lots and minimums`, taken, 'ms');
	say(
		'  gap to the bound',
		optimality.kind === 'proven' ? 0 : 100 * optimality.gap,
		'%',
		100 * (sideTargets[size] ?? 1),
	);
	say('  violations found by the checker', checkAllocation(problem, reportAllocation(solved)).length, '', 0);
}

// Compiled once, so that small sizes don't measure the compiler.
for (let seed = 0; seed < 20; seed++) allocate(allocationInstance({ size: 100, seed, sideRules: false }));

for (const size of sizes) {
	const problem = allocationInstance({ size, seed: 42, sideRules: false });
	const preparation = prepare(problem);
	const before = process.resourceUsage().maxRSS;
	const { flow, solution } = relax(preparation, noDecisions(preparation));
	const memory = (process.resourceUsage().maxRSS - before) / 1024;
	console.log(`${size} needs × ${size} lots, ${flow.lotOf.length} compatible pairs`);
	const repeats = size >= 100_000 ? 1 : 7;
	say(
		'core, proven optimal on all levels',
		median(repeats, () => solveFairFlow(flow)),
		'ms',
		coreTargets[size],
	);
	say('  peak memory above the data (if run alone)', memory, 'MB', memoryTargets[size]);
	say('  violations found in its proof', verifyOptimal(flow, solution).length, '', 0);
	say('  largest distance from exact fairness', unfairness(flow, solution), 'points', 0.15);
	if (size >= 100_000) continue;
	say(
		'all: compatibility, core, reasons',
		median(3, () => allocate(problem)),
		'ms',
	);
	const result = allocate(problem);
	let violations = 0;
	const checking = cpuMilliseconds(() => {
		violations = checkAllocation(problem, result).length;
	});
	say('independent check of the result', checking, 'ms');
	say('  violations found', violations, '', 0);
	benchResolve(problem, size);
	benchSideRules(size);
}
