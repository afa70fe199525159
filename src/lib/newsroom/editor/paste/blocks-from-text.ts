import type { DraftBlock } from '../../articles/markup/parse-markup.ts';
import { tidyRuns, withoutForbidden } from '../../articles/run.ts';

/** Plain text as paragraphs: an empty line ends one. Signs in it mean nothing: nobody who pastes a "#" meant a heading. */
export function blocksFromText(text: string): readonly DraftBlock[] {
	return withoutForbidden(text.replace(/\r\n?/g, '\n'))
		.split(/\n[ \t]*\n/)
		.map((paragraph) => tidyRuns([{ kind: 'text', text: paragraph, marks: [], link: null }]))
		.filter((runs) => runs.length > 0)
		.map((runs) => ({ kind: 'paragraph', text: runs }));
}
