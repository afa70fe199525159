import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { Evidence } from '../evidence.ts';
import type { Deed } from './council-commands.server.ts';
import type { CouncilRefusal } from './council-refusal.ts';
import {
	decideEvidence,
	decideMandateFacts,
	decideMove,
	decideWithdrawal,
	evolveMandate,
	type Mandate,
	type MandateAnswer,
	type MandateEvent,
	type MandateFacts,
	type MandateMove,
} from './mandate.ts';
import { findPaper, lockOwnPaper, type PaperRecord } from './paper-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly CouncilRefusal[]>>;

interface Stored {
	readonly id: Id<'mandate'>;
	readonly paper: PaperRecord;
	readonly mandate: Mandate;
}

/** Puts a mandate of a paper on record. */
export async function giveMandate(
	trx: Trx,
	{ paperId, facts }: { readonly paperId: Id<'paper'>; readonly facts: MandateFacts },
	deed: Deed,
): Answer<Id<'mandate'>> {
	const paper = await lockOwnPaper(trx, paperId);
	if (!paper) return refused([{ kind: 'not-yours' }]);
	const decided = decideMandateFacts(facts, paper);
	if (!decided.ok) return decided;
	const id = randomUUID() as Id<'mandate'>;
	await sql`insert into mandate (id, paper_id, city_id, created_at, created_by)
		values (${id}, ${paperId}, current_city(), ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	const given: MandateEvent = { kind: 'mandateGiven', facts, ...deed };
	await append(trx, { id, paper }, undefined, given);
	return ok(id);
}

/** Changes the words or the day of a mandate; what stood there before stays in its history. */
export function correctMandate(
	trx: Trx,
	input: { readonly id: Id<'mandate'>; readonly shown: number; readonly facts: MandateFacts },
	deed: Deed,
): Answer<null> {
	return change(trx, input, ({ mandate, paper }) => {
		const decided = decideMandateFacts(input.facts, paper);
		if (!decided.ok) return decided;
		const { task, charged, due } = mandate;
		return ok({ kind: 'mandateCorrected', before: { task, charged, due }, facts: input.facts, ...deed });
	});
}

/** Moves a mandate on, with evidence that comes along where there is some. */
export async function moveMandate(
	trx: Trx,
	input: {
		readonly id: Id<'mandate'>;
		readonly shown: number;
		readonly move: MandateMove;
		readonly evidence?: Evidence | null;
	},
	deed: Deed,
): Answer<null> {
	const { id, evidence } = input;
	let { shown } = input;
	if (evidence) {
		const added = await addEvidence(trx, { id, shown, evidence }, deed);
		if (!added.ok) return added;
		shown++;
	}
	const today = dayOf(deed.at);
	return change(trx, { id, shown }, ({ mandate, paper }) => decideMove(mandate, input.move, paper, { ...deed, today }));
}

/** Adds a piece of evidence. */
export function addEvidence(
	trx: Trx,
	input: { readonly id: Id<'mandate'>; readonly shown: number; readonly evidence: Evidence },
	deed: Deed,
): Answer<null> {
	const { evidence } = input;
	if (evidence.on && evidence.on > dayOf(deed.at)) {
		return Promise.resolve(refused([{ kind: 'date-in-future', field: 'evidenceOn' }]));
	}
	const filed = { ...evidence, id: randomUUID() as Id<'evidence'> };
	return change(trx, input, ({ mandate }) => decideEvidence(mandate, filed, deed));
}

/** Withdraws a piece of evidence with a reason. */
export function withdrawEvidence(
	trx: Trx,
	input: {
		readonly id: Id<'mandate'>;
		readonly shown: number;
		readonly evidenceId: Id<'evidence'>;
		readonly note: string;
	},
	deed: Deed,
): Answer<null> {
	return change(trx, input, ({ mandate }) => decideWithdrawal(mandate, input.evidenceId, input.note, deed));
}

async function change(
	trx: Trx,
	{ id, shown }: { readonly id: Id<'mandate'>; readonly shown: number },
	decide: (stored: Stored) => MandateAnswer,
): Answer<null> {
	const stored = await lockMandate(trx, id);
	if (!stored) return refused([{ kind: 'not-yours' }]);
	if (stored.mandate.version !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = decide(stored);
	if (!decided.ok) return decided;
	await append(trx, stored, stored.mandate, decided.value);
	return ok(null);
}

/** Locks a mandate of the acting city until the transaction ends and folds its history. */
async function lockMandate(trx: Trx, id: Id<'mandate'>): Promise<Stored | undefined> {
	const locked = await sql<{ paperId: Id<'paper'> }>`
		select paper_id from mandate_current where mandate_id = ${id} and city_id = current_city() for update`.execute(trx);
	const paperId = locked.rows[0]?.paperId;
	if (!paperId) return undefined;
	const { rows } = await sql<{ kind: string; data: object; at: Instant; accountId: Id<'account'> | null }>`
		select kind, data, at, account_id from mandate_event where mandate_id = ${id} order by sequence`.execute(trx);
	const mandate = rows.reduce<Mandate | undefined>(
		(before, { kind, data, at, accountId }) =>
			evolveMandate(before, { kind, ...data, at, account: accountId } as MandateEvent),
		undefined,
	);
	const paper = present(await findPaper(trx, paperId), 'the paper of a mandate');
	return { id, paper, mandate: present(mandate, 'the history of a mandate') };
}

async function append(
	trx: Trx,
	{ id, paper }: Pick<Stored, 'id' | 'paper'>,
	before: Mandate | undefined,
	event: MandateEvent,
): Promise<void> {
	const { version, state, task, charged, due, settledOn, note, evidence, givenAt, changedAt } = evolveMandate(
		before,
		event,
	);
	const { kind, at, account, ...data } = event;
	await sql`insert into mandate_event (mandate_id, city_id, sequence, kind, data, at, account_id)
		values (${id}, current_city(), ${version}, ${kind}, ${sqlJson(data)}, ${sqlInstant(at)}, ${account})`.execute(trx);
	if (before === undefined) {
		await sql`insert into mandate_current (mandate_id, paper_id, city_id, version, state, task, charged, due, settled_on, note,
				evidence, given_at, changed_at)
			values (${id}, ${paper.id}, current_city(), ${version}, ${state}, ${sqlJson(task)}, ${sqlJson(charged)}, ${due},
				${settledOn}, ${note}, ${sqlJson(evidence)}, ${sqlInstant(givenAt)}, ${sqlInstant(changedAt)})`.execute(trx);
	} else {
		await sql`update mandate_current set version = ${version}, state = ${state}, task = ${sqlJson(task)},
			charged = ${sqlJson(charged)}, due = ${due}, settled_on = ${settledOn}, note = ${note},
			evidence = ${sqlJson(evidence)}, changed_at = ${sqlInstant(changedAt)} where mandate_id = ${id}`.execute(trx);
	}
	await recordAudit(trx, { action: `mandate.${verbs[kind]}`, subjectKind: 'mandate', subjectId: id });
}

const verbs = {
	mandateGiven: 'given',
	mandateCorrected: 'corrected',
	mandateStarted: 'started',
	mandateReopened: 'reopened',
	mandateFulfilled: 'fulfilled',
	mandatePartlyFulfilled: 'partly-fulfilled',
	mandateDropped: 'dropped',
	evidenceAdded: 'evidence-added',
	evidenceWithdrawn: 'evidence-withdrawn',
} as const satisfies Record<MandateEvent['kind'], string>;
