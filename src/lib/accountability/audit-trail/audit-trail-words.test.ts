import { describe, expect, it } from 'vitest';
import { deedInWords, detailsInWords, kindInWords, pageOfSubject } from './audit-trail-words.ts';

describe('the audit trail in words', () => {
	it.each([
		['need.verify-and-open', 'de', 'Bedarf geprüft und geöffnet'],
		['shipment.departed', 'uk', 'Транспорт вирушив'],
		['need-list.uploaded', 'en', 'Need list uploaded'],
		['partnership.standing-stated', 'de', 'Stand einer Partnerschaft festgehalten'],
		['session.begun', 'de', 'Angemeldet'],
		['future.deed', 'de', 'future.deed'],
	] as const)('%s reads in %s as "%s"', (action, language, text) => {
		expect(deedInWords(action, language)).toBe(text);
	});

	it('names kinds of things, and shows an unknown one as it is recorded', () => {
		expect(kindInWords('allocation-round', 'uk')).toBe('Проєкт розподілу');
		expect(kindInWords('unheard-of', 'uk')).toBe('unheard-of');
	});

	it.each([
		[{ method: 'link', strength: 'full' }, 'Посилання'],
		[{ roles: ['coordinator', 'editor'] }, 'Координація, Пресслужба'],
		[{ lines: 3 }, '3 рядки'],
		[{ hours: 96 }, '96 годин'],
		[{ sessionsEnded: 2 }, '2 сеанси завершено'],
		[{ sessionsEnded: 0 }, ''],
		[{ novel: true }, 'novel: true'],
		[{}, ''],
	])('%j is told in words', (details, text) => {
		expect(detailsInWords(details, 'uk')).toBe(text);
	});

	it('leads to the thing an entry is about, where it has a page', () => {
		expect(pageOfSubject('need', '1')).toBe('needs/1');
		expect(pageOfSubject('session', '1')).toBeUndefined();
	});
});
