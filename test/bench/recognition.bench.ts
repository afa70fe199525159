/**
 * Measures recognition on the labelled lists, as it is and blind (without the synonyms a list would find word for
 * word), and on the held-out lists: codes, quantities, units, splitting, calibration and speed.
 * `node test/bench/recognition.bench.ts [--mistakes]`
 */
import type { Catalogue } from '#lib/relief/catalogue/catalogue.ts';
import { loadSeedCatalogue } from '#lib/relief/catalogue/catalogue-file.server.ts';
import { createRecogniser } from '#lib/relief/recognition/recogniser.ts';
import { type CaseList, heldOutLists, type Rendering, realLists } from './recognition-cases.ts';
import {
	blindRecogniser,
	isQuantityRight,
	isTop1,
	isTop3,
	type Outcome,
	type Rates,
	ratesOf,
	recogniseLists,
} from './recognition-evaluation.ts';

const showsMistakes = process.argv.includes('--mistakes');
const percent = (share: number) => (Number.isNaN(share) ? '    –' : `${(share * 100).toFixed(1).padStart(5)}`);
const columns = [
	'lines',
	'top1',
	'top3',
	'compatible',
	'quantity',
	'unit',
	'split',
	'accepted',
	'acceptedRight',
] as const;

function row(name: string, rates: Rates): string {
	const cells = columns.map((column) =>
		column === 'lines' ? String(rates.lines).padStart(5) : percent(rates[column]),
	);
	return [name.padEnd(24), ...cells.map((cell, at) => cell.padStart(columns[at]!.length + 1))].join(' ');
}

function report(title: string, outcomes: readonly Outcome[], catalogue: Catalogue): void {
	console.log(`\n${title}`);
	console.log([''.padEnd(24), ...columns.map((column) => column.padStart(column.length + 1))].join(' '));
	for (const language of ['de', 'uk', 'ru', 'en', 'pl']) {
		const own = outcomes.filter((outcome) => outcome.language === language);
		if (own.length > 0) console.log(row(language, ratesOf(own, catalogue)));
	}
	console.log(row('all', ratesOf(outcomes, catalogue)));
}

/** The sets one by one: the later, the less the recogniser has been mended on it. */
function reportSets(title: string, outcomes: readonly Outcome[], catalogue: Catalogue): void {
	console.log(`\n${title}`);
	const sets = Map.groupBy(outcomes, ({ list }) => /^heldout-([a-z]{3,})-/u.exec(list)?.[1] ?? 'first');
	for (const set of [
		'first',
		'second',
		'third',
		'fourth',
		'fifth',
		'sixth',
		'seventh',
		'eighth',
		'ninth',
		'tenth',
		'eleventh',
		'twelfth',
		'thirteenth',
	]) {
		const own = sets.get(set);
		if (own) console.log(row(set, ratesOf(own, catalogue)));
	}
}

function reliability(outcomes: readonly Outcome[]): void {
	console.log('\nreliability (first item): confidence, lines, right');
	const edges = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.01];
	for (const [at, from] of edges.slice(0, -1).entries()) {
		const within = outcomes.filter(({ items }) => {
			const confidence = items[0]?.confidence ?? 0;
			return confidence >= from && confidence < edges[at + 1]!;
		});
		const right = within.filter(isTop1).length / within.length;
		console.log(
			`  ${from.toFixed(2)}–${Math.min(1, edges[at + 1]!).toFixed(2)} ${String(within.length).padStart(5)} ${percent(right)}`,
		);
	}
}

function mistakes(title: string, outcomes: readonly Outcome[]): void {
	if (!showsMistakes) return;
	console.log(`\n${title}: mistakes`);
	for (const outcome of outcomes) {
		const { labelled, items } = outcome;
		const first = items[0];
		const codes = isTop1(outcome)
			? ''
			: `${labelled.codes[0]} ≠ ${first?.code} ${first?.confidence}${isTop3(outcome) ? '' : ' ✗3'} [${first?.suggestions}]`;
		const quantity = isQuantityRight(outcome) ? '' : `quantity ${labelled.quantity} ≠ ${first?.quantity}`;
		const unit =
			labelled.unit === undefined || labelled.unit === first?.unit ? '' : `unit ${labelled.unit} ≠ ${first?.unit}`;
		const split =
			labelled.count === null || labelled.count === items.length
				? ''
				: `split ${items.map(({ code }) => code).join('+')}`;
		const faults = [codes, quantity, unit, split].filter((fault) => fault !== '');
		if (faults.length > 0)
			console.log(`  ${labelled.source.phrase} | ${faults.join(' | ')}${first?.accepted && codes ? ' ACCEPTED' : ''}`);
	}
}

/** Processor time beside the clock's, because a busy machine lends a bench only a part of a core. */
function measureSpeed(catalogue: Catalogue, lists: readonly CaseList[]): void {
	const now = () => {
		const { user, system } = process.cpuUsage();
		return { wall: performance.now(), cpu: (user + system) / 1000 };
	};
	const began = now();
	const recogniser = createRecogniser(catalogue);
	const started = now();
	for (const list of lists) recogniser.recogniseLines(list.cases.map(({ source }) => source));
	const warm = now();
	let lines = 0;
	for (let round = 0; round < 5; round++) {
		for (const list of lists) lines += recogniser.recogniseLines(list.cases.map(({ source }) => source)).length;
	}
	const ended = now();
	const count = lists.reduce((sum, list) => sum + list.cases.length, 0);
	for (const clock of ['wall', 'cpu'] as const) {
		const rate = (of: number, time: number) => ((of / time) * 1000).toFixed(0);
		console.log(
			`\n${clock}: start ${(started[clock] - began[clock]).toFixed(0)} ms,`,
			`first pass ${rate(count, warm[clock] - started[clock])} lines/s,`,
			`then ${rate(lines, ended[clock] - warm[clock])} lines/s`,
		);
	}
}

const catalogue = loadSeedCatalogue();
const plain = createRecogniser(catalogue);
for (const rendering of ['column', 'leading', 'trailing'] as const satisfies readonly Rendering[]) {
	const outcomes = recogniseLists(realLists(rendering), () => plain);
	report(`real lists, quantity ${rendering}`, outcomes, catalogue);
	mistakes(rendering, rendering === 'column' ? outcomes : outcomes.filter((each) => !isQuantityRight(each)));
}
const blind = recogniseLists(realLists('column'), blindRecogniser(catalogue));
report('real lists, blind', blind, catalogue);
mistakes('blind', blind);
const heldOut = recogniseLists(heldOutLists(), () => plain);
report('held-out lists', heldOut, catalogue);
reportSets('held-out lists by set', heldOut, catalogue);
mistakes('held-out', heldOut);
const heldOutBlind = recogniseLists(heldOutLists(), blindRecogniser(catalogue));
report('held-out lists, blind', heldOutBlind, catalogue);
reportSets('held-out lists by set, blind', heldOutBlind, catalogue);
reliability([...blind, ...heldOut]);
measureSpeed(catalogue, [...realLists('column'), ...heldOutLists()]);
