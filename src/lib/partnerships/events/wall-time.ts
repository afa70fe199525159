import { type Instant, later } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** A time of day on the clock: "09:30". */
export type WallTime = string;

/** Whether a text is a time of day in 24 hours: "09:30". */
export function isWallTime(text: string): text is WallTime {
	return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The zones a form offers besides those of the cities. */
export const usualZones: readonly string[] = [
	'Europe/Berlin',
	'Europe/Kyiv',
	'Europe/Warsaw',
	'Europe/Brussels',
	'UTC',
];

/** Whether a name is a zone of the IANA database. */
export function isTimeZone(zone: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

/** What a clock in a zone shows at a moment: "2027-03-28T09:30". */
export function wallTimeAt(at: Instant, zone: string): string {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
	return format.format(at).replace(' ', 'T');
}

const dayLong = 86_400_000;

/**
 * The moment a clock on the wall means; undefined where no clock ever shows it, because summer time skips that hour. An
 * hour shown twice in autumn means the first time, as RFC 5545 § 3.3.5 has it.
 */
export function instantOfWallTime(day: PlainDate, time: WallTime, zone: string): Instant | undefined {
	const wall = `${day}T${time}`;
	const asUtc = Date.parse(`${wall}:00Z`) as Instant;
	// The offset of a zone the day before and the day after: one of both holds at that hour.
	const offsets = [later(asUtc, -dayLong), later(asUtc, dayLong)].map(
		(near) => Date.parse(`${wallTimeAt(near, zone)}:00Z`) - near,
	);
	const candidates = offsets.map((offset) => later(asUtc, -offset)).filter((at) => wallTimeAt(at, zone) === wall);
	return candidates.length > 0 ? (Math.min(...candidates) as Instant) : undefined;
}
