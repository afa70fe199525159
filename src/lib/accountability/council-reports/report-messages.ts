import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** The words of reports and of the pages around them. */
export const reportMessages: Catalogue<typeof en> = { de, uk, en };
