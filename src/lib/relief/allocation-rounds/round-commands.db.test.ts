import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assert } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anActor, anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, at, granted, position } from '#test/laws/relief-world.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { currentSubstitutes } from '../catalogue/current-substitutes.server.ts';
import { adjustRound, decideRound, newLines, openRound } from './round-commands.server.ts';
import { findStoredRound, listRounds, type RoundId } from './round-store.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const { dortmund, zhytomyr, as } = world;
const call = (key = anId<'command'>()) => ({ key, account: dortmund.account, at: at(10) });

const open = (key?: Id<'command'>) =>
	as(dortmund, (trx) => openRound(trx, call(key), currentCatalogue(), currentSubstitutes()));
const read = (roundId: RoundId) => as(dortmund, (trx) => findStoredRound(trx, roundId));
const decide = (roundId: RoundId, version: number, key?: Id<'command'>) =>
	as(dortmund, async (trx) => {
		const stored = await findStoredRound(trx, roundId);
		assert(stored, 'the round is there');
		return decideRound(trx, call(key), { roundId, version, chosen: newLines(stored.proposal) });
	});

describe('an allocation round', () => {
	let lotId = '';
	beforeAll(async () => {
		for (const [id, account] of [[dortmund.city, dortmund.account]]) {
			await database.query(
				`insert into account (id, city_id, email, name, language, created_at) values ($1, $2, 'a@example.org', 'A', 'en', now())`,
				[account, id],
			);
		}
	});

	it('is refused where nothing is needed or nothing is free', async () => {
		expect(await open()).toMatchObject({ ok: false, refusal: { kind: 'no-open-needs' } });
		await world.aNeed(30);
		expect(await open()).toMatchObject({ ok: false, refusal: { kind: 'no-free-lots' } });
	});

	it('opened twice under one key is one round, and promises nothing', async () => {
		await world.aNeed(10, world.otherOperationId);
		lotId = await world.aLot(20);
		const key = anId<'command'>();
		expect(granted(await open(key))).toEqual(granted(await open(key)));
		expect(await as(dortmund, (trx) => listRounds(trx, 10))).toHaveLength(1);
		expect(await position(world, lotId)).toMatchObject({ reserved: 0, free: 20 });
	});

	it('shares between destinations, and is seen by its own city only', async () => {
		const { roundId } = granted(await open());
		const stored = await read(roundId);
		const shares = stored?.proposal.coverage.map(({ delivered, requested }) => delivered / requested);
		expect(shares).toEqual([0.5, 0.5]);
		expect(await as(zhytomyr, (trx) => findStoredRound(trx, roundId))).toBeUndefined();
		expect(await inCity(database.databases.app, anActor(), (trx) => findStoredRound(trx, roundId))).toBeUndefined();
	});

	it('opened by several at once is a round for each, numbered one after the other', async () => {
		const before = (await as(dortmund, (trx) => listRounds(trx, 100))).length;
		const opened = await Promise.all([1, 2, 3, 4].map(() => open()));
		expect(opened.map(({ ok }) => ok)).toEqual([true, true, true, true]);
		const numbers = (await as(dortmund, (trx) => listRounds(trx, 100))).map(({ number }) => number);
		expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1));
		expect(numbers).toHaveLength(before + 4);
	});

	it('changed by two at once keeps the first change and tells the second', async () => {
		const { roundId } = granted(await open());
		const stored = await read(roundId);
		const line = newLines(stored!.proposal)[0]!;
		const change = {
			roundId,
			version: 1,
			adjustment: { kind: 'ban' as const, need: line.need, lot: line.lot, reason: 'no transport' },
		};
		const answers = await Promise.all([1, 2].map(() => as(dortmund, (trx) => adjustRound(trx, call(), change))));
		expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
		expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { kind: 'round-changed', version: 2 } });
		expect(newLines((await read(roundId))!.proposal)).not.toContainEqual(expect.objectContaining(line));
	});

	it('decided by two at once promises each unit once', async () => {
		const [first, second] = [granted(await open()), granted(await open())];
		const answers = await Promise.all([decide(first.roundId, 1), decide(second.roundId, 1)]);
		expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
		expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { kind: 'not-enough-left', left: 0 } });
		expect(await position(world, lotId)).toMatchObject({ reserved: 20, free: 0 });
	});

	it('decided twice under one key has one effect and one answer', async () => {
		await world.aLot(4);
		const { roundId } = granted(await open());
		const key = anId<'command'>();
		const once = granted(await decide(roundId, 1, key));
		expect(granted(await decide(roundId, 1, key))).toEqual(once);
		expect(await decide(roundId, 1)).toMatchObject({ refusal: { kind: 'round-closed', state: 'decided' } });
	});

	it('counts what was promised before towards each destination’s share', async () => {
		await world.aLot(2);
		const { roundId } = granted(await open());
		const coverage = (await read(roundId))!.proposal.coverage;
		expect(coverage.reduce((sum, { settled }) => sum + settled, 0)).toBe(24);
	});

	it('gives what is indivisible to one need as a whole, or leaves it where it is', async () => {
		const small = await world.aNeed(3);
		const whole = await world.aLot(30, { indivisible: true });
		const proposal = (await read(granted(await open()).roundId))!.proposal;
		const taken = newLines(proposal).filter(({ lot }) => lot === whole);
		expect(taken.map(({ need }) => need)).not.toContain(small);
		expect(taken.every(({ quantity }) => quantity === 30)).toBe(true);
	});

	it('cannot be reopened behind the application’s back', async () => {
		const change = database.query(`update allocation_round_current set state = 'proposed', version = version + 1
			where state = 'decided'`);
		await expect(change).rejects.toThrow(/it is decided and stays so/);
		await expect(database.query('delete from allocation_round_event')).rejects.toThrow(/append-only/);
	});
});
