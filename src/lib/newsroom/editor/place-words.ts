import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { editorMessages } from './editor-messages.ts';

/** Fields of the document by the names of their nodes. */
const fields = {
	quote_text: 'field-said',
	quote_speaker: 'field-speaker',
	quote_role: 'field-role',
	entry_date: 'field-day',
	entry_text: 'field-event',
	list_item: 'field-item',
} as const;

const isField = (name: string): name is keyof typeof fields => Object.hasOwn(fields, name);

/** What an empty field asks for; undefined where nothing need be said. */
export function hintOf(field: string, language: Language): string | undefined {
	const say = speak(editorMessages, language);
	if (field === 'beginning') return say('beginning');
	return isField(field) && field !== 'list_item' ? say(fields[field]) : undefined;
}

/** Kinds of block by the names of their nodes. */
const blocks = {
	paragraph: 'paragraph',
	heading: 'heading',
	subheading: 'subheading',
	bullets: 'bullets',
	numbers: 'numbers',
	quote: 'quote',
	timeline: 'timeline',
	image_block: 'image',
	gallery_block: 'gallery',
	figure_block: 'figure',
	map_block: 'map',
	downloads_block: 'downloads',
	story_line_block: 'story-line',
} as const;

/** Where a cursor is. */
export interface CursorPlace {
	/** As kindOfSelection names it. */
	readonly block: string;
	/** The name of the node it writes in. */
	readonly field: string;
	readonly number: number;
	readonly count: number;
}

/** Where the cursor is, in words: "Quote 3 of 12: name". */
export function placeText({ block, field, number, count }: CursorPlace, language: Language): string {
	const say = speak(editorMessages, language);
	const name = say(Object.hasOwn(blocks, block) ? blocks[block as keyof typeof blocks] : 'paragraph');
	if (!isField(field)) return say('where', { block: name, number, count });
	return say('where-field', { block: name, number, count, field: say(fields[field]) });
}
