/**
 * The accounts goods can stand on. `donor` is where everything comes from and the only one that goes negative;
 * `pledged` holds what was accepted but is still in the donor's hands, so that it is never mistaken for stock in a hub.
 */
export const accountKinds = [
	'donor',
	'pledged',
	'hub',
	'transit',
	'site',
	'in-use',
	'consumed',
	'lost',
	'damaged',
	'returned',
	'unknown',
] as const;
export type AccountKind = (typeof accountKinds)[number];

/** What an account's balance means for its lot: given, in stock, gone towards a recipient, or written off in stock. */
export type AccountRole = 'source' | 'stock' | 'shipped' | 'written-off';

/** What tells one account of a city's book from another. Only the parts a kind needs are set; see the migration. */
export interface AccountKey {
	readonly kind: AccountKind;
	readonly operationId: string | null;
	readonly donorId: string | null;
	readonly placeId: string | null;
	readonly shipmentId: string | null;
}

const noKey = { operationId: null, donorId: null, placeId: null, shipmentId: null };

export function donorAccount(donorId: string): AccountKey {
	return { ...noKey, kind: 'donor', donorId };
}

export function pledgedAccount(donorId: string): AccountKey {
	return { ...noKey, kind: 'pledged', donorId };
}

export function hubAccount(placeId: string): AccountKey {
	return { ...noKey, kind: 'hub', placeId };
}

export function transitAccount(operationId: string, shipmentId: string): AccountKey {
	return { ...noKey, kind: 'transit', operationId, shipmentId };
}

/** Goods at the recipient: at a named site or, where the list named none, with the operation as a whole. */
export function siteAccount(
	operationId: string,
	placeId: string | null,
	kind: 'site' | 'in-use' | 'consumed' = 'site',
): AccountKey {
	return { ...noKey, kind, operationId, placeId };
}

/** What went wrong on a shipment: its lost, damaged, refused or missing units, kept apart for each shipment. */
export function mishapAccount(
	kind: 'lost' | 'damaged' | 'returned' | 'unknown',
	operationId: string,
	shipmentId: string,
): AccountKey {
	return { ...noKey, kind, operationId, shipmentId };
}

/** What a stock-take or an accident took out of a hub, or out of the donor's hands where there is no place. */
export function shortageAccount(kind: 'lost' | 'damaged' | 'unknown', placeId: string | null): AccountKey {
	return { ...noKey, kind, placeId };
}

/** The same table as the generated column `ledger_account.role`. */
export function roleOf(account: Pick<AccountKey, 'kind' | 'shipmentId'>): AccountRole {
	switch (account.kind) {
		case 'donor':
			return 'source';
		case 'pledged':
		case 'hub':
			return 'stock';
		case 'transit':
		case 'site':
		case 'in-use':
		case 'consumed':
			return 'shipped';
		case 'lost':
		case 'damaged':
		case 'returned':
		case 'unknown':
			return account.shipmentId === null ? 'written-off' : 'shipped';
	}
}

/** One text per account, to look ids up by. */
export function accountKeyText(key: AccountKey): string {
	return [key.kind, key.operationId, key.donorId, key.placeId, key.shipmentId].map((part) => part ?? '-').join(' ');
}
