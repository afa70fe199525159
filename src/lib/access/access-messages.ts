import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** The words of signing in, of accounts and of the audit trail. */
export const accessMessages: Catalogue<typeof en> = { de, uk, en };
