import { chainCommands, deleteSelection, toggleMark } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { InputRule, inputRules } from 'prosemirror-inputrules';
import type { Command, Plugin } from 'prosemirror-state';
import {
	backspace,
	deleteBlock,
	enter,
	moveBlock,
	paragraphBehind,
	type TextKind,
	turnInto,
} from './commands.browser.ts';
import { schema } from './schema.browser.ts';

const { marks, nodes } = schema;

export const toggleStrong = toggleMark(marks['strong']!);
export const toggleEmphasis = toggleMark(marks['emphasis']!);

const lineBreak: Command = (state, dispatch) => {
	const br = nodes['hard_break']!;
	const { $from } = state.selection;
	if (!$from.parent.contentMatchAt($from.index()).matchType(br)) return false;
	dispatch?.(state.tr.replaceSelectionWith(br.create(), true).scrollIntoView());
	return true;
};

/** What the keys do. Tab is not among them: it leads out of the text, as everywhere on the page. */
export function keysOf(deeds: {
	readonly link: Command;
	readonly insert: Command;
	readonly open: Command;
}): Record<string, Command> {
	return {
		'Mod-z': undo,
		'Mod-y': redo,
		'Shift-Mod-z': redo,
		'Mod-b': toggleStrong,
		'Mod-i': toggleEmphasis,
		'Mod-k': deeds.link,
		'Mod-Alt-0': turnInto('paragraph'),
		'Mod-Alt-2': turnInto('heading'),
		'Mod-Alt-3': turnInto('subheading'),
		'Mod-Shift-7': turnInto('numbers'),
		'Mod-Shift-8': turnInto('bullets'),
		'Mod-Shift-9': turnInto('quote'),
		'Mod-Alt-i': deeds.insert,
		'Alt-ArrowUp': moveBlock(-1),
		'Alt-ArrowDown': moveBlock(1),
		'Mod-Alt-Backspace': deleteBlock,
		'Mod-Enter': paragraphBehind,
		'Shift-Enter': lineBreak,
		Enter: chainCommands(deeds.open, enter),
		Backspace: chainCommands(deleteSelection, backspace),
	};
}

/** Signs at the beginning of a paragraph that turn it into another block, the same as in the written form. */
const signs: readonly (readonly [RegExp, TextKind])[] = [
	[/^##\s$/, 'heading'],
	[/^###\s$/, 'subheading'],
	[/^[-*•]\s$/, 'bullets'],
	[/^1[.)]\s$/, 'numbers'],
	[/^>\s$/, 'quote'],
	[/^@\s$/, 'timeline'],
];

/** Turns a paragraph into what its first signs say; undo brings the signs back. */
export function signRules(): Plugin {
	const rules = signs.map(
		([sign, kind]) =>
			new InputRule(sign, (state, _, start, end) => {
				if (state.selection.$from.parent.type !== nodes['paragraph']) return null;
				const cleared = state.apply(state.tr.delete(start, end));
				let made: typeof state.tr | null = null;
				turnInto(kind)(cleared, (tr) => {
					made = state.tr.delete(start, end);
					for (const step of tr.steps) made.step(step);
					made.setSelection(tr.selection.map(made.doc, made.mapping.slice(made.steps.length)));
				});
				return made;
			}),
	);
	return inputRules({ rules });
}
