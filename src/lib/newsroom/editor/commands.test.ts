import fc from 'fast-check';
import { Node } from 'prosemirror-model';
import { type Command, EditorState, NodeSelection, Selection, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import {
	backspace,
	deleteBlock,
	enter,
	insertTimeline,
	kindOfSelection,
	moveBlock,
	paragraphBehind,
	type TextKind,
	turnInto,
} from './commands.browser.ts';
import { blocksOf, type DocumentNode } from './document.ts';
import { linkAt, removeLink, setLink } from './links.browser.ts';
import { orderly } from './plugins.browser.ts';
import { schema } from './schema.browser.ts';
import { openWritten, writtenBlocks } from './written-form.ts';

/** An editor with a text in its written form; "‸" is where the cursor stands. */
function editing(marked: string): EditorState {
	const opened = openWritten({ blocks: marked, blockIds: '' });
	if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
	const doc = Node.fromJSON(schema, opened.value);
	let at = -1;
	doc.descendants((node, position) => {
		const found = node.text?.indexOf('‸') ?? -1;
		if (found >= 0) at = position + found;
	});
	const state = EditorState.create({ doc, plugins: [orderly] });
	if (at < 0) return state;
	const tr = state.tr.delete(at, at + 1);
	return state.apply(tr.setSelection(TextSelection.create(tr.doc, at)));
}

function pressed(state: EditorState, ...commands: readonly Command[]): EditorState {
	let now = state;
	for (const command of commands) {
		command(now, (transaction) => {
			now = now.apply(transaction);
		});
	}
	now.doc.check();
	return now;
}

const type =
	(words: string): Command =>
	(state, dispatch) => {
		dispatch?.(state.tr.insertText(words));
		return true;
	};
const written = (state: EditorState): string => writtenBlocks(state.doc.toJSON() as DocumentNode).blocks;
/** The written form with a mark where the cursor is. */
const shown = (state: EditorState): string => written(pressed(state, type('‸')));

describe('keys of the editor', () => {
	it.each<[string, string, readonly Command[], string]>([
		['Enter parts a paragraph', 'Eins‸zwei', [enter], 'Eins\n\n‸zwei'],
		['Enter behind a heading begins a paragraph', '## Kopf‸', [enter, type('x')], '## Kopf\n\nx‸'],
		['Enter goes on with a list', '- eins‸', [enter, type('zwei')], '- eins\n- zwei‸'],
		['Enter twice leaves a list', '- eins‸\n- drei', [enter, enter, type('x')], '- eins\n\nx‸\n\n- drei'],
		[
			'Enter leads through a quote',
			'> Wort‸\n-- N',
			[enter, type('Frau '), enter, type('R')],
			'> Wort\n-- Frau N | R‸',
		],
		['Enter behind the role leaves the quote', '> W\n-- N | R‸', [enter, type('x')], '> W\n-- N | R\n\nx‸'],
		[
			'Enter begins the next entry',
			'@ 2023: erstens‸',
			[enter, type('2024'), enter, type('dann')],
			'@ 2023: erstens\n@ 2024: dann‸',
		],
		['Backspace makes a heading a paragraph', '## ‸Kopf', [backspace], '‸Kopf'],
		['Backspace joins two items', '- eins\n- ‸zwei', [backspace], '- eins‸zwei'],
		['Backspace takes the first item out', '- ‸eins\n- zwei', [backspace], '‸eins\n\n- zwei'],
		['Backspace joins two paragraphs', 'eins\n\n‸zwei', [backspace], 'eins‸zwei'],
		['Backspace goes on in the list before', '- eins\n\n‸zwei', [backspace], '- eins‸zwei'],
		['Backspace leads back from the speaker', '> Wort\n-- ‸Name', [backspace], '> Wort‸\n-- Name'],
		['Backspace keeps every word of a quote', '> ‸Wort\n-- Name | Amt', [backspace], '‸Wort\n\nName\n\nAmt'],
		['Backspace leads back from the event to its day', '@ 2023: ‸da', [backspace, type('-01')], '@ 2023-01‸: da'],
	])('%s', (_, text, commands, expected) => {
		const state = pressed(editing(text), ...commands);
		// A mark in a day would make it none.
		const inDay = /^@ \S*‸/.test(expected);
		expect(inDay ? written(state) : shown(state)).toBe(inDay ? expected.replace('‸', '') : expected);
	});

	it.each<[TextKind, string]>([
		['heading', '## Eins zwei'],
		['subheading', '### Eins zwei'],
		['bullets', '- Eins\n- zwei'],
		['numbers', '1. Eins\n2. zwei'],
		['quote', '> Eins\n> zwei\n-- '],
		['timeline', '@ Eins\n@ zwei'],
	])('make a paragraph of two lines a %s, and a paragraph again', (kind, expected) => {
		const turned = pressed(editing('Ei‸ns\nzwei'), turnInto(kind));
		expect([written(turned), kindOfSelection(turned)]).toEqual([expected, kind]);
		const back = pressed(turned, turnInto(kind));
		expect(written(back).replace(/\s+/g, ' ')).toBe('Eins zwei');
	});

	it('move a block with its cursor, and delete it', () => {
		const moved = pressed(editing('Eins\n\nZwei\n\nDr‸ei'), moveBlock(-1));
		expect(shown(moved)).toBe('Eins\n\nDr‸ei\n\nZwei');
		expect(moveBlock(1)(pressed(moved, moveBlock(1), moveBlock(1)))).toBe(false);
		expect(written(pressed(moved, deleteBlock))).toBe('Eins\n\nZwei');
		expect(written(pressed(editing('Ein‸s'), deleteBlock))).toBe('');
	});

	it('mark a map before they delete it, and begin paragraphs and timelines behind whatever stands there', () => {
		const marked = pressed(editing('[[map: winter]]\n\n‸Text'), backspace);
		expect(marked.selection).toBeInstanceOf(NodeSelection);
		expect(written(pressed(marked, paragraphBehind, type('x')))).toBe('[[map: winter]]\n\nx\n\nText');
		expect(written(pressed(editing('Te‸xt'), insertTimeline, type('2023')))).toBe('Text\n\n@ 2023: ');
	});

	it('link words, lead a link elsewhere and take it off', () => {
		const state = editing('Ein ‸Wort hier');
		const at = state.selection.from;
		const chosen = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at, at + 4)));
		const linked = pressed(chosen, setLink('https://a.example/'));
		expect(written(linked)).toBe('Ein [Wort](https://a.example/) hier');
		const within = linked.apply(linked.tr.setSelection(TextSelection.create(linked.doc, at + 2)));
		expect(linkAt(within)?.href).toBe('https://a.example/');
		expect(written(pressed(within, setLink('/de/x')))).toBe('Ein [Wort](/de/x) hier');
		expect(written(pressed(within, removeLink))).toBe('Ein Wort hier');
		expect(written(pressed(editing('da: ‸'), setLink('/de/x')))).toBe('da: [/de/x](/de/x)');
	});

	it('give a block that was split or copied an id of its own', () => {
		const opened = openWritten({ blocks: 'Eins zwei', blockIds: 'b1' });
		if (!opened.ok) throw new Error();
		const doc = Node.fromJSON(schema, opened.value);
		const state = EditorState.create({ doc, plugins: [orderly], selection: TextSelection.create(doc, 5) });
		expect(blocksOf(pressed(state, enter).doc.toJSON() as DocumentNode).map(({ id }) => id)).toEqual(['b1', null]);
	});

	it('never lose a word and never break the document, whatever is pressed where', () => {
		const kinds: readonly TextKind[] = ['paragraph', 'heading', 'bullets', 'numbers', 'quote', 'timeline'];
		const commands: readonly Command[] = [
			enter,
			backspace,
			moveBlock(-1),
			moveBlock(1),
			paragraphBehind,
			...kinds.map(turnInto),
		];
		const text =
			'Alpha\nBeta\n\n## Gamma\n\n- Delta\n- Epsilon\n\n> Zeta\n-- Eta | Theta\n\n@ 2023: Iota\n\n[[map: kappa]]\n\nLambda';
		const step = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), command: fc.nat(commands.length - 1) });
		const letters = (state: EditorState) => [...state.doc.textContent.replace(/[^a-z]/gi, '')].sort().join('');
		fc.assert(
			fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
				let state = editing(text);
				const before = letters(state);
				for (const { at, command } of steps) {
					const place = state.doc.resolve(Math.round(at * state.doc.content.size));
					state = state.apply(state.tr.setSelection(Selection.near(place)));
					state = pressed(state, commands[command]!);
				}
				expect(letters(state)).toBe(before);
				expect(openWritten(writtenBlocks(state.doc.toJSON() as DocumentNode)).ok).toBe(true);
			}),
			{ seed: 42, numRuns: 150 },
		);
	});
});
