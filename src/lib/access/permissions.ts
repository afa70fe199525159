import type { Role } from './roles.ts';

const everyone: readonly Role[] = [
	'coordinator',
	'partner-officer',
	'warehouse',
	'editor',
	'council-reader',
	'administrator',
];

/**
 * Who may do what: the one table, read by the request hook, by pages that show or hide a button, and by commands.
 * Row-level security decides *whose* records; this decides *what* may be done with them.
 */
export const permissions = {
	'office.enter': everyone,
	'need-lists.read': ['coordinator', 'partner-officer', 'council-reader'],
	'need-lists.write': ['coordinator', 'partner-officer'],
	'needs.read': ['coordinator', 'partner-officer', 'warehouse', 'editor', 'council-reader'],
	'needs.review': ['coordinator', 'partner-officer'],
	'offers.read': ['coordinator', 'warehouse', 'editor', 'council-reader'],
	'offers.decide': ['coordinator'],
	'donors.read-contact': ['coordinator'],
	'stock.read': ['coordinator', 'warehouse', 'council-reader'],
	'stock.correct': ['coordinator', 'warehouse'],
	'allocation.read': ['coordinator', 'partner-officer', 'council-reader'],
	'allocation.decide': ['coordinator'],
	'shipments.read': ['coordinator', 'partner-officer', 'warehouse', 'editor', 'council-reader'],
	'shipments.plan': ['coordinator'],
	'shipments.load': ['coordinator', 'warehouse'],
	'receipts.write': ['coordinator', 'partner-officer', 'warehouse'],
	'discrepancies.read': ['coordinator', 'partner-officer', 'warehouse', 'council-reader'],
	'discrepancies.settle': ['coordinator', 'partner-officer'],
	'directory.read': ['coordinator', 'partner-officer', 'warehouse', 'administrator'],
	'directory.keep': ['coordinator', 'administrator'],
	'places.keep': ['coordinator', 'partner-officer', 'administrator'],
	'places.read-address': ['coordinator', 'partner-officer', 'warehouse'],
	'partnership.read': ['coordinator', 'partner-officer', 'editor', 'council-reader'],
	'partnership.keep': ['coordinator', 'partner-officer'],
	'people.read-contact': ['coordinator', 'partner-officer'],
	'documents.read-restricted': ['coordinator', 'partner-officer'],
	'council.read': ['coordinator', 'partner-officer', 'editor', 'council-reader'],
	'council.keep': ['coordinator'],
	'cooperation.read': ['coordinator', 'partner-officer', 'editor', 'council-reader'],
	'cooperation.keep': ['coordinator', 'partner-officer'],
	'exchanges.read-participants': ['coordinator', 'partner-officer'],
	'promises.keep': ['coordinator', 'partner-officer'],
	'funding.read': ['coordinator', 'partner-officer', 'council-reader'],
	'funding.keep': ['coordinator', 'partner-officer'],
	'publication.decide': ['coordinator', 'partner-officer', 'editor'],
	'images.keep': ['coordinator', 'editor', 'partner-officer'],
	'articles.read': ['coordinator', 'partner-officer', 'editor', 'council-reader'],
	'articles.write': ['editor', 'partner-officer'],
	'articles.review': ['editor', 'coordinator'],
	'articles.publish': ['editor'],
	'site-texts.keep': ['administrator'],
	'feedback.settle': ['coordinator', 'administrator'],
	'reports.read': ['coordinator', 'editor', 'council-reader'],
	'reports.write': ['coordinator'],
	'outbox.read': ['coordinator', 'administrator'],
	'accounts.manage': ['administrator'],
	'audit.read': ['coordinator', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Capability = keyof typeof permissions;

/** Anything that carries roles: a session, or an account in an administrator's list. */
export interface RoleHolder {
	readonly roles: readonly Role[];
}

/** Whether a signed-in person may use a capability; nobody signed in may use none. */
export function may(holder: RoleHolder | null | undefined, capability: Capability): boolean {
	if (!holder) return false;
	const permitted: readonly Role[] = permissions[capability];
	return holder.roles.some((role) => permitted.includes(role));
}
