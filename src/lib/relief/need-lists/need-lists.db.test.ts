import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { accountStatement, layOutTwoCities } from '#test/fixtures/relief/sample-cities.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { currentRecogniser, listSynonyms } from '../synonyms/synonym-store.server.ts';
import { addNeedList, changeDefaults, discardNeedList, finishReview } from './need-list-commands.server.ts';
import { findReview, listNeedLists } from './need-list-queries.server.ts';
import { answerQuestions, openQuestions, sendQuestions } from './question-commands.server.ts';
import { readUpload } from './read-upload.server.ts';
import type { EntryChoice } from './review-choice.ts';
import { decideEntries, mergeWithNext, splitIntoParts, undoStep } from './review-commands.server.ts';
import type { ReviewEntry } from './review-entry.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const catalogue = currentCatalogue();
const cities = layOutTwoCities();
const coordinator: Actor = { city: cities.dortmund, account: anId() };
const stranger: Actor = { city: cities.elsewhere, account: anId() };
const noon = instant('2023-02-24T12:00:00Z');
const sending = (actor = coordinator) => ({ key: anId<'command'>(), at: noon, account: actor.account });
const as = <Value>(work: (trx: Trx) => Promise<Value>, actor = coordinator) => inCity(app, actor, work);

beforeAll(async () => {
	for (const statement of cities.statements) await database.query(statement);
	await database.query(accountStatement(cities.dortmund, present(coordinator.account, 'account')));
});

let texts = 0;
async function upload(text: string, sent = sending()) {
	const bytes = new TextEncoder().encode(text);
	const reading = await as(async (trx) =>
		readUpload({ origin: 'text', name: 'list.txt', bytes }, await currentRecogniser(trx), catalogue),
	);
	if (!reading.ok) throw new Error(reading.refusal.kind);
	const input = {
		operationId: cities.operation,
		title: 'List',
		language: 'uk',
		purpose: 'resilience-point',
		urgency: 2,
		deadline: null,
	} as const;
	return as((trx) => addNeedList(trx, input, { origin: 'text', name: 'list.txt', bytes }, reading.value, sent));
}

async function review(text: string) {
	texts++;
	const added = await upload(`${text}\nлопати ${texts} шт.`);
	if (!added.ok) throw new Error(added.refusal.kind);
	return open(added.value.listId);
}

async function open(listId: Id<'need-list'>) {
	const found = await as((trx) => findReview(trx, listId));
	if (!found) throw new Error('no such list');
	return { listId, ...found };
}

function decide(
	listId: Id<'need-list'>,
	entries: readonly ReviewEntry[],
	choice: EntryChoice,
	edit: object | null = null,
) {
	const changes = entries.map((entry) => ({ entryId: entry.id, shown: entry.version, choice, edit: edit as never }));
	return as((trx) => decideEntries(trx, catalogue, { listId, changes, language: 'uk' }, sending()));
}

const nonsense = 'фіґлі-міґлі 12 шт.';

describe('an uploaded list', () => {
	it('is kept with its original, its lines and what was read, and nothing is dropped', async () => {
		const { lines, entries } = await review(`генератори дизельні 5 шт.\n${nonsense}`);
		expect(lines.map(({ source }) => source.line)).toEqual([1, 2, 3]);
		expect(new Set(entries.map(({ lineId }) => lineId)).size).toBe(3);
	});

	it('is refused a second time, with the list that has it', async () => {
		const first = await upload('ковдри 100 шт.\nматраци 50 шт.');
		expect(await upload('ковдри 100 шт.\nматраци 50 шт.')).toMatchObject({
			ok: false,
			refusal: { kind: 'same-list-again', listId: first.ok && first.value.listId },
		});
	});

	it('can come again once it was put aside', async () => {
		const first = await upload('свічки 10 шт.\nсірники 5 коробок');
		if (!first.ok) throw new Error('added');
		await as((trx) => discardNeedList(trx, { listId: first.value.listId }, sending()));
		expect(await upload('свічки 10 шт.\nсірники 5 коробок')).toMatchObject({ ok: true });
	});

	it('is not seen by a city outside its operation', async () => {
		const { listId } = await review('намети 5 шт.');
		expect(await as((trx) => findReview(trx, listId), stranger)).toBeUndefined();
		expect(await as((trx) => listNeedLists(trx, { before: null, limit: 50 }), stranger)).toEqual([]);
	});
});

describe('a review', () => {
	it('remembers a choice as a synonym that the next reading knows', async () => {
		const { listId, entries } = await review(nonsense);
		const entry = entries.find(({ content }) => content.phrase.includes('фіґлі'))!;
		expect(entry.outcome).toBe('open');
		expect(await decide(listId, [entry], { kind: 'choose', code: 'LGT-CAN' })).toMatchObject({ ok: true });
		const again = await review('фіґлі-міґлі 30 шт.');
		const learned = again.entries.find(({ content }) => content.phrase.includes('фіґлі'))!;
		expect(learned).toMatchObject({ outcome: 'need', sure: true, content: { code: 'LGT-CAN', amount: '30' } });
	});

	it('remembers of a line that names several things what each of them is', async () => {
		const { listId, entries } = await review('хвірячки 3 шт., мурмелики 12 шт.');
		const [first, second] = entries;
		expect([first, second].map((entry) => entry?.content.thing)).toEqual(['хвірячки', 'мурмелики']);
		expect(await decide(listId, [first!], { kind: 'choose', code: 'LGT-CAN' })).toMatchObject({ ok: true });
		expect(await decide(listId, [second!], { kind: 'choose', code: 'LGT-SOL' })).toMatchObject({ ok: true });
		const again = await review('мурмелики 7 шт.\nхвірячки 5 шт.');
		expect(again.entries.slice(0, 2).map(({ content }) => content.code)).toEqual(['LGT-SOL', 'LGT-CAN']);
	});

	it('takes a choice back, with what was learned by it, and then has nothing more to take back', async () => {
		const { listId, entries } = await review('штукенція 3 шт.');
		const entry = entries.find(({ content }) => content.phrase.includes('штукенція'))!;
		await decide(listId, [entry], { kind: 'choose', code: 'LGT-CAN' });
		const words = async () => (await as((trx) => listSynonyms(trx, 100))).map(({ phrase }) => phrase);
		expect(await words()).toContain('штукенція');
		expect(await as((trx) => undoStep(trx, { listId }, sending()))).toMatchObject({ ok: true });
		expect(await words()).not.toContain('штукенція');
		const after = await open(listId);
		expect(after.entries.find(({ id }) => id === entry.id)).toMatchObject({ outcome: 'open', content: entry.content });
		expect(await as((trx) => undoStep(trx, { listId }, sending()))).toMatchObject({
			refusal: { kind: 'nothing-to-undo' },
		});
	});

	it('undoing a new meaning brings the earlier one back', async () => {
		const teach = async (code: string) => {
			const { listId, entries } = await review('дивоглядь');
			const entry = entries.find(({ content }) => content.phrase === 'дивоглядь')!;
			await decide(listId, [entry], { kind: 'reopen' });
			const now = (await open(listId)).entries.find(({ id }) => id === entry.id)!;
			await decide(listId, [now], { kind: 'choose', code });
			return listId;
		};
		const meaning = async () =>
			(await as((trx) => listSynonyms(trx, 100))).find(({ phrase }) => phrase === 'дивоглядь')?.code;
		await teach('LGT-CAN');
		const second = await teach('LGT-MAT');
		expect(await meaning()).toBe('LGT-MAT');
		await as((trx) => undoStep(trx, { listId: second }, sending()));
		expect(await meaning()).toBe('LGT-CAN');
	});

	it('takes all of a form or nothing, and names each line at fault', async () => {
		const { listId, entries } = await review('лампа настінна 5 шт.\nхтозна-що 2 шт.');
		const edit = { amount: '2,5', amountTo: '', approximate: false, unit: 'pcs', content: null, conditions: [] };
		const result = await decide(listId, entries.slice(0, 2), { kind: 'choose', code: 'LGT-SOL' }, edit);
		expect(result).toMatchObject({
			ok: false,
			refusal: { kind: 'entries-refused', faults: [{ line: 1, fault: { kind: 'quantity' } }, { line: 2 }] },
		});
		expect((await open(listId)).entries).toEqual(entries);
	});

	it('tells of two reviewers at the same entry the second one', async () => {
		const { listId, entries } = await review('щось таке 5 шт.');
		const results = await Promise.all([
			decide(listId, entries.slice(0, 1), { kind: 'not-goods' }),
			decide(listId, entries.slice(0, 1), { kind: 'not-needed' }),
		]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(results.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: 'entry-changed-meanwhile' } });
	});

	it('splits an entry, reads its parts, and joins or undoes them again', async () => {
		const { listId, entries } = await review('каструлі сковороди 4 шт.');
		const entry = entries[0]!;
		const parts = ['каструлі 2 шт.', 'сковороди 2 шт.', 'ложки'];
		const recogniser = await as(currentRecogniser);
		const input = { listId, entryId: entry.id, shown: entry.version, parts };
		await as((trx) => splitIntoParts(trx, { catalogue, recogniser }, input, sending()));
		const split = (await open(listId)).entries.filter(({ lineId }) => lineId === entry.lineId);
		expect(split.map(({ content }) => content.phrase)).toEqual(parts);
		const first = split[0]!;
		await as((trx) => mergeWithNext(trx, { listId, entryId: first.id, shown: first.version }, sending()));
		const merged = (await open(listId)).entries.filter(({ lineId }) => lineId === entry.lineId);
		expect(merged.map(({ content }) => content.phrase)).toEqual(['каструлі 2 шт. сковороди 2 шт.', 'ложки']);
		await as((trx) => undoStep(trx, { listId }, sending()));
		await as((trx) => undoStep(trx, { listId }, sending()));
		const undone = (await open(listId)).entries.filter(({ lineId }) => lineId === entry.lineId);
		expect(undone.map(({ content }) => content)).toEqual([entry.content]);
	});
});

describe('finishing a review', () => {
	const finish = (listId: Id<'need-list'>, sent = sending()) =>
		as((trx) => finishReview(trx, catalogue, { listId, opens: true }, sent));
	const needsOf = (listId: Id<'need-list'>) =>
		database.query('select c.* from need n join need_current c on c.need_id = n.id where n.need_list_id = $1', [
			listId,
		]);

	it('is refused while anything is undecided, naming the lines', async () => {
		const { listId, entries } = await review('невідомо що таке 5 шт.');
		const undecided = entries.filter(({ outcome }) => outcome === 'open').length;
		expect(undecided).toBeGreaterThan(0);
		const result = await finish(listId);
		expect(result).toMatchObject({ ok: false, refusal: { kind: 'entries-refused' } });
		expect(result.ok === false && result.refusal.kind === 'entries-refused' && result.refusal.faults).toHaveLength(
			undecided,
		);
		expect(await needsOf(listId)).toEqual([]);
	});

	it('makes each need once, opens what is known and submits what has to be asked', async () => {
		const { listId, entries } = await review('генератори 5 шт.\nсонячні лампи\nщо попало 3 шт.');
		const [generator, lamp, other, ...rest] = entries;
		const unknown = { amount: '', amountTo: '', approximate: false, unit: null, content: null, conditions: [] };
		await decide(listId, [generator!], { kind: 'choose', code: 'PWR-GEN' });
		await decide(listId, [lamp!], { kind: 'choose', code: 'LGT-SOL' }, unknown);
		await decide(listId, [other!], { kind: 'not-goods' });
		await decide(
			listId,
			rest.filter(({ outcome }) => outcome === 'open'),
			{ kind: 'not-needed' },
		);
		const sent = sending();
		const results = await Promise.all([finish(listId, sent), finish(listId, sent), finish(listId)]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(2);
		const trail = await database.query('select action, details from audit_entry where subject_id = $1', [listId]);
		expect(trail).toMatchObject([{ action: 'need-list.review-finished', details: { needs: expect.any(Number) } }]);
		const needs = await needsOf(listId);
		const states = Object.fromEntries(needs.map((need) => [need['item_code'], need['state']]));
		expect(states).toMatchObject({ 'PWR-GEN': 'open', 'LGT-SOL': 'submitted' });
		expect((await open(listId)).list.state).toBe('finished');
		expect(await decide(listId, [lamp!], { kind: 'reopen' })).toMatchObject({ refusal: { kind: 'review-is-over' } });
	});

	it('does not take a deadline that has passed for the whole list', async () => {
		const { listId } = await review('генератори 6 шт.');
		const change = (deadline: string) =>
			as((trx) =>
				changeDefaults(
					trx,
					{ listId, title: 'List', purpose: 'medical', urgency: 1, deadline: plainDate(deadline) },
					sending(),
				),
			);
		expect(await change('2023-02-01')).toMatchObject({ ok: false, refusal: { kind: 'deadline-past' } });
		expect(await change('2023-03-01')).toMatchObject({ ok: true });
		expect((await open(listId)).list).toMatchObject({ purpose: 'medical', urgency: 1, deadline: '2023-03-01' });
	});
});

describe('questions back to the partner', () => {
	const unknown = { amount: '', amountTo: '', approximate: false, unit: null, content: null, conditions: [] };
	const answer = (listId: Id<'need-list'>, entryId: ReviewEntry['id'], amount: string, sent = sending()) =>
		as((trx) =>
			answerQuestions(
				trx,
				catalogue,
				{ listId, language: 'uk', answers: [{ entryId, amount, remark: '', notNeeded: false }] },
				sent,
			),
		);
	async function listWithQuestion(phrase: string) {
		const { listId, entries } = await review(phrase);
		await decide(listId, entries.slice(0, 1), { kind: 'choose', code: 'LGT-SOL' }, unknown);
		const rest = entries.slice(1).filter(({ outcome }) => outcome === 'open');
		if (rest.length > 0) await decide(listId, rest, { kind: 'not-needed' });
		const asked = (await open(listId)).entries[0]!;
		if (!asked.content.question) await decide(listId, [asked], { kind: 'ask', question: true });
		return { listId, entryId: asked.id };
	}

	it('an answer fills the entry while the review goes on', async () => {
		const { listId, entryId } = await listWithQuestion('ліхтарі на сонці');
		const questions = () => as((trx) => openQuestions(trx, listId, catalogue));
		expect((await questions()).map((question) => question.entryId)).toContain(entryId);
		expect(await answer(listId, entryId, '2,5')).toMatchObject({ ok: false, refusal: { kind: 'answers-refused' } });
		expect(await answer(listId, entryId, '40')).toMatchObject({ ok: true, value: { answered: 1 } });
		expect((await questions()).map((question) => question.entryId)).not.toContain(entryId);
		expect((await open(listId)).entries.find(({ id }) => id === entryId)?.content.amount).toBe('40');
	});

	it('an answer corrects the need once the review is finished, and the first answer stands', async () => {
		const { listId, entryId } = await listWithQuestion('лампи для укриття');
		const finished = await as((trx) => finishReview(trx, catalogue, { listId, opens: true }, sending()));
		expect(finished).toMatchObject({ ok: true, value: { unknown: 1 } });
		const sent = sending();
		expect(await Promise.all([answer(listId, entryId, '30', sent), answer(listId, entryId, '30', sent)])).toMatchObject(
			[
				{ ok: true, value: { answered: 1 } },
				{ ok: true, value: { answered: 1 } },
			],
		);
		expect(await answer(listId, entryId, '99')).toMatchObject({ ok: true, value: { answered: 0 } });
		const [need] = await database.query(
			'select c.* from need n join need_current c on c.need_id = n.id where n.entry_id = $1',
			[entryId],
		);
		expect(need).toMatchObject({ quantity_kind: 'exact', quantity_from: '30', state: 'submitted' });
	});

	it('cannot be sent where nobody could answer', async () => {
		const { listId } = await listWithQuestion('ліхтарі без нікого');
		const sent = await as((trx) =>
			sendQuestions(trx, catalogue, { listId, senderName: 'Anna', origin: 'https://t.example' }, sending()),
		);
		expect(sent).toMatchObject({ ok: false, refusal: { kind: 'nobody-to-ask' } });
	});
});
