import { DOMSerializer, Fragment, Node, Slice } from 'prosemirror-model';
import { Selection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { parseLink } from '../articles/link.ts';
import type { DraftBlock } from '../articles/markup/parse-markup.ts';
import { type DocumentNode, documentOf } from './document.ts';
import { setLink } from './links.browser.ts';
import { blocksFromHtml } from './paste/blocks-from-html.ts';
import { blocksFromText } from './paste/blocks-from-text.ts';
import { schema } from './schema.browser.ts';

/** What the editor copies for itself: blocks and runs as they are, with what no other program has a place for. */
const ownType = 'application/x-tandem-text';
/** Beyond this the words are taken without their markup. */
const longestHtml = 3_000_000;

/**
 * The clipboard, in the editor's own hands throughout: ProseMirror would have the browser make elements of what is pasted, which
 * the page's policy forbids. Here HTML is taken apart as text (see blocksFromHtml), and nothing else is ever made of it.
 */
export const clipboardEvents = {
	copy: (view: EditorView, event: ClipboardEvent): boolean => copy(view, event),
	cut: (view: EditorView, event: ClipboardEvent): boolean => {
		if (!copy(view, event)) return false;
		view.dispatch(view.state.tr.deleteSelection().scrollIntoView());
		return true;
	},
	paste: (view: EditorView, event: ClipboardEvent): boolean => {
		event.preventDefault();
		if (event.clipboardData) insert(view, event.clipboardData);
		return true;
	},
	drop: (view: EditorView, event: DragEvent): boolean => {
		// Within the editor ProseMirror moves what is dragged.
		if (view.dragging) return false;
		event.preventDefault();
		const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
		if (at) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
		if (event.dataTransfer) insert(view, event.dataTransfer);
		return true;
	},
};

function copy(view: EditorView, event: ClipboardEvent): boolean {
	const { selection } = view.state;
	if (selection.empty || !event.clipboardData) return false;
	const slice = selection.content();
	const holder = document.createElement('div');
	DOMSerializer.fromSchema(schema).serializeFragment(slice.content, { document }, holder);
	event.preventDefault();
	event.clipboardData.setData('text/html', holder.innerHTML);
	event.clipboardData.setData('text/plain', slice.content.textBetween(0, slice.content.size, '\n\n', '\n'));
	event.clipboardData.setData(ownType, JSON.stringify(slice.toJSON()));
	return true;
}

function insert(view: EditorView, data: DataTransfer): void {
	const slice = ownSlice(data.getData(ownType)) ?? foreignSlice(view, data);
	if (slice && slice.size > 0) view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView());
}

function ownSlice(json: string): Slice | undefined {
	if (json === '') return undefined;
	try {
		const slice = Slice.fromJSON(schema, JSON.parse(json));
		slice.content.descendants((child) => child.check());
		return slice;
	} catch {
		// Another page may write to the clipboard under any name.
		return undefined;
	}
}

function foreignSlice(view: EditorView, data: DataTransfer): Slice | undefined {
	const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
	const href = parseLink(text);
	if (href !== undefined && !view.state.selection.empty && setLink(href)(view.state, view.dispatch)) return undefined;
	const blocks = html !== '' && html.length <= longestHtml ? blocksFromHtml(html) : blocksFromText(text);
	return inFields(view) ? inlineSlice(blocks) : blockSlice(blocks);
}

/** Fields of a quote and entries take words only, on one line. */
function inFields(view: EditorView): boolean {
	const { $from } = view.state.selection;
	return $from.depth > 1 || $from.parent.type === schema.nodes['heading'];
}

function inlineSlice(blocks: readonly DraftBlock[]): Slice {
	const words = writtenWords(blocks);
	return words === '' ? Slice.empty : new Slice(Fragment.from(schema.text(words)), 0, 0);
}

function writtenWords(blocks: readonly DraftBlock[]): string {
	return textOf(documentOf(blocks)).replace(/\s+/gu, ' ').trim();
}

function textOf(node: DocumentNode): string {
	if (node.type === 'hard_break') return ' ';
	const inner = (node.content ?? []).map(textOf).join('');
	return node.text ?? `${inner} `;
}

function blockSlice(blocks: readonly DraftBlock[]): Slice {
	if (blocks.length === 0) return Slice.empty;
	const { content } = Node.fromJSON(schema, documentOf(blocks));
	const open = (block: Node | null) => (block?.type === schema.nodes['paragraph'] ? 1 : 0);
	return new Slice(content, open(content.firstChild), open(content.lastChild));
}
