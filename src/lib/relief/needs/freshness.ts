import { day, type Instant, later } from '#lib/kernel/instant.ts';

/** 1 threatens life, 2 is needed within days, 3 within weeks, 4 helps. */
export const urgencies = [1, 2, 3, 4] as const;
export type Urgency = (typeof urgencies)[number];

/** How many days a need stays true without being confirmed, and how long before its end the partner is reminded (law 6). */
export const validity = {
	1: { days: 14, reminderDays: 4 },
	2: { days: 30, reminderDays: 7 },
	3: { days: 60, reminderDays: 10 },
	4: { days: 90, reminderDays: 14 },
} as const satisfies Record<Urgency, { days: number; reminderDays: number }>;

/** Until when a need of this urgency counts after somebody confirmed it. */
export function validUntil(confirmedAt: Instant, urgency: Urgency): Instant {
	return later(confirmedAt, validity[urgency].days * day);
}

/** From when on the partner is reminded that the need will lapse. */
export function reminderFrom(until: Instant, urgency: Urgency): Instant {
	return later(until, -validity[urgency].reminderDays * day);
}

export function isUrgency(value: number): value is Urgency {
	return (urgencies as readonly number[]).includes(value);
}
