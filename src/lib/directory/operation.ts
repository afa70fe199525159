import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { CityId, Operation, OperationRecord, PartnerCity, Point } from './directory.ts';
import type { DirectoryRefusal } from './directory-refusal.ts';

/** What a form says of an operation. Undefined is what the partner city says for itself. */
export interface OperationDraft {
	readonly names: LocalizedText;
	readonly destination: LocalizedText | undefined;
	readonly country: string | undefined;
	readonly point: Point | undefined;
	readonly partnerCityId: CityId | undefined;
}

export interface OpeningDraft extends OperationDraft {
	/** Its name in addresses of the public site; never changed, because people keep them. */
	readonly slug: string;
	readonly openedOn: PlainDate;
}

/** What is stored of an operation that may be corrected. */
export interface OperationDetails extends Point {
	readonly names: LocalizedText;
	readonly destination: LocalizedText;
	readonly country: string;
	readonly partnerCityId: CityId | null;
	readonly partnershipId: string | null;
}

type Refusals = readonly DirectoryRefusal[];

/**
 * Decides on opening an operation: its partner is bound to us by a partnership, or nobody. What the form leaves empty is
 * taken from the partner city; without one it must be said.
 */
export function decideOpening(
	draft: OpeningDraft,
	partners: readonly PartnerCity[],
	today: PlainDate,
): Result<OperationDetails, Refusals> {
	const early: Refusals = draft.openedOn > today ? [{ kind: 'opened-in-future' }] : [];
	const details = complete(draft, partners);
	if (!details.ok) return refused([...details.refusal, ...early]);
	return early.length > 0 ? refused(early) : details;
}

/** Decides on correcting an operation. A partner city may join later; once named it stays, since it was told our needs. */
export function decideCorrection(
	operation: Pick<OperationRecord, 'partnerCityId' | 'partnershipId'>,
	draft: OperationDraft,
	partners: readonly PartnerCity[],
): Result<OperationDetails, Refusals> {
	const { partnerCityId, partnershipId } = operation;
	if (partnerCityId === null) return complete(draft, partners);
	if (draft.partnerCityId !== undefined && draft.partnerCityId !== partnerCityId) {
		return refused([{ kind: 'partner-stays' }]);
	}
	// The partnership may have ended meanwhile; what began under it stays as it is.
	const partner = partners.find(({ id }) => id === partnerCityId);
	const details = complete({ ...draft, partnerCityId: undefined }, [], partner);
	return details.ok ? ok({ ...details.value, partnerCityId, partnershipId }) : details;
}

function complete(
	draft: OperationDraft,
	partners: readonly PartnerCity[],
	known?: PartnerCity,
): Result<OperationDetails, Refusals> {
	const partner = known ?? partners.find(({ id }) => id === draft.partnerCityId);
	if (draft.partnerCityId !== undefined && !partner) return refused([{ kind: 'unknown-partner' }]);
	const destination = draft.destination ?? partner?.names;
	const country = draft.country ?? partner?.country;
	const point = draft.point ?? partner;
	if (destination && country && point) {
		const { latitude, longitude } = point;
		const bound = { partnerCityId: partner?.id ?? null, partnershipId: partner?.partnershipId ?? null };
		return ok({ names: draft.names, destination, country, latitude, longitude, ...bound });
	}
	return refused([
		...(destination ? [] : [{ kind: 'text-missing', field: 'destination' } as const]),
		...(country ? [] : [{ kind: 'country-missing' } as const]),
		...(point ? [] : [{ kind: 'latitude-malformed' } as const, { kind: 'longitude-malformed' } as const]),
	]);
}

/** Decides on closing an operation: nothing new is planned for it, what is under way is finished. */
export function decideClosing(
	operation: Pick<Operation, 'openedOn' | 'closedOn'>,
	on: PlainDate,
	today: PlainDate,
): Result<PlainDate, Refusals> {
	if (operation.closedOn !== null) return refused([{ kind: 'closed-already' }]);
	if (on < operation.openedOn) return refused([{ kind: 'closed-before-opened', openedOn: operation.openedOn }]);
	return on > today ? refused([{ kind: 'closed-in-future' }]) : ok(on);
}

/** Decides on taking a closing back. */
export function decideReopening(operation: Pick<Operation, 'closedOn'>): Result<null, Refusals> {
	return operation.closedOn === null ? refused([{ kind: 'open-already' }]) : ok(null);
}
