import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { earliestDay } from '#lib/kernel/fuzzy-date.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { type EventFault, parseGuest } from './event-form.ts';
import { findEvent, listOwnGuests } from './event-queries.server.ts';

/**
 * The city's own people for an event it keeps or its partner keeps. That the list was read stands in the audit trail;
 * undefined for whoever may not read it. `query` may name somebody to correct.
 */
export async function readGuests(desk: OfficeDesk, idText: string, query: URLSearchParams) {
	const id = parseId<'event'>(idText);
	if (!id || !may(desk.session, 'cooperation.keep')) return undefined;
	return inCity(desk.app, desk.actor, async (trx) => {
		const event = await findEvent(trx, id);
		if (!event) return undefined;
		const guests = await listOwnGuests(trx, id);
		await recordAudit(trx, { action: 'event.guests-read', subjectKind: 'event', subjectId: id });
		const edited = guests.find((guest) => guest.id === query.get('edit'));
		const typed: Typed = edited
			? {
					person: edited.id,
					guest: edited.name,
					organisation: edited.organisation ?? '',
					status: edited.status,
				}
			: { status: 'invited' };
		return { id, title: readableText(event.title, desk.language), guests, typed, idempotencyKey: randomUUID() };
	});
}

/** Lists one of the city's own people, changes or removes them. Nobody attended what has not begun. */
export async function changeGuests(
	desk: OfficeDesk,
	idText: string,
	deed: 'keep' | 'remove',
	typed: Typed,
): Promise<Result<'kept' | 'removed', readonly EventFault[]>> {
	const id = parseId<'event'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'cooperation.keep')) return refused([{ kind: 'not-permitted' }]);
	const guest = deed === 'keep' ? parseGuest(typed) : undefined;
	if (guest && !guest.ok) return guest;
	const person = parseId(typed['person'] ?? '');
	const form = { name: `${deed}-event-guest`, subject: id, typed };
	return runForm<'kept' | 'removed', EventFault>(desk, form, async (trx) => {
		const event = await findEvent(trx, id);
		if (!event) return refused([{ kind: 'not-yours' }]);
		if (guest) {
			const { name, organisation, status } = guest.value;
			const isAhead = earliestDay(event.began) > dayOf(desk.now);
			if (isAhead && (status === 'attended' || status === 'absent')) return refused([{ kind: 'attended-ahead' }]);
			await (person
				? sql`update event_guest set name = ${name}, organisation = ${organisation}, status = ${status}
					where id = ${person} and event_id = ${id} and city_id = current_city()`
				: sql`insert into event_guest (id, event_id, city_id, name, organisation, status)
					values (${randomUUID()}, ${id}, current_city(), ${name}, ${organisation}, ${status})`
			).execute(trx);
		} else {
			await sql`delete from event_guest
				where id = ${person ?? randomUUID()} and event_id = ${id} and city_id = current_city()`.execute(trx);
		}
		await recordAudit(trx, { action: 'event.guests-changed', subjectKind: 'event', subjectId: id });
		return ok(guest ? 'kept' : 'removed');
	});
}
