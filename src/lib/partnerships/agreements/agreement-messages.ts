import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** The words of agreements and those who signed them. */
export const agreementMessages: Catalogue<typeof en> = { de, uk, en };
