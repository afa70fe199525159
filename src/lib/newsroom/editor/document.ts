import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { FigureQuery, Mark, Run, Runs } from '../articles/block.ts';
import { parseLink } from '../articles/link.ts';
import type { DraftBlock } from '../articles/markup/parse-markup.ts';
import { orderedMarks, tidyRuns } from '../articles/run.ts';

/** A node of the editor's document, as ProseMirror writes it as JSON. */
export interface DocumentNode {
	readonly type: string;
	readonly attrs?: Readonly<Record<string, unknown>>;
	readonly content?: readonly DocumentNode[];
	readonly text?: string;
	readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
}

/** A block as it stands in the editor: what its writer has not filled in yet is empty. `id` is null where it is new. */
export type WritingBlock = DraftBlock & { readonly kind: string; readonly id: string | null };

/** Kinds of block that are edited as a whole, in a dialogue, with what they hold. */
export const atomFields = {
	image: ['imageId', 'caption'],
	gallery: ['imageIds'],
	figure: ['query', 'label'],
	map: ['operation'],
	downloads: ['documentIds'],
	'story-line': ['partnership', 'fromYear', 'toYear'],
} as const;
export type AtomKind = keyof typeof atomFields;

/** Whether blocks of this kind are edited as a whole. */
export function isAtomKind(kind: unknown): kind is AtomKind {
	return typeof kind === 'string' && Object.hasOwn(atomFields, kind);
}

/** The name of an atom's node: a bound figure in a line of text is a "figure", too. */
export const atomNode = (kind: AtomKind): string => `${kind.replace('-', '_')}_block`;

/** The document that holds blocks, also those that are not finished. `ids` are the blocks' in their order. */
export function documentOf(blocks: readonly DraftBlock[], ids: readonly (string | null)[] = []): DocumentNode {
	const content = blocks.map((block, at) => nodeOf(block, ids[at] ?? null));
	return { type: 'doc', content: content.length > 0 ? content : [textNode('paragraph', [], { id: null })] };
}

/** One block as a node of the document. */
export function nodeOf(block: DraftBlock, id: string | null): DocumentNode {
	const { kind } = block;
	if (isAtomKind(kind)) {
		const fields = Object.fromEntries(atomFields[kind].map((name) => [name, block[name] ?? null]));
		return { type: atomNode(kind), attrs: { id, ...fields } };
	}
	switch (kind) {
		case 'heading':
			return textNode('heading', runsOf(block['text']), { id, level: block['level'] === 3 ? 3 : 2 });
		case 'list': {
			const items = listOf(block['items']).map((item) => textNode('list_item', runsOf(item)));
			const content = items.length > 0 ? items : [textNode('list_item', [])];
			return { type: 'list', attrs: { id, ordered: block['ordered'] === true }, content };
		}
		case 'quote': {
			const content = [
				textNode('quote_text', runsOf(block['text'])),
				wordsNode('quote_speaker', block['speaker']),
				wordsNode('quote_role', block['role']),
			];
			return { type: 'quote', attrs: { id }, content };
		}
		case 'timeline':
			return { type: 'timeline', attrs: { id }, content: listOf(block['entries']).map(entryNode) };
		default:
			return textNode('paragraph', runsOf(block['text']), { id });
	}
}

function entryNode(entry: unknown): DocumentNode {
	const { on, text } = (entry ?? {}) as { on?: { date?: unknown; precision?: unknown }; text?: unknown };
	const length = { year: 4, month: 7, day: 10 }[String(on?.precision)];
	const date = typeof on?.date === 'string' && length ? on.date.slice(0, length) : '';
	return { type: 'timeline_entry', content: [wordsNode('entry_date', date), textNode('entry_text', runsOf(text))] };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const runsOf = (value: unknown): Runs => listOf(value) as Runs;

function wordsNode(type: string, words: unknown): DocumentNode {
	return typeof words === 'string' && words !== '' ? { type, content: [{ type: 'text', text: words }] } : { type };
}

function textNode(type: string, runs: Runs, attrs?: DocumentNode['attrs']): DocumentNode {
	const content = runs.flatMap(inlineNodes);
	return { type, ...(attrs && { attrs }), ...(content.length > 0 && { content }) };
}

function inlineNodes(run: Run): readonly DocumentNode[] {
	if (run.kind === 'figure') return [{ type: 'figure', attrs: { query: run.query } }];
	const href = run.link === null ? undefined : parseLink(run.link);
	const marks = [...(href ? [{ type: 'link', attrs: { href } }] : []), ...run.marks.map((type) => ({ type }))];
	const marked = marks.length > 0 ? { marks } : {};
	return run.text
		.split('\n')
		.flatMap((text, at): DocumentNode[] => [
			...(at > 0 ? [{ type: 'hard_break', ...marked }] : []),
			...(text === '' ? [] : [{ type: 'text', text, ...marked }]),
		]);
}

/** The blocks a document holds. What is empty is none: a line nobody wrote in is not refused, it is left out. */
export function blocksOf(document: DocumentNode): readonly WritingBlock[] {
	return (document.content ?? []).flatMap((node) => blockOf(node) ?? []);
}

function blockOf(node: DocumentNode): WritingBlock | undefined {
	const { id = null, ...attrs } = node.attrs ?? {};
	const base = { id: typeof id === 'string' ? id : null };
	const text = () => writtenRuns(node);
	switch (node.type) {
		case 'paragraph':
			return text().length > 0 ? { ...base, kind: 'paragraph', text: text() } : undefined;
		case 'heading':
			return text().length > 0 ? { ...base, kind: 'heading', level: attrs['level'], text: text() } : undefined;
		case 'list': {
			const items = childrenOf(node).map(writtenRuns).filter(isWritten);
			return items.length > 0 ? { ...base, kind: 'list', ordered: attrs['ordered'], items } : undefined;
		}
		case 'quote': {
			const [said, speaker, role] = childrenOf(node);
			const quote = { text: writtenRuns(said), speaker: wordsOf(speaker), role: wordsOf(role) || null };
			const empty = quote.text.length === 0 && quote.speaker === '' && quote.role === null;
			return empty ? undefined : { ...base, kind: 'quote', ...quote };
		}
		case 'timeline': {
			const entries = childrenOf(node).flatMap(writtenEntry);
			return entries.length > 0 ? { ...base, kind: 'timeline', entries } : undefined;
		}
		default: {
			const kind = (Object.keys(atomFields) as AtomKind[]).find((each) => atomNode(each) === node.type);
			return kind ? { ...base, kind, ...attrs } : undefined;
		}
	}
}

/** An entry with its day as it was typed; `on` is undefined where that is no day. */
export interface WritingEntry {
	readonly typedDay: string;
	readonly on: ReturnType<typeof parseFuzzyDate>;
	readonly text: Runs;
}

function writtenEntry(node: DocumentNode): readonly WritingEntry[] {
	const [day, said] = childrenOf(node);
	const [typedDay, text] = [wordsOf(day), writtenRuns(said)];
	return typedDay === '' && text.length === 0 ? [] : [{ typedDay, on: parseFuzzyDate(typedDay), text }];
}

const childrenOf = (node: DocumentNode | undefined): readonly DocumentNode[] => node?.content ?? [];
const isWritten = (runs: Runs): boolean => runs.length > 0;

function wordsOf(node: DocumentNode | undefined): string {
	return childrenOf(node)
		.map(({ text }) => text ?? '')
		.join('')
		.replace(/\s+/gu, ' ')
		.trim();
}

function writtenRuns(node: DocumentNode | undefined): Runs {
	const runs = tidyRuns(childrenOf(node).flatMap(runOf));
	const blank = runs.every((run) => run.kind === 'text' && run.text.trim() === '');
	return blank ? [] : runs;
}

function runOf(node: DocumentNode): readonly Run[] {
	if (node.type === 'figure') return [{ kind: 'figure', query: node.attrs?.['query'] as FigureQuery }];
	const text = node.type === 'hard_break' ? '\n' : (node.text ?? '');
	const named = (node.marks ?? []).map(({ type }) => type);
	const href = node.marks?.find(({ type }) => type === 'link')?.attrs?.['href'];
	const marks: readonly Mark[] = orderedMarks(named);
	return [{ kind: 'text', text, marks, link: typeof href === 'string' ? href : null }];
}
