import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** What is wrong with a field, whatever the form is about. */
export const formMessages: Catalogue<typeof en> = { de, uk, en };
