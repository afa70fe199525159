import { createContext } from 'svelte';
import type { Language } from '#lib/kernel/language.ts';

const [readContext, writeContext, hasContext] = createContext<() => Language>();

/** Tells every component below in which language its own words are (the layout of a language calls this once). */
export function provideLanguage(read: () => Language): void {
	writeContext(read);
}

/** Reads the language of the page; call it while a component is set up. German where no layout has said otherwise. */
export function pageLanguage(): () => Language {
	return hasContext() ? readContext() : () => 'de';
}
