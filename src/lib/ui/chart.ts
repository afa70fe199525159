/** A value with its name, as bars and lines show it. */
export interface ChartPoint {
	readonly label: string;
	readonly value: number;
	/** The value in words; formatted as a plain number where missing. */
	readonly written?: string | undefined;
}

/** A round number at or above the largest value, so that a scale ends on a number people read: 1, 2, 2.5, 5 × 10ⁿ. */
export function roundMaximum(values: readonly number[]): number {
	const largest = Math.max(0, ...values);
	if (largest === 0) return 1;
	const power = 10 ** Math.floor(Math.log10(largest));
	const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= largest) ?? 10;
	return step * power;
}

/** Points of a line in a field of the given size, spread evenly from left to right; y grows downwards. */
export function linePoints(values: readonly number[], width: number, height: number): { x: number; y: number }[] {
	const maximum = roundMaximum(values);
	const gap = values.length > 1 ? width / (values.length - 1) : 0;
	return values.map((value, index) => ({
		x: Math.round(gap * index * 10) / 10,
		y: Math.round((height - (Math.max(0, value) / maximum) * height) * 10) / 10,
	}));
}

/** Which of `count` labels to write so that at most `most` stand on the axis, first and last included. */
export function labelledIndexes(count: number, most: number): number[] {
	if (count <= most) return Array.from({ length: count }, (_, index) => index);
	const step = (count - 1) / (most - 1);
	return Array.from({ length: most }, (_, index) => Math.round(index * step));
}
