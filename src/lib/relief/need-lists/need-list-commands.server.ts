import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { assert } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type CommandResult, runCommand } from '#lib/platform/database/run-command.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type NeedToRecord, recordNeeds, type Sending } from '../needs/need-commands.server.ts';
import { deadlineFault, type NeedRefusal } from '../needs/need-decisions.ts';
import type { NeedList, NeedListRefusal, NeedListState } from './need-list.ts';
import { readNeedListJob } from './read-need-list-job.server.ts';
import { type ReadUpload, sha256Of, type Upload } from './read-upload.server.ts';
import { storeReading } from './reading-store.server.ts';
import { locate } from './review-commands.server.ts';
import { factsOfEntry, type ListDefaults } from './review-entry.ts';
import { entriesOfList, lockNeedList } from './review-store.server.ts';

export interface NewNeedList extends ListDefaults {
	readonly operationId: Id<'operation'>;
	readonly title: string;
}

export interface NeedListAnswer {
	readonly listId: Id<'need-list'>;
	readonly state: NeedListState;
}
export type NeedListResult<Refusal = never> = CommandResult<NeedListAnswer, NeedListRefusal | Refusal>;

/**
 * Keeps an uploaded list: the original, and what was read from it, or `later` where a job is to read it. Refuses the
 * same content a second time in one operation, with the list that has it.
 */
export function addNeedList(
	trx: Trx,
	input: NewNeedList,
	upload: Upload,
	reading: ReadUpload | 'later',
	sending: Sending,
): Promise<NeedListResult> {
	const sha256 = sha256Of(upload.bytes);
	const call = { key: sending.key, name: 'add-need-list', account: sending.account, input: { ...input, sha256 } };
	return runCommand<NeedListAnswer, NeedListRefusal>(trx, call, async () => {
		const listId = randomUUID() as Id<'need-list'>;
		const state = reading === 'later' ? 'reading' : 'review';
		const inserted = await sql`
			insert into need_list (id, operation_id, city_id, title, origin, language, sha256, state, purpose, urgency, deadline,
				skipped, created_at, created_by)
			values (${listId}, ${input.operationId}, current_city(), ${input.title}, ${upload.origin}, ${input.language}, ${sha256},
				${state}, ${input.purpose}, ${input.urgency}, ${input.deadline},
				${sqlJson(reading === 'later' ? [] : reading.skipped)}, ${sqlInstant(sending.at)}, ${sending.account})
			on conflict (operation_id, sha256) where state <> 'discarded' do nothing`.execute(trx);
		if (inserted.numAffectedRows === 0n) return refused(await sameListAgain(trx, input.operationId, sha256));
		await sql`insert into need_list_file (need_list_id, name, bytes)
			values (${listId}, ${upload.name.slice(-255) || 'text'}, ${Buffer.from(upload.bytes)})`.execute(trx);
		if (reading === 'later') await enqueue(trx, readNeedListJob, { listId });
		else await storeReading(trx, listId, reading);
		return ok({ listId, state });
	});
}

async function sameListAgain(trx: Trx, operationId: Id<'operation'>, sha256: string): Promise<NeedListRefusal> {
	const { rows } = await sql<Pick<NeedList, 'id' | 'title' | 'createdAt'>>`
		select id, title, created_at from need_list
		where operation_id = ${operationId} and sha256 = ${sha256} and state <> 'discarded'`.execute(trx);
	const earlier = rows[0];
	assert(earlier, 'the list that has the same content is visible to those who see its operation');
	return { kind: 'same-list-again', listId: earlier.id, title: earlier.title, at: earlier.createdAt };
}

export interface FinishAnswer {
	readonly listId: Id<'need-list'>;
	readonly created: number;
	/** Of those, how many wait for a quantity. */
	readonly unknown: number;
}

/**
 * Ends a review: every entry decided as a need becomes one, once. A coordinator's needs with a known quantity are opened
 * for matching, all others submitted. Refuses while anything is undecided or can't be counted, naming each line.
 */
export function finishReview(
	trx: Trx,
	catalogue: Catalogue,
	input: { readonly listId: Id<'need-list'>; readonly opens: boolean },
	sending: Sending,
): Promise<CommandResult<FinishAnswer, NeedListRefusal | NeedRefusal>> {
	const call = { key: sending.key, name: 'finish-review', account: sending.account, input };
	return runCommand<FinishAnswer, NeedListRefusal | NeedRefusal>(trx, call, async () => {
		const list = await lockNeedList(trx, input.listId);
		if (!list) return refused({ kind: 'need-list-not-found' });
		if (list.state !== 'review') return refused({ kind: 'review-is-over', state: list.state });
		const entries = (await entriesOfList(trx, list.id)).filter(({ outcome }) => outcome !== 'merged');
		const faults = entries.flatMap((before) => {
			const facts =
				before.outcome === 'need' || before.outcome === 'open' ? factsOfEntry(before, list, catalogue) : undefined;
			return facts && !facts.ok ? [{ before, fault: facts.refusal }] : [];
		});
		if (faults.length > 0) return refused({ kind: 'entries-refused', faults: await locate(trx, list, faults) });
		const wanted = entries
			.filter(({ outcome }) => outcome === 'need')
			.map((entry): NeedToRecord => {
				const facts = factsOfEntry(entry, list, catalogue);
				assert(facts.ok, 'faults were refused above');
				const opens = input.opens && facts.value.quantity.kind !== 'unknown';
				return {
					needId: randomUUID() as Id<'need'>,
					operationId: list.operationId,
					facts: facts.value,
					upTo: opens ? 'open' : 'submitted',
					from: { needListId: list.id, entryId: entry.id },
				};
			});
		const { at, account } = sending;
		const recorded = await recordNeeds(trx, catalogue, wanted, { at, account });
		if (!recorded.ok) return recorded;
		await sql`update need_list set state = 'finished', finished_at = ${sqlInstant(sending.at)} where id = ${list.id}`.execute(
			trx,
		);
		const subject = { subjectKind: 'need-list', subjectId: list.id };
		await recordAudit(trx, { action: 'need-list.review-finished', ...subject, details: { needs: wanted.length } });
		const unknown = wanted.filter(({ facts }) => facts.quantity.kind === 'unknown').length;
		return ok({ listId: list.id, created: wanted.length, unknown });
	});
}

/** Puts a list aside that was uploaded by mistake; the same file may then come again. Not after its needs exist. */
export function discardNeedList(
	trx: Trx,
	input: { readonly listId: Id<'need-list'> },
	sending: Sending,
): Promise<NeedListResult> {
	const call = { key: sending.key, name: 'discard-need-list', account: sending.account, input };
	return runCommand<NeedListAnswer, NeedListRefusal>(trx, call, async () => {
		const list = await lockNeedList(trx, input.listId);
		if (!list) return refused({ kind: 'need-list-not-found' });
		if (list.state === 'finished' || list.state === 'discarded') {
			return refused({ kind: 'review-is-over', state: list.state });
		}
		await sql`update need_list set failure = null, state = 'discarded' where id = ${list.id}`.execute(trx);
		await recordAudit(trx, { action: 'need-list.discarded', subjectKind: 'need-list', subjectId: list.id });
		return ok({ listId: list.id, state: 'discarded' });
	});
}

/** Changes what a list says for all of its lines, until its review is finished. */
export function changeDefaults(
	trx: Trx,
	input: { readonly listId: Id<'need-list'>; readonly title: string } & Omit<ListDefaults, 'language'>,
	sending: Sending,
): Promise<NeedListResult<NeedRefusal>> {
	const call = { key: sending.key, name: 'change-list-defaults', account: sending.account, input };
	return runCommand<NeedListAnswer, NeedListRefusal | NeedRefusal>(trx, call, async () => {
		const list = await lockNeedList(trx, input.listId);
		if (!list) return refused({ kind: 'need-list-not-found' });
		if (list.state !== 'review') return refused({ kind: 'review-is-over', state: list.state });
		const fault = deadlineFault(input.deadline, dayOf(sending.at, 'Europe/Kyiv'));
		if (fault) return refused(fault);
		await sql`update need_list set title = ${input.title}, purpose = ${input.purpose}, urgency = ${input.urgency},
			deadline = ${input.deadline} where id = ${list.id}`.execute(trx);
		await recordAudit(trx, { action: 'need-list.defaults-changed', subjectKind: 'need-list', subjectId: list.id });
		return ok({ listId: list.id, state: list.state });
	});
}
