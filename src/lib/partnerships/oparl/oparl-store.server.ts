import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, later, toIso } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { OparlRecord, ReadObjects } from './oparl-object.ts';
import type { Cursor, OparlRun, OparlSource, RunFailure, RunState } from './oparl-run.ts';

const sourceColumns = sql`id, city_id, url, language, daily, body_name, read_until`;
const runColumns = sql`id, source_id, state, since, requested_at, started_at, alive_at, ended_at, cursor, pages, objects, added,
	changed, removed, refused, unlisted, failure`;

export async function findSource(trx: Trx, id: Id<'oparl-source'>): Promise<OparlSource | undefined> {
	const { rows } = await sql<OparlSource>`select ${sourceColumns} from oparl_source where id = ${id}`.execute(trx);
	return rows[0];
}

export async function listSources(trx: Trx): Promise<readonly OparlSource[]> {
	const { rows } = await sql<OparlSource>`select ${sourceColumns} from oparl_source order by created_at, id`.execute(
		trx,
	);
	return rows;
}

export async function findRun(trx: Trx, id: Id<'oparl-run'>): Promise<OparlRun | undefined> {
	const { rows } = await sql<OparlRun>`select ${runColumns} from oparl_run where id = ${id}`.execute(trx);
	return rows[0];
}

/** The runs of a source, latest first. */
export async function listRuns(trx: Trx, sourceId: Id<'oparl-source'>, limit = 10): Promise<readonly OparlRun[]> {
	const { rows } = await sql<OparlRun>`select ${runColumns} from oparl_run
		where source_id = ${sourceId} order by requested_at desc, id limit ${limit}`.execute(trx);
	return rows;
}

/** A clock of theirs may be wrong by hours. Read again at no cost: what has not changed is not written. */
const overlap = 24 * 3_600_000;

/** Puts a run in the queue; undefined where one is under way. A full run asks for everything. */
export async function insertRun(
	trx: Trx,
	source: OparlSource,
	full: boolean,
	deed: { readonly at: Instant; readonly account: Id<'account'> | null },
): Promise<Id<'oparl-run'> | undefined> {
	const id = randomUUID() as Id<'oparl-run'>;
	const since = full || source.readUntil === null ? null : later(source.readUntil, -overlap);
	const done = await sql`insert into oparl_run (id, source_id, city_id, state, since, requested_at, requested_by)
		values (${id}, ${source.id}, current_city(), 'queued', ${since === null ? null : sqlInstant(since)}, ${sqlInstant(deed.at)},
			${deed.account}) on conflict do nothing`.execute(trx);
	return done.numAffectedRows === 0n ? undefined : id;
}

/** Another process works on the run, or somebody stopped it: nothing of the step may be kept. */
export class StepLost extends Error {}

export interface Step {
	/** Requests that were answered or given up; at least one, so that a step can be told from the one before it. */
	readonly pages: number;
	readonly read?: ReadObjects;
	readonly bodyName?: string;
	/** Where to go on, knowing how many of the listed objects this run had not found in a list before. */
	readonly cursor: (fresh: number) => Cursor;
}

/** Keeps a step of a run: its objects, its refusals, its counts and the place to go on from. Throws {@link StepLost}. */
export async function saveStep(trx: Trx, run: OparlRun, step: Step, at: Instant): Promise<void> {
	const { records = [], refusals = [] } = step.read ?? {};
	const locked = await sql`select from oparl_run
		where id = ${run.id} and state in ('queued', 'running') and pages = ${run.pages} for update`.execute(trx);
	if (locked.rows.length === 0) throw new StepLost();
	const counts = await saveObjects(trx, run, records);
	await insertRefusals(trx, run, refusals, at);
	await sql`update oparl_run set state = 'running', started_at = coalesce(started_at, ${sqlInstant(at)}),
			alive_at = ${sqlInstant(at)}, cursor = ${sqlJson(step.cursor(counts.fresh))}, pages = pages + ${step.pages},
			objects = objects + ${counts.objects}, added = added + ${counts.added}, changed = changed + ${counts.changed},
			removed = removed + ${counts.removed}, refused = refused + ${refusals.length}
		where id = ${run.id}`.execute(trx);
	if (step.bodyName !== undefined) {
		await sql`update oparl_source set body_name = ${step.bodyName} where id = ${run.sourceId}`.execute(trx);
	}
}

interface ObjectCounts {
	readonly objects: number;
	readonly added: number;
	readonly changed: number;
	readonly removed: number;
	/** Listed ones that this run had not found in a list before. */
	readonly fresh: number;
}

/**
 * Writes objects and tells what is new about them. Compared by content: a server that dates everything "changed today"
 * changes nothing. An object taken back keeps what was known of it.
 */
async function saveObjects(trx: Trx, run: OparlRun, records: readonly OparlRecord[]): Promise<ObjectCounts> {
	const merged = mergeByAddress(records);
	if (merged.length === 0) return { objects: 0, added: 0, changed: 0, removed: 0, fresh: 0 };
	const { rows } = await sql<ObjectCounts>`
		with incoming as (
			select * from jsonb_to_recordset(${sqlJson(merged)}) as i(url text, kind text, listed jsonb, embedded jsonb,
				removed boolean, in_list boolean)
		), before as (
			select o.* from oparl_object o
			where o.source_id = ${run.sourceId} and o.url = any (${merged.map(({ url }) => url)}::text[])
		), written as (
			insert into oparl_object as o (source_id, url, city_id, kind, listed, embedded, removed, seen_run, listed_run)
			select ${run.sourceId}, url, current_city(), kind, listed, embedded, removed, ${run.id}::uuid,
				case when in_list then ${run.id}::uuid end from incoming
			on conflict (source_id, url) do update set
				kind = excluded.kind,
				listed = coalesce(excluded.listed, o.listed),
				embedded = coalesce(excluded.embedded, o.embedded),
				removed = excluded.removed,
				seen_run = excluded.seen_run,
				listed_run = coalesce(excluded.listed_run, o.listed_run)
		)
		select count(*)::int as objects,
			count(*) filter (where b.url is null)::int as added,
			count(*) filter (where b.url is not null and not i.removed and (b.removed or i.listed <> b.listed or i.embedded <> b.embedded
				or (i.listed is not null and b.listed is null) or (i.embedded is not null and b.embedded is null)))::int as changed,
			count(*) filter (where i.removed and not coalesce(b.removed, false))::int as removed,
			count(*) filter (where i.in_list and b.listed_run is distinct from ${run.id}::uuid)::int as fresh
		from incoming i left join before b on b.url = i.url`.execute(trx);
	return rows[0]!;
}

/** One row per object, with what its list and what the object around it say. */
function mergeByAddress(records: readonly OparlRecord[]) {
	const byUrl = new Map<
		string,
		{ url: string; kind: string; removed: boolean; in_list: boolean; listed?: object; embedded?: object }
	>();
	for (const { url, kind, via, removed, data } of records) {
		const row = byUrl.get(url) ?? { url, kind, removed, in_list: false };
		byUrl.set(url, {
			...row,
			removed,
			in_list: row.in_list || via === 'listed',
			...(removed ? {} : { [via]: data }),
		});
	}
	return [...byUrl.values()];
}

async function insertRefusals(trx: Trx, run: OparlRun, refusals: ReadObjects['refusals'], at: Instant): Promise<void> {
	if (refusals.length === 0) return;
	const rows = refusals.map(({ url, fault }, index) => ({ number: run.refused + index + 1, url, reason: fault }));
	await sql`insert into oparl_refusal (run_id, number, city_id, object_url, reason, at)
		select ${run.id}, r.number, current_city(), left(r.url, 1000), r.reason, ${sqlInstant(at)}
		from jsonb_to_recordset(${sqlJson(rows)}) as r(number int, url text, reason jsonb)`.execute(trx);
}

/** Addresses that objects name and nobody has given yet, nor refused in this run. */
export async function listMissing(trx: Trx, run: OparlRun, limit: number): Promise<readonly string[]> {
	await sql`select count_oparl_objects()`.execute(trx);
	const { rows } = await sql<{ ref: string }>`
		select distinct ref from oparl_object o, jsonb_array_elements_text(o.data -> 'refs') as ref
		where o.source_id = ${run.sourceId} and not o.removed and o.data ? 'refs'
			and not exists (select from oparl_object known where known.source_id = o.source_id and known.url = ref)
			and not exists (select from oparl_refusal r where r.run_id = ${run.id} and r.object_url = ref)
		order by ref limit ${limit}`.execute(trx);
	return rows.map(({ ref }) => ref);
}

/** Ends a run; a complete one moves the moment until which everything is read. */
export async function endRun(
	trx: Trx,
	run: OparlRun,
	end: { readonly state: RunState; readonly failure?: RunFailure },
	at: Instant,
): Promise<void> {
	const failure = end.failure ? sqlJson(end.failure) : null;
	const ended = await sql<{
		startedAt: Instant;
	}>`update oparl_run set state = ${end.state}, ended_at = ${sqlInstant(at)},
			started_at = coalesce(started_at, ${sqlInstant(at)}), failure = ${failure}
		where id = ${run.id} and state in ('queued', 'running') returning started_at`.execute(trx);
	const startedAt = ended.rows[0]?.startedAt;
	if (startedAt === undefined || end.state !== 'complete') return;
	await sql`update oparl_source set read_until = ${toIso(startedAt)}::timestamptz where id = ${run.sourceId}`.execute(
		trx,
	);
	if (run.since !== null) return;
	await sql`update oparl_run set unlisted = (
			select count(*) from oparl_object where source_id = ${run.sourceId} and seen_run <> ${run.id} and not removed)
		where id = ${run.id}`.execute(trx);
}
