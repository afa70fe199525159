import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { parseId } from '#lib/kernel/id.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { lineOf, type Typed } from '#lib/ui/form/typed-form.ts';
import { parseEvidenceAddress } from '../evidence.ts';
import { listRecordTitles, recordsIn } from '../record-titles.server.ts';
import { namedLink } from '../record-words.ts';
import type { Deed } from './promise.ts';
import {
	addEvidence,
	correctPromise,
	makePromise,
	makePromises,
	movePromise,
	withdrawEvidence,
} from './promise-commands.server.ts';
import {
	readEvidence,
	readLines,
	readMove,
	readPartnership,
	readPromise,
	readSeveral,
	sourceKindOf,
} from './promise-form.ts';
import { loadNewPromise } from './promise-pages.server.ts';
import { listPromisesOfSource, type PromiseId } from './promise-queries.server.ts';
import type { PromiseRefusal } from './promise-refusal.ts';
import { promiseLine } from './promise-view.ts';

type Answer<Value> = Promise<Result<Value, readonly PromiseRefusal[]>>;

const notPermitted = Promise.resolve(refused([{ kind: 'not-permitted' }] as const));
const deedOf = (desk: OfficeDesk): Deed => ({ at: desk.now, account: desk.actor.account });

/** Puts the promise a form describes on record. */
export function addPromise(desk: OfficeDesk, typed: Typed): Answer<PromiseId> {
	if (!may(desk.session, 'promises.keep')) return notPermitted;
	const [facts, partnership] = [readPromise(typed), readPartnership(typed)];
	const refusals = [facts, partnership].flatMap((read) => (read.ok ? [] : read.refusal));
	if (!facts.ok || !partnership.ok) return Promise.resolve(refused(refusals));
	const draft = { partnershipId: partnership.value, facts: facts.value };
	return runForm<PromiseId, PromiseRefusal>(desk, { name: 'make-promise', subject: null, typed }, (trx) =>
		makePromise(trx, draft, deedOf(desk)),
	);
}

/** What can be done to a promise on record, by the name of the form. */
export type PromiseDeed = 'correct' | 'move' | 'evidence' | 'withdraw';

/** What a form about a promise on record says, as the command it asks for. */
export function changePromise(desk: OfficeDesk, idText: string, deed: PromiseDeed, typed: Typed): Answer<null> {
	const id = parseId<'promise'>(idText);
	if (!id) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	if (!may(desk.session, 'promises.keep')) return notPermitted;
	const command = commandOf(desk, id, deed, typed);
	if (!command.ok) return Promise.resolve(command);
	return runForm<null, PromiseRefusal>(desk, { name: `${deed}-promise`, subject: id, typed }, command.value);
}

function commandOf(
	desk: OfficeDesk,
	id: PromiseId,
	deed: PromiseDeed,
	typed: Typed,
): Result<(trx: Trx) => Answer<null>, readonly PromiseRefusal[]> {
	const shown = Number(typed['shown']);
	const done = deedOf(desk);
	if (deed === 'correct') {
		const facts = readPromise(typed);
		const reason = lineOf(typed, 'reason');
		return facts.ok ? ok((trx) => correctPromise(trx, { id, shown, facts: facts.value, reason }, done)) : facts;
	}
	if (deed === 'move') {
		const read = readMove(typed);
		return read.ok ? ok((trx) => movePromise(trx, { id, shown, ...read.value }, done)) : read;
	}
	if (deed === 'evidence') {
		const evidence = readEvidence(typed);
		return evidence.ok ? ok((trx) => addEvidence(trx, { id, shown, evidence: evidence.value }, done)) : evidence;
	}
	const evidenceId = parseId<'evidence'>(lineOf(typed, 'which'));
	if (!evidenceId) return refused([{ kind: 'choice-missing', field: 'which' }]);
	const reason = lineOf(typed, 'withdrawReason');
	return ok((trx) => withdrawEvidence(trx, { id, shown, evidenceId, reason }, done));
}

/** The page that puts several promises on record, with what is there already from their source. */
export async function loadSeveral(desk: OfficeDesk, query: URLSearchParams) {
	const { typed, ...form } = await loadNewPromise(desk, query);
	const address = parseEvidenceAddress(query.get('of') ?? '');
	const { there, titles } = await readForPage(desk, async (trx) => ({
		there: address ? await listPromisesOfSource(trx, address) : [],
		titles: await listRecordTitles(trx, desk.session, recordsIn([address ?? null])),
	}));
	const given: Typed = {
		...typed,
		sourceAddress: query.get('of') ?? '',
		sourceKind: sourceKindOf(address),
		language: desk.language,
	};
	return {
		...form,
		typed: given,
		source: address ? namedLink(address, desk.language, titles) : null,
		there: there.map((promise) => promiseLine(promise, dayOf(desk.now), desk.language)),
	};
}

/** The lines of the first step as the second shows them: one form line each. */
export function lookAtLines(typed: Typed): Result<Typed, readonly PromiseRefusal[]> {
	const lines = readLines(typed);
	if (!lines.ok) return lines;
	const fields = lines.value.flatMap((line, index) => [
		[`line-${index}`, line],
		[`lineKind-${index}`, ''],
		[`lineDue-${index}`, ''],
	]);
	return ok({ ...typed, ...Object.fromEntries(fields), idempotencyKey: randomUUID() });
}

/** Puts the promises on record that were looked at, all or none; answers how many. */
export function addSeveral(desk: OfficeDesk, typed: Typed): Answer<number> {
	if (!may(desk.session, 'promises.keep')) return notPermitted;
	const [several, partnership] = [readSeveral(typed), readPartnership(typed)];
	const refusals = [several, partnership].flatMap((read) => (read.ok ? [] : read.refusal));
	if (!several.ok || !partnership.ok) return Promise.resolve(refused(refusals));
	const draft = { partnershipId: partnership.value, several: several.value };
	return runForm<number, PromiseRefusal>(desk, { name: 'make-promises', subject: null, typed }, async (trx) => {
		const made = await makePromises(trx, draft, deedOf(desk));
		return made.ok ? ok(made.value.length) : made;
	});
}
