import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './samples.de.ts';
import { en } from './samples.en.ts';
import { uk } from './samples.uk.ts';

/** Example texts of the style guide, in the words real pages use. */
export const sampleMessages: Catalogue<typeof en> = { de, uk, en };
