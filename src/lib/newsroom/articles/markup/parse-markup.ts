import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import type { Block } from '../block.ts';
import type { BlockRefusal } from '../block-refusal.ts';
import { parseBlocks } from '../parse-blocks.ts';
import { keepIds } from './keep-ids.ts';
import { type Faulty, parseLine, queryOf, readSign, splitLabel } from './parse-line.ts';

/** A block as it was written, before its content is looked at. */
export type DraftBlock = Readonly<Record<string, unknown>>;

/**
 * Reads the written form of a text (see printMarkup). Blocks that were there `before` keep their ids where they can be
 * recognised. Refuses with the number of the block whatever is not closed, unknown or not allowed; nothing is guessed.
 */
export function parseMarkup(
	typed: string,
	before: readonly Block[] = [],
): Result<readonly Block[], readonly BlockRefusal[]> {
	const refusals: BlockRefusal[] = [];
	const drafts = groupsOf(typed).map((lines, index) => {
		const fault: Faulty = (part, what) => void refusals.push({ block: index + 1, part, fault: what });
		return { id: `d${index + 1}`, ...draftOf(lines, fault) };
	});
	const written = new Set(refusals.map(({ block }) => block));
	const parsed = parseBlocks(drafts);
	const all = [...refusals, ...(parsed.ok ? [] : parsed.refusal.filter(({ block }) => !written.has(block)))];
	if (!parsed.ok || all.length > 0) return refused(all.toSorted((one, other) => one.block - other.block));
	return { ok: true, value: keepIds(parsed.value, before) };
}

/** The blocks of a written form as far as they go, for an editor that has what is missing in them filled in. */
export function draftBlocks(typed: string): readonly DraftBlock[] {
	return groupsOf(typed).map((lines) => draftOf(lines, () => undefined));
}

type LineKind = 'text' | 'heading' | 'bullet' | 'number' | 'quote' | 'speaker' | 'entry' | 'sign';

const starts: readonly (readonly [LineKind, RegExp])[] = [
	['heading', /^#{1,6}(?:[ \t]+|$)/],
	['bullet', /^[-*•](?:[ \t]+|$)/],
	['number', /^\d{1,3}[.)](?:[ \t]+|$)/],
	['quote', /^>[ \t]?/],
	['speaker', /^--[ \t]*/],
	['entry', /^@[ \t]*/],
];

interface Line {
	readonly kind: LineKind;
	/** Behind the sign that says what it is. */
	readonly rest: string;
	readonly whole: string;
}

function lineOf(whole: string): Line {
	if (isSign(whole)) return { kind: 'sign', rest: whole, whole };
	for (const [kind, start] of starts) {
		const found = start.exec(whole);
		if (found) return { kind, rest: whole.slice(found[0].length), whole };
	}
	return { kind: 'text', rest: whole, whole };
}

/** A figure without a label is a number in a sentence, even where the sentence is nothing else. */
function isSign(line: string): boolean {
	const sign = readSign(line, 0);
	return sign !== undefined && sign.end === line.length && (sign.name !== 'figure' || sign.label !== null);
}

/** Which kinds of line may follow each other within one block; everything else begins a new one. */
const goesOn = {
	text: ['text'],
	heading: [],
	bullet: ['bullet'],
	number: ['number'],
	quote: ['quote', 'speaker'],
	speaker: [],
	entry: ['entry'],
	sign: [],
} as const satisfies Record<LineKind, readonly LineKind[]>;

function groupsOf(typed: string): readonly (readonly Line[])[] {
	const groups: Line[][] = [];
	let open: Line[] | undefined;
	for (const raw of typed.replace(/\r\n?/g, '\n').split('\n')) {
		const whole = raw.replace(/^[ \t]+|[ \t]+$/g, '');
		if (whole === '') {
			open = undefined;
			continue;
		}
		const line = lineOf(whole);
		const last = open?.at(-1);
		const follows: readonly LineKind[] = last ? goesOn[last.kind] : [];
		if (open && follows.includes(line.kind)) open.push(line);
		else {
			open = [line];
			groups.push(open);
		}
	}
	return groups;
}

function draftOf(lines: readonly Line[], fault: Faulty): DraftBlock {
	const first = lines[0]!;
	const joined = () => lines.filter(({ kind }) => kind !== 'speaker').map(({ rest }) => rest);
	switch (first.kind) {
		case 'heading': {
			const level = /^#+/.exec(first.whole)![0].length;
			return { kind: 'heading', level, text: parseLine(first.rest, fault, 'text') };
		}
		case 'bullet':
		case 'number':
			return {
				kind: 'list',
				ordered: first.kind === 'number',
				items: lines.map(({ rest }) => parseLine(rest, fault, 'items')),
			};
		case 'quote': {
			const [speaker, role] = splitLabel(lines.find(({ kind }) => kind === 'speaker')?.rest ?? '');
			return { kind: 'quote', text: parseLine(joined().join('\n'), fault, 'text'), speaker, role };
		}
		case 'entry':
			return { kind: 'timeline', entries: lines.map(({ rest }) => entryOf(rest, fault)) };
		case 'sign':
			return signOf(first.whole, fault);
		default:
			return { kind: 'paragraph', text: parseLine(lines.map(({ whole }) => whole).join('\n'), fault, 'text') };
	}
}

function entryOf(rest: string, fault: Faulty): DraftBlock {
	const found = /^([\d-]+)[ \t]*:[ \t]*(.*)$/s.exec(rest);
	const on = found && parseFuzzyDate(found[1]!);
	if (!on) fault('entries', { kind: 'not-a-day' });
	return { on, text: parseLine(found?.[2] ?? rest, fault, 'entries') };
}

function signOf(line: string, fault: Faulty): DraftBlock {
	const { name, content, label } = readSign(line, 0)!;
	const ids = content.split(',').map((id) => id.trim());
	switch (name) {
		case 'image':
			return { kind: 'image', imageId: content, caption: label };
		case 'gallery':
			return { kind: 'gallery', imageIds: ids };
		case 'downloads':
			return { kind: 'downloads', documentIds: ids };
		case 'map':
			return { kind: 'map', operation: content };
		case 'figure':
			return { kind: 'figure', query: queryOf(content), label };
		case 'story-line':
			return storyLineOf(content, fault);
		default:
			return unknownSign(line, fault);
	}
}

function unknownSign(line: string, fault: Faulty): DraftBlock {
	fault('kind', { kind: 'unknown-sign', typed: line.slice(0, 60) });
	return {};
}

function storyLineOf(content: string, fault: Faulty): DraftBlock {
	const found = /^(\S+)(?:[ \t]+(\d{4})?-(\d{4})?)?$/.exec(content);
	if (!found) fault('years', { kind: 'malformed' });
	const [, partnership, from, to] = found ?? [];
	return { kind: 'story-line', partnership, fromYear: from ? Number(from) : null, toYear: to ? Number(to) : null };
}
