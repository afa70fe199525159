import {
	attributionLine,
	closing,
	contactLine,
	forwardLine,
	greeting,
	legalFooter,
	mailField,
	needCue,
	subjectField,
	thanks,
} from './letter-words.ts';
import { type SkippedRow, skip } from './read-document.ts';
import { splitMark } from './text-marks.ts';
import type { TextRow } from './text-row.ts';

export interface LetterParts {
	readonly title: string | null;
	/** What the author wrote; blank rows are kept, they part paragraphs. */
	readonly body: readonly TextRow[];
	readonly skipped: readonly SkippedRow[];
	/** Rows of earlier mails below or between, marks removed: read where the body itself holds no list. */
	readonly quoted: readonly TextRow[];
}

/** Parts a letter or mail from what surrounds it: fields, greeting, closing and signature, quoted mails, legal footers. */
export function partLetter(rows: readonly TextRow[], sheet: string | null): LetterParts {
	const state: State = {
		title: null,
		body: [],
		skipped: [],
		quoted: [],
		inQuote: false,
		forwarded: false,
		signed: false,
		sheet,
	};
	for (let index = 0; index < rows.length; index++) {
		const row = rows[index]!;
		if (isFieldBlock(rows, index)) {
			index = readFields(rows, index, state);
			continue;
		}
		readRow(row, rows[index + 1], state);
	}
	return state;
}

interface State {
	title: string | null;
	readonly body: TextRow[];
	readonly skipped: SkippedRow[];
	readonly quoted: TextRow[];
	inQuote: boolean;
	forwarded: boolean;
	signed: boolean;
	readonly sheet: string | null;
}

/** At least two mail fields in a row: one alone may be a line of the list («An: …»). */
function isFieldBlock(rows: readonly TextRow[], index: number): boolean {
	return mailField.test(rows[index]?.text ?? '') && mailField.test(rows[index + 1]?.text ?? '');
}

/** Fields on top describe this mail; further down they begin an earlier one, unless it was forwarded for its content. */
function readFields(rows: readonly TextRow[], from: number, state: State): number {
	let index = from;
	const written = state.body.some((row) => row.text.trim() !== '');
	if (written && !state.forwarded) state.inQuote = true;
	state.forwarded = false;
	while (index < rows.length && mailField.test(rows[index]!.text)) {
		const row = rows[index]!;
		state.title ??= subjectField.exec(row.text)?.[1]?.trim() ?? null;
		state.skipped.push(skip(row.line, state.sheet, 'mail-header', row.text.trim()));
		index++;
	}
	state.signed = false;
	return index - 1;
}

function readRow(row: TextRow, next: TextRow | undefined, state: State): void {
	const note = (reason: SkippedRow['reason']) =>
		state.skipped.push(skip(row.line, state.sheet, reason, row.text.trim()));
	if (row.text.trim() === '') {
		(state.inQuote ? state.quoted : state.body).push({ ...row, text: '' });
		return;
	}
	if (forwardLine.test(row.text)) {
		state.forwarded = true;
		state.signed = false;
		note('mail-header');
		return;
	}
	if (isAttribution(row.text, next?.text)) {
		state.inQuote = true;
		note('quoted');
		return;
	}
	const bare = row.text.replace(/^(?:\s*>)+ ?/, '');
	if (state.inQuote || row.quoted || bare !== row.text) {
		state.quoted.push({ ...row, text: bare, quoted: false });
		note('quoted');
		return;
	}
	const { mark } = splitMark(row.text);
	if (legalFooter.test(row.text) && mark === null) {
		note('signature');
		return;
	}
	if (closing.test(row.text)) {
		state.signed = true;
		note('signature');
		return;
	}
	// A list below the name («Anlage: …») is still a list: its marks end the signature.
	if (state.signed && mark === null && row.style === 'plain') {
		note('signature');
		return;
	}
	state.signed = false;
	const opening =
		greeting.test(row.text) && needCue.test(row.text) ? /^[^,!]{0,80}[,!]\s*/.exec(row.text)?.[0] : undefined;
	if (opening) {
		state.body.push({ ...row, text: row.text.slice(opening.length) });
		return;
	}
	if (greeting.test(row.text) && row.text.trim().length < 90) {
		note('greeting');
		return;
	}
	if (thanks.test(row.text) && row.text.trim().length < 160 && !needCue.test(row.text)) {
		note('greeting');
		return;
	}
	if (contactLine.test(row.text)) {
		note('signature');
		return;
	}
	state.body.push(row);
}

/** «Am 3. April schrieb …:», over two lines where the address wraps. */
function isAttribution(text: string, next: string | undefined): boolean {
	if (text.length > 400) return false;
	if (attributionLine.test(text)) return true;
	return (
		/^\s*(?:am|on)\s.*\d/iu.test(text) &&
		next !== undefined &&
		next.length < 200 &&
		attributionLine.test(`${text} ${next}`)
	);
}
