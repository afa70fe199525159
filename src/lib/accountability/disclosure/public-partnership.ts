import { type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { addDays, dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { AgreementRecord, Signatory } from '#lib/partnerships/agreements/agreement.ts';
import type { Outcome, PaperKind } from '#lib/partnerships/council/paper-words.ts';
import type { EvidenceAddress } from '#lib/partnerships/evidence.ts';
import { evolvePromise, type PromiseEvent, type TrackedPromise } from '#lib/partnerships/promises/promise.ts';
import type { StandingEvent } from '#lib/partnerships/standing/standing.ts';
import type { Theme } from '#lib/partnerships/themes/theme.ts';
import type { PublicRef, PublicRefOf } from './public-ref.ts';

// Which fields of a partnership's records may leave the house. Each function names what it lets through; what it does not
// name stays inside, fields added to a record later included. Rule numbers are those of docs/reference/disclosure.md.

export interface PublicStanding {
	readonly kind: StandingEvent['kind'];
	readonly status: StandingEvent['status'];
	readonly since: FuzzyDate;
	readonly basisText: LocalizedText | null;
	readonly basis: PublicRef | null;
}

/** R15: what a partnership was from a day on, with what it rests on. */
export function publicStandingOf(standing: StandingEvent, refOf: PublicRefOf): PublicStanding {
	const { kind, status, since, basis } = standing;
	return { kind, status, since, basisText: basis.text, basis: (basis.record && refOf(basis.record)) ?? null };
}

export interface PublicSignatory {
	/** Null where nobody allowed the name: then the post alone is told. */
	readonly name: string | null;
	readonly post: LocalizedText | null;
	readonly acting: boolean;
	readonly side: LocalizedText;
}

export interface PublicAgreement {
	readonly kind: AgreementRecord['kind'];
	readonly title: LocalizedText;
	readonly signedOn: FuzzyDate;
	readonly mode: AgreementRecord['mode'];
	readonly place: LocalizedText | null;
	readonly validFrom: PlainDate | null;
	readonly validUntil: PlainDate | null;
	readonly isSuperseded: boolean;
	readonly resolution: PublicRef | null;
	readonly signatories: readonly PublicSignatory[];
}

/** R15: an agreement with who signed it. Scans, and the dates by which a renewal is decided, stay inside. */
export function publicAgreementOf(agreement: AgreementRecord, refOf: PublicRefOf): PublicAgreement {
	const { kind, title, signedOn, mode, place, validFrom, validUntil, resolution, supersededBy } = agreement;
	return {
		kind,
		title,
		signedOn,
		mode,
		place,
		validFrom,
		validUntil,
		isSuperseded: supersededBy !== null,
		resolution: (resolution && refOf(resolution)) ?? null,
		signatories: agreement.signatories.map(publicSignatoryOf),
	};
}

function publicSignatoryOf(signatory: Signatory): PublicSignatory {
	const { publicNameAllowed, signedAs, postNames, acting, sideNames } = signatory;
	return { name: publicNameAllowed ? signedAs : null, post: postNames, acting, side: sideNames };
}

export interface PublicPaper {
	readonly reference: string;
	readonly names: LocalizedText;
	readonly kind: PaperKind;
	readonly dated: FuzzyDate | null;
	readonly url: string | null;
	readonly decision: { readonly body: string; readonly met: FuzzyDate | null; readonly outcome: Outcome } | null;
}

/** A paper as publication reads it. */
export interface PaperSource extends PublicPaper {
	/** What its keeper ticked. */
	readonly isPublic: boolean;
	/** False where any body dealt with it behind closed doors, as its source says. */
	readonly inPublic: boolean;
}

/**
 * R16: a council paper is public once a body has come to a result on it, or where it has an address in the council's own
 * public information system; drafts are not, nor what its keeper or its council keeps from the public. The office's summary,
 * files and mandates stay inside.
 */
export function publicPaperOf(paper: PaperSource): PublicPaper | undefined {
	if (!paper.isPublic || !paper.inPublic || (paper.decision === null && paper.url === null)) return undefined;
	const { reference, names, kind, dated, url, decision } = paper;
	return {
		reference,
		names,
		kind,
		dated,
		url,
		decision: decision && { body: decision.body, met: decision.met, outcome: decision.outcome },
	};
}

export interface PublicTheme {
	readonly names: LocalizedText;
	readonly goals: Theme['goals'];
	readonly state: 'agreed' | 'dormant';
	readonly since: FuzzyDate;
}

/** R15: a theme both cities agreed on. Proposals, those that came to nothing too, and who made them stay inside. */
export function publicThemeOf({ names, goals, state, since }: Theme): PublicTheme | undefined {
	return state === 'agreed' || state === 'dormant' ? { names, goals, state, since } : undefined;
}

export interface PublicPromise {
	readonly text: LocalizedText;
	readonly kind: TrackedPromise['kind'];
	readonly quantity: { readonly amount: number; readonly unit: string; readonly itemCode: string | null } | null;
	readonly sourceKind: TrackedPromise['source']['kind'];
	readonly source: PublicRef | null;
	readonly made: FuzzyDate;
	readonly due: FuzzyDate | null;
	/** The day first named, where it was put off. */
	readonly firstDue: FuzzyDate | null;
	readonly state: TrackedPromise['state'];
	readonly since: FuzzyDate;
	readonly note: LocalizedText | null;
	/** Who is to do it, where that is an organisation that may be named. */
	readonly doneBy: LocalizedText | null;
	readonly shownBy: readonly PublicRef[];
}

/** What decides on a promise besides itself. */
export interface PromiseScope {
	readonly tick: Instant;
	/** What became of promised goods is told as it was known then (R5). */
	readonly horizon: Instant;
	readonly refOf: PublicRefOf;
	/** Who is to do it, by the rule for donors (R6); null where nobody may be named. */
	readonly doneBy: LocalizedText | null;
}

/**
 * R17: a promise its keeper made public, with its state. What became of it is told only as far as the public may know the
 * shipments that show it: until then it stands as it was made. The quotation, notes on evidence and whose desk it is on
 * stay inside. Undefined where the promise is not public, or not yet.
 */
export function publicPromiseOf(events: readonly PromiseEvent[], scope: PromiseScope): PublicPromise | undefined {
	const promise = events.reduce<TrackedPromise | undefined>(evolvePromise, undefined);
	if (!promise?.isPublic) return undefined;
	const seen = events.reduce<TrackedPromise | undefined>((before, event) => {
		return isEventPublic(event, promise, scope) ? evolvePromise(before, event) : before;
	}, undefined);
	if (!seen) return undefined;
	const { text, kind, quantity, source, made, due, firstDue } = promise;
	const day = (date: FuzzyDate) => (kind === 'goods' ? publicDayOfGoods(date, scope.tick) : date);
	return {
		text,
		kind,
		made,
		quantity: quantity && { amount: quantity.amount, unit: quantity.unit, itemCode: quantity.itemCode },
		sourceKind: source.kind,
		source: (source.address && publicAddress(source.address, scope.refOf)) ?? null,
		due: due && day(due),
		firstDue: firstDue && due && latestDay(firstDue) < latestDay(due) ? day(firstDue) : null,
		state: seen.state,
		since: seen.state === 'made' ? made : day(seen.since),
		note: seen.note,
		doneBy: scope.doneBy,
		shownBy: seen.evidence.flatMap(({ address }) => publicAddress(address, scope.refOf) ?? []),
	};
}

/** R2 and R5 for promises: nothing of a shipment the public may not know, and of goods nothing that is too new. */
function isEventPublic(event: PromiseEvent, promise: TrackedPromise, { horizon, refOf }: PromiseScope): boolean {
	if (promise.kind === 'goods' && event.at > horizon) return false;
	const hidden = ({ address }: { readonly address: EvidenceAddress }) =>
		address.kind === 'record' && address.ref.kind === 'shipment' && refOf(address.ref) === undefined;
	const restsOnHidden = promise.evidence.some(hidden);
	return !restsOnHidden || event.kind === 'promiseMade' || event.kind === 'promiseCorrected';
}

function publicAddress(address: EvidenceAddress, refOf: PublicRefOf): PublicRef | undefined {
	return address.kind === 'link' ? { kind: 'link', url: address.url } : refOf(address.ref);
}

/** How long days on which goods move are told by their month only. */
const monthLevelDays = 30;

/** R3 for promised goods: a day ahead, or not thirty days past, could tell of a convoy; its month cannot. */
export function publicDayOfGoods(date: FuzzyDate, tick: Instant): FuzzyDate {
	if (date.precision !== 'day' || addDays(date.date, monthLevelDays) <= dayOf(tick)) return date;
	return { date: `${date.date.slice(0, 7)}-01` as PlainDate, precision: 'month' };
}
