import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '#lib/kernel/instant.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import {
	decidePostings,
	firstGap,
	foldBalances,
	type LedgerState,
	type Move,
	type PostingDraft,
	reversalOf,
} from './ledger.ts';
import {
	accountKeyText,
	accountKinds,
	donorAccount,
	hubAccount,
	mishapAccount,
	roleOf,
	shortageAccount,
} from './ledger-account.ts';

const accounts = ['donor', 'hub', 'transit', 'site', 'lost'] as const;

function aDraft(changes: Partial<PostingDraft> = {}): PostingDraft {
	return {
		id: 'posting',
		lotId: 'lot',
		fromAccount: 'donor',
		toAccount: 'hub',
		quantity: quantity(10),
		occurredAt: 10 as Instant,
		reason: 'brought-in',
		operationId: null,
		reverses: null,
		...changes,
	};
}

/** The state of a book that holds these moves. */
function bookOf(moves: readonly Move[]): LedgerState {
	const balances = foldBalances(moves);
	return {
		balance: (lotId, accountId) => balances.get(lotId)?.get(accountId) ?? 0,
		isSource: (accountId) => accountId === 'donor',
		lastMoved: (lotId) => {
			const times = moves.filter((move) => move.lotId === lotId).map((move) => move.occurredAt);
			return times.length === 0 ? undefined : (Math.max(...times) as Instant);
		},
		movesOf: (lotId) => moves.filter((move) => move.lotId === lotId),
	};
}

const now = 100 as Instant;

describe('a posting', () => {
	const stocked = [aDraft()];
	test.each([
		['of nothing', aDraft({ quantity: quantity(0) }), 'nothing-moved'],
		['to where it came from', aDraft({ toAccount: 'donor' }), 'same-account'],
		['from the future', aDraft({ occurredAt: 101 as Instant }), 'in-the-future'],
		[
			'of more than is there',
			aDraft({ fromAccount: 'hub', toAccount: 'site', quantity: quantity(11), occurredAt: 20 as Instant }),
			'not-enough',
		],
		[
			'before the goods came',
			aDraft({ fromAccount: 'hub', toAccount: 'site', occurredAt: 5 as Instant }),
			'not-there-at-that-time',
		],
	])('%s is refused', (_case, draft, kind) => {
		expect(decidePostings(bookOf(stocked), [draft], now)).toMatchObject({ ok: false, refusal: { kind, lotId: 'lot' } });
	});

	test('says how much is left where it asks for too much', () => {
		const draft = aDraft({ fromAccount: 'hub', toAccount: 'site', quantity: quantity(12), occurredAt: 20 as Instant });
		expect(decidePostings(bookOf(stocked), [draft], now)).toMatchObject({
			refusal: { left: 10, wanted: 12, accountId: 'hub' },
		});
	});

	test('that is backdated blocks its own lot only', () => {
		const late = aDraft({
			id: 'b',
			fromAccount: 'hub',
			toAccount: 'site',
			quantity: quantity(1),
			occurredAt: 5 as Instant,
		});
		const other = aDraft({ id: 'c', lotId: 'other', occurredAt: 1 as Instant });
		expect(decidePostings(bookOf(stocked), [late], now)).toMatchObject({ refusal: { lotId: 'lot', at: 5, short: 1 } });
		expect(decidePostings(bookOf(stocked), [other], now).ok).toBe(true);
	});

	test('may use what an earlier one of the same command brought', () => {
		const drafts = [aDraft(), aDraft({ id: 'b', fromAccount: 'hub', toAccount: 'site' })];
		expect(decidePostings(bookOf([]), drafts, now).ok).toBe(true);
	});
});

describe('a reversal', () => {
	const original = { ...aDraft(), reversedBy: null };
	test('mirrors its original at the same moment', () => {
		const decided = reversalOf(original, 'r');
		expect(decided).toMatchObject({
			ok: true,
			value: {
				fromAccount: 'hub',
				toAccount: 'donor',
				quantity: 10,
				occurredAt: 10,
				reverses: 'posting',
				reason: 'reversal',
			},
		});
	});

	test.each([
		['a second time', { reversedBy: 'x' }, 'already-reversed'],
		['of a reversal', { reverses: 'x' }, 'is-a-reversal'],
	])('%s is refused', (_case, changes, kind) => {
		expect(reversalOf({ ...original, ...changes }, 'r')).toMatchObject({ ok: false, refusal: { kind } });
	});

	test('is blocked while later postings stand on what it takes back', () => {
		const moves = [
			aDraft(),
			aDraft({ id: 'b', fromAccount: 'hub', toAccount: 'site', quantity: quantity(4), occurredAt: 20 as Instant }),
		];
		const reversal = reversalOf(original, 'r');
		expect(reversal.ok && decidePostings(bookOf(moves), [reversal.value], now)).toMatchObject({
			refusal: { kind: 'not-enough', left: 6 },
		});
	});
});

describe('random postings, in any order and backdated at will,', () => {
	const draft = fc.record({
		lotId: fc.constantFrom('lot-1', 'lot-2'),
		fromAccount: fc.constantFrom(...accounts),
		toAccount: fc.constantFrom(...accounts),
		quantity: fc.integer({ min: 1, max: 20 }).map(quantity),
		occurredAt: fc.integer({ min: 0, max: 120 }).map((at) => at as Instant),
	});

	test('leave a book that sums to zero per lot and never held less than nothing, whichever of them are refused', () => {
		fc.assert(
			fc.property(fc.array(fc.array(draft, { minLength: 1, maxLength: 3 }), { maxLength: 25 }), (commands) => {
				const moves: Move[] = [];
				for (const [index, command] of commands.entries()) {
					const drafts = command.map((each, n) => aDraft({ ...each, id: `${index}-${n}` }));
					if (decidePostings(bookOf(moves), drafts, now).ok) moves.push(...drafts);
				}
				for (const [lotId, balances] of foldBalances(moves)) {
					expect([...balances.values()].reduce((sum, each) => sum + each, 0)).toBe(0);
					for (const [account, units] of balances) if (account !== 'donor') expect(units).toBeGreaterThanOrEqual(0);
					const own = moves.filter((move) => move.lotId === lotId);
					expect(firstGap(own, (account) => account === 'donor')).toBeUndefined();
				}
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	test('are refused for a reason that is true', () => {
		fc.assert(
			fc.property(fc.array(draft, { maxLength: 25 }), (drafts) => {
				const moves: Move[] = [];
				for (const [index, each] of drafts.entries()) {
					const wanted = aDraft({ ...each, id: String(index) });
					const decided = decidePostings(bookOf(moves), [wanted], now);
					if (decided.ok) moves.push(wanted);
					else {
						const own = [...moves, wanted].filter((move) => move.lotId === wanted.lotId);
						const impossible =
							wanted.fromAccount === wanted.toAccount ||
							wanted.occurredAt > now ||
							firstGap(own, (account) => account === 'donor') !== undefined;
						expect(impossible).toBe(true);
					}
				}
			}),
			{ seed: 42, numRuns: 300 },
		);
	});
});

describe('an account', () => {
	test.each(accountKinds)('of the kind %s has one role', (kind) => {
		expect(['source', 'stock', 'shipped', 'written-off']).toContain(roleOf({ kind, shipmentId: null }));
	});

	test('of missing goods counts as shipped on a shipment and as written off in a store', () => {
		expect(roleOf(mishapAccount('unknown', 'operation', 'shipment'))).toBe('shipped');
		expect(roleOf(shortageAccount('unknown', 'hub'))).toBe('written-off');
	});

	test('is told from others by its key', () => {
		const keys = [donorAccount('a'), donorAccount('b'), hubAccount('a'), shortageAccount('lost', 'a')].map(
			accountKeyText,
		);
		expect(new Set(keys).size).toBe(4);
	});
});
