import { may, type RoleHolder } from '#lib/access/permissions.ts';
import { routeRules } from '#lib/access/route-rules.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { type Deadline, deadlineKinds, remindedRoles } from '../deadlines/deadline.ts';

/** How many days ahead the first page looks. */
export const agendaDays = 7;

/** How many rows of a list it shows before it points to the whole list. */
const mostRows = 6;

/** Whose first page it is. */
export interface AgendaReader extends RoleHolder {
	readonly cityId: Id<'city'>;
}

/** Some of what is due, with how many there are in all. */
export interface DuePart {
	readonly when: 'overdue' | 'soon';
	readonly total: number;
	readonly rows: readonly Deadline[];
}

/**
 * What the reader has to see to, of all that is due: tasks of the own city that the reader may read and answers for. What
 * waits longest comes first. Needs that grow old are counted among the tasks of needs instead.
 */
export function dueFor(reader: AgendaReader, deadlines: readonly Deadline[], today: PlainDate): readonly DuePart[] {
	const own = deadlines.filter(
		(each) =>
			each.cityId === reader.cityId &&
			may(reader, deadlineKinds[each.kind].capability) &&
			remindedRoles(each).some((role) => reader.roles.includes(role)),
	);
	const part = (when: DuePart['when'], rows: readonly Deadline[]): DuePart => ({
		when,
		total: rows.length,
		rows: rows.slice(0, mostRows),
	});
	return [
		part(
			'overdue',
			own.filter(({ due }) => due < today),
		),
		part(
			'soon',
			own.filter(({ due }) => due >= today),
		),
	].filter(({ total }) => total > 0);
}

/** What somebody finds here who decides on nothing, in the order of what they come for; each is a path of the office. */
const readings = [
	'publication',
	'reports',
	'promises',
	'council',
	'partnerships',
	'funding',
	'shipments',
	'accounts',
	'directory',
	'outbox',
	'audit',
] as const;
export type Reading = (typeof readings)[number];

/** The parts of the office that somebody may enter, in the order of what they come for. */
export function readingsFor(reader: RoleHolder): readonly Reading[] {
	return readings.filter((reading) => {
		const rule = routeRules[`/[lang=language]/(office)/office/${reading}`];
		return rule?.who === 'capability' && may(reader, rule.to);
	});
}
