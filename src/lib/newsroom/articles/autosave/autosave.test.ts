import { describe, expect, it } from 'vitest';
import { instant, later } from '#lib/kernel/instant.ts';
import { foldedFor, longestKept, parsePiece, pieceFor, readWrittenSoFar } from './autosave.ts';

const at = instant('2023-03-14T09:00:00Z');
const last = { piece: 3, sitting: 'a', startedFrom: 2, beganAt: at };
const sitting = '00000000-0000-4000-8000-000000000001';

describe('what is written on the way', () => {
	it.each([
		['nothing came before', undefined, { sitting: 'a', startedFrom: 2, at }, 1],
		['it goes on within minutes', last, { sitting: 'a', startedFrom: 2, at: later(at, foldedFor - 1) }, 3],
		['minutes have passed', last, { sitting: 'a', startedFrom: 2, at: later(at, foldedFor) }, 4],
		['it comes from another page', last, { sitting: 'b', startedFrom: 2, at }, 4],
		['it began with another revision', last, { sitting: 'a', startedFrom: 3, at }, 4],
		['the clock went back', last, { sitting: 'a', startedFrom: 2, at: later(at, -1) }, 3],
	])('is one piece or the next where %s', (_, before, now, piece) => {
		expect(pieceFor(before, now)).toBe(piece);
	});

	it('is taken as it stands in the form, finished or not, and nothing else of the form with it', () => {
		const typed = { sitting, startedFrom: '2', title: '', blocks: '> Wort\0\ud800', idempotencyKey: 'x', kind: 'news' };
		const read = readWrittenSoFar(typed);
		expect(read.ok && read.value).toEqual({ sitting, startedFrom: 2, fields: { title: '', blocks: '> Wort\ufffd' } });
	});

	it.each([
		['no page', { startedFrom: '2' }, 'malformed'],
		['no revision', { sitting, startedFrom: 'x' }, 'malformed'],
		['a text nobody could save', { sitting, startedFrom: '0', blocks: 'x'.repeat(longestKept + 1) }, 'too-long'],
	])('is refused where it names %s', (_, typed, kind) => {
		expect(readWrittenSoFar(typed)).toEqual({ ok: false, refusal: kind });
	});

	it.each([
		[`${sitting}.12`, { account: sitting, piece: 12 }],
		[`${sitting}.`, undefined],
		['x.1', undefined],
		[undefined, undefined],
	])('%s names a piece or none', (text, piece) => {
		expect(parsePiece(text)).toEqual(piece);
	});
});
