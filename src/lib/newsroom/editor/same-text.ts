import { keptFields } from '../articles/autosave/autosave.ts';
import type { Fields } from './autosaver.svelte.ts';

/** Whether two forms hold another text; how it is divided into blocks of which names is nothing a reader sees. */
export function differs(one: Fields, other: Fields): boolean {
	const told = keptFields.filter((name) => name !== 'blockIds');
	return told.some((name) => wordsOf(one[name]) !== wordsOf(other[name]));
}

function wordsOf(text: string | undefined): string {
	return (text ?? '').replace(/\r\n?/g, '\n').trim();
}
