import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { decideVoucher, judgeVouchers, type Voucher, type VoucherFrame } from './voucher.ts';

const cents = (amount: number) => amount as EuroCents;
const frame: VoucherFrame = {
	eligibleFrom: plainDate('2025-01-01'),
	eligibleUntil: plainDate('2025-12-31'),
	tolerancePerCent: 20,
	plan: { lines: [{ number: '1', label: 'Travel', plannedCents: cents(1000) }] },
};
const aVoucher = (changes: Partial<Voucher> = {}): Voucher => ({
	id: 'b' as Id<'voucher'>,
	number: 'R-7',
	dated: plainDate('2025-05-02'),
	payee: 'Reisebüro Müller',
	purpose: 'Bus',
	amountCents: cents(900),
	lineNumber: '1',
	documentId: 'd' as Id<'document'>,
	paidOn: plainDate('2025-05-10'),
	accepted: [],
	...changes,
});
const another = (changes: Partial<Voucher> = {}) =>
	aVoucher({
		id: 'a' as Id<'voucher'>,
		number: 'R-6',
		dated: plainDate('2025-05-01'),
		documentId: 'e' as Id<'document'>,
		...changes,
	});
const today = plainDate('2025-06-30');

describe('a voucher', () => {
	it.each([
		['with everything', {}, [], [], []],
		[
			'without scan, payment and line',
			{ documentId: null, paidOn: null, lineNumber: null },
			[],
			['document', 'payment', 'line'],
			[],
		],
		['from before the period', { dated: plainDate('2024-12-31') }, [], [], ['outside-period']],
		['paid after the period', { paidOn: plainDate('2026-01-01') }, [], [], ['outside-period']],
		['on the last day of the period', { dated: plainDate('2025-12-31'), paidOn: plainDate('2025-12-31') }, [], [], []],
		['that exceeds its line within the tolerance', { amountCents: cents(300) }, [another()], [], []],
		['that exceeds its line by a cent more', { amountCents: cents(301) }, [another()], [], ['over-line']],
		[
			'with payee, day and amount of another',
			{ payee: 'REISEBÜRO MÜLLER' },
			[another({ dated: plainDate('2025-05-02'), lineNumber: null })],
			[],
			['looks-twice'],
		],
		[
			'with the scan of another',
			{ lineNumber: null },
			[another({ documentId: aVoucher().documentId })],
			['line'],
			['document-twice'],
		],
		['paid before it was dated', { paidOn: plainDate('2025-05-01') }, [], [], ['paid-before-dated']],
	])('%s', (_, changes, others, missing, concerns) => {
		const voucher = aVoucher(changes as Partial<Voucher>);
		expect(judgeVouchers(frame, [...others, voucher]).get(voucher.id)).toEqual({ missing, concerns });
	});

	it.each([
		['a number the payee gave before', { number: 'r-6', payee: 'reisebüro müller' }, 'voucher-twice'],
		['a day to come', { dated: plainDate('2025-07-01'), paidOn: null }, 'day-in-future'],
		['a line the plan does not have', { lineNumber: '9' }, 'line-unknown'],
		['a concern nobody has seen', { dated: plainDate('2024-12-31') }, 'concern'],
	])('with %s is refused', (_, changes, kind) => {
		const answer = decideVoucher(frame, aVoucher(changes as Partial<Voucher>), [another({ lineNumber: null })], today);
		expect(answer.ok ? [] : answer.refusal.map((each) => each.kind)).toEqual([kind]);
	});

	it('is taken once its concerns were seen, and keeps only those there are', () => {
		const seen = aVoucher({ dated: plainDate('2024-12-31'), accepted: ['outside-period', 'over-line'] });
		const answer = decideVoucher(frame, seen, [], today);
		expect(answer.ok && answer.value.accepted).toEqual(['outside-period']);
	});
});
