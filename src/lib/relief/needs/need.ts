import { assert } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import type { BaseUnit, TypedUnit } from '../catalogue/base-unit.ts';
import type { AttributeCondition } from './attribute-condition.ts';
import type { Urgency } from './freshness.ts';

export const needStates = ['draft', 'submitted', 'verified', 'open', 'closed', 'withdrawn', 'expired'] as const;
export type NeedState = (typeof needStates)[number];

export const needPurposes = [
	'housing',
	'resilience-point',
	'medical',
	'fire-and-rescue',
	'utilities',
	'schools',
	'social-care',
	'administration',
	'general',
] as const;
export type NeedPurpose = (typeof needPurposes)[number];

/** In base units. "Unknown" is a state and not zero: it waits for an answer (see need-lists/question-list.ts). */
export type NeedQuantity =
	| { readonly kind: 'exact'; readonly amount: Quantity }
	| { readonly kind: 'approximate'; readonly amount: Quantity }
	| { readonly kind: 'range'; readonly from: Quantity; readonly to: Quantity }
	| { readonly kind: 'unknown' };

/** What was typed, kept beside what it meant (law 5). */
export interface TypedQuantity {
	readonly amount: string;
	readonly amountTo: string;
	readonly unit: TypedUnit | null;
	/** Item units in one pack, box or pallet, where the writer said so. */
	readonly content: number | null;
}

export interface NeedFacts {
	/** The most specific catalogue code that is certain; a parent or a category where only that is. */
	readonly itemCode: string;
	readonly conditions: readonly AttributeCondition[];
	readonly quantity: NeedQuantity;
	readonly baseUnit: BaseUnit;
	readonly typed: TypedQuantity;
	/** The words of the list the need came from; empty where it was typed into the form. */
	readonly phrase: string;
	readonly purpose: NeedPurpose;
	readonly urgency: Urgency;
	readonly deadline: PlainDate | null;
	readonly peopleServed: number | null;
	/** Below this much, people come to harm: it is served first. */
	readonly criticalMinimum: Quantity | null;
	/** Less than this is of no use: nine of ten beds help, half a generator does not. */
	readonly minimumUseful: Quantity | null;
	/** Whether something equivalent may be sent instead. */
	readonly substitutes: boolean;
	/** Where it goes, if that is settled. Need-to-know: never in a list, each reading is logged. */
	readonly siteId: Id<'place'> | null;
	readonly note: string;
}

export type NeedChanges = { readonly [Field in keyof NeedFacts]?: NeedFacts[Field] };

/** What happened to a need. Nothing else is stored about it; see {@link foldNeed}. */
export type NeedEvent = { readonly at: Instant; readonly account: Id<'account'> | null } & (
	| { readonly kind: 'needDrafted'; readonly facts: NeedFacts }
	| { readonly kind: 'needSubmitted'; readonly validUntil: Instant }
	| { readonly kind: 'needSentBack'; readonly reason: string }
	| { readonly kind: 'needVerified' }
	| { readonly kind: 'needOpened'; readonly validUntil: Instant }
	| { readonly kind: 'needConfirmed'; readonly validUntil: Instant }
	| {
			readonly kind: 'needCorrected';
			readonly before: NeedChanges;
			readonly after: NeedChanges;
			readonly reason: string;
			/** Null for a draft, which has no validity yet. */
			readonly validUntil: Instant | null;
	  }
	| { readonly kind: 'needReminded' }
	| { readonly kind: 'needExpired' }
	| { readonly kind: 'needRenewed'; readonly validUntil: Instant }
	| { readonly kind: 'needWithdrawn'; readonly reason: string }
	| { readonly kind: 'needClosed'; readonly reason: string }
);
export type NeedEventKind = NeedEvent['kind'];

export const needMoves = [
	'submit',
	'send-back',
	'verify',
	'open',
	'confirm',
	'correct',
	'remind',
	'expire',
	'renew',
	'withdraw',
	'close',
] as const;
export type NeedMove = (typeof needMoves)[number];

/** Where a renewed need returns to: the state it had when it expired. */
export const asBefore = 'as-before';

/** The permitted moves and where each leads. Page and server read this table; db/migrations/0004-needs.sql repeats it. */
export const movesFrom = {
	draft: { submit: 'submitted', correct: 'draft', withdraw: 'withdrawn' },
	submitted: {
		'send-back': 'draft',
		verify: 'verified',
		confirm: 'submitted',
		correct: 'submitted',
		remind: 'submitted',
		expire: 'expired',
		withdraw: 'withdrawn',
	},
	verified: {
		open: 'open',
		confirm: 'verified',
		correct: 'verified',
		remind: 'verified',
		expire: 'expired',
		withdraw: 'withdrawn',
	},
	open: {
		confirm: 'open',
		correct: 'open',
		remind: 'open',
		expire: 'expired',
		withdraw: 'withdrawn',
		close: 'closed',
	},
	expired: { renew: asBefore, withdraw: 'withdrawn' },
	closed: {},
	withdrawn: {},
} as const satisfies Record<NeedState, Partial<Record<NeedMove, NeedState | typeof asBefore>>>;

/** Where a move leads from a state; undefined where it isn't permitted. */
export function destinationOf(state: NeedState, move: NeedMove): NeedState | typeof asBefore | undefined {
	const moves: Partial<Record<NeedMove, NeedState | typeof asBefore>> = movesFrom[state];
	return moves[move];
}

const moveOfEvent = {
	needSubmitted: 'submit',
	needSentBack: 'send-back',
	needVerified: 'verify',
	needOpened: 'open',
	needConfirmed: 'confirm',
	needCorrected: 'correct',
	needReminded: 'remind',
	needExpired: 'expire',
	needRenewed: 'renew',
	needWithdrawn: 'withdraw',
	needClosed: 'close',
} as const satisfies Record<Exclude<NeedEventKind, 'needDrafted'>, NeedMove>;

/** A need as its events add up. `version` is the number of events: what a page shows to notice a change meanwhile. */
export interface Need {
	readonly version: number;
	readonly state: NeedState;
	readonly facts: NeedFacts;
	readonly draftedAt: Instant;
	readonly changedAt: Instant;
	/** When somebody last said that this is still so; null before it was submitted. */
	readonly confirmedAt: Instant | null;
	readonly validUntil: Instant | null;
	/** When the partner was reminded of this validity; null where not yet. */
	readonly remindedAt: Instant | null;
	readonly stateBeforeExpiry: 'submitted' | 'verified' | 'open' | null;
}

/** The need its events add up to; undefined where there are none. Events that no move permits are a defect. */
export function foldNeed(events: readonly NeedEvent[]): Need | undefined {
	return events.reduce<Need | undefined>(evolveNeed, undefined);
}

/** The need after one more event. */
export function evolveNeed(need: Need | undefined, event: NeedEvent): Need {
	if (event.kind === 'needDrafted') {
		assert(!need, 'a need is drafted once');
		return {
			version: 1,
			state: 'draft',
			facts: event.facts,
			draftedAt: event.at,
			changedAt: event.at,
			confirmedAt: null,
			validUntil: null,
			remindedAt: null,
			stateBeforeExpiry: null,
		};
	}
	assert(need, `${event.kind} follows a draft`);
	const destination = destinationOf(need.state, moveOfEvent[event.kind]);
	assert(destination, `${event.kind} is permitted for a need that is ${need.state}`);
	const state = destination === asBefore ? need.stateBeforeExpiry : destination;
	assert(state, 'an expired need knows what it was before');
	const moved: Need = { ...need, version: need.version + 1, state, changedAt: event.at };
	return applyEvent(moved, need.state, event);
}

function applyEvent(moved: Need, from: NeedState, event: NeedEvent): Need {
	switch (event.kind) {
		case 'needSubmitted':
		case 'needOpened':
		case 'needConfirmed':
		case 'needRenewed':
			return { ...moved, ...fresh(event.at, event.validUntil), stateBeforeExpiry: null };
		case 'needCorrected': {
			const facts: NeedFacts = { ...moved.facts, ...event.after };
			return event.validUntil === null
				? { ...moved, facts }
				: { ...moved, facts, ...fresh(event.at, event.validUntil) };
		}
		case 'needReminded':
			return { ...moved, remindedAt: event.at };
		case 'needExpired':
			assert(from === 'submitted' || from === 'verified' || from === 'open', `a need that is ${from} expires`);
			return { ...moved, stateBeforeExpiry: from };
		case 'needSentBack':
			return { ...moved, confirmedAt: null, validUntil: null, remindedAt: null };
		case 'needWithdrawn':
			return { ...moved, stateBeforeExpiry: null };
		default:
			return moved;
	}
}

function fresh(at: Instant, validUntil: Instant): Pick<Need, 'confirmedAt' | 'validUntil' | 'remindedAt'> {
	return { confirmedAt: at, validUntil, remindedAt: null };
}
