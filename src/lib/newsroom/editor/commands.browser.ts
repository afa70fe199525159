import { joinBackward, selectNodeBackward, splitBlock } from 'prosemirror-commands';
import { Fragment, type Node, type NodeType, type ResolvedPos } from 'prosemirror-model';
import {
	type Command,
	type EditorState,
	NodeSelection,
	Selection,
	TextSelection,
	type Transaction,
} from 'prosemirror-state';
import { schema } from './schema.browser.ts';

const { nodes } = schema;
const node = (name: string): NodeType => nodes[name]!;

/** What a block of text can be turned into. */
export type TextKind = 'paragraph' | 'heading' | 'subheading' | 'bullets' | 'numbers' | 'quote' | 'timeline';

/** The block of the document a selection begins in, with its place. */
export interface BlockPlace {
	readonly index: number;
	readonly start: number;
	readonly node: Node;
}

/** The block the selection begins in. */
export function blockOfSelection({ selection, doc }: EditorState): BlockPlace {
	const index = Math.min(selection.$from.index(0), doc.childCount - 1);
	return placeOf(doc, index);
}

function placeOf(doc: Node, index: number): BlockPlace {
	let start = 0;
	for (let at = 0; at < index; at++) start += doc.child(at).nodeSize;
	return { index, start, node: doc.child(index) };
}

/** What the block the selection is in is called, "heading", "quote", "image_block". */
export function kindOfSelection(state: EditorState): string {
	const { node: block } = blockOfSelection(state);
	if (block.type.name === 'heading') return block.attrs['level'] === 3 ? 'subheading' : 'heading';
	if (block.type.name === 'list') return block.attrs['ordered'] ? 'numbers' : 'bullets';
	return block.type.name;
}

/** Turns the blocks of the selection into blocks of another kind, without losing a word; once more, and they are paragraphs. */
export function turnInto(kind: TextKind): Command {
	return (state, dispatch) => {
		const { $from, $to } = state.selection;
		const [first, last] = [$from.index(0), Math.max($from.index(0), $to.index(0))];
		const blocks = Array.from({ length: last - first + 1 }, (_, at) => state.doc.maybeChild(first + at)).filter(
			isThere,
		);
		const lines = blocks.flatMap(linesOf);
		if (lines.length === 0 || blocks.some((block) => block.isAtom)) return false;
		const wanted = blocks.length === 1 && kindOfSelection(state) === kind ? 'paragraph' : kind;
		if (dispatch) {
			const { start } = placeOf(state.doc, first);
			const size = blocks.reduce((sum, block) => sum + block.nodeSize, 0);
			const made = madeOf(wanted, lines, blocks[0]!.attrs['id'] ?? null);
			const tr = state.tr.replaceWith(start, start + size, made);
			dispatch(placeCursor(tr, start, lineAt(state, start), $from.parentOffset).scrollIntoView());
		}
		return true;
	};
}

const isThere = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;

/** The lines of text of a block, the fields of a quote and of an entry among them, where something stands in them. */
function linesOf(block: Node): readonly Fragment[] {
	if (block.isTextblock) return [block.content];
	const lines: Fragment[] = [];
	block.descendants((child) => {
		const needed = child.type === node('list_item') || child.content.size > 0;
		if (child.isTextblock && needed) lines.push(child.content);
		return !child.isTextblock;
	});
	return lines.length > 0 ? lines : [Fragment.empty];
}

function madeOf(kind: TextKind, lines: readonly Fragment[], id: string | null): readonly Node[] {
	switch (kind) {
		case 'bullets':
		case 'numbers': {
			const items = lines.flatMap(splitAtBreaks).map((line) => node('list_item').create(null, line));
			return [node('list').create({ id, ordered: kind === 'numbers' }, items)];
		}
		case 'quote': {
			const said = lines.reduce((all, line) =>
				all.size > 0 ? all.append(Fragment.from(node('hard_break').create())).append(line) : line,
			);
			return [quoteOf(said, id)];
		}
		case 'timeline':
			return [node('timeline').create({ id }, lines.flatMap(splitAtBreaks).map(entryOf))];
		case 'paragraph':
			return lines.map((line, at) => node('paragraph').create({ id: at === 0 ? id : null }, line));
		default: {
			const level = kind === 'subheading' ? 3 : 2;
			return lines.map((line, at) => node('heading').create({ id: at === 0 ? id : null, level }, withoutBreaks(line)));
		}
	}
}

function quoteOf(said: Fragment, id: string | null): Node {
	const fields = [node('quote_text').create(null, said), node('quote_speaker').create(), node('quote_role').create()];
	return node('quote').create({ id }, fields);
}

function entryOf(line: Fragment): Node {
	return node('timeline_entry').create(null, [node('entry_date').create(), node('entry_text').create(null, line)]);
}

function splitAtBreaks(line: Fragment): readonly Fragment[] {
	const parts: Node[][] = [[]];
	line.forEach((child) => {
		if (child.type === node('hard_break')) parts.push([]);
		else parts.at(-1)!.push(child);
	});
	return parts.map((part) => Fragment.from(part));
}

function withoutBreaks(line: Fragment): Fragment {
	const kept: Node[] = [];
	line.forEach((child) => {
		kept.push(child.type === node('hard_break') ? schema.text(' ', child.marks) : child);
	});
	return Fragment.from(kept);
}

/** Which line of text behind a place the selection begins in. */
function lineAt({ doc, selection }: EditorState, start: number): number {
	let lines = 0;
	doc.nodesBetween(start, Math.max(start, selection.from), (child) => {
		if (child.isTextblock) lines++;
		return !child.isTextblock;
	});
	return Math.max(0, lines - 1);
}

function placeCursor(tr: Transaction, start: number, line: number, offset: number): Transaction {
	const starts: { readonly at: number; readonly size: number }[] = [];
	tr.doc.nodesBetween(start, tr.doc.content.size, (child, at) => {
		if (child.isTextblock) starts.push({ at: at + 1, size: child.content.size });
		return !child.isTextblock;
	});
	const found = starts[line] ?? starts[0];
	if (!found) return tr;
	return tr.setSelection(TextSelection.create(tr.doc, found.at + Math.min(offset, found.size)));
}

/** Moves the block of the selection up or down, with everything in it; the cursor goes along. */
export function moveBlock(by: -1 | 1): Command {
	return (state, dispatch) => {
		const { index, start, node: block } = blockOfSelection(state);
		const other = state.doc.maybeChild(index + by);
		if (!other || index + by < 0) return false;
		if (dispatch) {
			const { selection } = state;
			const to = by < 0 ? start - other.nodeSize : start + other.nodeSize;
			const tr = state.tr.delete(start, start + block.nodeSize).insert(to, block);
			const shift = to - start;
			if (selection instanceof NodeSelection && selection.from === start) {
				tr.setSelection(NodeSelection.create(tr.doc, to));
			} else if (selection.to <= start + block.nodeSize) {
				tr.setSelection(TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift));
			}
			dispatch(tr.scrollIntoView());
		}
		return true;
	};
}

/** Deletes the block of the selection. */
export const deleteBlock: Command = (state, dispatch) => {
	const { start, node: block } = blockOfSelection(state);
	if (dispatch) {
		const tr = state.tr;
		if (state.doc.childCount === 1) tr.replaceWith(start, start + block.nodeSize, node('paragraph').create());
		else tr.delete(start, start + block.nodeSize);
		const near = tr.doc.resolve(Math.min(start, tr.doc.content.size));
		dispatch(tr.setSelection(Selection.near(near)).scrollIntoView());
	}
	return true;
};

/** Puts a block where the cursor is: in the place of an empty paragraph, else behind the block of the selection. */
export function insertBlock(block: Node): Command {
	return (state, dispatch) => {
		const { start, node: current } = blockOfSelection(state);
		const replaces = current.type === node('paragraph') && current.content.size === 0;
		const at = replaces ? start : start + current.nodeSize;
		if (dispatch) {
			const tr = state.tr.replaceWith(at, replaces ? start + current.nodeSize : at, block);
			dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView());
		}
		return true;
	};
}

/** Begins a paragraph behind the block of the selection, whatever that is. */
export const paragraphBehind: Command = (state, dispatch) => {
	const { start, node: block } = blockOfSelection(state);
	const at = start + block.nodeSize;
	dispatch?.(moveTo(state.tr.insert(at, node('paragraph').create()), at + 1));
	return true;
};

/** Begins a timeline: in the place of an empty paragraph, else behind the block of the selection. */
export const insertTimeline: Command = (state, dispatch) => {
	const timeline = node('timeline').create(null, entryOf(Fragment.empty));
	return insertBlock(timeline)(state, dispatch && ((tr) => dispatch(moveTo(tr, tr.selection.from + 1))));
};

function moveTo(tr: Transaction, position: number): Transaction {
	return tr.setSelection(Selection.near(tr.doc.resolve(position))).scrollIntoView();
}

const fieldName = ($from: ResolvedPos): string => $from.parent.type.name;

/** Enter: the next item, the next field of a quote or entry; out of a list or timeline from an empty line. */
export const enter: Command = (state, dispatch) => {
	const { $from, empty } = state.selection;
	const name = fieldName($from);
	if (name === 'list_item' && $from.parent.content.size === 0) return leave(state, dispatch, $from);
	if (name === 'quote_text' || name === 'quote_speaker' || name === 'entry_date') {
		dispatch?.(moveTo(state.tr, $from.after() + 1));
		return true;
	}
	if (name === 'quote_role') return paragraphBehind(state, dispatch);
	if (name === 'entry_text') {
		if ($from.node(-1).textContent === '' && empty) return leave(state, dispatch, $from);
		const at = $from.after(-1);
		dispatch?.(moveTo(state.tr.insert(at, entryOf(Fragment.empty)), at + 2));
		return true;
	}
	return splitBlock(state, dispatch);
};

/** Takes an empty item or entry out of its list or timeline: a paragraph stands there instead. */
function leave(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, $from: ResolvedPos): boolean {
	const list = $from.node(1);
	const index = $from.index(1);
	const items = Array.from({ length: list.childCount }, (_, at) => list.child(at));
	const [before, after] = [items.slice(0, index), items.slice(index + 1)];
	const made = [
		...(before.length > 0 ? [list.copy(Fragment.from(before))] : []),
		node('paragraph').create(),
		...(after.length > 0 ? [list.type.create({ ...list.attrs, id: null }, after)] : []),
	];
	const start = $from.before(1);
	const at = start + (before.length > 0 ? made[0]!.nodeSize : 0);
	dispatch?.(moveTo(state.tr.replaceWith(start, $from.after(1), made), at + 1));
	return true;
}

/** Backspace at the beginning of a line; everywhere else the browser and ProseMirror know what to do. */
export const backspace: Command = (state, dispatch) => {
	const { $from, empty } = state.selection;
	if (!empty || !$from.parent.isTextblock || $from.parentOffset > 0) return false;
	switch (fieldName($from)) {
		case 'heading':
			return turnInto('paragraph')(state, dispatch);
		case 'list_item':
			if ($from.index(1) > 0) dispatch?.(state.tr.join($from.before()).scrollIntoView());
			else firstItemOut(state, dispatch, $from);
			return true;
		case 'quote_text':
			return turnInto('paragraph')(state, dispatch);
		case 'quote_speaker':
		case 'quote_role':
		case 'entry_text':
			dispatch?.(moveBack(state.tr, $from.before()));
			return true;
		case 'entry_date':
			return beginningOfEntry(state, dispatch, $from);
		default:
			return beginningOfParagraph(state, dispatch, $from);
	}
};

function moveBack(tr: Transaction, position: number): Transaction {
	return tr.setSelection(Selection.near(tr.doc.resolve(position), -1)).scrollIntoView();
}

function firstItemOut(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, $from: ResolvedPos): void {
	const list = $from.node(1);
	const rest = Array.from({ length: list.childCount - 1 }, (_, at) => list.child(at + 1));
	const made = [
		node('paragraph').create(null, $from.parent.content),
		...(rest.length > 0 ? [list.copy(Fragment.from(rest))] : []),
	];
	const start = $from.before(1);
	dispatch?.(moveTo(state.tr.replaceWith(start, $from.after(1), made), start + 1));
}

function beginningOfEntry(
	state: EditorState,
	dispatch: ((tr: Transaction) => void) | undefined,
	$from: ResolvedPos,
): boolean {
	const entry = $from.node(-1);
	const timeline = $from.node(1);
	if (entry.textContent !== '') dispatch?.(moveBack(state.tr, $from.before(-1)));
	else if (timeline.childCount === 1) return turnInto('paragraph')(state, dispatch);
	else dispatch?.(moveBack(state.tr.delete($from.before(-1), $from.after(-1)), $from.before(-1)));
	return true;
}

function beginningOfParagraph(
	state: EditorState,
	dispatch: ((tr: Transaction) => void) | undefined,
	$from: ResolvedPos,
): boolean {
	const start = $from.before(1);
	const before = state.doc.resolve(start).nodeBefore;
	if (!before || before.isAtom) return selectNodeBackward(state, dispatch);
	if (before.isTextblock) return joinBackward(state, dispatch);
	// What stands before has fields or items of its own: the words go on behind its last one, or only the cursor does.
	const tr = state.tr.delete(start, $from.after(1));
	const end = Selection.near(tr.doc.resolve(start), -1);
	if (before.type === node('list')) {
		dispatch?.(moveTo(tr.insert(end.from, withoutBreaks($from.parent.content)), end.from));
	} else if ($from.parent.content.size === 0) dispatch?.(tr.setSelection(end).scrollIntoView());
	else dispatch?.(moveBack(state.tr, start));
	return true;
}
