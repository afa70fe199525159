import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { isOrganisationKnown, isPartnershipOfCity } from '../choice-queries.server.ts';
import type { Evidence } from '../evidence.ts';
import {
	type Deed,
	decideCorrection,
	decideEvidence,
	decideFacts,
	decideMove,
	decideWithdrawal,
	evolvePromise,
	type PromiseAnswer,
	type PromiseEvent,
	type PromiseFacts,
	type PromiseMove,
	type TrackedPromise,
} from './promise.ts';
import { lockOwnPromise, type PromiseId } from './promise-queries.server.ts';
import type { PromiseRefusal } from './promise-refusal.ts';

type Answer<Value> = Promise<Result<Value, readonly PromiseRefusal[]>>;

/** Which promise, as which version the page showed it. */
interface Shown {
	readonly id: PromiseId;
	readonly shown: number;
}

/** Puts a promise of a partnership on record. Refuses partnerships the city is no part of and owners it cannot see. */
export async function makePromise(
	trx: Trx,
	{ partnershipId, facts }: { readonly partnershipId: Id<'partnership'>; readonly facts: PromiseFacts },
	deed: Deed,
): Answer<PromiseId> {
	const decided = decideFacts(facts, dayOf(deed.at));
	if (!decided.ok) return decided;
	if (!(await isPartnershipOfCity(trx, partnershipId))) return refused([{ kind: 'unknown-partnership' }]);
	if (!(await isOrganisationKnown(trx, facts.owner.organisationId))) return refused([{ kind: 'unknown-owner' }]);
	const id = randomUUID() as PromiseId;
	await sql`insert into promise (id, partnership_id, city_id, created_at, created_by)
		values (${id}, ${partnershipId}, current_city(), ${sqlInstant(deed.at)}, ${deed.account})`.execute(trx);
	const made: PromiseEvent = { kind: 'promiseMade', facts, ...deed };
	await sql`insert into promise_current (promise_id, partnership_id, city_id, made_at, ${columns})
		values (${id}, ${partnershipId}, current_city(), ${sqlInstant(deed.at)}, ${valuesOf(evolvePromise(undefined, made))})`.execute(
		trx,
	);
	await append(trx, id, 1, made);
	return ok(id);
}

/** Puts several promises on record, all or none. */
export async function makePromises(
	trx: Trx,
	{ partnershipId, several }: { readonly partnershipId: Id<'partnership'>; readonly several: readonly PromiseFacts[] },
	deed: Deed,
): Answer<readonly PromiseId[]> {
	const ids: PromiseId[] = [];
	for (const facts of several) {
		const made = await makePromise(trx, { partnershipId, facts }, deed);
		if (!made.ok) return made;
		ids.push(made.value);
	}
	return ok(ids);
}

/** Changes words, days or owner of a promise; what stood there before stays in its history. */
export async function correctPromise(
	trx: Trx,
	input: Shown & { readonly facts: PromiseFacts; readonly reason: string },
	deed: Deed,
): Answer<null> {
	if (!(await isOrganisationKnown(trx, input.facts.owner.organisationId))) return refused([{ kind: 'unknown-owner' }]);
	const today = dayOf(deed.at);
	return change(trx, input, (promise) => decideCorrection(promise, input.facts, input.reason, { ...deed, today }));
}

/** Moves a promise on, with evidence that comes along where there is some. */
export async function movePromise(
	trx: Trx,
	input: Shown & { readonly move: PromiseMove; readonly evidence?: Evidence | null },
	deed: Deed,
): Answer<null> {
	const { id, evidence } = input;
	const added = evidence ? await addEvidence(trx, { id, shown: input.shown, evidence }, deed) : undefined;
	if (added && !added.ok) return added;
	const shown = added ? input.shown + 1 : input.shown;
	const today = dayOf(deed.at);
	return change(trx, { id, shown }, (promise) => decideMove(promise, input.move, { ...deed, today }));
}

/** Adds a piece of evidence. */
export function addEvidence(trx: Trx, input: Shown & { readonly evidence: Evidence }, deed: Deed): Answer<null> {
	const { evidence } = input;
	if (evidence.on && evidence.on > dayOf(deed.at)) {
		return Promise.resolve(refused([{ kind: 'date-in-future', field: 'evidenceOn' }]));
	}
	const filed = { ...evidence, id: randomUUID() as Id<'evidence'> };
	return change(trx, input, (promise) => decideEvidence(promise, filed, deed));
}

/** Withdraws a piece of evidence with a reason. */
export function withdrawEvidence(
	trx: Trx,
	input: Shown & { readonly evidenceId: Id<'evidence'>; readonly reason: string },
	deed: Deed,
): Answer<null> {
	return change(trx, input, (promise) => decideWithdrawal(promise, input.evidenceId, input.reason, deed));
}

async function change(
	trx: Trx,
	{ id, shown }: Shown,
	decide: (promise: TrackedPromise) => PromiseAnswer,
): Answer<null> {
	const promise = await lockOwnPromise(trx, id);
	if (!promise) return refused([{ kind: 'not-yours' }]);
	if (promise.version !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	const decided = decide(promise);
	if (!decided.ok) return decided;
	const after = evolvePromise(promise, decided.value);
	await sql`update promise_current set (${columns}) = row(${valuesOf(after)}) where promise_id = ${id}`.execute(trx);
	await append(trx, id, after.version, decided.value);
	return ok(null);
}

const columns =
	sql.raw(`version, state, since_on, since_precision, note, text, kind, amount, unit, item_code, source_kind,
	source_address, quotation, made_on, made_precision, due_on, due_precision, first_due_on, first_due_precision, owner_role,
	owner_organisation_id, public, evidence, changed_at`);

function valuesOf(promise: TrackedPromise) {
	const { version, state, note, text, kind, quantity, source, owner, isPublic, evidence, changedAt } = promise;
	const day = (date: FuzzyDate | null) => sql`${date?.date ?? null}::date, ${date?.precision ?? null}`;
	return sql`${version}::int, ${state}, ${day(promise.since)}, ${note === null ? null : sqlJson(note)}, ${sqlJson(text)}, ${kind},
		${quantity?.amount ?? null}::bigint, ${quantity?.unit ?? null}, ${quantity?.itemCode ?? null}, ${source.kind},
		${source.address === null ? null : sqlJson(source.address)}, ${source.quotation}, ${day(promise.made)}, ${day(promise.due)},
		${day(promise.firstDue)}, ${owner.role}, ${owner.organisationId}::uuid, ${isPublic}::boolean, ${sqlJson(evidence)},
		${sqlInstant(changedAt)}`;
}

async function append(trx: Trx, id: PromiseId, sequence: number, event: PromiseEvent): Promise<void> {
	const { kind, at, account, ...data } = event;
	await sql`insert into promise_event (promise_id, city_id, sequence, kind, data, at, account_id)
		values (${id}, current_city(), ${sequence}, ${kind}, ${sqlJson(data)}, ${sqlInstant(at)}, ${account})`.execute(trx);
	await recordAudit(trx, { action: `promise.${verbs[kind]}`, subjectKind: 'promise', subjectId: id });
}

const verbs = {
	promiseMade: 'made',
	promiseCorrected: 'corrected',
	promiseMoved: 'moved',
	evidenceAdded: 'evidence-added',
	evidenceWithdrawn: 'evidence-withdrawn',
} as const satisfies Record<PromiseEvent['kind'], string>;
