import { baseKeymap } from 'prosemirror-commands';
import { history } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Node } from 'prosemirror-model';
import { type Command, EditorState, NodeSelection, type Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Language } from '#lib/kernel/language.ts';
import type { Insertable } from './atom-form.ts';
import { AtomView } from './atom-view.browser.ts';
import { lookOf } from './atom-words.ts';
import type { Choice, ChoiceKind } from './choice.ts';
import { clipboardEvents } from './clipboard.browser.ts';
import { blockOfSelection, insertBlock, kindOfSelection } from './commands.browser.ts';
import { type AtomKind, atomFields, atomNode, type DocumentNode } from './document.ts';
import { keysOf, signRules } from './keys.browser.ts';
import { linkAt } from './links.browser.ts';
import { namesIn, ownNames } from './names-in.ts';
import { hintOf, placeText } from './place-words.ts';
import { orderly, placeholders } from './plugins.browser.ts';
import { schema } from './schema.browser.ts';

/** What a dialogue is open for. */
export type Asked =
	| { readonly kind: 'link'; readonly href: string }
	| { readonly kind: 'insert' }
	| {
			readonly kind: 'atom';
			readonly atom: Insertable;
			readonly attrs: Readonly<Record<string, unknown>>;
			/** It stands in the text already and is changed. */
			readonly there: boolean;
	  };

/** Finds what a block names, by words or by what it names already. */
export type FindChoices = (kind: ChoiceKind, query: Readonly<Record<string, string>>) => Promise<readonly Choice[]>;

export interface DeskOptions {
	readonly place: HTMLElement;
	readonly document: DocumentNode;
	readonly language: Language;
	/** What the text field is called and described by, and the language it is written in. */
	readonly attributes: Readonly<Record<string, string>>;
	readonly find: FindChoices;
	readonly onchange: () => void;
}

/** The editor at work on one text: ProseMirror's view with what the page around it needs to know of it. */
export class WritingDesk {
	/** Anew with each change and each move of the cursor. */
	state = $state.raw<EditorState>(EditorState.create({ schema }));
	/** What stands in the text, as JSON; anew with each change. */
	document = $state.raw<DocumentNode>({ type: 'doc' });
	asked = $state.raw<Asked | null>(null);
	/** Said to screen readers. */
	announcement = $state('');
	readonly #view: EditorView;
	readonly #options: DeskOptions;
	readonly #names = new Map<string, Choice>();
	readonly #atoms = new Set<AtomView>();
	#place = '';

	constructor(options: DeskOptions) {
		const { language } = options;
		this.#options = options;
		const look = (node: Node) => lookOf(node.toJSON() as DocumentNode, language, (key) => this.#names.get(key));
		const atomView = (node: Node) => {
			const view = new AtomView(node, look);
			this.#atoms.add(view);
			return Object.assign(view, { destroy: () => void this.#atoms.delete(view) });
		};
		const atoms = [...Object.keys(atomFields).map((kind) => atomNode(kind as AtomKind)), 'figure'];
		this.#view = new EditorView(options.place, {
			state: this.#stateOf(options.document),
			attributes: { ...options.attributes, class: 'ui-editor__text', role: 'textbox', 'aria-multiline': 'true' },
			nodeViews: Object.fromEntries(atoms.map((name) => [name, atomView])),
			handleDOMEvents: clipboardEvents,
			handleDoubleClickOn: (_, __, node) => node.isAtom && !node.isText && this.ask(),
			dispatchTransaction: (transaction) => this.#take(transaction),
		});
		this.state = this.#view.state;
		this.document = this.state.doc.toJSON() as DocumentNode;
		void this.#learnNames();
	}

	#stateOf(document: DocumentNode): EditorState {
		const { language } = this.#options;
		return EditorState.create({
			doc: Node.fromJSON(schema, document),
			plugins: [
				keymap(keysOf({ link: () => this.askForLink(), insert: () => this.#insert(), open: () => this.#openAtom() })),
				keymap(baseKeymap),
				signRules(),
				history(),
				orderly,
				placeholders((field) => hintOf(field, language)),
			],
		});
	}

	#take(transaction: Transaction): void {
		this.state = this.#view.state.apply(transaction);
		this.#view.updateState(this.state);
		if (transaction.docChanged) {
			this.document = this.state.doc.toJSON() as DocumentNode;
			this.#options.onchange();
			void this.#learnNames();
		}
		const { place } = this;
		if (place !== this.#place) this.announcement = place;
		this.#place = place;
	}

	/** Does what a tool or key does; the cursor is in the text afterwards. Answers whether there was anything to do. */
	do(command: Command, said?: () => string): boolean {
		const done = command(this.#view.state, (transaction) => this.#view.dispatch(transaction), this.#view);
		this.#view.focus();
		if (done && said) this.announcement = said();
		return done;
	}

	/** Whether a tool would do anything here. */
	can(command: Command): boolean {
		return command(this.state);
	}

	focus(): void {
		this.#view.focus();
	}

	askForLink(): boolean {
		if (!this.state.selection.$from.parent.type.allowsMarkType(schema.marks['link']!)) return false;
		this.asked = { kind: 'link', href: linkAt(this.state)?.href ?? '' };
		return true;
	}

	#insert(): boolean {
		this.asked = { kind: 'insert' };
		return true;
	}

	#openAtom(): boolean {
		return this.hasMarked && this.ask();
	}

	/** Opens the dialogue that belongs to the selection: to change what is marked, else to insert something. */
	ask(): boolean {
		const { selection } = this.state;
		const marked = selection instanceof NodeSelection ? selection.node : undefined;
		const atom = marked?.type.name === 'figure' ? 'figure-in-line' : kindOf(marked?.type.name);
		if (!marked || !atom) return this.#insert();
		this.asked = { kind: 'atom', atom, attrs: marked.attrs, there: true };
		return true;
	}

	/** Puts what a dialogue was filled in with into the text. */
	answer(atom: Insertable, attrs: Readonly<Record<string, unknown>>, there: boolean): void {
		this.asked = null;
		const type = schema.nodes[atom === 'figure-in-line' ? 'figure' : atomNode(atom)]!;
		const { selection } = this.state;
		if (there) {
			this.#view.dispatch(this.state.tr.setNodeMarkup(selection.from, null, { ...attrsOf(selection), ...attrs }));
			this.#view.dispatch(this.state.tr.setSelection(NodeSelection.create(this.state.doc, selection.from)));
		} else if (atom === 'figure-in-line') {
			this.#view.dispatch(this.state.tr.replaceSelectionWith(type.create(attrs), false).scrollIntoView());
		} else insertBlock(type.create(attrs))(this.state, (transaction) => this.#view.dispatch(transaction));
		this.#view.focus();
	}

	close(): void {
		this.asked = null;
		this.#view.focus();
	}

	/** Whether something is marked that is edited as a whole. */
	get hasMarked(): boolean {
		const { selection } = this.state;
		return selection instanceof NodeSelection && selection.node.isAtom;
	}

	/** Whether a figure may stand where the cursor is. */
	get takesFigures(): boolean {
		const { $from: cursor } = this.state.selection;
		return (
			cursor.parent.isTextblock &&
			cursor.parent.contentMatchAt(cursor.index()).matchType(schema.nodes['figure']!) !== null
		);
	}

	/** The number of the block the cursor is in, and of how many, counted from 1. */
	get position(): { readonly number: number; readonly count: number } {
		return { number: blockOfSelection(this.state).index + 1, count: this.state.doc.childCount };
	}

	/** Where the cursor is, in words. */
	get place(): string {
		const cursor = {
			block: kindOfSelection(this.state),
			field: this.state.selection.$from.parent.type.name,
			...this.position,
		};
		return placeText(cursor, this.#options.language);
	}

	/** Remembers what something is called, so that it need not be asked for. */
	remember(kind: ChoiceKind, choice: Choice): void {
		this.#names.set(`${kind} ${choice.value}`, choice);
	}

	/** What a dialogue shows as chosen already. */
	chosenIn(atom: Insertable, attrs: Readonly<Record<string, unknown>>): Partial<Record<ChoiceKind, readonly Choice[]>> {
		const type = atom === 'figure-in-line' ? 'figure' : atomNode(atom);
		const chosen = ownNames({ type, attrs }).map(({ kind, value }) => ({ kind, choice: this.#choiceOf(kind, value) }));
		const byKind = Map.groupBy(chosen, ({ kind }) => kind);
		return Object.fromEntries([...byKind].map(([kind, named]) => [kind, named.map(({ choice }) => choice)]));
	}

	#choiceOf(kind: ChoiceKind, value: string): Choice {
		const found = this.#names.get(`${kind} ${value}`);
		return found?.label ? found : { value, label: value, note: null, picture: null };
	}

	async #learnNames(): Promise<void> {
		const unknown = namesIn(this.document).filter(({ kind, value }) => !this.#names.has(`${kind} ${value}`));
		if (unknown.length === 0) return;
		const byKind = Map.groupBy(unknown, ({ kind }) => kind);
		for (const { kind, value } of unknown) this.remember(kind, { value, label: '', note: null, picture: null });
		for (const [kind, named] of byKind) {
			const found = await this.#options.find(kind, { ids: named.map(({ value }) => value).join(',') }).catch(() => []);
			for (const choice of found) this.remember(kind, choice);
		}
		for (const atom of this.#atoms) atom.draw();
	}

	destroy(): void {
		this.#view.destroy();
	}
}

const attrsOf = (selection: EditorState['selection']): Readonly<Record<string, unknown>> =>
	selection instanceof NodeSelection ? selection.node.attrs : {};

function kindOf(name: string | undefined): AtomKind | undefined {
	return (Object.keys(atomFields) as AtomKind[]).find((kind) => atomNode(kind) === name);
}
