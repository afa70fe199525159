/** How far a demand is met, in one unit. The parts don't overlap: what was received is no longer on its way. */
export interface Coverage {
	readonly requested: number;
	readonly received: number;
	readonly onItsWay: number;
	readonly promised: number;
}

export interface CoveragePart {
	readonly key: 'received' | 'onItsWay' | 'promised';
	readonly amount: number;
	/** Where the part begins and how long it is, in per cent of the bar. */
	readonly start: number;
	readonly length: number;
}

/** The parts of the bar in order. Where more was sent than was asked for, the bar stands for what was sent. */
export function coverageParts(coverage: Coverage): CoveragePart[] {
	const given = coverage.received + coverage.onItsWay + coverage.promised;
	const whole = Math.max(coverage.requested, given);
	let start = 0;
	return (['received', 'onItsWay', 'promised'] as const).map((key) => {
		const length = whole === 0 ? 0 : (coverage[key] / whole) * 100;
		const part = { key, amount: coverage[key], start, length };
		start += length;
		return part;
	});
}

/** What is asked for and neither promised, on its way nor received; never below zero. */
export function stillOpen(coverage: Coverage): number {
	return Math.max(0, coverage.requested - coverage.received - coverage.onItsWay - coverage.promised);
}
