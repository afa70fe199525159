import { type RawBuilder, sql } from 'kysely';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Quantity } from '#lib/kernel/quantity.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import type { EvidenceAddress } from '../evidence.ts';
import type { RecordRef } from '../record-ref.ts';
import { evolvePromise, type PromiseEvent, type PromiseFacts, type TrackedPromise } from './promise.ts';
import {
	type OwnerRole,
	openPromiseStates,
	type PromiseKind,
	type PromiseState,
	type SourceKind,
} from './promise-states.ts';

export type PromiseId = Id<'promise'>;

/** A promise as lists, pages and reports read it. */
export interface PromiseRecord extends Omit<TrackedPromise, 'owner' | 'madeAt' | 'changedAt'> {
	readonly id: PromiseId;
	readonly partnershipId: Id<'partnership'>;
	readonly cityId: Id<'city'>;
	/** The city that keeps it. */
	readonly cityNames: LocalizedText;
	readonly owner: PromiseFacts['owner'] & { readonly organisationNames: LocalizedText | null };
}

interface Row {
	readonly id: PromiseId;
	readonly partnershipId: Id<'partnership'>;
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly version: number;
	readonly state: PromiseState;
	readonly since: FuzzyDate;
	readonly note: LocalizedText | null;
	readonly text: LocalizedText;
	readonly kind: PromiseKind;
	readonly amount: Quantity | null;
	readonly unit: string | null;
	readonly itemCode: string | null;
	readonly sourceKind: SourceKind;
	readonly sourceAddress: EvidenceAddress | null;
	readonly quotation: string;
	readonly made: FuzzyDate;
	readonly due: FuzzyDate | null;
	readonly firstDue: FuzzyDate | null;
	readonly ownerRole: OwnerRole;
	readonly ownerOrganisationId: Id<'organisation'> | null;
	readonly organisationNames: LocalizedText | null;
	readonly isPublic: boolean;
	readonly evidence: TrackedPromise['evidence'];
}

const selectPromise = sql`select p.promise_id as id, p.partnership_id, p.city_id, c.names as city_names, p.version, p.state,
		${fuzzyDateOf('p.since')} as since, p.note, p.text, p.kind, p.amount::float8 as amount, p.unit, p.item_code, p.source_kind,
		p.source_address, p.quotation, ${fuzzyDateOf('p.made')} as made, ${fuzzyDateOf('p.due')} as due,
		${fuzzyDateOf('p.first_due')} as first_due, p.owner_role, p.owner_organisation_id, o.names as organisation_names,
		p.public as is_public, p.evidence
	from promise_current p join city c on c.id = p.city_id left join organisation o on o.id = p.owner_organisation_id`;

function recordOf(row: Row): PromiseRecord {
	const { amount, unit, itemCode, sourceKind, sourceAddress, quotation, ...rest } = row;
	const { ownerRole, ownerOrganisationId, organisationNames, ...record } = rest;
	return {
		...record,
		quantity: amount === null || unit === null ? null : { amount, unit, itemCode },
		source: { kind: sourceKind, address: sourceAddress, quotation },
		owner: { role: ownerRole, organisationId: ownerOrganisationId, organisationNames },
	};
}

async function select(trx: Trx, rest: RawBuilder<unknown>): Promise<readonly PromiseRecord[]> {
	const { rows } = await sql<Row>`${selectPromise} ${rest}`.execute(trx);
	return rows.map(recordOf);
}

const open = sql`p.state = any (${[...openPromiseStates]}::text[])`;
const lastDue = sql`last_day_of(p.due_on, p.due_precision)`;
const byDue = sql`${lastDue} nulls last, p.made_on, p.promise_id`;

/** A promise the acting city may read. */
export async function findPromise(trx: Trx, id: PromiseId): Promise<PromiseRecord | undefined> {
	return (await select(trx, sql`where p.promise_id = ${id}`))[0];
}

/** All promises of a partnership in the order they were made. */
export function listPromisesOfPartnership(
	trx: Trx,
	partnershipId: Id<'partnership'>,
): Promise<readonly PromiseRecord[]> {
	return select(trx, sql`where p.partnership_id = ${partnershipId} order by p.made_on, p.promise_id`);
}

/** Promises that should be kept by now and are not, the longest overdue first. */
export function listOverduePromises(trx: Trx, today: PlainDate): Promise<readonly PromiseRecord[]> {
	return select(trx, sql`where ${open} and ${lastDue} < ${today} order by ${byDue}`);
}

/** Promises somebody made in a record: in an agreement, a paper, at an event. */
export function listPromisesOfSource(trx: Trx, source: EvidenceAddress): Promise<readonly PromiseRecord[]> {
	const same = JSON.stringify(source.kind === 'link' ? source : { kind: 'record', ref: source.ref });
	return select(trx, sql`where p.source_address @> ${same}::jsonb order by p.made_on, p.promise_id`);
}

/** What a list of promises is narrowed to. */
export interface PromiseFilter {
	/** A state, or several of them: what is open, overdue, settled, or all. */
	readonly state: PromiseState | 'open' | 'overdue' | 'settled' | 'all';
	readonly role: OwnerRole | null;
	readonly partnershipId: Id<'partnership'> | null;
	/** Words that all occur in the text, in any language, or in the name of whoever is to do it. */
	readonly words: readonly string[];
	readonly today: PlainDate;
}

function stateCondition({ state, today }: PromiseFilter): RawBuilder<unknown> {
	if (state === 'all') return sql`true`;
	if (state === 'open') return open;
	if (state === 'settled') return sql`not ${open}`;
	return state === 'overdue' ? sql`${open} and ${lastDue} < ${today}` : sql`p.state = ${state}`;
}

function otherConditions({ role, partnershipId, words }: PromiseFilter): RawBuilder<unknown> {
	const said = sql`lower(p.text::text || ' ' || coalesce(o.names::text, '') || ' ' || p.quotation)`;
	return sql`(${role}::text is null or p.owner_role = ${role})
		and (${partnershipId}::uuid is null or p.partnership_id = ${partnershipId})
		and not exists (select from unnest(${words.map((word) => word.toLowerCase())}::text[]) word where position(word in ${said}) = 0)`;
}

/** A page of promises: what is still to be done by its day, what is settled by the day it was, newest first. */
export function listPromises(
	trx: Trx,
	filter: PromiseFilter,
	{ offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly PromiseRecord[]> {
	const order = filter.state === 'open' || filter.state === 'overdue' ? byDue : sql`p.since_on desc, p.promise_id`;
	return select(
		trx,
		sql`where ${stateCondition(filter)} and ${otherConditions(filter)} order by ${order} offset ${offset} limit ${limit}`,
	);
}

/** How many promises a list would hold under each of its headings, whatever state the filter names. */
export async function countPromises(
	trx: Trx,
	filter: PromiseFilter,
): Promise<{ readonly open: number; readonly overdue: number; readonly settled: number; readonly all: number }> {
	const { rows } = await sql<{ open: number; overdue: number; settled: number; all: number }>`
		select count(*) filter (where ${open})::int as open,
			count(*) filter (where ${open} and ${lastDue} < ${filter.today})::int as overdue,
			count(*) filter (where not ${open})::int as settled, count(*)::int as all
		from promise_current p left join organisation o on o.id = p.owner_organisation_id
		where ${otherConditions(filter)}`.execute(trx);
	return rows[0] ?? { open: 0, overdue: 0, settled: 0, all: 0 };
}

/** An event of a promise with who did it; null where that is no account of the acting city. */
export type PromiseStep = PromiseEvent & { readonly by: string | null };

/** Everything that happened to a promise, oldest first. */
export async function listPromiseEvents(trx: Trx, id: PromiseId): Promise<readonly PromiseStep[]> {
	const { rows } = await sql<{
		kind: string;
		data: object;
		at: Instant;
		accountId: Id<'account'> | null;
		by: string | null;
	}>`select e.kind, e.data, e.at, e.account_id, a.name as by from promise_event e
		left join account a on a.id = e.account_id where e.promise_id = ${id} order by e.sequence`.execute(trx);
	return rows.map(
		({ kind, data, at, accountId, by }) => ({ kind, ...data, at, account: accountId, by }) as PromiseStep,
	);
}

/** The events of all promises of a partnership, oldest first, by promise. */
export async function listPromiseEventsOfPartnership(
	trx: Trx,
	partnershipId: Id<'partnership'>,
): Promise<ReadonlyMap<PromiseId, readonly PromiseEvent[]>> {
	const { rows } = await sql<{
		promiseId: PromiseId;
		kind: string;
		data: object;
		at: Instant;
		account: Id<'account'> | null;
	}>`
		select e.promise_id, e.kind, e.data, e.at, e.account_id as account
		from promise_event e join promise_current p on p.promise_id = e.promise_id
		where p.partnership_id = ${partnershipId} order by e.promise_id, e.sequence`.execute(trx);
	const grouped = Map.groupBy(rows, ({ promiseId }) => promiseId);
	const eventOf = ({ kind, data, at, account }: (typeof rows)[number]) =>
		({ kind, ...data, at, account }) as PromiseEvent;
	return new Map([...grouped].map(([id, each]) => [id, each.map(eventOf)]));
}

/** A promise of the acting city as its events tell it, locked until the transaction ends; undefined on another's. */
export async function lockOwnPromise(trx: Trx, id: PromiseId): Promise<TrackedPromise | undefined> {
	const locked = await sql`select from promise_current
		where promise_id = ${id} and city_id = current_city() for update`.execute(trx);
	if (locked.rows.length === 0) return undefined;
	const events = await listPromiseEvents(trx, id);
	return events.reduce<TrackedPromise | undefined>((before, event) => evolvePromise(before, event), undefined);
}

/** A promise that falls due. */
export interface PromiseDeadline {
	readonly subject: RecordRef;
	readonly kind: 'promise';
	/** The last day it may have been promised for. */
	readonly due: PlainDate;
	readonly title: LocalizedText;
	readonly partnershipId: Id<'partnership'>;
	readonly cityId: Id<'city'>;
	readonly ownerRole: OwnerRole;
}

/** Promises still to be kept whose last day comes until a day, overdue ones first. */
export async function listPromiseDeadlines(
	trx: Trx,
	{ until }: { readonly until: PlainDate },
): Promise<readonly PromiseDeadline[]> {
	const { rows } = await sql<Omit<PromiseDeadline, 'subject' | 'kind'> & { readonly id: Id<'promise'> }>`
		select p.promise_id as id, ${lastDue} as due, p.text as title, p.partnership_id, p.city_id, p.owner_role
		from promise_current p where ${open} and ${lastDue} <= ${until} order by ${byDue}`.execute(trx);
	return rows.map(({ id, ...row }) => ({ ...row, kind: 'promise', subject: { kind: 'promise', id } }));
}
