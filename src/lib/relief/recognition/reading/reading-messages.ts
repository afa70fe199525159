import { type Catalogue, speak } from '#lib/i18n/catalogue.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';
import type { ReadingRefusal } from './reading-refusal.ts';

export const readingMessages: Catalogue<typeof en> = { de, uk, en };

/** The sentence of a refusal in the reader's language: what is wrong with the file, and what to do about it. */
export function readingRefusalText(refusal: ReadingRefusal, language: Language): string {
	const say = speak(readingMessages, language);
	const sheet = 'sheet' in refusal && refusal.sheet !== null ? say('in-sheet', { sheet: refusal.sheet }) : '';
	switch (refusal.kind) {
		case 'too-large':
			return say('too-large', { size: megabytes(refusal.bytes), limit: megabytes(refusal.limitBytes) });
		case 'unpacks-too-large':
			return say('unpacks-too-large', { limit: megabytes(refusal.limitBytes) });
		case 'unsupported':
			return say(`unsupported-${refusal.found}`);
		case 'broken-file':
		case 'unsafe-content':
			return say(refusal.kind, { kind: say(`kind-${refusal.found}`) });
		case 'too-many-parts':
		case 'text-too-long':
			return say(refusal.kind, { limit: refusal.limit });
		case 'too-many-rows':
		case 'too-many-columns':
			return say(refusal.kind, { limit: refusal.limit, sheet });
		case 'cell-too-long':
			return say('cell-too-long', { line: refusal.line, limit: refusal.limit, sheet });
		case 'sheet-not-found':
			return say('sheet-not-found', { sheet: refusal.sheet, present: refusal.present.join(', ') || '–' });
		case 'took-too-long':
			return say('took-too-long', { seconds: refusal.limitSeconds });
		case 'needed-too-much-memory':
			return say('needed-too-much-memory', { limit: refusal.limitMegabytes });
		case 'empty-file':
		case 'password-protected':
		case 'unknown-encoding':
		case 'no-lines':
			return say(refusal.kind);
		default:
			return unreachable(refusal);
	}
}

/** Rounded up, so that a file just above the limit never reads as being at it. */
function megabytes(bytes: number): number {
	return Math.ceil(bytes / 100_000) / 10;
}
