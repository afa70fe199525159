import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** Why an address of the web gave nothing. */
export const answerMessages: Catalogue<typeof en> = { de, uk, en };
