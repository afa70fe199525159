import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** What the rules of funding programmes make of a plan. */
export const grantMessages: Catalogue<typeof en> = { de, uk, en };
