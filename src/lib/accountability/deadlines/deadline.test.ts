import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { languages } from '#lib/kernel/language.ts';
import { addDays, plainDate } from '#lib/kernel/plain-date.ts';
import { type Deadline, deadlineKindList, horizonOf, remindedRoles, reminderStage } from './deadline.ts';
import { deadlinePath, deadlineTitle, digestMail, nearness } from './deadline-words.ts';

const due = plainDate('2025-03-30');
const aDeadline = (changes: Partial<Deadline> = {}): Deadline => ({
	key: 'funding-report:1',
	kind: 'funding-report',
	subject: { kind: 'funding', id: '1' as Id<'funding'> },
	due,
	title: { de: 'Jugendbegegnung' },
	partnershipId: null,
	cityId: 'c' as Id<'city'>,
	ownerRole: null,
	count: null,
	...changes,
});

describe('a reminder', () => {
	it.each([
		[-15, undefined],
		[-14, -14],
		[-4, -14],
		[-3, -3],
		[-1, -3],
		[0, 0],
		[6, 0],
		[7, 7],
		[13, 7],
		[14, 14],
		[400, 399],
	])('%i days after the due day is the one of %s', (days, stage) => {
		expect(reminderStage(due, addDays(due, days))).toBe(stage);
	});

	it('is due for each deadline once a stage, however the days go by', () => {
		fc.assert(
			fc.property(fc.integer({ min: -30, max: 60 }), fc.integer({ min: 1, max: 60 }), (from, length) => {
				const seen = Array.from({ length }, (_, day) => reminderStage(due, addDays(due, from + day)));
				const stages = [...new Set(seen.filter((stage) => stage !== undefined))];
				expect(stages).toEqual(stages.toSorted((a, b) => a - b));
				for (const stage of stages) expect(stage === -14 || stage === -3 || (stage >= 0 && stage % 7 === 0)).toBe(true);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	it('goes to who answers for it, or to those who keep its kind', () => {
		expect(remindedRoles(aDeadline())).toEqual(['coordinator', 'partner-officer']);
		expect(remindedRoles(aDeadline({ kind: 'promise', ownerRole: 'editor' }))).toEqual(['editor']);
		expect(remindedRoles(aDeadline({ kind: 'mandate' }))).toEqual(['coordinator']);
		expect(remindedRoles(aDeadline({ kind: 'stale-needs' }))).toEqual([]);
	});
});

describe('how soon something is due', () => {
	const wednesday = plainDate('2025-04-23');
	it.each([
		['2025-04-22', 'overdue'],
		['2025-04-23', 'week'],
		['2025-04-27', 'week'],
		['2025-04-28', 'month'],
		['2025-04-30', 'month'],
		['2025-05-01', 'later'],
	])('%s is %s on 23 April', (day, horizon) => {
		expect(horizonOf(plainDate(day), wednesday)).toBe(horizon);
	});

	it('reads as people say it', () => {
		expect(nearness(wednesday, wednesday, 'de')).toBe('heute');
		expect(nearness(addDays(wednesday, 2), wednesday, 'uk')).toBe('через 2 дні');
		expect(nearness(addDays(wednesday, -5), wednesday, 'en')).toBe('5 days overdue');
	});
});

describe('the mail of a day', () => {
	it.each(languages)('in %s names each deadline with its page', (language) => {
		const deadlines = deadlineKindList.map((kind) => aDeadline({ kind, count: 3 }));
		const { subject, text } = digestMail({ name: 'Anna', language }, deadlines, due, 'https://tandem.example');
		expect(subject).toContain(String(deadlines.length));
		for (const deadline of deadlines) {
			expect(text).toContain(`https://tandem.example${deadlinePath(deadline, language)}`);
			expect(text).toContain(deadlineTitle(deadline, language).text);
		}
		expect(text).not.toMatch(/\{\w+\}/);
	});

	it('stops at forty and says how many there are besides', () => {
		const many = Array.from({ length: 47 }, () => aDeadline());
		const { text } = digestMail({ name: 'Anna', language: 'de' }, many, due, '');
		expect(text.match(/Jugendbegegnung/g)).toHaveLength(40);
		expect(text).toContain('… und 7 weitere.');
	});
});
