import type { Capability } from '#lib/access/permissions.ts';

/** What can wait for somebody in the office, in the order of its weight; each with who cares and where it is done. */
export const officeTasks = [
	{ kind: 'discrepancies', capability: 'discrepancies.settle', path: '/discrepancies' },
	{ kind: 'receipts', capability: 'receipts.write', path: '/shipments?phase=on-the-way' },
	{ kind: 'lists', capability: 'needs.review', path: '/need-lists' },
	{ kind: 'submitted', capability: 'needs.review', path: '/needs?state=submitted' },
	{ kind: 'verified', capability: 'needs.review', path: '/needs?state=verified' },
	{ kind: 'stale', capability: 'needs.review', path: '/needs' },
	{ kind: 'offers', capability: 'offers.decide', path: '/offers' },
	{ kind: 'proposals', capability: 'allocation.decide', path: '/allocations' },
	{ kind: 'loads', capability: 'shipments.load', path: '/shipments' },
	{ kind: 'feedback', capability: 'feedback.settle', path: '/feedback' },
] as const satisfies readonly { readonly kind: string; readonly capability: Capability; readonly path: string }[];

export type OfficeTaskKind = (typeof officeTasks)[number]['kind'];
export type OfficeCounts = Readonly<Record<OfficeTaskKind, number>>;

/** One thing that waits, said in the reader's language. */
export interface OfficeTask {
	readonly kind: OfficeTaskKind;
	readonly count: number;
	readonly href: string;
}

/**
 * Whether aid can ever wait for somebody with these capabilities; readers and the press have their pages instead, and
 * administrators what they keep, beside the messages about the site that may wait for them.
 */
export function hasTasks(mayUse: (capability: Capability) => boolean): boolean {
	return officeTasks.some(({ kind, capability }) => kind !== 'feedback' && mayUse(capability));
}

/** What waits for somebody with these capabilities; nothing that doesn't. */
export function tasksFor(
	counts: OfficeCounts,
	mayUse: (capability: Capability) => boolean,
	office: string,
): readonly OfficeTask[] {
	return officeTasks
		.filter(({ kind, capability }) => counts[kind] > 0 && mayUse(capability))
		.map(({ kind, path }) => ({ kind, count: counts[kind], href: `${office}${path}` }));
}
