import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** What the command line says. */
export const cliMessages: Catalogue<typeof en> = { de, uk, en };
