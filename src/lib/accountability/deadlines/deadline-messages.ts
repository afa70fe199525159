import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** The words of the calendar of all that is due, and of the mails that remind of it. */
export const deadlineMessages: Catalogue<typeof en> = { de, uk, en };
