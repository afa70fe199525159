import { type Id, parseId } from '#lib/kernel/id.ts';

/** Where the office shows each kind of record that another record can point to, below "/de/office/". */
const paths = {
	partnership: 'partnerships',
	paper: 'council',
	agreement: 'agreements',
	theme: 'themes',
	project: 'projects',
	event: 'events',
	exchange: 'exchanges',
	funding: 'funding',
	promise: 'promises',
	person: 'people',
	document: 'documents',
	report: 'reports',
	need: 'needs',
	offer: 'offers',
	lot: 'stock',
	shipment: 'shipments',
	operation: 'directory/operations',
} as const;

export type RecordKind = keyof typeof paths;

/** A pointer from one record to another: evidence of a mandate, origin of a promise, subject of a deadline. */
export interface RecordRef {
	readonly kind: RecordKind;
	readonly id: Id<RecordKind>;
}

export const recordKinds = Object.keys(paths) as readonly RecordKind[];

/** The path of a record's page below "/de/office": "/shipments/…". */
export function recordPath({ kind, id }: RecordRef): string {
	return `/${paths[kind]}/${id}`;
}

/**
 * The record whose page of the office has this address, as copied from the address bar or as a bare path, in any
 * language, with anything below it or behind "?"; undefined where it is the page of no record.
 */
export function parseRecordAddress(address: string): RecordRef | undefined {
	const below = /(?:^|\/)(?:de|uk|en)\/office\/([^?#]+)/.exec(address.trim())?.[1];
	if (!below) return undefined;
	for (const kind of recordKinds) {
		const rest = below.startsWith(`${paths[kind]}/`) ? below.slice(paths[kind].length + 1) : '';
		const id = parseId<RecordKind>(rest.split('/')[0] ?? '');
		if (id) return { kind, id };
	}
	return undefined;
}
