import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, refused } from '#lib/kernel/result.ts';
import { anActor, anId, freshDatabase } from '#test/database.ts';
import { sweepCommands } from '../jobs/sweep-commands.server.ts';
import type { Trx } from './connect.server.ts';
import { type CommandCall, runCommand } from './run-command.server.ts';
import { inCity, inWorker } from './transaction.server.ts';

const database = await freshDatabase();
afterAll(database.close);

beforeAll(async () => {
	await database.query(`create table effect (note text not null); grant all on effect to tandem_app`);
});

const actor = anActor();

function aCall(changes: Partial<CommandCall> = {}): CommandCall {
	return { key: anId(), name: 'note-effect', account: actor.account, input: { note: 'a', lines: [1, 2] }, ...changes };
}

async function noteEffect(trx: Trx, note: string) {
	await sql`insert into effect values (${note})`.execute(trx);
	return ok({ note, at: { line: 7 } });
}

function send(call: CommandCall, note: string, as = actor) {
	return inCity(database.databases.app, as, (trx) => runCommand(trx, call, () => noteEffect(trx, note)));
}

async function effects(note: string): Promise<number> {
	return (await database.query('select from effect where note = $1', [note])).length;
}

describe('a command', () => {
	test('sent twice has one effect and one answer', async () => {
		const call = aCall();
		const first = await send(call, 'twice');
		const second = await send(call, 'twice');
		expect(first).toEqual({ ok: true, value: { note: 'twice', at: { line: 7 } }, repeated: false });
		expect(second).toEqual({ ...first, repeated: true });
		expect(await effects('twice')).toBe(1);
	});

	test('sent by twenty phones at once has one effect, and all get its answer', async () => {
		const call = aCall();
		const answers = await Promise.all(Array.from({ length: 20 }, () => send(call, 'crowd')));
		expect(answers.filter((answer) => answer.ok && !answer.repeated)).toHaveLength(1);
		expect(answers.every((answer) => answer.ok && answer.value.note === 'crowd')).toBe(true);
		expect(await effects('crowd')).toBe(1);
	});

	test('is the same whatever the order of its keys', async () => {
		const call = aCall({ input: { a: 1, b: { c: 2, d: [3] } } });
		await send(call, 'order');
		const again = await send({ ...call, input: { b: { d: [3], c: 2 }, a: 1, e: undefined } }, 'order');
		expect(again).toMatchObject({ ok: true, repeated: true });
	});

	test.each([
		['another input', { input: { note: 'other' } }],
		['another name', { name: 'other-command' }],
		['another account', { account: anId<'account'>() }],
	] as const)('under a used key with %s is refused', async (_, changes) => {
		const call = aCall();
		await send(call, 'reused');
		const answer = await send({ ...call, ...changes }, 'reused');
		expect(answer).toEqual({ ok: false, refusal: { kind: 'key-reused' } });
	});

	test('under a key that another city used is refused and tells nothing', async () => {
		const call = aCall();
		await send(call, 'ours');
		expect(await send(call, 'theirs', anActor())).toEqual({ ok: false, refusal: { kind: 'key-reused' } });
		expect(await effects('theirs')).toBe(0);
	});

	test('that is refused leaves no effect, and its key may be used again', async () => {
		const call = aCall();
		const refusal = await inCity(database.databases.app, actor, (trx) =>
			runCommand(trx, call, async () => {
				await noteEffect(trx, 'refused');
				return refused({ kind: 'stock-gone' as const });
			}),
		);
		expect(refusal).toEqual({ ok: false, refusal: { kind: 'stock-gone' } });
		expect(await effects('refused')).toBe(0);
		expect(await send({ ...call, input: 'mended' }, 'mended')).toMatchObject({ ok: true, repeated: false });
	});

	test('that throws leaves neither effect nor record', async () => {
		const call = aCall();
		const failing = inCity(database.databases.app, actor, (trx) =>
			runCommand(trx, call, async () => {
				await noteEffect(trx, 'thrown');
				throw new Error('power cut');
			}),
		);
		await expect(failing).rejects.toThrow('power cut');
		expect(await effects('thrown')).toBe(0);
		expect(await send(call, 'thrown')).toMatchObject({ ok: true, repeated: false });
	});

	test('waiting behind one that is refused is decided afresh', async () => {
		const call = aCall();
		const firstIsDeciding = Promise.withResolvers<void>();
		const letFirstEnd = Promise.withResolvers<void>();
		const first = inCity(database.databases.app, actor, (trx) =>
			runCommand(trx, call, async () => {
				firstIsDeciding.resolve();
				await letFirstEnd.promise;
				return refused({ kind: 'stock-gone' as const });
			}),
		);
		await firstIsDeciding.promise;
		const second = send(call, 'afresh');
		await database.someoneWaits();
		letFirstEnd.resolve();
		expect(await first).toMatchObject({ ok: false });
		expect(await second).toMatchObject({ ok: true, repeated: false });
	});

	test('does not hinder its isolation level: serializable duplicates still have one effect', async () => {
		const call = aCall();
		const answers = await Promise.all(
			Array.from({ length: 8 }, () =>
				inCity(database.databases.app, actor, (trx) => runCommand(trx, call, () => noteEffect(trx, 'strict')), {
					isolation: 'serializable',
					attempts: 1000,
				}),
			),
		);
		expect(answers.every((answer) => answer.ok)).toBe(true);
		expect(await effects('strict')).toBe(1);
	});
});

describe('the record of a command', () => {
	test('is forgotten after four hundred days, by the worker only', async () => {
		const [old, young] = [aCall(), aCall()];
		await send(old, 'old');
		await send(young, 'young');
		await database.query(`update command set done_at = now() - interval '401 days' where key = $1`, [old.key]);
		await inWorker(database.databases.worker, sweepCommands);
		expect((await send(old, 'old')).ok && (await effects('old'))).toBe(2);
		expect((await send(young, 'young')).ok && (await effects('young'))).toBe(1);
		await expect(inCity(database.databases.app, actor, sweepCommands)).rejects.toThrow(/permission denied/);
	});
});
