import { describe, expect, it } from 'vitest';
import type { Role } from '#lib/access/roles.ts';
import type { Id } from '#lib/kernel/id.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Deadline, DeadlineKind } from '../deadlines/deadline.ts';
import { dueFor, readingsFor } from './office-agenda.ts';

const dortmund = '11111111-1111-4111-8111-111111111111' as Id<'city'>;
const zhytomyr = '22222222-2222-4222-8222-222222222222' as Id<'city'>;
const today = plainDate('2025-06-20');

function due(kind: DeadlineKind, day: string, rest: Partial<Deadline> = {}): Deadline {
	return {
		key: `${kind}:${day}`,
		kind,
		subject: { kind: 'promise', id: dortmund as string as Id<'promise'> },
		due: plainDate(day),
		title: { en: kind },
		partnershipId: null,
		cityId: dortmund,
		ownerRole: null,
		count: null,
		...rest,
	};
}
const kindsFor = (role: Role, deadlines: readonly Deadline[], cityId = dortmund) =>
	dueFor({ roles: [role], cityId }, deadlines, today).map(({ when, rows }) => [when, ...rows.map(({ kind }) => kind)]);

describe('what is due for somebody', () => {
	const all = [
		due('mandate', '2025-06-01'),
		due('promise', '2025-06-19', { ownerRole: 'editor' }),
		due('funding-report', '2025-06-20'),
		due('distribution-report', '2025-06-22', { cityId: zhytomyr }),
		due('stale-needs', '2025-06-23', { count: 3 }),
	];

	it.each([
		[
			'the coordinator',
			'coordinator',
			[
				['overdue', 'mandate'],
				['soon', 'funding-report'],
			],
		],
		['the editor, who answers for a promise', 'editor', [['overdue', 'promise']]],
		['the council reader, whom nothing asks', 'council-reader', []],
		['the warehouse', 'warehouse', []],
	] as const)('is what %s answers for', (_, role, expected) => {
		expect(kindsFor(role, all)).toEqual(expected);
	});

	it('is the task of the own city only', () => {
		expect(kindsFor('partner-officer', all, zhytomyr)).toEqual([['soon', 'distribution-report']]);
	});

	it('stays short and says how much there is', () => {
		const many = Array.from({ length: 20 }, (_, index) => due('promise', '2025-05-01', { key: `promise:${index}` }));
		const [part] = dueFor({ roles: ['coordinator'], cityId: dortmund }, many, today);
		expect([part?.total, part?.rows.length]).toEqual([20, 6]);
	});
});

describe('where somebody reads on', () => {
	it.each([
		['council-reader', ['reports', 'promises', 'council', 'partnerships', 'funding', 'shipments']],
		['editor', ['publication', 'reports', 'promises', 'council', 'partnerships', 'shipments']],
		['administrator', ['accounts', 'directory', 'outbox', 'audit']],
	] as const)('starts with what the %s comes for', (role, expected) => {
		expect(readingsFor({ roles: [role] })).toEqual(expected);
	});
});
