import { ok, type Result } from '#lib/kernel/result.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import type { Block } from '../articles/block.ts';
import { parseMarkup } from '../articles/markup/parse-markup.ts';
import type { SiteTextRefusal } from './site-text.ts';

/** Reads the form of a page: an empty one says that the city wants to be off the page. */
export function readSiteText(
	typed: Typed,
	before: readonly Block[],
): Result<readonly Block[], readonly SiteTextRefusal[]> {
	const text = typed['text'] ?? '';
	return text.trim() === '' ? ok([]) : parseMarkup(text, before);
}
