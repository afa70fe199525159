import type { Language } from '#lib/kernel/language.ts';
import { pressPath } from '#lib/newsroom/reading/news-paths.ts';

/** What the press may take away of a partnership, by its name in the address. */
export const pressFiles = ['press-kit.zip', 'facts.pdf', 'facts.txt'] as const;
export type PressFile = (typeof pressFiles)[number];

export function isPressFile(text: string): text is PressFile {
	return (pressFiles as readonly string[]).includes(text);
}

/** What the press finds about a partnership: facts, pictures, press releases. */
export function pressKitPath(language: Language, slug: string): string {
	return `${pressPath(language)}/partnerships/${slug}`;
}
