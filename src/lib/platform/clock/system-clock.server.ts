import type { Instant } from '#lib/kernel/instant.ts';
import type { Clock } from './clock.ts';

/** The machine's clock. The only place that reads it. */
export const systemClock: Clock = { now: () => Date.now() as Instant };
