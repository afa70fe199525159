import { Schema } from 'prosemirror-model';

/** Attributes without a rule of their own: what they may hold is decided where the text is read, by parseBlocks. */
const blank = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { default: null }]));

/** A block that is edited as a whole. Its view is drawn by AtomView; this is what the clipboard of other programs gets. */
const atom = (...fields: readonly string[]) => ({
	group: 'block',
	atom: true,
	draggable: true,
	attrs: blank('id', ...fields),
});

/** Words without marks: a name, a day. Nothing is joined into it or out of it from another field. */
const field = (tag: string, name: string) => ({
	content: 'text*',
	marks: '',
	isolating: true,
	defining: true,
	toDOM: () => [tag, { class: `ui-editor__${name}`, 'data-field': name }, 0] as const,
});

/**
 * The document the editor works on mirrors the blocks of an article (block.ts) one to one: whatever stands in it can be written
 * as blocks, and there is nothing in it that blocks have no place for.
 */
export const schema = new Schema({
	nodes: {
		doc: { content: 'block+' },
		paragraph: {
			group: 'block',
			content: 'inline*',
			attrs: blank('id'),
			toDOM: () => ['p', 0],
			parseDOM: [{ tag: 'p' }],
		},
		heading: {
			group: 'block',
			content: '(text | figure)*',
			defining: true,
			attrs: { id: { default: null }, level: { default: 2 } },
			toDOM: ({ attrs }) => [attrs['level'] === 3 ? 'h3' : 'h2', { class: `ui-editor__h${attrs['level']}` }, 0],
		},
		list: {
			group: 'block',
			content: 'list_item+',
			attrs: { id: { default: null }, ordered: { default: false } },
			toDOM: ({ attrs }) => [attrs['ordered'] ? 'ol' : 'ul', 0],
		},
		list_item: { content: '(text | figure)*', defining: true, toDOM: () => ['li', 0] },
		quote: {
			group: 'block',
			content: 'quote_text quote_speaker quote_role',
			isolating: true,
			defining: true,
			attrs: blank('id'),
			toDOM: () => ['blockquote', { class: 'ui-editor__quote' }, 0],
		},
		quote_text: {
			content: 'inline*',
			isolating: true,
			defining: true,
			toDOM: () => ['p', { class: 'ui-editor__said', 'data-field': 'said' }, 0],
		},
		quote_speaker: field('p', 'speaker'),
		quote_role: field('p', 'role'),
		timeline: {
			group: 'block',
			content: 'timeline_entry+',
			isolating: true,
			attrs: blank('id'),
			toDOM: () => ['div', { class: 'ui-editor__timeline', role: 'list' }, 0],
		},
		timeline_entry: {
			content: 'entry_date entry_text',
			defining: true,
			toDOM: () => ['div', { class: 'ui-editor__entry', role: 'listitem' }, 0],
		},
		entry_date: field('p', 'day'),
		entry_text: {
			content: '(text | figure)*',
			isolating: true,
			defining: true,
			toDOM: () => ['p', { class: 'ui-editor__event', 'data-field': 'event' }, 0],
		},
		image_block: atom('imageId', 'caption'),
		gallery_block: atom('imageIds'),
		figure_block: atom('query', 'label'),
		map_block: atom('operation'),
		downloads_block: atom('documentIds'),
		story_line_block: atom('partnership', 'fromYear', 'toYear'),
		text: { group: 'inline' },
		hard_break: {
			group: 'inline',
			inline: true,
			selectable: false,
			linebreakReplacement: true,
			toDOM: () => ['br'],
			parseDOM: [{ tag: 'br' }],
		},
		figure: { group: 'inline', inline: true, atom: true, draggable: true, attrs: blank('query') },
	},
	marks: {
		link: {
			attrs: { href: {} },
			inclusive: false,
			toDOM: ({ attrs }) => ['a', { href: String(attrs['href']), rel: 'noreferrer' }, 0],
		},
		strong: { toDOM: () => ['strong', 0], parseDOM: [{ tag: 'strong' }, { tag: 'b' }] },
		emphasis: { toDOM: () => ['em', 0], parseDOM: [{ tag: 'em' }, { tag: 'i' }] },
	},
});
