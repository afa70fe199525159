import { setTimeout as delay } from 'node:timers/promises';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { toIso } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Clock } from '#lib/platform/clock/clock.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { guardedFetch } from '#lib/platform/http/guarded-fetch.server.ts';
import type { AnswerFault } from '../web-answers/answer-fault.ts';
import { findBody } from './find-body.server.ts';
import { type ListPage, listAddress, parseJson, readListPage } from './list-page.ts';
import { type ReadObjects, readObject, readSingle } from './oparl-object.ts';
import type { Cursor, GapReason, ListPosition, OparlRun, OparlSource } from './oparl-run.ts';
import { endRun, findRun, findSource, listMissing, type Step, StepLost, saveStep } from './oparl-store.server.ts';
import { settlePapers } from './settle-papers.server.ts';

/** Patience and caps; tests have less of both. */
export interface ImportLimits {
	/** Milliseconds for one page: servers are known that take 38 seconds. */
	readonly pageMilliseconds: number;
	readonly pageBytes: number;
	/** Objects to ask for at once. */
	readonly pageObjects: number;
	readonly pagesPerList: number;
	/** Objects fetched one by one in a run. */
	readonly singles: number;
	/** Waits between tries of one page, in milliseconds. */
	readonly waits: readonly number[];
	readonly loopbackToo?: boolean;
}

export const usualLimits: ImportLimits = {
	pageMilliseconds: 120_000,
	pageBytes: 32_000_000,
	pageObjects: 100,
	pagesPerList: 20_000,
	singles: 2_000,
	waits: [2_000, 15_000],
};

/** What an import works with. */
export interface ImportGround {
	readonly app: Db;
	readonly clock: Clock;
	readonly cityId: Id<'city'>;
	readonly limits: ImportLimits;
	/** Aborted when the process stops: what is read is kept, and the next slice goes on from there. */
	readonly signal: AbortSignal;
}

/**
 * Works on a run until it ends or `until` has passed (by the clock); true where there is more to do. Each page is kept with
 * the place to go on from in one transaction, so that a crash costs one page. Holds one page in memory, never a list.
 */
export async function importSlice(ground: ImportGround, runId: Id<'oparl-run'>, until: number): Promise<boolean> {
	try {
		while (!ground.signal.aborted) {
			const work = await inWork(ground, async (trx) => {
				const run = await findRun(trx, runId);
				return run && { run, source: present(await findSource(trx, run.sourceId), 'the source of a run') };
			});
			if (!work || (work.run.state !== 'queued' && work.run.state !== 'running')) return false;
			if (ground.clock.now() >= until) return true;
			await step(ground, work.run, work.source);
		}
		return true;
	} catch (error) {
		if (error instanceof StepLost) return false;
		if (ground.signal.aborted) return true;
		throw error;
	}
}

/** One request and what follows from it. */
async function step(ground: ImportGround, run: OparlRun, source: OparlSource): Promise<void> {
	const [position, ...rest] = run.cursor.lists ?? [];
	if (run.cursor.lists === undefined) return begin(ground, run, source);
	if (position) return readPage(ground, run, position, rest);
	const singles = run.cursor.singles ?? 0;
	const missing = await inWork(ground, (trx) => listMissing(trx, run, Math.min(20, ground.limits.singles - singles)));
	if (missing.length > 0) return readSingles(ground, run, missing);
	await inWork(ground, async (trx) => {
		await settlePapers(trx, source, ground.clock.now());
		const state = (run.cursor.gaps ?? []).length > 0 ? 'incomplete' : 'complete';
		await endRun(trx, run, { state }, ground.clock.now());
	});
}

function keep(ground: ImportGround, run: OparlRun, kept: Step): Promise<void> {
	return inWork(ground, (trx) => saveStep(trx, run, kept, ground.clock.now()));
}

async function begin(ground: ImportGround, run: OparlRun, source: OparlSource): Promise<void> {
	const found = await findBody((url) => fetchJson(ground, url), source.url);
	if (!found.ok) {
		const end = { state: 'failed', failure: found.refusal } as const;
		return inWork(ground, (trx) => endRun(trx, run, end, ground.clock.now()));
	}
	const start = { next: null, limit: true, pages: 0, stale: 0 };
	const lists = found.value.lists.map(({ kind, url }) => ({ kind, list: url, ...start }));
	return keep(ground, run, { pages: 1, bodyName: found.value.name, cursor: () => ({ lists, gaps: [] }) });
}

async function readPage(
	ground: ImportGround,
	run: OparlRun,
	position: ListPosition,
	rest: readonly ListPosition[],
): Promise<void> {
	const since = run.since === null ? null : toIso(run.since).replace(/\.\d+/, '');
	const limit = position.limit ? ground.limits.pageObjects : null;
	const address = position.next ?? listAddress(position.list, { since, limit });
	const answer = await fetchPage(ground, address);
	const first = position.next === null;
	if (
		!answer.ok &&
		first &&
		position.limit &&
		(answer.refusal.kind === 'status' || answer.refusal.kind === 'not-a-list')
	) {
		// Some servers refuse the parameter they don't know.
		const lists = [{ ...position, limit: false }, ...rest];
		return keep(ground, run, { pages: 1, cursor: () => ({ ...run.cursor, lists }) });
	}
	if (!answer.ok && first && since !== null && answer.refusal.kind === 'status' && answer.refusal.status === 404) {
		// Not found may mean that nothing changed, or that the list is gone: asked for everything, it shows which.
		const alive = await fetchPage(ground, position.list);
		if (alive.ok) return keepPage(ground, run, { position, rest, address, answer: ok(emptyPage) });
	}
	return keepPage(ground, run, { position, rest, address, answer });
}

const emptyPage: ListPage = { items: [], next: null, total: null };

/** Pages in a row without anything new, after which a list counts as going round in circles. */
const mostStale = 3;

interface PageRead {
	readonly position: ListPosition;
	readonly rest: readonly ListPosition[];
	readonly address: string;
	readonly answer: Result<ListPage, AnswerFault>;
}

/** Keeps what a page holds, and finds where to go on: in this list, in the next one, or once more without a limit. */
function keepPage(ground: ImportGround, run: OparlRun, { position, rest, address, answer }: PageRead): Promise<void> {
	const page = answer.ok ? answer.value : emptyPage;
	if (position.limit && position.next === null && mayBeCutShort(page)) {
		const lists = [{ ...position, limit: false }, ...rest];
		return keep(ground, run, { pages: 1, cursor: () => ({ ...run.cursor, lists }) });
	}
	const read: ReadObjects = { records: [], refusals: [] };
	for (const item of page.items) {
		const { records, refusals } = readObject(item, position.kind, address);
		read.records.push(...records);
		read.refusals.push(...refusals);
	}
	const gaps = run.cursor.gaps ?? [];
	const cursor = (fresh: number): Cursor => {
		const reached = {
			...position,
			next: page.next,
			pages: position.pages + 1,
			stale: fresh > 0 ? 0 : position.stale + 1,
		};
		const reason = answer.ok ? gapOf(reached, address, ground.limits) : answer.refusal;
		if (reason) return { ...run.cursor, lists: rest, gaps: [...gaps, { position, reason }] };
		return { ...run.cursor, lists: page.next === null ? rest : [reached, ...rest] };
	};
	return keep(ground, run, { pages: 1, read, cursor });
}

/**
 * Whether a first page without a next one must be asked for again without a number of objects: servers are known that
 * answer such a question with one page only. Where the server says how many there are, that decides.
 */
function mayBeCutShort({ items, next, total }: ListPage): boolean {
	if (next !== null) return false;
	return total === null ? items.length >= 5 : total > items.length;
}

function gapOf(reached: ListPosition, address: string, limits: ImportLimits): GapReason | undefined {
	if (reached.next === null) return undefined;
	if (reached.next === address || reached.stale >= mostStale) return { kind: 'list-repeats' };
	return reached.pages >= limits.pagesPerList ? { kind: 'too-many-pages' } : undefined;
}

/** Objects that others name and no list gave, one by one, for about a minute. */
async function readSingles(ground: ImportGround, run: OparlRun, missing: readonly string[]): Promise<void> {
	const began = ground.clock.now();
	const read: ReadObjects = { records: [], refusals: [] };
	let asked = 0;
	for (const url of missing) {
		if (ground.clock.now() - began > 60_000) break;
		asked++;
		const answer = await fetchJson(ground, url);
		const one = answer.ok ? readSingle(answer.value, url) : { records: [], refusals: [{ url, fault: answer.refusal }] };
		// Known from now on under the address it was asked for, whatever it calls itself.
		read.records.push(...one.records.map((record) => (record.via === 'listed' ? { ...record, url } : record)));
		read.refusals.push(...one.refusals);
	}
	const singles = (run.cursor.singles ?? 0) + asked;
	return keep(ground, run, { pages: asked, read, cursor: () => ({ ...run.cursor, singles }) });
}

function inWork<Value>(ground: ImportGround, work: Parameters<typeof inCity<Value>>[2]): Promise<Value> {
	return inCity(ground.app, { city: ground.cityId, account: null }, work);
}

async function fetchPage(ground: ImportGround, address: string): Promise<Result<ListPage, AnswerFault>> {
	const json = await fetchJson(ground, address);
	return json.ok ? readListPage(json.value, address) : json;
}

/** Fetches JSON, patiently: what may be a moment's trouble is tried again after a while. */
async function fetchJson(ground: ImportGround, address: string): Promise<Result<unknown, AnswerFault>> {
	const { limits, signal } = ground;
	for (let attempt = 0; ; attempt++) {
		const { answer, retryAfter } = await fetchOnce(ground, address);
		// Not an answer of theirs: nothing may be concluded from it.
		if (signal.aborted) throw new Error('the import was interrupted');
		const wait = limits.waits[attempt];
		if (answer.ok || wait === undefined || !isPassing(answer.refusal)) return answer;
		const asked = Math.min(Number(retryAfter) * 1000 || 0, 60_000);
		await delay(Math.max(wait, asked), undefined, { signal }).catch(() => {});
	}
}

async function fetchOnce(
	{ limits, signal }: ImportGround,
	address: string,
): Promise<{ readonly answer: Result<unknown, AnswerFault>; readonly retryAfter?: string | undefined }> {
	const fetched = await guardedFetch(address, {
		bytes: limits.pageBytes,
		milliseconds: limits.pageMilliseconds,
		accept: 'application/json',
		signal,
		loopbackToo: limits.loopbackToo === true,
	});
	if (!fetched.ok) return { answer: fetched };
	const { status, bytes, retryAfter } = fetched.value;
	if (status !== 200) return { answer: refused({ kind: 'status', status }), retryAfter };
	return { answer: parseJson(bytes.toString('utf8')) };
}

function isPassing(fault: AnswerFault): boolean {
	if (fault.kind === 'status') return fault.status >= 500 || fault.status === 429;
	return ['connection-failed', 'host-unknown', 'too-slow', 'not-json'].includes(fault.kind);
}
