import type { Brand } from './brand.ts';

/** A moment: milliseconds since 1970 UTC. Time is always an argument; nothing pure reads a clock. */
export type Instant = Brand<number, 'instant'>;

export const hour = 3_600_000;
export const day = 24 * hour;

export function instant(date: Date | string): Instant {
	const at = typeof date === 'string' ? Date.parse(date) : date.getTime();
	if (Number.isNaN(at)) throw new Error(`Broken assumption: ${String(date)} is no instant`);
	return at as Instant;
}

export function later(at: Instant, milliseconds: number): Instant {
	return (at + milliseconds) as Instant;
}

export function toIso(at: Instant): string {
	return new Date(at).toISOString();
}
