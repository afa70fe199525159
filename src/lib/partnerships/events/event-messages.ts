import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** Events of a partnership, and the course that events and exchanges take. */
export const eventMessages: Catalogue<typeof en> = { de, uk, en };
