import { describe, expect, it } from 'vitest';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { evidencePath, parseEvidenceAddress } from '../evidence.ts';
import { readConsultation, readEvidence, readFile, readPaper, readPartnerships } from './council-form.ts';
import { type ConsultationFacts, decideConsultation, decidePaper, wordsOf } from './paper.ts';

const today = plainDate('2023-06-01');
const on = (text: string) => parseFuzzyDate(text) ?? null;
const id = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';

const consultation: ConsultationFacts = {
	body: 'Rat',
	met: on('2023-02-09'),
	agendaItem: 'TOP 3.1',
	role: 'decision',
	authoritative: true,
	outcome: 'approved',
	outcomeText: 'einstimmig',
	resolutionText: '',
	votes: null,
};
const decide = (changes: Partial<ConsultationFacts>, dated = '2023-01-15') =>
	decideConsultation({ ...consultation, ...changes }, { dated: on(dated) }, today);
const kinds = (result: ReturnType<typeof decide>) => (result.ok ? [] : result.refusal.map(({ kind }) => kind));

describe('a consultation', () => {
	it.each<[string, Partial<ConsultationFacts>, string[]]>([
		['with result', {}, []],
		['on a day of the year the paper is of', { met: on('2023') }, []],
		['before its paper', { met: on('2023-01-14') }, ['before-paper']],
		['in the year before its paper', { met: on('2022') }, ['before-paper']],
		['with a result and no meeting', { met: null }, ['outcome-without-meeting']],
		['with a result of a meeting to come', { met: on('2023-06-02') }, ['outcome-before-meeting']],
		['to come', { met: on('2024'), outcome: 'open' }, []],
		['approved by a majority', { votes: { for: 40, against: 39, abstained: 3 } }, []],
		['approved by a tie', { votes: { for: 40, against: 40, abstained: 3 } }, ['votes-contradict']],
		['rejected by a tie', { outcome: 'rejected', votes: { for: 40, against: 40, abstained: 0 } }, []],
		[
			'rejected by a majority for it',
			{ outcome: 'rejected', votes: { for: 41, against: 40, abstained: 0 } },
			['votes-contradict'],
		],
		['voted on and open', { outcome: 'open', votes: { for: 1, against: 0, abstained: 0 } }, ['votes-without-outcome']],
		[
			'wrong in several ways',
			{ met: on('2022-12-31'), votes: { for: 1, against: 2, abstained: 0 } },
			['before-paper', 'votes-contradict'],
		],
	])('%s', (_what, changes, expected) => {
		expect(kinds(decide(changes))).toEqual(expected);
	});

	it('is read with all three counts of a vote or none', () => {
		const typed = { body: 'Rat', role: 'decision', outcome: 'approved' };
		expect(readConsultation(typed)).toMatchObject({ ok: true, value: { votes: null, authoritative: false } });
		expect(readConsultation({ ...typed, votesFor: '5' })).toEqual({
			ok: false,
			refusal: [{ kind: 'votes-malformed' }],
		});
		expect(readConsultation({ ...typed, votesFor: '5', votesAgainst: '-1', votesAbstained: '0' })).toMatchObject({
			ok: false,
		});
		expect(readConsultation({ ...typed, votesFor: '5', votesAgainst: '1', votesAbstained: '0' })).toMatchObject({
			ok: true,
			value: { votes: { for: 5, against: 1, abstained: 0 } },
		});
	});
});

describe('a paper', () => {
	it('is read from its form with everything that is wrong at once', () => {
		const read = readPaper({ 'names-de': '', kind: 'poem', dated: '2023-02-30', url: 'javascript:alert(1)' });
		expect(read.ok ? [] : read.refusal.map((each) => `${each.kind} ${each.field}`)).toEqual([
			'field-missing names',
			'choice-missing kind',
			'not-a-day dated',
			'not-an-address url',
		]);
	});

	it('takes originators one per line, each once, and the partnerships that are ticked', () => {
		const typed = {
			'names-de': 'Titel',
			kind: 'motion',
			originators: ' SPD \n\nSPD\nCDU  Fraktion',
			[`partnership-${id}`]: 'on',
		};
		expect(readPaper(typed)).toMatchObject({
			ok: true,
			value: { originators: ['SPD', 'CDU Fraktion'], reference: '' },
		});
		expect(readPartnerships({ ...typed, 'partnership-x': 'on' })).toEqual([id]);
	});

	it('is not of a day to come', () => {
		const read = readPaper({ 'names-de': 'Titel', kind: 'motion', dated: '2023-06-02' });
		expect(read.ok && decidePaper(read.value, today)).toMatchObject({
			ok: false,
			refusal: [{ kind: 'date-in-future' }],
		});
	});

	it('is searched for in plain words whatever is typed', () => {
		expect(wordsOf(`Drucksache 17042-20 "x' & !(y:*)`)).toEqual(['drucksache', '17042', '20', 'x', 'y']);
		expect(wordsOf('  ')).toEqual([]);
	});
});

describe('evidence and files', () => {
	it.each([
		[`https://tandem.example/uk/office/shipments/${id}?x`, `/de/office/shipments/${id}`],
		['https://example.org/a b', 'https://example.org/a%20b'],
		['http://example.org/', undefined],
		['https://anna:secret@example.org/', undefined],
		['javascript:alert(1)', undefined],
		['somewhere', undefined],
	])('%s leads to %s', (typed, path) => {
		const address = parseEvidenceAddress(typed);
		expect(address && evidencePath(address, 'de')).toBe(path);
	});

	it('evidence may be left out only where it may', () => {
		expect(readEvidence({}, false)).toEqual({ ok: true, value: null });
		expect(readEvidence({}, true)).toMatchObject({ ok: false, refusal: [{ kind: 'field-missing' }] });
		expect(readEvidence({ evidenceAddress: 'x' }, false)).toMatchObject({
			ok: false,
			refusal: [{ kind: 'not-an-address' }],
		});
	});

	it('a file is on the web or a document kept in Tandem', () => {
		const typed = { fileName: 'Vorlage', fileRole: 'main' };
		expect(readFile({ ...typed, fileUrl: `/de/office/documents/${id}` })).toMatchObject({
			ok: true,
			value: { documentId: id, url: null },
		});
		expect(readFile({ ...typed, fileUrl: 'https://example.org/a.pdf' })).toMatchObject({
			ok: true,
			value: { documentId: null },
		});
		expect(readFile(typed)).toMatchObject({ ok: false, refusal: [{ kind: 'field-missing', field: 'fileUrl' }] });
	});
});
