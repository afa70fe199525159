import { describe, expect, it } from 'vitest';
import { hasTasks, officeTasks, tasksFor } from './office-task.ts';

const nothing = Object.fromEntries(officeTasks.map(({ kind }) => [kind, 0])) as Parameters<typeof tasksFor>[0];

describe('what waits', () => {
	it('can wait for those who decide, and never for those who read', () => {
		expect(hasTasks((capability) => capability === 'offers.decide')).toBe(true);
		expect(hasTasks((capability) => capability === 'reports.read')).toBe(false);
		expect(hasTasks((capability) => capability === 'feedback.settle')).toBe(false);
	});

	it('is nothing where nothing waits', () => {
		expect(tasksFor(nothing, () => true, '/de/office')).toEqual([]);
	});

	it('is shown to those who can do it, the gravest first', () => {
		const counts = { ...nothing, offers: 2, discrepancies: 1, receipts: 3 };
		const mayUse = (capability: string) => capability !== 'receipts.write';
		expect(tasksFor(counts, mayUse, '/de/office')).toEqual([
			{ kind: 'discrepancies', count: 1, href: '/de/office/discrepancies' },
			{ kind: 'offers', count: 2, href: '/de/office/offers' },
		]);
	});
});
