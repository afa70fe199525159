import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** What the server itself has to say before a page could. */
export const httpMessages: Catalogue<typeof en> = { de, uk, en };
