import type { Capability } from '#lib/access/permissions.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type RecordRef, recordPath } from '#lib/partnerships/record-ref.ts';
import type { StoryKind } from './story-line.ts';

/** The record of the office an entry was folded from: one that others can point to, or one that has a page of its own. */
export type StorySource =
	| RecordRef
	| { readonly kind: 'need-list'; readonly id: Id<'need-list'> }
	| { readonly kind: 'allocation'; readonly id: Id<'allocation-round'> };

/** The page of the record below "/de/office". */
export function storySourcePath(source: StorySource): string {
	if (source.kind === 'need-list') return `/need-lists/${source.id}/review`;
	if (source.kind === 'allocation') return `/allocations/${source.id}`;
	return recordPath(source);
}

/** Without which nobody reads entries of a kind: what the pages of their records ask for. */
export const storyCapabilities = {
	paper: 'council.read',
	agreement: 'partnership.read',
	standing: 'partnership.read',
	theme: 'cooperation.read',
	project: 'cooperation.read',
	event: 'cooperation.read',
	exchange: 'cooperation.read',
	promise: 'cooperation.read',
	funding: 'funding.read',
	need: 'needs.read',
	offer: 'offers.read',
	allocation: 'allocation.read',
	shipment: 'shipments.read',
	use: 'shipments.read',
	report: 'reports.read',
} as const satisfies Record<StoryKind, Capability>;
