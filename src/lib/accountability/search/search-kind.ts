import { type Capability, may, type RoleHolder } from '#lib/access/permissions.ts';
import type { Language } from '#lib/kernel/language.ts';

interface SearchedKind {
	readonly capability: Capability;
	/** What the page of such a record asks for besides. */
	readonly alsoNeeds?: Capability;
	readonly path: `${string}*${string}`;
}

/** Every kind of record that is searched: who may read it, and where the office shows it. */
export const searchKinds = {
	need: { capability: 'needs.read', path: 'needs/*' },
	'need-list': { capability: 'need-lists.read', path: 'need-lists/*/review' },
	offer: { capability: 'offers.read', path: 'offers/*' },
	lot: { capability: 'stock.read', path: 'stock/*' },
	shipment: { capability: 'shipments.read', path: 'shipments/*' },
	discrepancy: { capability: 'discrepancies.read', path: 'discrepancies/*' },
	partnership: { capability: 'partnership.read', path: 'partnerships/*' },
	agreement: { capability: 'partnership.read', path: 'agreements/*' },
	paper: { capability: 'council.read', path: 'council/*' },
	mandate: { capability: 'council.read', path: 'council/mandates/*' },
	theme: { capability: 'cooperation.read', path: 'themes/*' },
	project: { capability: 'cooperation.read', path: 'projects/*' },
	promise: { capability: 'cooperation.read', path: 'promises/*' },
	event: { capability: 'cooperation.read', path: 'events/*' },
	exchange: { capability: 'cooperation.read', path: 'exchanges/*' },
	funding: { capability: 'funding.read', path: 'funding/*' },
	report: { capability: 'reports.read', path: 'reports/*' },
	// It lists vouchers, which not everybody who reads reports may see.
	'proof-of-use': { capability: 'reports.read', alsoNeeds: 'funding.read', path: 'reports/*' },
	person: { capability: 'partnership.read', path: 'people/*' },
	organisation: { capability: 'directory.keep', path: 'directory/organisations/*' },
	place: { capability: 'directory.read', path: 'directory/places/*' },
	operation: { capability: 'directory.read', path: 'directory/operations/*' },
	document: { capability: 'partnership.read', path: 'documents/*' },
} as const satisfies Record<string, SearchedKind>;

export type SearchKind = keyof typeof searchKinds;

/** In the order in which filters name them. */
export const allSearchKinds = Object.keys(searchKinds) as readonly SearchKind[];

/** Whether somebody may read records of a kind, and so find them. */
export function mayFind(reader: RoleHolder, kind: SearchKind): boolean {
	const { capability, alsoNeeds }: SearchedKind = searchKinds[kind];
	return may(reader, capability) && (alsoNeeds === undefined || may(reader, alsoNeeds));
}

export function isSearchKind(text: string): text is SearchKind {
	return Object.hasOwn(searchKinds, text);
}

/** The page of a record. */
export function searchPath(kind: SearchKind, id: string, language: Language): string {
	return `/${language}/office/${searchKinds[kind].path.replace('*', id)}`;
}
