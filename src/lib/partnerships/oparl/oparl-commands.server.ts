import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import { importOparlJob } from './oparl-job.server.ts';
import type { Cursor, OparlSource } from './oparl-run.ts';
import { endRun, findSource, insertRun, listRuns } from './oparl-store.server.ts';

export type SourceRefusal =
	| FieldFault
	| FormFault
	| { readonly kind: 'source-twice' | 'run-going' | 'nothing-to-continue' | 'unknown-body' };

interface Deed {
	readonly at: Instant;
	readonly account: Id<'account'> | null;
}
type Answer<Value> = Promise<Result<Value, readonly SourceRefusal[]>>;

/** Adds a council information system and has it read at once. */
export async function addSource(
	trx: Trx,
	facts: Pick<OparlSource, 'url' | 'language' | 'daily'>,
	deed: Deed,
): Answer<Id<'oparl-source'>> {
	const id = randomUUID() as Id<'oparl-source'>;
	const done = await sql`insert into oparl_source (id, city_id, url, language, daily, created_at, created_by)
		values (${id}, current_city(), ${facts.url}, ${facts.language}, ${facts.daily}, ${sqlInstant(deed.at)}, ${deed.account})
		on conflict do nothing`.execute(trx);
	if (done.numAffectedRows === 0n) return refused([{ kind: 'source-twice' }]);
	await recordAudit(trx, { action: 'oparl-source.added', subjectKind: 'oparl-source', subjectId: id });
	const started = await startRun(trx, id, true, deed);
	return started.ok ? ok(id) : started;
}

/** Has a source read: what changed, or everything again. Refused while it is being read. */
export async function startRun(trx: Trx, id: Id<'oparl-source'>, full: boolean, deed: Deed): Answer<null> {
	const source = await findSource(trx, id);
	if (!source) return refused([{ kind: 'not-yours' }]);
	const runId = await insertRun(trx, source, full, deed);
	if (!runId) return refused([{ kind: 'run-going' }]);
	await enqueue(trx, importOparlJob, { runId, cityId: source.cityId });
	await recordAudit(trx, {
		action: 'oparl-run.started',
		subjectKind: 'oparl-source',
		subjectId: id,
		details: { full },
	});
	return ok(null);
}

/** Has the latest run, if it ended with gaps or was stopped, go on where it broke off. */
export async function continueRun(trx: Trx, id: Id<'oparl-source'>, deed: Deed): Answer<null> {
	const source = await findSource(trx, id);
	const [run] = await listRuns(trx, id, 1);
	if (!source) return refused([{ kind: 'not-yours' }]);
	if (!run || (run.state !== 'incomplete' && run.state !== 'stopped'))
		return refused([{ kind: 'nothing-to-continue' }]);
	const { lists = [], gaps = [], ...rest } = run.cursor;
	const left = [...gaps.map(({ position }) => ({ ...position, stale: 0 })), ...lists];
	const cursor: Cursor = run.cursor.lists === undefined ? {} : { ...rest, lists: left, gaps: [] };
	await sql`update oparl_run set state = 'queued', ended_at = null, cursor = ${sqlJson(cursor)}
		where id = ${run.id}`.execute(trx);
	await enqueue(trx, importOparlJob, { runId: run.id, cityId: source.cityId });
	await recordAudit(trx, {
		action: 'oparl-run.continued',
		subjectKind: 'oparl-source',
		subjectId: id,
		details: { at: deed.at },
	});
	return ok(null);
}

/** Stops the run under way; what came is kept. */
export async function stopRun(trx: Trx, id: Id<'oparl-source'>, deed: Deed): Answer<null> {
	const [run] = await listRuns(trx, id, 1);
	if (!run) return refused([{ kind: 'not-yours' }]);
	await endRun(trx, run, { state: 'stopped' }, deed.at);
	await recordAudit(trx, { action: 'oparl-run.stopped', subjectKind: 'oparl-source', subjectId: id });
	return ok(null);
}

/** Whether a source is read every night. */
export async function setDaily(trx: Trx, id: Id<'oparl-source'>, daily: boolean): Answer<null> {
	const done = await sql`update oparl_source set daily = ${daily} where id = ${id}`.execute(trx);
	if (done.numAffectedRows === 0n) return refused([{ kind: 'not-yours' }]);
	await recordAudit(trx, {
		action: 'oparl-source.corrected',
		subjectKind: 'oparl-source',
		subjectId: id,
		details: { daily },
	});
	return ok(null);
}

/** Reads one of the councils that the latest run found in a system of several. */
export async function chooseBody(trx: Trx, id: Id<'oparl-source'>, url: string, deed: Deed): Answer<null> {
	const [run] = await listRuns(trx, id, 1);
	const known = run?.failure?.kind === 'several-bodies' && run.failure.bodies.some((body) => body.url === url);
	if (!known) return refused([{ kind: 'unknown-body' }]);
	const twice = await sql`select from oparl_source where city_id = current_city() and url = ${url}`.execute(trx);
	if (twice.rows.length > 0) return refused([{ kind: 'source-twice' }]);
	await sql`update oparl_source set url = ${url} where id = ${id}`.execute(trx);
	return startRun(trx, id, true, deed);
}
