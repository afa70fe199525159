import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { AnswerFault } from '../web-answers/answer-fault.ts';
import type { BodyChoice } from './list-page.ts';
import type { OparlKind } from './oparl-object.ts';

export const runStates = ['queued', 'running', 'complete', 'incomplete', 'failed', 'stopped'] as const;
export type RunState = (typeof runStates)[number];

/** Why a list was not read to its end. */
export type GapReason = AnswerFault | { readonly kind: 'list-repeats' } | { readonly kind: 'too-many-pages' };

/** Why a run could not begin or was given up. */
export type RunFailure =
	| { readonly kind: 'no-answer'; readonly url: string; readonly fault: AnswerFault }
	| { readonly kind: 'no-system'; readonly url: string; readonly found: string }
	| { readonly kind: 'no-body'; readonly url: string }
	| { readonly kind: 'several-bodies'; readonly bodies: readonly BodyChoice[] }
	| { readonly kind: 'body-without-papers'; readonly url: string }
	| { readonly kind: 'broken' };

/** A list to be read, and where to go on in it. */
export interface ListPosition {
	readonly kind: OparlKind;
	readonly list: string;
	/** The page to be fetched; null for the list's first. */
	readonly next: string | null;
	/** False once the server has shown that it can't stand being asked for a number of objects. */
	readonly limit: boolean;
	readonly pages: number;
	/** Pages one after the other that held nothing this run had not been given before. */
	readonly stale: number;
}

export interface Gap {
	readonly position: ListPosition;
	readonly reason: GapReason;
}

/** How far a run is. */
export interface Cursor {
	/** Undefined before the body was found. */
	readonly lists?: readonly ListPosition[];
	readonly gaps?: readonly Gap[];
	/** Objects fetched one by one, because others name them and no list gave them. */
	readonly singles?: number;
}

export interface OparlSource {
	readonly id: Id<'oparl-source'>;
	readonly cityId: Id<'city'>;
	readonly url: string;
	readonly language: 'de' | 'uk' | 'en';
	readonly daily: boolean;
	readonly bodyName: string | null;
	readonly readUntil: Instant | null;
}

export interface RunCounts {
	readonly pages: number;
	readonly objects: number;
	readonly added: number;
	readonly changed: number;
	readonly removed: number;
	readonly refused: number;
	readonly unlisted: number;
}

export interface OparlRun extends RunCounts {
	readonly id: Id<'oparl-run'>;
	readonly sourceId: Id<'oparl-source'>;
	readonly state: RunState;
	readonly since: Instant | null;
	readonly requestedAt: Instant;
	readonly startedAt: Instant | null;
	readonly aliveAt: Instant | null;
	readonly endedAt: Instant | null;
	readonly cursor: Cursor;
	readonly failure: RunFailure | null;
}
