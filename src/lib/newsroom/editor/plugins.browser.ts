import { Plugin, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { schema } from './schema.browser.ts';

const { nodes } = schema;

/**
 * Keeps the document in order: a block that was split off or pasted twice is a new one, so no two have one id; and there is
 * always a paragraph to write on in at the end.
 */
export const orderly = new Plugin({
	appendTransaction: (transactions, _, state) => {
		if (!transactions.some((each: Transaction) => each.docChanged)) return null;
		const { tr, doc } = state;
		const seen = new Set<unknown>();
		doc.forEach((block, at) => {
			const id: unknown = block.attrs['id'];
			if (id !== null && seen.has(id)) tr.setNodeAttribute(at, 'id', null);
			seen.add(id);
		});
		if (doc.lastChild?.type !== nodes['paragraph']) tr.insert(tr.doc.content.size, nodes['paragraph']!.create());
		return tr.docChanged ? tr.setMeta('addToHistory', false) : null;
	},
});

/** Says in empty fields what belongs there: the name of a speaker, a day; and in an empty text, that one may begin. */
export function placeholders(words: (field: string) => string | undefined): Plugin {
	return new Plugin({
		props: {
			decorations: ({ doc }) => {
				const found: Decoration[] = [];
				doc.descendants((child, at, parent) => {
					if (!child.isTextblock) return true;
					const beginning = parent === doc && doc.childCount === 1 && child.type === nodes['paragraph'];
					const hint = child.content.size > 0 ? undefined : words(beginning ? 'beginning' : child.type.name);
					if (hint !== undefined) found.push(Decoration.node(at, at + child.nodeSize, { 'data-hint': hint }));
					return false;
				});
				return DecorationSet.create(doc, found);
			},
		},
	});
}
