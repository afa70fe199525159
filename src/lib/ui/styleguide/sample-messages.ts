import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** Example texts of the style guide, in the words real pages use. */
export const sampleMessages: Catalogue<typeof en> = { de, uk, en };
