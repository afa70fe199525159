import { randomUUID } from 'node:crypto';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type KeyReused, runCommand } from '#lib/platform/database/run-command.server.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Sending } from '../needs/need-commands.server.ts';
import type { Recogniser } from '../recognition/recogniser.ts';
import { type Learned, learnSynonym, unlearn } from '../synonyms/synonym-store.server.ts';
import type { EntryFaultAt, NeedList, NeedListRefusal } from './need-list.ts';
import { applyChoice, type EntryChange, mergeEntries, splitEntry } from './review-choice.ts';
import { entryFromReading, type ReviewEntry } from './review-entry.ts';
import { type Lesson, lessonOf } from './review-lesson.ts';
import {
	entriesOfList,
	insertEntries,
	latestStep,
	linesOfList,
	lockNeedList,
	type ReviewStep,
	recordStep,
	updateEntries,
} from './review-store.server.ts';

export interface ReviewAnswer {
	/** The entries that changed, as they are now. */
	readonly entryIds: readonly Id<'need-list-entry'>[];
}
export type ReviewResult = Result<ReviewAnswer, NeedListRefusal | KeyReused>;

/**
 * Takes decisions about entries, all or none. Each chosen item is remembered as a synonym of this instance. Refuses with
 * every fault at once, each with its line, so that a long form is mended in one go.
 */
export function decideEntries(
	trx: Trx,
	catalogue: Catalogue,
	input: { readonly listId: Id<'need-list'>; readonly changes: readonly EntryChange[]; readonly language: Language },
	sending: Sending,
): Promise<ReviewResult> {
	return inReview(trx, 'decide-entries', input, sending, async (list, entries) => {
		const stale = input.changes.filter(({ entryId, shown }) => entries.get(entryId)?.version !== shown);
		if (stale.length > 0) {
			return refused({ kind: 'entry-changed-meanwhile', entryIds: stale.map(({ entryId }) => entryId) });
		}
		const decided = input.changes.map((change) => {
			const before = entries.get(change.entryId)!;
			return { change, before, after: applyChoice(before, change, catalogue, input.language) };
		});
		const faults = decided.flatMap(({ before, after }) => (after.ok ? [] : [{ before, fault: after.refusal }]));
		if (faults.length > 0) return refused({ kind: 'entries-refused', faults: await locate(trx, list, faults) });
		const changed = decided.flatMap(({ before, after }) => (after.ok ? [{ before, after: after.value }] : []));
		await updateEntries(
			trx,
			changed.map(({ after }) => after),
			sending,
		);
		const taught = decided.flatMap(({ change, after }) =>
			change.choice.kind === 'choose' && after.ok ? (lessonOf(after.value, entries) ?? []) : [],
		);
		const learned = await learnFrom(trx, taught, list, sending);
		return finishStep(trx, list, { changed, created: [], learned }, sending);
	});
}

async function learnFrom(
	trx: Trx,
	lessons: readonly Lesson[],
	{ language }: NeedList,
	{ at, account }: Sending,
): Promise<Learned[]> {
	const learned: Learned[] = [];
	for (const lesson of lessons) {
		const made = await learnSynonym(trx, { ...lesson, language, at, account });
		if (made) learned.push(made);
	}
	return learned;
}

/** Takes the last step back, with what was learned by it; again and again until the review is as it came. */
export function undoStep(
	trx: Trx,
	input: { readonly listId: Id<'need-list'> },
	sending: Sending,
): Promise<ReviewResult> {
	return inReview(trx, 'undo-review-step', input, sending, async (list, entries) => {
		const latest = await latestStep(trx, list.id);
		if (!latest) return refused({ kind: 'nothing-to-undo' });
		const { step } = latest;
		const restored = step.changed.map(({ before }) => ({ ...before, version: versionOf(entries, before.id) + 1 }));
		const removed = step.created.flatMap((id) => {
			const entry = entries.get(id);
			return entry ? [{ ...entry, outcome: 'merged' as const, version: entry.version + 1 }] : [];
		});
		await updateEntries(trx, [...restored, ...removed], sending);
		await unlearn(trx, step.learned, sending.at);
		const changed = restored.map((after) => ({ before: entries.get(after.id)!, after }));
		return finishStep(trx, list, { changed, created: [], learned: [] }, sending, latest.id);
	});
}

const mostParts = 20;

/** Splits an entry into what a person says are several things; each part is read again by itself. */
export function splitIntoParts(
	trx: Trx,
	context: { readonly catalogue: Catalogue; readonly recogniser: Recogniser },
	input: {
		readonly listId: Id<'need-list'>;
		readonly entryId: Id<'need-list-entry'>;
		readonly shown: number;
		readonly parts: readonly string[];
	},
	sending: Sending,
): Promise<ReviewResult> {
	return inReview(trx, 'split-entry', input, sending, async (list, entries) => {
		const entry = entries.get(input.entryId);
		if (entry?.version !== input.shown) return refused({ kind: 'entry-changed-meanwhile', entryIds: [input.entryId] });
		const texts = input.parts.map((part) => part.trim()).filter((part) => part !== '');
		if (texts.length < 2) return refused({ kind: 'too-few-parts' });
		if (texts.length > mostParts) return refused({ kind: 'too-many-parts', most: mostParts });
		const lines = await linesOfList(trx, list.id);
		const source = lines.find(({ id }) => id === entry.lineId)?.source;
		const parts = texts.map((phrase) => {
			const line = { line: source?.line ?? 0, sheet: null, phrase, quantityText: null, unitText: null, noteText: null };
			const item = context.recogniser.recogniseLine({ ...line, section: source?.section ?? null }).items[0];
			const content = {
				...entry.content,
				phrase,
				thing: phrase,
				code: null,
				suggestions: [],
				amount: '',
				amountTo: '',
				confidence: 0,
			};
			return item
				? entryFromReading(item, phrase, entry.content.note, context.catalogue)
				: { outcome: 'open' as const, sure: false, content: { ...content, conditions: [] } };
		});
		const newIds = texts.slice(1).map(() => randomUUID() as Id<'need-list-entry'>);
		const [first, ...others] = splitEntry(entry, parts, newIds);
		const placed = placeAfter(entry, others, [...entries.values()]);
		await updateEntries(trx, [first!, ...placed.moved.map(({ after }) => after)], sending);
		await insertEntries(trx, list.id, placed.added);
		const changed = [{ before: entry, after: first! }, ...placed.moved];
		return finishStep(trx, list, { changed, created: newIds, learned: [] }, sending);
	});
}

/** Room for new entries behind one: those after it in its line move back. A line has a hundred places. */
function placeAfter(entry: ReviewEntry, added: readonly ReviewEntry[], all: readonly ReviewEntry[]) {
	const behind = all.filter((other) => other.lineId === entry.lineId && other.position > entry.position);
	const moved = behind.map((before) => ({
		before,
		after: { ...before, position: before.position + added.length, version: before.version + 1 },
	}));
	return { added: added.map((each, index) => ({ ...each, position: entry.position + index + 1 })), moved };
}

/** Joins an entry with the next one of its line: they were one thing after all. */
export function mergeWithNext(
	trx: Trx,
	input: { readonly listId: Id<'need-list'>; readonly entryId: Id<'need-list-entry'>; readonly shown: number },
	sending: Sending,
): Promise<ReviewResult> {
	return inReview(trx, 'merge-entries', input, sending, async (list, entries) => {
		const first = entries.get(input.entryId);
		if (first?.version !== input.shown) return refused({ kind: 'entry-changed-meanwhile', entryIds: [input.entryId] });
		const next = [...entries.values()].find(
			(other) => other.lineId === first.lineId && other.position > first.position && other.outcome !== 'merged',
		);
		if (!next) return refused({ kind: 'nothing-to-merge' });
		const [joined, merged] = mergeEntries(first, next);
		await updateEntries(trx, [joined, merged], sending);
		const changed = [
			{ before: first, after: joined },
			{ before: next, after: merged },
		];
		return finishStep(trx, list, { changed, created: [], learned: [] }, sending);
	});
}

async function inReview(
	trx: Trx,
	name: string,
	input: { readonly listId: Id<'need-list'> },
	sending: Sending,
	work: (list: NeedList, entries: ReadonlyMap<string, ReviewEntry>) => Promise<Result<ReviewAnswer, NeedListRefusal>>,
): Promise<ReviewResult> {
	return runCommand<ReviewAnswer, NeedListRefusal>(
		trx,
		{ key: sending.key, name, account: sending.account, input },
		async () => {
			const list = await lockNeedList(trx, input.listId);
			if (!list) return refused({ kind: 'need-list-not-found' });
			if (list.state !== 'review') return refused({ kind: 'review-is-over', state: list.state });
			const entries = await entriesOfList(trx, list.id);
			return work(list, new Map(entries.map((entry) => [entry.id, entry])));
		},
	);
}

async function finishStep(
	trx: Trx,
	list: NeedList,
	step: ReviewStep,
	sending: Sending,
	undoes: string | null = null,
): Promise<Result<ReviewAnswer, NeedListRefusal>> {
	await recordStep(trx, list.id, step, sending, undoes);
	return ok({ entryIds: [...step.changed.map(({ after }) => after.id), ...step.created] });
}

function versionOf(entries: ReadonlyMap<string, ReviewEntry>, id: string): number {
	return entries.get(id)?.version ?? 0;
}

/** Puts the line of the original to each fault. */
export async function locate(
	trx: Trx,
	list: NeedList,
	faults: readonly { readonly before: ReviewEntry; readonly fault: EntryFaultAt['fault'] }[],
): Promise<EntryFaultAt[]> {
	const lines = new Map((await linesOfList(trx, list.id)).map((line) => [line.id, line.source]));
	return faults.map(({ before, fault }) => {
		const source = lines.get(before.lineId);
		const { phrase } = before.content;
		return { entryId: before.id, line: source?.line ?? 0, sheet: source?.sheet ?? null, phrase, fault };
	});
}
