import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { fromLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { addDays, type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';

/** Which entries of the audit trail to show. An absent field doesn't narrow. */
export interface AuditFilter {
	/** Entries older than this one. */
	readonly before?: number;
	readonly accountId?: Id<'account'>;
	/** The part of an action before the dot. */
	readonly area?: string;
	readonly subjectId?: string;
	readonly from?: Instant;
	/** Exclusive. */
	readonly until?: Instant;
}

/**
 * A filter as the audit page's address holds it; its days are those on the clock the list shows. What makes no sense is
 * left out: a mistyped filter shows more, not an error.
 */
export function parseAuditFilter(query: URLSearchParams, language: Language): AuditFilter {
	const before = Number(query.get('before') ?? Number.NaN);
	const accountId = parseId<'account'>(query.get('account') ?? '');
	const area = /^[a-z-]{1,60}$/.exec(query.get('area') ?? '')?.[0];
	const subjectId = query.get('subject')?.trim().slice(0, 200);
	const beginOf = (day: PlainDate) => fromLocalTime(`${day}T00:00`, zoneOf(language));
	const fromDay = parsePlainDate(query.get('from') ?? '');
	const untilDay = parsePlainDate(query.get('until') ?? '');
	const from = fromDay && beginOf(fromDay);
	const until = untilDay && beginOf(addDays(untilDay, 1));
	return {
		...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
		...(accountId ? { accountId } : {}),
		...(area ? { area } : {}),
		...(subjectId ? { subjectId } : {}),
		...(from ? { from } : {}),
		...(until ? { until } : {}),
	};
}

/** What was typed into the filter's form, to show it there again and to carry it along when reading on. */
export interface TypedAuditFilter {
	readonly area: string;
	readonly account: string;
	readonly subject: string;
	readonly from: string;
	readonly until: string;
}

export function typedAuditFilter(query: URLSearchParams): TypedAuditFilter {
	const typed = (key: keyof TypedAuditFilter): string => query.get(key) ?? '';
	return {
		area: typed('area'),
		account: typed('account'),
		subject: typed('subject'),
		from: typed('from'),
		until: typed('until'),
	};
}
