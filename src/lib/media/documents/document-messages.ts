import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** The words of files that are handed in. */
export const documentMessages: Catalogue<typeof en> = { de, uk, en };
