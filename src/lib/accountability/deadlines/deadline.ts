import type { Capability } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { addDays, mondayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';

/** Why a mark is not taken. */
export type DeadlineRefusal =
	| FormFault
	| FieldFault
	| { readonly kind: 'deadline-unknown' }
	| { readonly kind: 'deadline-has-its-record' }
	| { readonly kind: 'not-done' };

const keepers = ['coordinator', 'partner-officer'] as const satisfies readonly Role[];

interface KindRule {
	/** Without it nobody sees deadlines of the kind. */
	readonly capability: Capability;
	/** Whom mails remind, of the city whose task it is; none where another mail does it. */
	readonly reminded: readonly Role[];
	/** Whether it is marked as done here, because its record has no state that says so. */
	readonly isMarked: boolean;
}

/** Every kind of thing that falls due, in the order of the filter. */
export const deadlineKinds = {
	'funding-application': { capability: 'funding.read', reminded: keepers, isMarked: false },
	'funding-report': { capability: 'funding.read', reminded: keepers, isMarked: false },
	'voucher-retention': { capability: 'funding.read', reminded: keepers, isMarked: true },
	'distribution-report': { capability: 'shipments.read', reminded: keepers, isMarked: true },
	'partnership-report': { capability: 'partnership.read', reminded: keepers, isMarked: false },
	'agreement-decision': { capability: 'partnership.read', reminded: keepers, isMarked: true },
	'agreement-end': { capability: 'partnership.read', reminded: keepers, isMarked: true },
	mandate: { capability: 'council.read', reminded: ['coordinator'], isMarked: false },
	milestone: { capability: 'cooperation.read', reminded: keepers, isMarked: false },
	promise: { capability: 'cooperation.read', reminded: keepers, isMarked: false },
	registration: { capability: 'cooperation.read', reminded: keepers, isMarked: false },
	safeguarding: { capability: 'cooperation.read', reminded: keepers, isMarked: false },
	// Their own mail reminds the officers of needs, one by one.
	'stale-needs': { capability: 'needs.read', reminded: [], isMarked: false },
} as const satisfies Readonly<Record<string, KindRule>>;

export type DeadlineKind = keyof typeof deadlineKinds;
export const deadlineKindList = Object.keys(deadlineKinds) as readonly DeadlineKind[];

/** Something that falls due. */
export interface Deadline {
	/** Names it for good: "funding-report:<funding>:<report>". Of one that comes again its day is part of the name. */
	readonly key: string;
	readonly kind: DeadlineKind;
	readonly subject: RecordRef;
	readonly due: PlainDate;
	readonly title: LocalizedText;
	readonly partnershipId: Id<'partnership'> | null;
	/** The city whose task it is. */
	readonly cityId: Id<'city'>;
	/** Who answers for it, where the record says so. */
	readonly ownerRole: Role | null;
	/** Of needs that grow old: how many. */
	readonly count: number | null;
}

/** The roles a mail reminds of a deadline. */
export function remindedRoles({ kind, ownerRole }: Pick<Deadline, 'kind' | 'ownerRole'>): readonly Role[] {
	return ownerRole ? [ownerRole] : deadlineKinds[kind].reminded;
}

/** Ukraine's register wants to know how goods were distributed so many days after customs clearance. */
export const distributionReportDays = 90;

export const horizons = ['overdue', 'week', 'month', 'later'] as const;
export type Horizon = (typeof horizons)[number];

/** How soon something is due: this week ends on Sunday, this month on its last day. */
export function horizonOf(due: PlainDate, today: PlainDate): Horizon {
	if (due < today) return 'overdue';
	if (due <= addDays(mondayOf(today), 6)) return 'week';
	return due.slice(0, 7) === today.slice(0, 7) ? 'month' : 'later';
}

/** Days after the due day on which a mail reminds: two before it, the day itself, then each week. */
const before = [-14, -3] as const;

/**
 * The reminder that is due on a day, as days after the due day; undefined while it is too early for any. After a downtime it
 * is the last one only, so that nobody gets those that were missed all at once.
 */
export function reminderStage(due: PlainDate, today: PlainDate): number | undefined {
	if (today >= due) {
		const weeks = Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${due}T00:00:00Z`)) / (7 * 86_400_000));
		return weeks * 7;
	}
	return before.findLast((stage) => addDays(due, stage) <= today);
}

/** How far ahead reminders look. */
export const firstReminderDays = -before[0];
