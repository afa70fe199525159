import type { Mark } from 'prosemirror-model';
import type { Command, EditorState } from 'prosemirror-state';
import { schema } from './schema.browser.ts';

const link = schema.marks['link']!;

/** The link the selection is in, with where it begins and ends. */
export interface LinkPlace {
	readonly href: string;
	readonly from: number;
	readonly to: number;
}

/** The link the selection begins in; undefined where there is none. */
export function linkAt({ selection }: EditorState): LinkPlace | undefined {
	const { $from } = selection;
	const { parent } = $from;
	const at = parent.childAfter($from.parentOffset);
	const found = markIn(at.node?.marks) ?? markIn($from.marks());
	if (!found) return undefined;
	let [first, last] = [$from.index(), $from.index()];
	if (!at.node || !found.isInSet(at.node.marks)) [first, last] = [first - 1, last - 1];
	while (first > 0 && found.isInSet(parent.child(first - 1).marks)) first--;
	while (last + 1 < parent.childCount && found.isInSet(parent.child(last + 1).marks)) last++;
	let from = $from.start();
	for (let index = 0; index < first; index++) from += parent.child(index).nodeSize;
	let to = from;
	for (let index = first; index <= last; index++) to += parent.child(index).nodeSize;
	return { href: String(found.attrs['href']), from, to };
}

const markIn = (marks: readonly Mark[] | undefined): Mark | undefined => marks?.find(({ type }) => type === link);

/** Links the selected words, or the link the cursor is in anew; where nothing is selected the address itself is written. */
export function setLink(href: string): Command {
	return (state, dispatch) => {
		const { selection, tr } = state;
		const { from, to } = selection.empty ? (linkAt(state) ?? selection) : selection;
		if (!selection.$from.parent.type.allowsMarkType(link)) return false;
		if (from === to) tr.insert(from, schema.text(href, [link.create({ href })]));
		else tr.addMark(from, to, link.create({ href }));
		dispatch?.(tr.scrollIntoView());
		return true;
	};
}

/** Takes the link off the selected words, or off those the cursor is in. */
export const removeLink: Command = (state, dispatch) => {
	const found = linkAt(state);
	const { from, to } = state.selection.empty && found ? found : state.selection;
	if (!found && !state.doc.rangeHasMark(from, to, link)) return false;
	dispatch?.(state.tr.removeMark(from, to, link));
	return true;
};
