import { marks, type Run, type Runs, type TextRun } from './block.ts';

/** Characters a text may not hold: controls but the line break, bidi overrides and isolates, tags, noncharacters. */
const forbidden = /(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\u{e0000}-\u{e007f}]/u;

/** The first character that may stand in no text of an article, as "U+202E"; undefined where all are fine. */
export function forbiddenCharacter(text: string): string | undefined {
	if (!text.isWellFormed()) return 'U+D800';
	const found = forbidden.exec(text)?.[0].codePointAt(0);
	return found === undefined ? undefined : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A text without them, for what is taken over from elsewhere. */
export function withoutForbidden(text: string): string {
	return text.toWellFormed().replace(new RegExp(forbidden, 'gu'), '');
}

/**
 * A line of text in the one way it is kept: composed (NFC), equal neighbours joined, nothing empty, no space at its ends or
 * beside its line breaks, no line empty. Two texts that read alike are then stored alike and have one hash.
 */
export function tidyRuns(runs: Runs): Runs {
	const pieces = joined(runs).flatMap((run): readonly Run[] =>
		run.kind === 'figure' ? [run] : Array.from(run.text, (text) => ({ ...run, text })),
	);
	const kept: Run[] = [];
	for (const piece of pieces) {
		const last = kept.at(-1);
		const afterBreak = last === undefined || isOne(last, '\n');
		if (afterBreak && (isOne(piece, ' ') || isOne(piece, '\n'))) continue;
		while (isOne(piece, '\n') && isOne(kept.at(-1), ' ')) kept.pop();
		kept.push(piece);
	}
	while (isOne(kept.at(-1), ' ') || isOne(kept.at(-1), '\n')) kept.pop();
	return joined(kept);
}

const isOne = (run: Run | undefined, character: string) => run?.kind === 'text' && run.text === character;

function joined(runs: Runs): Runs {
	const neighbours: Run[] = [];
	for (const run of runs) {
		const last = neighbours.at(-1);
		if (run.kind === 'text' && last?.kind === 'text' && looksLike(run, last)) {
			neighbours[neighbours.length - 1] = { ...last, text: last.text + run.text };
		} else if (run.kind === 'figure' || run.text !== '') neighbours.push(run);
	}
	return neighbours.map((run) => (run.kind === 'figure' ? run : { ...run, text: composed(run.text) }));
}

function composed(text: string): string {
	return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
}

/** Whether two runs differ in nothing but their words. */
export function looksLike(one: TextRun, other: TextRun): boolean {
	return one.link === other.link && one.marks.join() === other.marks.join();
}

/** Marks in their one order. */
export function orderedMarks(given: readonly string[]): TextRun['marks'] {
	return marks.filter((mark) => given.includes(mark));
}
