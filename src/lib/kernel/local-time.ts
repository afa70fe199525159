import type { Instant } from './instant.ts';
import type { Language } from './language.ts';

/** The clock a reader's office goes by: Kyiv for Ukrainian, else Central Europe. The same as formatInstant shows. */
export function zoneOf(language: Language): string {
	return language === 'uk' ? 'Europe/Kyiv' : 'Europe/Berlin';
}

/** A moment as a `datetime-local` field has it, "2023-03-14T09:30", on the clock of a zone. */
export function toLocalTime(at: Instant, zone: string): string {
	const parts = new Intl.DateTimeFormat('en-CA', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
	}).formatToParts(at);
	const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '00';
	return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** Nothing of ours happened before these years or happens after them; beyond, calendars and years of four digits end. */
const earliest = Date.parse('1900-01-01T00:00:00Z');
const latest = Date.parse('2999-12-31T23:59:00Z');

/**
 * The moment a `datetime-local` field names on the clock of a zone; undefined where it names none. In the hour that comes
 * twice in autumn it is the first, in the one that is skipped in spring the next that exists.
 */
export function fromLocalTime(text: string, zone: string): Instant | undefined {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined;
	const asIfUtc = Date.parse(`${text}:00Z`);
	if (!(asIfUtc >= earliest && asIfUtc <= latest)) return undefined;
	const offset = (at: number) => Date.parse(`${toLocalTime(at as Instant, zone)}:00Z`) - at;
	const before = asIfUtc - offset(asIfUtc - 86_400_000);
	const after = asIfUtc - offset(asIfUtc + 86_400_000);
	const fitting = [before, after].find((at) => toLocalTime(at as Instant, zone) === text);
	return (fitting ?? before) as Instant;
}
