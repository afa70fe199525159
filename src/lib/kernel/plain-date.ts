import { assert } from './assert.ts';
import type { Brand } from './brand.ts';
import type { Instant } from './instant.ts';

/**
 * A calendar day "2023-03-14" without time or zone. PostgreSQL's `date` is read as this text, never as a JavaScript
 * Date: a Date shifts a deadline by a day for half of the readers.
 */
export type PlainDate = Brand<string, 'plain-date'>;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day a text names in ISO form; undefined for impossible days such as 2023-02-30. */
export function parsePlainDate(text: string): PlainDate | undefined {
	const match = shape.exec(text);
	if (!match) return undefined;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? (text as PlainDate) : undefined;
}

export function plainDate(text: string): PlainDate {
	const parsed = parsePlainDate(text);
	assert(parsed, `"${text}" is no day`);
	return parsed;
}

/** The day it is in a zone (default Europe/Berlin) at a moment. */
export function dayOf(at: Instant, zone = 'Europe/Berlin'): PlainDate {
	return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at) as PlainDate;
}

export function addDays(date: PlainDate, days: number): PlainDate {
	const at = new Date(`${date}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + days);
	return at.toISOString().slice(0, 10) as PlainDate;
}

/** Whole days from `from` until `until`; negative where `until` is earlier. */
export function daysBetween(from: PlainDate, until: PlainDate): number {
	return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The Monday of the ISO week a day lies in: what the public may know of a recent day (disclosure rule R3). */
export function mondayOf(date: PlainDate): PlainDate {
	const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
	return addDays(date, -weekday);
}
