import type { Instant } from '#lib/kernel/instant.ts';

/** Where the time comes from. Handed in, so that a test decides what "now" is and nothing reads a hidden clock. */
export interface Clock {
	now(): Instant;
}

/** A clock that stands until a test moves it. */
export interface FixedClock extends Clock {
	set(at: Instant): void;
}

export function fixedClock(start: Instant): FixedClock {
	let at = start;
	return {
		now: () => at,
		set: (next) => {
			at = next;
		},
	};
}
