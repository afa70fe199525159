import { redo, undo } from 'prosemirror-history';
import type { Command, EditorState } from 'prosemirror-state';
import type { IconName } from '#lib/ui/icons.ts';
import { deleteBlock, kindOfSelection, moveBlock, type TextKind, turnInto } from './commands.browser.ts';
import { toggleEmphasis, toggleStrong } from './keys.browser.ts';
import { linkAt } from './links.browser.ts';
import { schema } from './schema.browser.ts';

/** What a tool is called, and what it looks like where words would take too much room. */
export type ToolName =
	| TextKind
	| 'undo'
	| 'redo'
	| 'strong'
	| 'emphasis'
	| 'link'
	| 'insert'
	| 'change'
	| 'move-up'
	| 'move-down'
	| 'delete';

export interface Tool {
	readonly name: ToolName;
	/** Instead of an icon: letters as the tool makes them. */
	readonly sign?: string;
	readonly icon?: IconName;
	/** Undefined where the desk opens a dialogue for it. */
	readonly command?: Command;
	/** As `aria-keyshortcuts` writes it. */
	readonly keys?: string;
	readonly isOn?: (state: EditorState) => boolean;
}

const hasMark = (name: 'strong' | 'emphasis') => (state: EditorState) => {
	const { from, to, empty, $from } = state.selection;
	const mark = schema.marks[name]!;
	return empty
		? mark.isInSet(state.storedMarks ?? $from.marks()) !== undefined
		: state.doc.rangeHasMark(from, to, mark);
};

const turns = (name: TextKind, look: Pick<Tool, 'sign' | 'icon' | 'keys'>): Tool => ({
	name,
	...look,
	command: turnInto(name),
	isOn: (state) => kindOfSelection(state) === name,
});

/** The tools in their groups, in the order in which arrow keys go through them. */
export const toolGroups: readonly (readonly Tool[])[] = [
	[
		turns('paragraph', { sign: '¶', keys: 'Control+Alt+0' }),
		turns('heading', { sign: 'H2', keys: 'Control+Alt+2' }),
		turns('subheading', { sign: 'H3', keys: 'Control+Alt+3' }),
	],
	[
		{ name: 'strong', sign: 'B', command: toggleStrong, keys: 'Control+B', isOn: hasMark('strong') },
		{ name: 'emphasis', sign: 'I', command: toggleEmphasis, keys: 'Control+I', isOn: hasMark('emphasis') },
		{ name: 'link', icon: 'external', keys: 'Control+K', isOn: (state) => linkAt(state) !== undefined },
	],
	[
		turns('bullets', { icon: 'list', keys: 'Control+Shift+8' }),
		turns('numbers', { sign: '1.', keys: 'Control+Shift+7' }),
		turns('quote', { sign: '„“', keys: 'Control+Shift+9' }),
		turns('timeline', { icon: 'clock' }),
	],
	[
		{ name: 'move-up', icon: 'up', command: moveBlock(-1), keys: 'Alt+ArrowUp' },
		{ name: 'move-down', icon: 'down', command: moveBlock(1), keys: 'Alt+ArrowDown' },
		{ name: 'delete', icon: 'remove', command: deleteBlock, keys: 'Control+Alt+Backspace' },
	],
	[
		{ name: 'undo', icon: 'back', command: undo, keys: 'Control+Z' },
		{ name: 'redo', icon: 'forward', command: redo, keys: 'Control+Y' },
	],
];

/** Which tool an arrow key leads to; undefined for other keys. */
export function nextTool(at: number, key: string, count: number): number | undefined {
	switch (key) {
		case 'ArrowRight':
		case 'ArrowDown':
			return (at + 1) % count;
		case 'ArrowLeft':
		case 'ArrowUp':
			return (at + count - 1) % count;
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return undefined;
	}
}
